"""What the files of one directory say about a library."""

from __future__ import annotations

import configparser
import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping

from fastlint.insight.versions import Release
from fastlint.versions.ranges import numbers, ranged

LOCKS = ("uv.lock", "poetry.lock", "pdm.lock", "pylock.toml")
_LARGEST = 64 * 1024 * 1024
_LOCKED_VERSION = re.compile(r"^version\s*=\s*[\"'](\d+(?:\.\d+)*)", re.MULTILINE)


class Reader:
    """Looks for one library; `name` is as PyPI spells it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._requirement = re.compile(
            rf"\s*{name}\s*(?:\[[^\]]*\])?\s*(?P<range>\(?\s*[=<>~!^][^;#]*)?\s*(?:[;#].*)?$", re.IGNORECASE
        )
        self._locked_name = re.compile(rf"^name\s*=\s*[\"']{name}[\"']\s*$", re.IGNORECASE | re.MULTILINE)
        self._pinned_in_json = re.compile(
            rf"\"{name}\"\s*:\s*\{{[^{{}}]*\"version\"\s*:\s*\"==(\d+(?:\.\d+)*)", re.IGNORECASE
        )

    def statements(self, folder: str) -> Iterator[Release]:
        """All that the files of `folder` say, the most reliable first."""
        try:
            names = set(os.listdir(folder))
        except OSError:
            return
        for name in (*LOCKS, *sorted(n for n in names if n.startswith("pylock.") and n not in LOCKS)):
            if name in names:
                yield from self._locked(os.path.join(folder, name))
        if "Pipfile.lock" in names:
            yield from self._json_lock(os.path.join(folder, "Pipfile.lock"))
        required = [release for file in _requirement_files(folder, names) for release in self._required(file)]
        yield from (release for release in required if release.is_exact)
        if "pyproject.toml" in names:
            yield from self._declared(os.path.join(folder, "pyproject.toml"))
        if "setup.cfg" in names:
            yield from self._set_up(os.path.join(folder, "setup.cfg"))
        yield from (release for release in required if not release.is_exact)
        built = [name for name in names if name.endswith(".dist-info")]
        if len(built) == 1:  # a wheel that was unpacked; where several lie, none speaks for what is beside it
            yield from self._built(os.path.join(folder, built[0], "METADATA"))

    def _locked(self, file: str) -> list[Release]:
        """From a lock file in TOML. Its text is searched: parsing megabytes for two lines takes long."""
        text = _text(file)
        found = []
        for name in self._locked_name.finditer(text):
            start = text.rfind("\n[", 0, name.start()) + 1
            end = text.find("\n[", name.end())
            version = _LOCKED_VERSION.search(text, start, end if end >= 0 else len(text))
            if version is not None:
                found.append(self._exact(file, text, version))
        return sorted(found, key=lambda release: release.numbers, reverse=True)[:1]

    def _json_lock(self, file: str) -> list[Release]:
        text = _text(file)
        match = self._pinned_in_json.search(text)
        return [self._exact(file, text, match)] if match else []

    def _exact(self, file: str, text: str, version: re.Match[str]) -> Release:
        line = text.count("\n", 0, version.start(1)) + 1
        return Release(numbers(version[1]), file, line, f"{self.name} {version[1]}", True)

    def _required(self, file: str) -> Iterator[Release]:
        for number, line in enumerate(_text(file).splitlines(), 1):
            line = line.partition(" --")[0].rstrip(" \\")  # pip-tools writes hashes behind the version
            match = self._requirement.match(line)
            if match is not None:
                yield ranged(file, number, line.strip(), match["range"] or "")

    def _built(self, file: str) -> Iterator[Release]:
        """From the metadata of a wheel."""
        for number, line in enumerate(_text(file).splitlines(), 1):
            head, _, written = line.partition("Requires-Dist:")
            match = self._requirement.match(written) if not head else None
            if match is not None:
                yield ranged(file, number, written.strip(), match["range"] or "")

    def _set_up(self, file: str) -> Iterator[Release]:
        """From setup.cfg: what it installs, its extras included."""
        text = _text(file)
        parser = configparser.ConfigParser(interpolation=None)
        try:
            parser.read_string(text)
        except configparser.Error:
            return
        groups = [parser.get("options", "install_requires", fallback="")]
        if parser.has_section("options.extras_require"):
            groups += [group for _, group in parser.items("options.extras_require")]
        lines = [line.strip() for line in text.splitlines()]
        for written in (entry.strip() for group in groups for entry in group.splitlines()):
            match = self._requirement.match(written)
            if match is not None:
                line = next((i for i, line in enumerate(lines, 1) if line.endswith(written)), 1)
                yield ranged(file, line, written, match["range"] or "")

    def _declared(self, file: str) -> Iterator[Release]:
        text = _text(file)
        try:
            document = tomllib.loads(text)
        except (tomllib.TOMLDecodeError, RecursionError):
            return
        lines = text.splitlines()
        for written, wanted in self._dependencies(document):
            at = (i for i, line in enumerate(lines, 1) if written in line and self.name in line.lower())
            yield ranged(file, next(at, 1), f"{self.name} {wanted}".strip(), wanted)

    def _dependencies(self, document: Mapping[str, object]) -> Iterator[tuple[str, str]]:
        """What pyproject.toml asks for: the text as it is written there, and the range."""
        project = _table(document, "project")
        optional = _table(project, "optional-dependencies").values()
        groups = _table(document, "dependency-groups").values()
        for group in (project.get("dependencies"), *optional, *groups):
            for entry in group if isinstance(group, list) else ():
                match = self._requirement.match(entry) if isinstance(entry, str) else None
                if match is not None:
                    yield entry, (match["range"] or "").strip()
        poetry = _table(_table(_table(document, "tool"), "poetry"), "dependencies")
        for name, wanted in poetry.items():
            wanted = wanted.get("version") if isinstance(wanted, dict) else wanted
            if name.lower() == self.name and isinstance(wanted, str):
                yield wanted, f"=={wanted}" if wanted[:1].isdigit() else wanted


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


def _table(document: Mapping[str, object], key: str) -> dict[str, object]:
    found = document.get(key)
    return found if isinstance(found, dict) else {}
