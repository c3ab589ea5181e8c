"""What a project may say in `[tool.fastlint]` of its pyproject.toml, or in fastlint.toml.

The nearest of these files wins, from the first path that is checked upward. Whatever is not known there
ends the run with its place and a suggestion: a misspelt `ignore` must not pass in silence. Nothing in a
configuration makes fastlint import code.
"""

from __future__ import annotations

import dataclasses
import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

import msgspec

from fastlint.finding import Confidence, Persona, Severity
from fastlint.problem import Problem
from fastlint.source.failure import DEFAULTS, Limits

FILES = ("fastlint.toml", "pyproject.toml")
_WHERE = re.compile(r" - at `\$\.?(?P<key>[^.\[`]*).*`$")
_VERSION = re.compile(r"\d+(\.\d+){1,3}")


class ConfigError(Problem):
    """A configuration that cannot be used; the message says where and why."""


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """The keys of `[tool.fastlint]`.

    Rules are named by name, code, family or the beginning of a code, also in `per-file-ignores`, whose keys are
    patterns like those of .gitignore. `rules` holds a table for each rule: `severity`, `persona`, and its options.
    """

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: dict[str, tuple[str, ...]] = {}
    persona: Persona = Persona.REGULAR
    min_severity: Severity = Severity.NOTE
    min_confidence: Confidence | None = None
    fail_on: Severity = Severity.WARNING
    exclude: tuple[str, ...] = ()
    public_paths: tuple[str, ...] = ()
    auth_dependencies: tuple[str, ...] = ()
    limiters: tuple[str, ...] = ()
    target_fastapi: str = ""
    max_file_size: int = DEFAULTS.max_file_size
    max_nesting: int = DEFAULTS.max_nesting
    max_pattern_nesting: int = DEFAULTS.max_pattern_nesting
    max_chain: int = DEFAULTS.max_chain
    max_blank_lines: int = DEFAULTS.max_blank_lines
    rules: dict[str, dict[str, Any]] = {}


class Config(Settings, frozen=True, kw_only=True):
    """`Settings` and where they come from: `file` is an absolute path, "" when no file was read.

    `overridden` are the fields that the command line set instead.
    """

    file: str = ""
    overridden: tuple[str, ...] = ()

    @property
    def directory(self) -> str:
        """Where the patterns of this configuration start from."""
        return os.path.dirname(self.file) or os.getcwd()

    @property
    def lowest_confidence(self) -> Confidence:
        """The least sure findings that are shown: leads that are hardly more than a guess are for auditors."""
        if self.min_confidence is not None:
            return self.min_confidence
        return Confidence.LOW if self.persona is Persona.AUDITOR else Confidence.MEDIUM

    @property
    def limits(self) -> Limits:
        """How large and how deep a file may be."""
        return Limits(**{field.name: getattr(self, field.name) for field in dataclasses.fields(Limits)})

    @property
    def fastapi_version(self) -> tuple[int, ...]:
        """`target_fastapi` as numbers, () when it is not given."""
        return tuple(int(part) for part in self.target_fastapi.split(".")) if self.target_fastapi else ()

    def place(self, *keys: str) -> str:
        """`file:line` of a key, as far as it can be found, or the option that overrides it; for messages."""
        if keys[0].replace("-", "_") in self.overridden:
            return "command line"
        return _place(self.file, keys) if self.file else "configuration"

    def line(self, *keys: str) -> int:
        """The line of a key in `file`, 0 when it cannot be found."""
        return _line(self.file, keys)


def find(path: str) -> Config:
    """The configuration that holds for `path`: the nearest one upward, or the defaults."""
    folder = os.path.abspath(path)
    while True:
        for name in FILES:
            file = os.path.join(folder, name)
            if os.path.isfile(file) and (table := _table(file)) is not None:
                return _convert(table, file)
        above = os.path.dirname(folder)
        if above == folder:
            return Config()
        folder = above


def nearest(paths: Sequence[str]) -> Config:
    """The configuration for several paths: that of the directory that holds them all, whatever their order."""
    return find(os.path.commonpath([os.path.abspath(path) for path in paths or (".",)]))


def read(file: str) -> Config:
    """The configuration in `file`; a pyproject.toml without a `[tool.fastlint]` table is refused."""
    file = os.path.abspath(file)
    if not os.path.isfile(file):
        raise ConfigError(f"{file}: no such configuration file")
    table = _table(file)
    if table is None:
        raise ConfigError(f"{file}: there is no [tool.fastlint] table in it")
    return _convert(table, file)


