"""Which files to analyse: regular Python files below the given paths, each once, in the order of their names.

A link is followed as long as its target lies below the root or a given directory, and only when nothing else
leads to that target. What cannot be looked at is listed in `Discovered.skipped`, never passed over.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from fastlint.problem import Problem
from fastlint.source.gitignore import GitIgnores, relative
from fastlint.source.read import SourceFile

SUFFIX = ".py"

EXCLUDED = frozenset(
    {
        *(".bzr", ".direnv", ".eggs", ".git", ".git-rewrite", ".hg", ".ipynb_checkpoints", ".mypy_cache", ".nox"),
        *(".pants.d", ".pyenv", ".pytest_cache", ".pytype", ".ruff_cache", ".svn", ".tox", ".venv", ".vscode"),
        *("__pycache__", "__pypackages__", "_build", "buck-out", "build", "dist", "node_modules", "site-packages"),
        "venv",
    }
)
"""Directories that hold no source of the project; they are entered only when given as a path."""

_ENVIRONMENT = "pyvenv.cfg"


@dataclass(frozen=True, slots=True, order=True)
class Overlooked:
    """Something that may hold source and was not looked at, and why.

    `is_error` says that it was meant to be: what the project contains is then not fully known.
    """

    name: str
    reason: str
    is_error: bool = False


@dataclass(frozen=True, slots=True)
class Discovered:
    """The files to analyse and what could not be looked at, each sorted by name."""

    files: tuple[SourceFile, ...]
    skipped: tuple[Overlooked, ...] = ()


def discover(
    paths: Sequence[str],
    root: str,
    exclude: Sequence[str] = (),
    *,
    exclude_from: str = "",
    obey_gitignore: bool = True,
    force_exclude: bool = False,
) -> Discovered:
    """The Python files at `paths`, files or directories; names are relative to `root`.

    `exclude` are patterns as in .gitignore, relative to `exclude_from` (the root when empty). A path that is given
    is taken even when it is excluded, unless `force_exclude`. Raises `Problem` for a path that does not exist.
    """
    root = os.path.abspath(root)
    for path in paths:
        if not os.path.lexists(path):
            raise Problem(f"{path}: no such file or directory")
    ignores = GitIgnores(root, os.path.abspath(exclude_from or root), exclude, obey_gitignore)
    walk = _Walk(root, ignores, force_exclude)
    # Directories first: what they lead to by its own name is not taken again by way of a link.
    for path in sorted({os.path.abspath(path) for path in paths}, key=lambda path: (not os.path.isdir(path), path)):
        walk.enter(path)
    walk.follow_links()
    return Discovered(tuple(sorted(walk.files.values(), key=attrgetter("name"))), tuple(sorted(walk.skipped)))


@dataclass(slots=True)
class _Walk:
    """One pass over the given paths. `files` is by real path, so that no file is taken twice."""

    root: str
    ignores: GitIgnores
    force_exclude: bool
    files: dict[str, SourceFile] = field(default_factory=dict)
    skipped: set[Overlooked] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    bounds: list[str] = field(default_factory=list)

    def enter(self, path: str) -> None:
        """Take what the user gave, whatever its name."""
        if self.force_exclude and self._is_excluded(path):
            return
        try:
            mode = os.stat(path).st_mode
        except OSError as error:
            self._unreadable(path, error)
            return
        if stat.S_ISDIR(mode):
            self.bounds.append(os.path.realpath(path))
            self.ignores.begin(path)
            self._directory(path)
        elif stat.S_ISREG(mode):
            self._take(path, is_given=True)
        else:
            self._skip(path, f"is {_kind(mode)}, not a regular file", is_error=True)

    def follow_links(self) -> None:
        """Go through the links that the directories held, and through those found on the way."""
        bounds = [os.path.realpath(self.root), *self.bounds]
        while self.links:
            links, self.links = sorted(self.links), []
            for path in links:
                self._follow(path, bounds)

    def _follow(self, path: str, bounds: list[str]) -> None:
        real = os.path.realpath(path)
        is_directory = os.path.isdir(real)
        if not is_directory and not path.endswith(SUFFIX):
            return
        if not any(_is_below(real, bound) for bound in bounds):
            self._skip(path, "is a link out of the directories that are analysed")
        elif is_directory:
            self._directory(path)
        elif os.path.isfile(real):
            self._take(path)
        else:
            self._skip(path, "is a link to no regular file")

    def _directory(self, path: str) -> None:
        """Take what is below `path`. A stack instead of recursion: directories nest deeper than Python does."""
        pending = [(path, os.path.realpath(path))]
        while pending:
            current, real = pending.pop()
            if real in self.seen:
                continue
            self.seen.add(real)
            try:
                with os.scandir(current) as entries:
                    found = list(entries)
                if current == path or not any(entry.name == _ENVIRONMENT for entry in found):
                    pending += self._entries(current, real, found)
            except OSError as error:
                self._unreadable(current, error)

    def _entries(self, parent: str, real: str, found: list[os.DirEntry[str]]) -> Iterator[tuple[str, str]]:
        """Sort out one directory: files are taken, links kept for later, directories given back."""
        is_out = self.ignores.inside(parent, {entry.name for entry in found})
        for entry in found:
            name, path = entry.name, f"{parent}{os.sep}{entry.name}"
            is_directory = entry.is_dir(follow_symlinks=False)
            if is_directory or entry.is_symlink():
                if name in EXCLUDED or is_out(name, is_directory=is_directory):
                    continue
                if is_directory:
                    yield path, f"{real}{os.sep}{name}"
                else:
                    self.links.append(path)
            elif name.endswith(SUFFIX) and not is_out(name, is_directory=False):
                if entry.is_file(follow_symlinks=False):
                    self.files.setdefault(f"{real}{os.sep}{name}", SourceFile(self._name(path), path))
                else:
                    self._skip(path, f"is {_kind(entry.stat(follow_symlinks=False).st_mode)}, not a regular file")

    def _take(self, path: str, *, is_given: bool = False) -> None:
        real = os.path.realpath(path)
        known = self.files.get(real)
        if known is None:
            self.files[real] = SourceFile(self._name(path), path, is_given)
        elif is_given:
            self.files[real] = SourceFile(known.name, known.path, True)

    def _unreadable(self, path: str, error: OSError) -> None:
        self._skip(path, f"cannot be read: {error.strerror}", is_error=True)

    def _skip(self, path: str, reason: str, *, is_error: bool = False) -> None:
        self.skipped.add(Overlooked(self._name(path), reason, is_error))

    def _name(self, path: str) -> str:
        return relative(path, self.root)

    def _is_excluded(self, path: str) -> bool:
        folders = os.path.relpath(path, self.root).split(os.sep)[: None if os.path.isdir(path) else -1]
        return any(folder in EXCLUDED for folder in folders) or self.ignores.covers(path)


def _is_below(path: str, directory: str) -> bool:
    return path == directory or path.startswith(directory.rstrip(os.sep) + os.sep)


def _kind(mode: int) -> str:
    kinds = {stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket", stat.S_IFCHR: "a device", stat.S_IFBLK: "a device"}
    return kinds.get(stat.S_IFMT(mode), "a special file")
