"""Patterns as in .gitignore: the files of that name, nested, and the configured excludes.

What is excluded is not entered, so a pattern needs to be held against each entry's own name only. Most patterns
speak of names alone and most names match none of them: one joined expression settles these, and pathspec
judges the rest.
"""

from __future__ import annotations

import fnmatch
import os
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from pathspec import GitIgnoreSpec

from fastlint.problem import Problem
from fastlint.source.read import read_bytes

FILE = ".gitignore"
_LARGEST = 1_048_576
# A pattern of names alone, written with what fnmatch understands in the same way.
_NAME_PATTERN = re.compile(r"!?(?P<name>(?:[\w.,*?$~@+-]|\[\w+])+)/?")


class Judge(Protocol):
    """Whether one entry of a directory is left out."""

    def __call__(self, name: str, *, is_directory: bool) -> bool:
        """Judge the entry called `name`."""


class Patterns:
    """The lines of one .gitignore, read against paths relative to `directory`.

    As in git, the last line that matches an entry itself decides; what matches only a directory above has been
    decided there. pathspec says whether a line matches.
    """

    def __init__(self, lines: Iterable[str], directory: str) -> None:
        self.directory = directory
        specs = {line: spec for line in reversed(list(lines)) if (spec := _spec([line])) is not None and len(spec)}
        self._lines = [("/" not in line.strip().removesuffix("/"), spec) for line, spec in specs.items()]
        names = {line: match["name"] for line in specs if (match := _NAME_PATTERN.fullmatch(line.strip()))}
        self._names = re.compile("|".join(map(fnmatch.translate, names.values())) or r"(?!)")
        self._others = _spec([line for line in specs if line not in names])

    def decide(self, parent: str, name: str, *, is_directory: bool) -> bool | None:
        """Whether the entry `name` of `parent` is out, None when nothing is said.

        `parent` is relative to `directory`, "" or with a slash at its end.
        """
        name = f"{name}/" if is_directory else name
        path = parent + name
        if not self._names.match(name.removesuffix("/")) and not _matches(self._others, path):
            return None
        for is_name, spec in self._lines:
            include = spec.check_file(name if is_name else path).include
            if include is not None and (is_name or not _matches(spec, parent)):
                return include
        return None

    def covers(self, path: str) -> bool:
        """Whether the file or directory at `path` is out, by itself or with a directory above it."""
        parent, names = "", relative(path, self.directory).split("/")
        for name in names:
            is_directory = len(parent) + len(name) < len("/".join(names)) or os.path.isdir(path)
            if self.decide(parent, name, is_directory=is_directory):
                return True
            parent += f"{name}/"
        return False


class GitIgnores:
    """All patterns that hold in a tree. `exclude` are configured ones, relative to `base`."""

    def __init__(self, root: str, base: str, exclude: Sequence[str], obey_files: bool) -> None:
        for line in exclude:
            if _spec([line]) is None:
                raise Problem(f"exclude: {line!r} is no pattern as in {FILE}")
        self._root = root
        self._configured = (Patterns(exclude, base),) if exclude else ()
        self._obeys_files = obey_files
        self._chains: dict[str, tuple[Patterns, ...]] = {}

    def begin(self, path: str) -> None:
        """Prepare for going through the directory `path`, which is given: what excludes it as a whole is set aside."""
        if path in self._chains:
            return
        above = self._above(path) if self._obeys_files else ()
        self._chains[path] = tuple(patterns for patterns in (*self._configured, *above) if not patterns.covers(path))

    def inside(self, directory: str, names: Iterable[str]) -> Judge:
        """What judges the entries of `directory`; directories come after those that hold them."""
        chain = self._chains.get(directory)
        if chain is None:
            chain = self._chains.get(os.path.dirname(directory), self._configured)
        if self._obeys_files and FILE in names:
            chain = (*chain, *_read(directory))
        self._chains[directory] = chain
        return _judge([(patterns.decide, _parent(directory, patterns.directory)) for patterns in reversed(chain)])

    def covers(self, path: str) -> bool:
        """Whether `path` itself is excluded, by whatever holds there."""
        above = self._above(path) if self._obeys_files else ()
        return any(patterns.covers(path) for patterns in (*self._configured, *above))

    def _above(self, path: str) -> list[Patterns]:
        """The files above `path`, outermost first: from the top of the repository, else from the root."""
        inside = os.path.commonpath([self._root, path]) == self._root
        top, found, directory = self._root if inside else path, [], os.path.dirname(path)
        ancestors = [directory]
        while (parent := os.path.dirname(directory)) != directory:
            directory = parent
            ancestors.append(directory)
        repository = next((place for place in [path, *ancestors] if os.path.lexists(os.path.join(place, ".git"))), top)
        for place in reversed(ancestors):
            if place == repository or place.startswith(repository.rstrip(os.sep) + os.sep):
                found += _read(place)
        return found


def _judge(deciding: list[tuple[Callable[..., bool | None], str]]) -> Judge:
    """The innermost patterns that say something about an entry decide."""

    def is_out(name: str, *, is_directory: bool) -> bool:
        for decide, parent in deciding:
            verdict = decide(parent, name, is_directory=is_directory)
            if verdict is not None:
                return verdict
        return False

    return is_out


def _read(directory: str) -> list[Patterns]:
    try:
        data = read_bytes(os.path.join(directory, FILE), _LARGEST)
    except (OSError, ValueError):
        return []
    lines = (data or b"").decode("utf-8-sig", "replace").splitlines()
    return [Patterns(lines, directory)] if any(line and not line.startswith("#") for line in lines) else []


def _spec(lines: list[str]) -> GitIgnoreSpec | None:
    """The patterns in `lines`, None when one cannot be read or when there are no lines."""
    try:
        return GitIgnoreSpec.from_lines(lines) if lines else None
    except (ValueError, re.error):
        return None


def _matches(spec: GitIgnoreSpec | None, path: str) -> bool:
    return spec is not None and path != "" and spec.check_file(path).include is not None


def _parent(directory: str, base: str) -> str:
    return "" if directory == base else f"{relative(directory, base)}/"


def relative(path: str, base: str) -> str:
    """The name of `path` as seen from the directory `base`, with forward slashes. Both are absolute."""
    inside = base.rstrip(os.sep) + os.sep
    name = path[len(inside) :] if path.startswith(inside) else os.path.relpath(path, base)
    return name.replace(os.sep, "/")
