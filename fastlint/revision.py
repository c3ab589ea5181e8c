"""The project as it was at a git revision, written to a temporary directory.

Blobs are read from the object database. No working tree is touched, and nothing that the repository may configure is
run: no hook, filter, monitor, pager or transport.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from fastlint.problem import Problem
from fastlint.versions import LOCKS

_OFF = (
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "core.alternateRefsCommand=",
    "protocol.allow=never",
    "safe.bareRepository=explicit",
)
_ENVIRONMENT = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ALLOW_PROTOCOL": "none",
}
_REGULAR = (b"100644", b"100755")
_NAMES = frozenset({"pyproject.toml", "setup.cfg", "Pipfile.lock", ".gitignore", *LOCKS})
_REQUIREMENTS = re.compile(r"(^|/)requirements[^/]*\.txt$|(^|/)requirements/[^/]*\.txt$")
_LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Tree:
    """The files of a revision that an analysis reads. `top` is the repository's own directory, `copy` stands for it."""

    top: str
    copy: str

    def moved(self, path: str) -> str:
        """The place in the copy of a path in the repository, or of one above it; what lies elsewhere stays."""
        path = os.path.realpath(path)
        inside, outside = os.path.relpath(path, self.top), os.path.relpath(self.top, path)
        if not inside.startswith(os.pardir):
            return os.path.normpath(os.path.join(self.copy, inside))
        # A directory above the repository, where the run is made: the copy lies as deep below its own.
        return self.copy.removesuffix(os.sep + outside) if self.copy.endswith(os.sep + outside) else path


@contextmanager
def tree_at(revision: str, near: str, root: str) -> Iterator[Tree]:
    """The tree at which HEAD left `revision`, of the repository around `near`, seen from `root`; raises `Problem`."""
    near = near if os.path.isdir(near) else os.path.dirname(os.path.abspath(near))
    top = os.fsdecode(_git(near, "rev-parse", "--show-toplevel").removesuffix(b"\n"))
    commit = _commit(revision, top)
    with tempfile.TemporaryDirectory(prefix="fastlint-") as folder:
        below = os.path.relpath(os.path.realpath(top), os.path.realpath(root))
        name = "copy" if below.startswith(os.curdir) else below
        tree = Tree(os.path.realpath(top), os.path.join(os.path.realpath(folder), name))
        os.makedirs(os.path.join(tree.copy, ".git"))  # where a project ends; nothing looks into it
        _write(top, _wanted(_git(top, "ls-tree", "-r", "-l", "-z", "--full-tree", commit)), tree.copy)
        yield tree


def _commit(revision: str, top: str) -> str:
    if not revision or revision.startswith("-"):
        raise Problem(f"--diff-base: {revision!r} is no revision")
    try:
        named = (
            _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
        )
    except Problem:
        raise Problem(
            f"--diff-base: git knows no revision {revision!r} in {top}. In a clone that was cut short, fetch it first "
            "(actions/checkout: `fetch-depth: 0`)"
        ) from None
    try:
        return _git(top, "merge-base", named, "HEAD").decode().strip() or named
    except Problem:  # unrelated histories, or the common commit was not fetched
        return named


def _wanted(listing: bytes) -> dict[str, bytes]:
    """Path -> object of the regular files that an analysis reads."""
    found = {}
    for entry in listing.split(b"\0"):
        about, _, name = entry.partition(b"\t")
        mode, kind, sha, size = (*about.split(), b"", b"", b"", b"")[:4]
        path = os.fsdecode(name)
        parts = path.split("/")
        if mode not in _REGULAR or kind != b"blob" or {"", ".", "..", ".git"} & {part.lower() for part in parts}:
            continue
        is_read = (
            path.endswith(".py") or parts[-1] in _NAMES or parts[-1].startswith("pylock.") or _REQUIREMENTS.search(path)
        )
        if is_read and size.isdigit() and int(size) <= _LARGEST:
            found[path] = sha
    return found


def _write(top: str, wanted: dict[str, bytes], folder: str) -> None:
    data = _git(top, "cat-file", "--batch", input=b"".join(sha + b"\n" for sha in wanted.values()))
    position = 0
    for path in wanted:
        end = data.index(b"\n", position)
        _, kind, size = (*data[position:end].split(b" "), b"", b"")[:3]
        position = end + 1
        if kind != b"blob":  # a partial clone lacks it, and nothing is fetched
            continue
        file = os.path.join(folder, *path.split("/"))
        os.makedirs(os.path.dirname(file), exist_ok=True)
        with open(file, "xb") as stream:
            stream.write(data[position : position + int(size)])
        position += int(size) + 1


def _git(directory: str, *arguments: str, input: bytes = b"") -> bytes:  # noqa: A002
    program = _program()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | _ENVIRONMENT
    options = [part for setting in _OFF for part in ("-c", setting)]
    command: Sequence[str] = [program, *options, "-C", directory, "--no-pager", *arguments]
    try:
        done = subprocess.run(command, env=environment, input=input, capture_output=True, check=False)
    except OSError as error:
        raise Problem(f"--diff-base: git cannot be run: {error.strerror}") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise Problem(f"--diff-base: git {arguments[0]} failed in {directory}: {said or 'it says nothing of why'}")
    return done.stdout


def _program() -> str:
    """git, from an absolute directory of the PATH: one that lies in the scanned directory must not run."""
    folders = [folder for folder in os.environ.get("PATH", os.defpath).split(os.pathsep) if os.path.isabs(folder)]
    found = shutil.which("git", path=os.pathsep.join(folders))
    if found is None:
        raise Problem("--diff-base needs git, and there is none on the PATH")
    return found
