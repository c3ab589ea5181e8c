"""Which file an import means, and under which name a file is known.

Nothing is imported and `sys.path` is never asked: the layout of the files and the imports they write decide.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import takewhile

from fastlint.ir import nodes
from fastlint.model import Module

_TEST_PATH = re.compile(
    r"(^|/)([^/]*[-_])?(tests?|testing|e2e)/|(^|/)(test_[^/]*|[^/]*_test|conftest|locustfile[^/]*|smoke_?tests?)\.py$"
)
_EXAMPLE_PATH = re.compile(r"(^|/)(examples?|demos?|samples?|tutorials?)/")

FRAMEWORK = frozenset({"fastapi", "starlette", "pydantic", "pydantic_settings"})
"""Packages whose behaviour fastlint knows: their own source, when it lies in the tree, is never read for it."""


def is_test_path(path: str) -> bool:
    """Whether a file belongs to the tests, by the names that pytest and people go by."""
    return bool(_TEST_PATH.search(path))


def is_example_path(path: str) -> bool:
    """Whether a file shows how the project is used, by the names of its folders."""
    return bool(_EXAMPLE_PATH.search(path))


def _holds_test_cases(ir: nodes.ModuleIR) -> bool:
    """Whether a file whose name does not tell defines tests for `unittest`."""
    bases = (base for statement in ir.body if isinstance(statement, nodes.Class) for base in statement.bases)
    return any(isinstance(base, nodes.Ref | nodes.Attribute) and base.name.endswith("TestCase") for base in bases)


class ModuleIndex:
    """All Python files of the project by path (posix, relative to the root), to be found by import."""

    def __init__(self, paths: Iterable[str]) -> None:
        self.paths = frozenset(paths)
        self._folders = {folder for path in self.paths for folder in _ancestors(path)}
        self._sources = tuple(
            sorted({f for f in self._folders if f.rpartition("/")[2] in ("src", "lib", "backend", "server", "app")})
        )
        self._candidates = lru_cache(maxsize=None)(self._found)
        self._nearest = lru_cache(maxsize=None)(self.package_root)

    def file(self, root: str, dotted: str) -> str | None:
        """The file of module `dotted` below folder `root`; a folder without `__init__.py` gives None."""
        base = _join(root, dotted.replace(".", "/"))
        for path in (f"{base}/__init__.py", f"{base}.py"):
            if path in self.paths:
                return path
        return None

    def has(self, root: str, dotted: str) -> bool:
        """Whether a module or a folder of modules called `dotted` lies below `root`."""
        return self.file(root, dotted) is not None or _join(root, dotted.replace(".", "/")) in self._folders

    def has_any(self, root: str, first: str, imported: Iterable[str]) -> bool:
        """Whether package `first` lies below `root` with one of the modules `imported` from it.

        A folder of that name alone may be anything: `packages/one` beside its package in `packages/one/src/one`.
        """
        if self.file(root, first) is not None:
            return True
        return self.has(root, first) and any("." in dotted and self.has(root, dotted) for dotted in imported)

    def package_root(self, path: str) -> str:
        """The folder above the outermost package that holds `path`."""
        folder = path.rpartition("/")[0]
        while folder and f"{folder}/__init__.py" in self.paths:
            folder = folder.rpartition("/")[0]
        return folder

    @cached_property
    def contents(self) -> dict[str, list[str]]:
        """What lies directly in each folder, by name."""
        found: dict[str, set[str]] = {folder: set() for folder in self._folders}
        for path in (*self.paths, *filter(None, self._folders)):
            folder, _, name = path.rpartition("/")
            found[folder].add(name)
        return {folder: sorted(names) for folder, names in found.items()}

    def inside(self, folder: str) -> set[tuple[str, bool]]:
        """The modules directly inside a package's folder: (name, whether it is a package)."""
        start = f"{folder}/" if folder else ""
        found = set()
        for path in self.paths:
            if path.startswith(start):
                name, _, rest = path[len(start) :].partition("/")
                if not rest and name.endswith(".py") and name != "__init__.py":
                    found.add((name[:-3], False))
                elif rest == "__init__.py":
                    found.add((name, True))
        return found

    def resolve(self, importer: str, dotted: str) -> str | None:
        """The file that `import dotted` means in the file `importer`, None when it is not of the project."""
        nearest = self._nearest(importer)
        found = next((file for file in self._candidates(nearest, dotted) if file != importer), None)
        return found or next((file for file in self._beside(importer, nearest, dotted) if file != importer), None)

    def _beside(self, importer: str, nearest: str, dotted: str) -> Iterator[str]:
        """What `import dotted` means where the file, or one of a folder around it, is run as a script.

        Python looks in the script's own folder then, also where that has an `__init__.py`.
        """
        first = dotted.partition(".")[0]
        if first and first not in FRAMEWORK and first not in sys.stdlib_module_names:
            for folder in inner_folders(importer, nearest):
                file = self.file(folder, dotted) if self.has(folder, first) else None
                if file is not None:
                    yield file

    def _found(self, nearest: str, dotted: str) -> tuple[str, ...]:
        """What `import dotted` may mean below `nearest`, the folder above an importer's package, likeliest first."""
        first = dotted.partition(".")[0]
        if not first or first in FRAMEWORK:
            return ()
        sources = sorted(self._sources, key=lambda source: -_common(source, nearest))
        roots = [nearest, *(f for f in reversed(_ancestors(nearest + "/x")) if f != nearest), *sources]
        if first in sys.stdlib_module_names:
            roots = [""] if "." in dotted or nearest == "" else []
        files = (self.file(root, dotted) for root in roots if self.has(root, first))
        return tuple(file for file in files if file is not None)