def override(config: Config, given: Mapping[str, object]) -> Config:
    """`config` with what the command line says instead, by field name.

    `select` there replaces the whole choice of the file, `ignore` and `extend-select` included; `extend_select` adds.
    """
    kinds = {field.name: field.type for field in msgspec.structs.fields(Settings)}
    changes = {name: msgspec.convert(value, kinds[name]) for name, value in given.items()}
    if (version := changes.get("target_fastapi")) and not _VERSION.fullmatch(version):
        raise ConfigError(f"--target-fastapi must be a version such as '0.115', not {version!r}")
    if "select" in changes:
        changes = {"extend_select": (), "ignore": (), **changes}
    elif "extend_select" in changes:
        changes["extend_select"] = (*config.extend_select, *changes["extend_select"])
    return msgspec.structs.replace(config, **changes, overridden=tuple(given))


def without_rules(config: Config) -> Config:
    """`config` for a run that loads no pack, so that its rules have no meaning."""
    return msgspec.structs.replace(
        config, select=(), extend_select=(), ignore=(), per_file_ignores={}, rules={}, persona=Persona.REGULAR
    )


def _table(file: str) -> dict[str, object] | None:
    try:
        with open(file, "rb") as stream:
            document = tomllib.loads(stream.read().decode("utf-8-sig"))  # some editors write a byte order mark
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError, OSError) as error:
        raise ConfigError(f"{file}: cannot be read: {str(error) or type(error).__name__}") from error
    if os.path.basename(file) != "pyproject.toml":
        return document
    tool = document.get("tool")
    table = tool.get("fastlint") if isinstance(tool, dict) else None
    if table is None or isinstance(table, dict):
        return table
    raise ConfigError(f"{_place(file, ('fastlint',))}: tool.fastlint must be a table")


def _convert(table: dict[str, object], file: str) -> Config:
    known = [field.encode_name for field in msgspec.structs.fields(Settings)]
    for key in table:
        if key not in known:
            raise ConfigError(f"{_place(file, (key,))}: unknown key {key!r}{suggestion(key, known)}")
    try:
        settings = msgspec.convert(table, Settings)
    except msgspec.ValidationError as error:
        match = _WHERE.search(str(error))
        key = match["key"] if match else ""
        reason = _WHERE.sub("", str(error)) + _choices(key)
        raise ConfigError(f"{_place(file, (key,))}: {key}: {reason}") from error
    if settings.target_fastapi and not _VERSION.fullmatch(settings.target_fastapi):
        raise ConfigError(f"{_place(file, ('target-fastapi',))}: target-fastapi must be a version such as '0.115'")
    return Config(**{name: getattr(settings, name) for name in settings.__struct_fields__}, file=file)


def _choices(key: str) -> str:
    kinds: dict[str, type[StrEnum]] = {
        "persona": Persona,
        "min-severity": Severity,
        "min-confidence": Confidence,
        "fail-on": Severity,
    }
    return f"; it is one of {', '.join(kinds[key])}" if key in kinds else ""


def suggestion(wrong: str, known: list[str]) -> str:
    """`, did you mean ...?` when one of `known` is close, else the whole list."""
    close = get_close_matches(wrong, known, n=1)
    return f", did you mean {close[0]!r}?" if close else f"; known are {', '.join(known)}"


def _place(file: str, keys: tuple[str, ...]) -> str:
    line = _line(file, keys)
    return f"{file}:{line}" if line else file


def _line(file: str, keys: tuple[str, ...]) -> int:
    """The line of the last of `keys`: tomllib tells no positions, so the text is searched, key after key."""
    try:
        with open(file, encoding="utf-8-sig") as stream:
            lines = stream.read().splitlines()
    except (OSError, UnicodeDecodeError):
        return 0
    start = next((i for i, text in enumerate(lines) if text.lstrip().startswith("[tool.fastlint")), 0)
    line = 0
    for key in keys:
        quoted = rf"[\"']?{re.escape(key)}[\"']?"
        pattern = re.compile(rf"\s*{quoted}\s*[=.]|\s*\[.*\b{quoted}[\].].*|.*[{{,]\s*{quoted}\s*=")
        found = next((i for i, text in enumerate(lines[start:], start) if pattern.match(text)), None)
        if found is None:
            break
        line, start = found + 1, found
    return line
