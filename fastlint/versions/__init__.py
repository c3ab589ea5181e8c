"""The versions of a project's libraries, as lock files, requirements, setup.cfg, pyproject.toml and wheels tell them.

What a project installs is looked up where it says so; nothing is imported and no environment is asked. The
directory of the analysed files is searched first, then those above it up to the root of the repository. When none of
them speaks of a library, the directories one level below are asked. A file that cannot be read says nothing.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from fastlint.insight.versions import Release, Stated
from fastlint.source.discover import EXCLUDED
from fastlint.versions.files import LOCKS, Reader

__all__ = ["LIBRARIES", "LOCKS", "ROOTS", "find", "project_root", "stated"]

ROOTS = ("pyproject.toml", "setup.py", "setup.cfg", ".git")
LIBRARIES = ("fastapi", "starlette", "pydantic")


def stated(paths: Sequence[str]) -> Stated:
    """What holds for each of the libraries that make an application."""
    return Stated({name: find(paths, name) for name in LIBRARIES})


def find(paths: Sequence[str], library: str = "fastapi") -> Release:
    """The version that holds for the code at `paths`; exact statements before ranges, near ones before far ones."""
    reader = Reader(library)
    start = os.path.commonpath([_folder(path) for path in paths or (".",)])
    said = [statement for folder in _upward(start) for statement in reader.statements(folder)]
    if not said:
        below = [_first(list(reader.statements(folder))) for folder in _below(start)]
        told = [version for version in below if version is not None and version.numbers]
        # Where projects lie side by side and disagree, what holds for the oldest holds for all.
        return min(told, key=lambda version: version.numbers, default=Release())
    return _first(said) or Release()


def project_root(path: str) -> str:
    """The nearest directory above `path` that holds a project, else the current one, else that of the file."""
    folder = _folder(path)
    here = os.getcwd()
    for above in _ancestors(folder):
        if any(os.path.lexists(os.path.join(above, name)) for name in ROOTS):
            return above
    return here if here in _ancestors(folder) else folder


def _first(said: Sequence[Release]) -> Release | None:
    exact = [version for version in said if version.is_exact]
    bounded = [version for version in said if version.numbers]
    return next(iter([*exact, *bounded, *said]), None)


def _folder(path: str) -> str:
    path = os.path.abspath(path)
    return path if os.path.isdir(path) else os.path.dirname(path)


def _ancestors(folder: str) -> list[str]:
    """`folder` and all directories above it."""
    found = [folder]
    while (above := os.path.dirname(found[-1])) != found[-1]:
        found.append(above)
    return found


def _upward(start: str) -> list[str]:
    """The directories from `start` to the root of the repository, or else to that of the project."""
    folders = _ancestors(start)
    for index, folder in enumerate(folders):
        if os.path.lexists(os.path.join(folder, ".git")):
            return folders[: index + 1]
    root = project_root(start)
    return folders[: folders.index(root) + 1]


def _below(folder: str) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            names = [e.name for e in entries if e.is_dir(follow_symlinks=False) and e.name not in EXCLUDED]
    except OSError:
        return []
    return [os.path.join(folder, name) for name in sorted(names) if not name.startswith(".")]