def _ancestors(path: str) -> list[str]:
    """All folders above a path, outermost ("") first."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[:i]) for i in range(len(parts) + 1)]


def inner_folders(path: str, outer: str) -> list[str]:
    """The folders around a file that lie below `outer`, outermost first."""
    return [folder for folder in _ancestors(path) if len(folder) > len(outer)]


def _common(one: str, other: str) -> int:
    """How many folders two paths begin with together."""
    pairs = zip(one.split("/"), other.split("/"), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _join(root: str, rest: str) -> str:
    return f"{root}/{rest}" if root else rest


def relative_to(path: str, dotted: str) -> str:
    """A relative import's target as the file path it starts from: (folder as dotted path)."""
    name = dotted.lstrip(".")
    folder = path.split("/")[:-1]
    up = len(dotted) - len(name) - 1
    folder = folder[: len(folder) - up] if up else folder
    return "/".join([*folder, *name.split(".")] if name else folder)


def reached(path: str, imported: Iterable[str], index: ModuleIndex) -> set[str]:
    """The project's files that `path` imports by the dotted names `imported`, with the packages they lie in."""
    found: set[str] = set()
    for dotted in imported:
        if dotted.startswith("."):
            base = relative_to(path, dotted)
            candidates = [f"{base}.py", f"{base}/__init__.py", f"{base.rpartition('/')[0]}/__init__.py"]
            found.update(c for c in candidates if c in index.paths)
            continue
        while dotted:
            file = index.resolve(path, dotted)
            if file:
                found.add(file)
            dotted = dotted.rpartition(".")[0]
    return found - {path}


def name_modules(irs: Mapping[str, nodes.ModuleIR], index: ModuleIndex) -> dict[str, Module]:
    """Name every file by the root its imports speak for; path -> Module, in path order.

    A folder earns a vote for each absolute import below it that starts there; a file's root is the
    folder above its outermost package, or one further up that more imports speak for. Where two files
    would get one name, a package has it, as Python sees it, and the other gets its whole path.
    """
    votes: Counter[str] = Counter()
    for path, ir in irs.items():
        imported: dict[str, list[str]] = {}
        for dotted in ir.imports:
            first = dotted.partition(".")[0]
            if first and first not in sys.stdlib_module_names:
                imported.setdefault(first, []).append(dotted)
        for folder in _ancestors(path):
            votes[folder] += sum(index.has_any(folder, first, dotted) for first, dotted in imported.items())
    names: dict[str, str] = {}
    taken = set[str]()
    for path in sorted(irs, key=lambda path: (not _is_package(path), path)):  # Python prefers a package to a module
        nearest = index.package_root(path)
        folders = [*reversed(_ancestors(nearest + "/x" if nearest else "x")), *inner_folders(path, nearest)]
        root = max(folders, key=lambda folder: votes[folder])
        name = dotted_name(path, root)
        name = next(each for each in (name, dotted_name(path, ""), path.replace("/", ".")) if each not in taken)
        taken.add(name)
        names[path] = name
    return {path: _module(path, irs[path], names[path]) for path in sorted(irs)}


def _module(path: str, ir: nodes.ModuleIR, name: str) -> Module:
    return Module(name, path, ir, _is_package(path), is_test_path(path) or _holds_test_cases(ir))


def _is_package(path: str) -> bool:
    return path.endswith("/__init__.py") or path == "__init__.py"


def dotted_name(path: str, root: str) -> str:
    """The module name of `path` as seen from the folder `root`."""
    rest = path[len(root) + 1 :] if root else path
    rest = rest.removesuffix(".py").removesuffix("/__init__")
    return rest.replace("/", ".") or "__init__"
