"""What is run on what: on paths, on the files of a change, on a revision of before.

What comes after the files are gathered is imported then: while they are being parsed, it would have to wait.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING

from fastlint import config as configuration
from fastlint.cache.recording import note
from fastlint.config import Config, relocated
from fastlint.engine_rules import ENGINE_RULES
from fastlint.gathering import around, gather
from fastlint.packs import Catalogue, load
from fastlint.resources import DEFAULT_RESOURCES, Resources
from fastlint.revision import tree_at
from fastlint.selection import select
from fastlint.source.gitignore import relative
from fastlint.source.lines import Lines
from fastlint.source.read import Source, decode

if TYPE_CHECKING:
    from fastlint.outcome import Report

__all__ = ["check", "survey"]


def check(
    paths: Sequence[str] = (".",),
    config: Config | None = None,
    *,
    packs: Sequence[str] = (),
    only_given: bool = False,
    contents: Mapping[str, bytes] | None = None,
    diff_base: str = "",
    resources: Resources = DEFAULT_RESOURCES,
) -> Report:
    """Judge the FastAPI application in `paths` (files and directories).

    Without `config`, the nearest configuration above all paths holds. `packs` are paths of rule packs beside those
    that are installed. With `only_given`, the whole project around `paths` is analysed, and reported is what rests
    on them: a route that lost its guard in another file is found. `contents` hold by path what is analysed in place of
    what lies there, as an editor wants it. With `diff_base`, a git revision, what was there at that revision is left
    out. Raises `Problem` for a path, a configuration, a pack or a revision that cannot be used.
    """
    config = configuration.nearest(paths) if config is None else config
    catalogue = cache(partial(load, (*config.pack_paths, *packs)))
    report = _run(around(paths) if only_given else paths, config, catalogue, resources, contents or {})
    if only_given and report.project is not None:
        from fastlint.grounds import Grounds

        grounds = Grounds(report.project, paths, report.root)
        report.findings = [finding for finding in report.findings if grounds.touch(finding)]
        report.silenced = [one for one in report.silenced if grounds.touch(one.finding)]
    if diff_base:
        with tree_at(diff_base, os.path.commonpath([os.path.abspath(path) for path in paths]), report.root) as tree:
            there = [moved for path in paths if os.path.lexists(moved := tree.moved(path))]
            there = around(there) if only_given and there else there
            old = _before(there, relocated(config, tree.moved), catalogue, resources, tree.moved(report.root))
        new = [finding for finding in report.findings if finding.fingerprint not in old]
        report.findings, report.older = new, len(report.findings) - len(new)
    return report


def _before(
    paths: Sequence[str], config: Config, catalogue: Callable[[], Catalogue], resources: Resources, root: str
) -> set[str]:
    """The fingerprints of what is found in the copy of an earlier revision."""
    if not paths:
        return set()
    return {finding.fingerprint for finding in _run(paths, config, catalogue, resources, {}, root).findings}


def survey(
    paths: Sequence[str] = (".",), config: Config | None = None, *, resources: Resources = DEFAULT_RESOURCES
) -> Report:
    """Understand the application in `paths` without judging it: no pack is loaded, only the engine reports."""
    config = configuration.nearest(paths) if config is None else config
    return _run(paths, configuration.without_rules(config), lambda: Catalogue(ENGINE_RULES), resources, {})


def _run(
    paths: Sequence[str],
    config: Config,
    catalogue: Callable[[], Catalogue],
    resources: Resources,
    contents: Mapping[str, bytes],
    root: str = "",
) -> Report:
    selected = cache(lambda: select(catalogue(), config))
    root = root or os.getcwd()
    contents = {os.path.abspath(path): data for path, data in contents.items()}
    files = gather(paths, root, config, resources, contents, lambda: selected().words)
    from fastlint import baseline as baselines
    from fastlint.examination import examine, settled_versions

    lines = Lines(root, _texts(contents, root))
    if files.sight is not None:
        note(files.sight, lines)
    return examine(
        files.forms,
        selected(),
        config,
        root,
        files.skipped,
        known=files.known,
        followed=files.followed,
        unconnected=files.unconnected,
        stated=settled_versions(config, paths),
        baseline=baselines.read(config.baseline_file) if config.baseline else None,
        given=[os.path.abspath(path) for path in paths],
        lines=lines,
        progress=resources.progress,
        processes=1 if resources.executor else resources.processes,
    )


def _texts(contents: Mapping[str, bytes], root: str) -> dict[str, str]:
    decoded = {path: decode(data) for path, data in contents.items()}
    return {relative(path, root): source.text for path, source in decoded.items() if isinstance(source, Source)}
