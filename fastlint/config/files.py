"""Reads configuration files, and what they extend."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Sequence

import msgspec

from fastlint.config.layers import merged
from fastlint.config.places import ConfigError, Origin
from fastlint.config.settings import Config, ProjectSettings, UserSettings

FILES = ("fastlint.toml", "pyproject.toml")
_LARGEST = 4 * 1024 * 1024
_AT = re.compile(r" \(at line (?P<line>\d+), column \d+\)$")


def find(path: str) -> Config:
    """The configuration that holds for `path`: the nearest one upward, else the user's own, else the defaults."""
    own = user()
    folder = os.path.abspath(path)
    while True:
        for name in FILES:
            file = os.path.join(folder, name)
            if os.path.isfile(file) and (table := _table(file)) is not None:
                return _with_packs(_layered(table, file), own)
        above = os.path.dirname(folder)
        if above == folder:
            return own
        folder = above


def nearest(paths: Sequence[str]) -> Config:
    """The configuration for several paths: that of the directory that holds them all, whatever their order."""
    return find(os.path.commonpath([os.path.abspath(path) for path in paths or (".",)]))


def read(file: str) -> Config:
    """The configuration in `file`; a pyproject.toml without a `[tool.fastlint]` table is refused."""
    return _with_packs(_layered(_named(file), os.path.abspath(file)), user())


def user() -> Config:
    """The user's own configuration: it holds where no project has one, and its packs are loaded in any case."""
    file = user_file()
    if not os.path.isabs(file) or not os.path.isfile(file):
        return Config()
    found = _layered(_named(file), file, UserSettings)
    return msgspec.structs.replace(found, base=os.getcwd())


def user_file() -> str:
    """Where the user's own configuration lies, if there is one."""
    home = os.environ.get("XDG_CONFIG_HOME") or os.environ.get("APPDATA") or os.path.expanduser("~/.config")
    return os.path.join(home, "fastlint", FILES[0])


def _with_packs(config: Config, own: Config) -> Config:
    if not own.local_packs:
        return config
    origins = {**config.origins, ("local-packs",): own.origins["local-packs",]}
    return msgspec.structs.replace(config, local_packs=own.local_packs, origins=origins)


def _layered(
    table: dict[str, object], file: str, known: type[ProjectSettings] = ProjectSettings, above: tuple[str, ...] = ()
) -> Config:
    """The configuration in `file` over the one that it extends. All patterns start at the outermost file."""
    extended = table.get("extend")
    below = Config()
    start = os.path.dirname(above[0] if above else file)
    origin = Origin(file, start, is_file=True)
    if isinstance(extended, str) and extended:
        target = os.path.abspath(os.path.join(os.path.dirname(file), os.path.expanduser(extended)))
        if target in (*above, file):
            raise ConfigError(f"{origin.place('extend')}: extend: {target} extends itself by way of this file")
        try:
            inner = _named(target)
        except ConfigError as error:
            raise ConfigError(f"{origin.place('extend')}: extend: {error}") from error
        below = _layered(inner, target, known, (*above, file))
    return msgspec.structs.replace(merged(below, table, origin, known), file=file)


def _named(file: str) -> dict[str, object]:
    file = os.path.abspath(file)
    if not os.path.isfile(file):
        raise ConfigError(f"{file}: no such configuration file")
    table = _table(file)
    if table is None:
        raise ConfigError(f"{file}: there is no [tool.fastlint] table in it")
    return table


def _table(file: str) -> dict[str, object] | None:
    try:
        if os.path.getsize(file) > _LARGEST:
            raise ConfigError(f"{file}: cannot be read: larger than {_LARGEST} bytes")
        with open(file, "rb") as stream:
            document = tomllib.loads(stream.read().decode("utf-8-sig"))  # some editors write a byte order mark
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError, OSError) as error:
        reason = str(error) or type(error).__name__
        at = _AT.search(reason)
        place = f"{file}:{at['line']}" if at else file
        raise ConfigError(f"{place}: cannot be read: {_AT.sub('', reason)}") from error
    if os.path.basename(file) != "pyproject.toml":
        return document
    tool = document.get("tool")
    table = tool.get("fastlint") if isinstance(tool, dict) else None
    if table is None or isinstance(table, dict):
        return table
    raise ConfigError(f"{Origin(file, '', is_file=True).place('fastlint')}: tool.fastlint must be a table")
