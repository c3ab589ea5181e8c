"""FastAPI's version, as lock files, requirements and pyproject.toml tell it.

What a project installs is looked up where it says so; nothing is imported and no environment is asked. The
directory of the analysed files is searched first, then those above it up to the root of the repository. When none of
them speaks of FastAPI, the directories one level below are asked. A file that cannot be read says nothing.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fastlint.source.discover import EXCLUDED

LOCKS = ("uv.lock", "poetry.lock", "pdm.lock", "pylock.toml")
ROOTS = ("pyproject.toml", "setup.py", "setup.cfg", ".git")
_LARGEST = 64 * 1024 * 1024

_REQUIREMENT = re.compile(
    r"\s*fastapi\s*(?:\[[^\]]*\])?\s*(?P<range>\(?\s*[=<>~!^][^;#]*)?\s*(?:[;#].*)?$", re.IGNORECASE
)
_CLAUSE = re.compile(r"(?P<operator>===?|<=|<|>=|>|~=|!=|~|\^)?\s*v?(?P<version>\d+(?:\.\d+)*)(?P<any>\.\*)?")
_LOCKED_NAME = re.compile(r"^name\s*=\s*[\"']fastapi[\"']\s*$", re.IGNORECASE | re.MULTILINE)
_LOCKED_VERSION = re.compile(r"^version\s*=\s*[\"'](\d+(?:\.\d+)*)", re.MULTILINE)
_PINNED_IN_JSON = re.compile(r"\"fastapi\"\s*:\s*\{[^{}]*\"version\"\s*:\s*\"==(\d+(?:\.\d+)*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FastapiVersion:
    """`numbers` is () when nothing tells the version: then the newest release that fastlint knows is meant.

    Less than three numbers stand for the last release of that series. `file`, `line` and `text` are the evidence.
    """

    numbers: tuple[int, ...] = ()
    file: str = ""
    line: int = 0
    text: str = ""
    is_exact: bool = False

    def __str__(self) -> str:
        return ".".join(map(str, self.numbers)) or "newest"


def find(paths: Sequence[str]) -> FastapiVersion:
    """The version that holds for the code at `paths`; exact statements before ranges, near ones before far ones."""
    start = os.path.commonpath([_folder(path) for path in paths or (".",)])
    said = [statement for folder in _upward(start) for statement in _statements(folder)]
    if not said:
        below = [_first(list(_statements(folder))) for folder in _below(start)]
        told = [version for version in below if version is not None and version.numbers]
        # Projects that lie side by side and disagree do not tell which of them is meant.
        return told[0] if len({version.numbers for version in told}) == 1 else FastapiVersion()
    return _first(said) or FastapiVersion()


def project_root(path: str) -> str:
    """The nearest directory above `path` that holds a project, else the current one, else that of the file."""
    folder = _folder(path)
    here = os.getcwd()
    for above in _ancestors(folder):
        if any(os.path.lexists(os.path.join(above, name)) for name in ROOTS):
            return above
    return here if here in _ancestors(folder) else folder


def _first(said: Sequence[FastapiVersion]) -> FastapiVersion | None:
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


# ---------------------------------------------------------------- what one directory says


def _statements(folder: str) -> Iterator[FastapiVersion]:
    """All that the files of `folder` say, the most reliable first."""
    try:
        names = set(os.listdir(folder))
    except OSError:
        return
    for name in (*LOCKS, *sorted(n for n in names if n.startswith("pylock.") and n not in LOCKS)):
        if name in names:
            yield from _locked(os.path.join(folder, name))
    if "Pipfile.lock" in names:
        yield from _json_lock(os.path.join(folder, "Pipfile.lock"))
    required = [version for file in _requirement_files(folder, names) for version in _requirements(file)]
    yield from (version for version in required if version.is_exact)
    if "pyproject.toml" in names:
        yield from _declared(os.path.join(folder, "pyproject.toml"))
    yield from (version for version in required if not version.is_exact)


def _requirement_files(folder: str, names: Iterable[str]) -> Iterator[str]:
    found = [name for name in names if re.fullmatch(r"requirements.*\.txt", name)]
    for name in sorted(found, key=lambda name: (name != "requirements.txt", name)):
        yield os.path.join(folder, name)
    inner = os.path.join(folder, "requirements")
    if os.path.isdir(inner):
        try:
            yield from sorted(os.path.join(inner, name) for name in os.listdir(inner) if name.endswith(".txt"))
        except OSError:
            return


def _text(file: str) -> str:
    """The text of a regular file of bearable size; "" for everything else."""
    try:
        if not os.path.isfile(file) or os.path.getsize(file) > _LARGEST:
            return ""
        with open(file, encoding="utf-8-sig", errors="replace") as stream:
            return stream.read()
    except OSError:
        return ""


def _locked(file: str) -> list[FastapiVersion]:
    """From a lock file in TOML. Its text is searched: parsing megabytes for two lines takes longer than all else."""
    text = _text(file)
    found = []
    for name in _LOCKED_NAME.finditer(text):
        start = text.rfind("\n[", 0, name.start()) + 1
        end = text.find("\n[", name.end())
        version = _LOCKED_VERSION.search(text, start, end if end >= 0 else len(text))
        if version is not None:
            found.append(_exact(file, text, version))
    return sorted(found, key=lambda version: version.numbers, reverse=True)[:1]


def _json_lock(file: str) -> list[FastapiVersion]:
    text = _text(file)
    match = _PINNED_IN_JSON.search(text)
    return [_exact(file, text, match)] if match else []


def _exact(file: str, text: str, version: re.Match[str]) -> FastapiVersion:
    line = text.count("\n", 0, version.start(1)) + 1
    return FastapiVersion(_numbers(version[1]), file, line, f"fastapi {version[1]}", True)


def _requirements(file: str) -> Iterator[FastapiVersion]:
    for number, line in enumerate(_text(file).splitlines(), 1):
        line = line.partition(" --")[0].rstrip(" \\")  # pip-tools writes hashes behind the version
        match = _REQUIREMENT.match(line)
        if match is not None:
            yield _ranged(file, number, line.strip(), match["range"] or "")


def _declared(file: str) -> Iterator[FastapiVersion]:
    text = _text(file)
    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return
    lines = text.splitlines()
    for written, wanted in _dependencies(document):
        at = (i for i, line in enumerate(lines, 1) if written in line and "fastapi" in line.lower())
        yield _ranged(file, next(at, 1), f"fastapi {wanted}".strip(), wanted)


def _dependencies(document: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """What pyproject.toml asks for: the text as it is written there, and the range."""
    project = _table(document, "project")
    optional = _table(project, "optional-dependencies").values()
    groups = _table(document, "dependency-groups").values()
    for group in (project.get("dependencies"), *optional, *groups):
        for entry in group if isinstance(group, list) else ():
            match = _REQUIREMENT.match(entry) if isinstance(entry, str) else None
            if match is not None:
                yield entry, (match["range"] or "").strip()
    poetry = _table(_table(_table(document, "tool"), "poetry"), "dependencies")
    for name, wanted in poetry.items():
        wanted = wanted.get("version") if isinstance(wanted, dict) else wanted
        if name.lower() == "fastapi" and isinstance(wanted, str):
            yield wanted, f"=={wanted}" if wanted[:1].isdigit() else wanted


def _table(document: Mapping[str, object], key: str) -> dict[str, object]:
    found = document.get(key)
    return found if isinstance(found, dict) else {}


# ---------------------------------------------------------------- ranges


def _ranged(file: str, line: int, text: str, wanted: str) -> FastapiVersion:
    """A requirement: the version it pins, or the newest that its upper bounds allow."""
    tops = []
    for clause in _CLAUSE.finditer(wanted):
        numbers = _numbers(clause["version"])
        if clause["operator"] in ("==", "===") and not clause["any"]:
            return FastapiVersion(numbers, file, line, text, True)
        top = _top(clause["operator"] or "", numbers)
        if top:
            tops.append(top)
    return FastapiVersion(min(tops, default=()), file, line, text)


def _top(operator: str, numbers: tuple[int, ...]) -> tuple[int, ...]:
    """The newest version that one clause allows, () when it sets no bound below the next major version."""
    match operator:
        case "==" | "===" | "<=":
            return numbers
        case "<":
            return _before(numbers)
        case "~=":
            return numbers[:-1] if len(numbers) > 2 else ()
        case "~":
            return numbers[:2] if len(numbers) > 1 else ()
        case "^":
            return numbers[:2] if len(numbers) > 1 and numbers[0] == 0 else ()
    return ()


def _before(numbers: tuple[int, ...]) -> tuple[int, ...]:
    """The newest version below `numbers`: 0.115 for 0.116 and 0.116.0, 0.115.1 for 0.115.2, nothing for 1.0."""
    while numbers and numbers[-1] == 0:
        numbers = numbers[:-1]
    return (*numbers[:-1], numbers[-1] - 1) if len(numbers) > 1 else ()


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part[:9]) for part in version.split("."))
