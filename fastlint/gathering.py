"""The files of a run, lowered: those that were given, and what a file that was given alone imports.

Of a directory, the files are lowered that an application is connected with. For a file that is named, the application
is more than the file: its imports are followed inside the project until nothing new is reached. Nothing else of the
project is parsed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from fastlint.analyse import Form
from fastlint.cache.sight import Sight
from fastlint.config import Config
from fastlint.connection import connecting
from fastlint.ir.nodes import ModuleIR
from fastlint.link.modules import ModuleIndex, reached
from fastlint.lowering import Lowering
from fastlint.resources import DEFAULT_RESOURCES, Resources
from fastlint.source.discover import Discovered, Overlooked, discover
from fastlint.source.gitignore import relative
from fastlint.source.read import SourceFile
from fastlint.versions import project_root

_NO_SOURCE = (".toml",)
"""The ends of names of files that findings may speak of although they are no Python."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """`forms` are all lean forms by path; `known` are all paths of the project, read or not.

    `followed` are the paths that nobody gave, reached by imports; `unconnected` those that were given and that no
    application is connected with. `sight` is None where more than the content of files decided what is among them.
    """

    forms: dict[str, Form]
    known: frozenset[str]
    followed: frozenset[str] = frozenset()
    unconnected: frozenset[str] = frozenset()
    skipped: tuple[Overlooked, ...] = ()
    sight: Sight | None = None


def discovered(paths: Sequence[str], root: str, config: Config, contents: Collection[str] = ()) -> Discovered:
    """The files that a run is asked for. Those in `contents` (absolute) need not exist."""
    there = [path for path in paths or (".",) if os.path.lexists(path) or os.path.abspath(path) not in contents]
    found = discover(
        there, root, config.exclude, exclude_from=config.start("exclude"), force_exclude=config.force_exclude
    )
    known = {file.path for file in found.files}
    asked = {os.path.abspath(path) for path in paths}
    new = [SourceFile(relative(path, root), path, is_given=True) for path in contents if path in asked - known]
    return Discovered(tuple(sorted((*found.files, *new))), found.skipped) if new else found


def gather(
    paths: Sequence[str],
    root: str,
    config: Config,
    resources: Resources = DEFAULT_RESOURCES,
    contents: Mapping[str, bytes] | None = None,
    words: Callable[[], Collection[str]] = tuple,
) -> Gathered:
    """Discover and lower the files at `paths`, and follow the imports of the files among them.

    `contents` hold, by absolute path, what is analysed in place of what lies there. What holds one of `words` is
    lowered although no application is connected with it; they are asked for when other files are on their way.
    """
    contents = contents or {}
    found = discovered(paths, root, config, contents)
    given = {file.name for file in found.files}
    named = {file.name for file in found.files if file.is_given}
    with Lowering(config.limits, resources, contents) as lowering:
        lowered = lowering.forms(found.files, lambda data: (named | names for names in connecting(data, words)))
        forms = {path: form for path, form in lowered.items() if form is not None}
        unconnected = frozenset(lowered.keys() - forms.keys())
        if not named:
            sight = None if contents else Sight(config.limits, tuple(words()), tuple(lowering.seen.values()))
            return Gathered(forms, frozenset(lowered), unconnected=unconnected, skipped=found.skipped, sight=sight)
        around = _around(paths, root, config)
        index = ModuleIndex({*lowered, *around})
        followed = set[str]()
        pending, seen = named, named
        while pending:
            new = lowering.forms(around[path] for path in sorted(pending - forms.keys()))
            forms |= {path: form for path, form in new.items() if form is not None}
            followed |= pending - given
            lean = {path: form for path in pending if isinstance(form := forms[path], ModuleIR)}
            targets = (reached(path, form.imports, index) for path, form in lean.items())
            pending = set[str]().union(*targets) - seen
            seen = seen | pending
    left = unconnected - forms.keys()
    return Gathered(dict(sorted(forms.items())), index.paths, frozenset(followed), left, found.skipped)


def around(paths: Sequence[str]) -> list[str]:
    """The roots of the projects that `paths` belong to, and those of `paths` that may hold source themselves."""
    roots = {project_root(path) for path in paths}
    return [*sorted(roots), *(path for path in paths if not path.endswith(_NO_SOURCE))]


def _around(paths: Sequence[str], root: str, config: Config) -> dict[str, SourceFile]:
    """All files of the projects that the given files belong to, by name; only their names are read."""
    roots = sorted({project_root(path) for path in paths if os.path.isfile(path)})
    found = discover(roots, root, config.exclude, exclude_from=config.start("exclude")).files
    return {file.name: file for file in found}
