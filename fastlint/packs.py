"""Finds rule packs and takes the rules out of them.

A pack is a package (or a single file) that an installed distribution names in the entry point group
`fastlint.rules`, or that the user names by path. The built-in rules are such a pack and nothing more.
"""

from __future__ import annotations

import os
import pkgutil
import re
import sys
import traceback
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType
from zlib import crc32

from fastlint.engine_rules import ENGINE_RULES
from fastlint.problem import Problem
from fastlint.rule import Rule, RuleError

GROUP = "fastlint.rules"
_LONGEST_NAME = 60
DATA_FOLDER = "knowledge"
RESERVED_CODES = "FL0"


_LOCAL_NAME = re.compile(r"^fastlint_local_[0-9a-f]{8}\.?")


class PackError(Problem):
    """A pack that cannot be used; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All rules there are, the engine's own first, then by code."""

    rules: tuple[Rule, ...]

    def find(self, name: str) -> Rule | None:
        """The rule of that name or code."""
        return next((rule for rule in self.rules if name in (rule.name, rule.code)), None)

    def suggestion(self, wrong: str, others: Iterable[str] = ()) -> str:
        """`, did you mean ...?` when some name, code or one of `others` is close to `wrong`, else nothing."""
        if len(wrong) > _LONGEST_NAME:
            return ""
        words = [*(rule.name for rule in self.rules), *(rule.code for rule in self.rules), *others]
        close = get_close_matches(wrong, words, n=1, cutoff=0.6)
        return f", did you mean {close[0]!r}?" if close else ""


def load(local: Sequence[str] = ()) -> Catalogue:
    """Every rule of every pack: those that are installed and those at the paths in `local`."""
    rules: dict[str, Rule] = {}
    for module in [*_installed(), *map(local_pack, local)]:
        for rule in rules_in(module):
            _check_new(rule, rules.values())
            rules[rule.name] = rule
    if not rules:
        raise PackError(
            "no rule pack found: nothing installed offers rules. Reinstall fastlint (`pip install --force-reinstall "
            "fastlint`), or name a pack with --pack PATH"
        )
    return Catalogue((*ENGINE_RULES, *sorted(rules.values(), key=lambda rule: rule.code)))


def rules_in(pack: ModuleType) -> Iterator[Rule]:
    """The rules that the modules of `pack` define, module by module; those that they import are not theirs."""
    for module in _modules(pack):
        for value in vars(module).values():
            if isinstance(value, Rule) and value.check.__module__ == module.__name__:
                yield value


def _installed() -> Iterator[ModuleType]:
    from importlib.metadata import entry_points  # with half of the packages for mail

    for value, name in sorted({entry.value: entry.name for entry in entry_points(group=GROUP)}.items()):
        try:
            yield import_module(value)
        except ModuleNotFoundError as error:
            if error.name != value:
                raise _broken(error, value) from error
            raise PackError(
                f"rule pack {name!r} is registered but its package {value!r} is not there. Reinstall the distribution "
                f"that brings it (for the built-in rules: `pip install --force-reinstall fastlint`)"
            ) from error
        except (Exception, SystemExit) as error:
            raise _broken(error, value) from error


def local_pack(path: str) -> ModuleType:
    """Import the pack at `path`, under a name of its own, so that it shadows nothing and nothing shadows it."""
    path = os.path.abspath(path)
    is_folder = os.path.isdir(path)
    file = os.path.join(path, "__init__.py") if is_folder else path
    if not os.path.isfile(file):
        raise PackError(f"no rule pack at {path}: neither a .py file nor a folder with an __init__.py")
    name = f"fastlint_local_{crc32(path.encode(errors='surrogateescape')):08x}"
    name = f"{name}.{os.path.basename(path)}" if is_folder else name
    if name in sys.modules:
        return sys.modules[name]
    spec = spec_from_file_location(name, file, submodule_search_locations=[path] if is_folder else None)
    if spec is None or spec.loader is None:
        raise PackError(f"no rule pack at {path}: it cannot be imported")
    module = module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:
        del sys.modules[name]
        raise _broken(error, path) from error
    return module


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    yield package
    folders = list(getattr(package, "__path__", ()))
    found = sorted(pkgutil.iter_modules(folders), key=lambda module: module.name)
    _refuse_unseen(folders, {module.name for module in found})
    for info in found:
        if info.name == DATA_FOLDER:
            continue
        name = f"{package.__name__}.{info.name}"
        try:
            module = import_module(name)
        except (Exception, SystemExit) as error:
            raise _broken(error, name) from error
        yield from _modules(module)


def _refuse_unseen(folders: list[str], seen: set[str]) -> None:
    """A folder of rules without an `__init__.py` would be passed over silently."""
    for folder in filter(os.path.isdir, folders):
        for name in sorted(set(os.listdir(folder)) - seen - {"__pycache__"}):
            inside = os.path.join(folder, name)
            if os.path.isdir(inside) and any(file.endswith(".py") for file in os.listdir(inside)):
                raise PackError(f"{inside}: rules in a folder without an __init__.py are not found: add one")


def _check_new(rule: Rule, known: Iterable[Rule]) -> None:
    if rule.code.startswith(RESERVED_CODES):
        raise PackError(f"{rule.place}: codes {RESERVED_CODES}00 to {RESERVED_CODES}99 belong to the engine")
    for other in (*ENGINE_RULES, *known):
        if rule.name == other.name:
            raise PackError(f"{rule.place}: the name {rule.name!r} is taken by {other.place}")
        if rule.code == other.code:
            raise PackError(f"{rule.place}: the code {rule.code!r} is taken by {other.name!r} in {other.place}")


def _broken(error: BaseException, what: str) -> PackError:
    """The reason and the deepest place in the pack itself: frames of the import system say nothing."""
    what = _LOCAL_NAME.sub("", what)
    if isinstance(error, RuleError):
        return PackError(str(error))
    if isinstance(error, SyntaxError):
        return PackError(f"{error.filename}:{error.lineno}: rule pack {what} cannot be read: {error.msg}")
    frames = [f for f in traceback.extract_tb(error.__traceback__) if not f.filename.startswith("<frozen")]
    place = f"{frames[-1].filename}:{frames[-1].lineno}: " if len(frames) > 1 else ""
    return PackError(f"{place}rule pack {what} cannot be imported: {type(error).__name__}: {error}")
