"""One configuration over another: a file over what it extends, the environment and the command line over the file."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from fastlint.config.places import ConfigError, Origin, suggestion
from fastlint.config.settings import Config, ProjectSettings, UserSettings
from fastlint.finding import Confidence, Persona, Severity

COMMAND_LINE = "command line"

_WHERE = re.compile(r" - at `\$\.?(?P<key>[^.\[`]*).*`$")
_VERSION = re.compile(r"\d+(\.\d+){1,3}")
_NAMES = ("select", "extend-select", "ignore", "rules", "per-file-ignores")
_CHOICES = {"persona": Persona, "min-severity": Severity, "min-confidence": Confidence, "fail-on": Severity}
_FIELDS = {field.encode_name: field.name for field in msgspec.structs.fields(UserSettings)}
_KINDS = get_type_hints(UserSettings)


def override(config: Config, given: Mapping[str, object], origin: Origin | None = None) -> Config:
    """`config` with what `origin` (the command line, unless it is told) says over it, by field name."""
    origin = origin or Origin(COMMAND_LINE, os.getcwd())
    keys = {name: key for key, name in _FIELDS.items()}
    return merged(config, {keys[name]: value for name, value in given.items()}, origin, UserSettings)


def merged(
    config: Config, table: Mapping[str, object], origin: Origin, known: type[ProjectSettings] = ProjectSettings
) -> Config:
    """`config` with the keys of `table` over it; raises ConfigError where they are not what `known` allows.

    A value replaces the one below it, and the entries of a table those of the same name. `ignore` and `extend-select`
    add to those below, and the upper word on a name holds; `select` starts the choice anew.
    """
    settings = _converted(table, origin, known)
    origins = dict(config.origins)
    changes: dict[str, Any] = {}
    if "select" in table:
        changes = {"extend_select": (), "ignore": ()}
    elif "extend-select" in table:
        changes["extend_select"] = config.extend_select
    for key in table:
        name = _FIELDS[key]
        value = getattr(settings, name)
        below = changes.get(name, getattr(config, name))
        if key in ("ignore", "extend-select"):
            changes[name] = tuple(dict.fromkeys((*below, *value)))
        else:
            changes[name] = _mixed(below, value)
        origins.update(dict.fromkeys(_leaves(key, value), origin))
    if "extend-select" in table and "ignore" not in table:
        left = changes.get("ignore", config.ignore)
        changes["ignore"] = tuple(name for name in left if name not in settings.extend_select)
    return msgspec.structs.replace(config, **changes, origins=origins)


def assigned(config: Config, text: str, origin: Origin) -> Config:
    """`config` with one `key=value` over it: TOML, and for a plain word or a list of words no quotes are needed."""
    key, _, value = text.partition("=")
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        try:
            table = tomllib.loads(f"{key} = ''")
        except (tomllib.TOMLDecodeError, RecursionError):
            raise ConfigError(f"{origin.name}: {text!r} is not of the form key=value") from None
        name = _FIELDS.get(key.strip())
        if name is not None:
            table = {key.strip(): _words(value, _KINDS[name])}
        else:
            _assign(table, value.strip())
    return merged(config, table, origin, UserSettings)


def without_rules(config: Config) -> Config:
    """`config` for a run that loads no pack, so that its rules have no meaning."""
    empty = {"select": (), "extend_select": (), "ignore": (), "per_file_ignores": {}, "rules": {}, "baseline": ""}
    return msgspec.structs.replace(config, **empty, sanitizers={}, sinks={}, persona=Persona.REGULAR)


def relocated(config: Config, moved: Callable[[str], str]) -> Config:
    """`config` for a copy of the project, whose directories `moved` tells, without its baseline."""
    origins = {key: origin._replace(start=moved(origin.start)) for key, origin in config.origins.items()}
    return msgspec.structs.replace(config, base=moved(config.directory), origins=origins, baseline="")


def _converted(table: Mapping[str, object], origin: Origin, known: type[ProjectSettings]) -> UserSettings:
    keys = [field.encode_name for field in msgspec.structs.fields(known)]
    for key in table:
        if key in keys:
            continue
        if key in _FIELDS:
            raise ConfigError(
                f"{origin.place(key)}: {key!r} would make a project's own configuration run code. Name the packs "
                f"on the command line (--pack PATH) or in your own configuration file"
            )
        raise ConfigError(f"{origin.place(key)}: unknown key {key!r}{suggestion(key, keys)}")
    try:
        settings = msgspec.convert(table, UserSettings)
    except msgspec.ValidationError as error:
        match = _WHERE.search(str(error))
        key = match["key"] if match else ""
        choices = f"; it is one of {', '.join(_CHOICES[key])}" if key in _CHOICES else ""
        raise ConfigError(f"{origin.place(key)}: {key}: {_WHERE.sub('', str(error))}{choices}") from error
    if settings.target_fastapi and not _VERSION.fullmatch(settings.target_fastapi):
        place, given = origin.place("target-fastapi"), settings.target_fastapi
        raise ConfigError(f"{place}: target-fastapi must be a version such as '0.115', not {given!r}")
    return settings


def _mixed(below: Any, value: Any) -> Any:
    """`value`, and of a table also the entries that only `below` has, down to the options of a rule."""
    if not isinstance(value, dict) or not isinstance(below, dict):
        return value
    inner = {
        key: _mixed(below.get(key, {}), entry) if isinstance(entry, dict) else entry for key, entry in value.items()
    }
    return {**below, **inner}


def _leaves(key: str, value: Any) -> list[tuple[str, ...]]:
    """The keys under which the origin of a value is kept: its own, and those of names and entries inside it."""
    inner: list[tuple[str, ...]] = []
    if isinstance(value, dict):
        inner = [(entry, *rest) for entry in value for rest in _inside(value[entry])]
    elif isinstance(value, tuple):
        inner = [(name,) for name in value]
    return [(key,), *((key, *rest) for rest in inner)]


def _inside(value: Any) -> list[tuple[str, ...]]:
    return [(), *((key,) for key in value)] if isinstance(value, (dict, tuple)) else [()]


def _words(text: str, kind: Any) -> object:
    text = text.strip()
    is_list = any(get_origin(part) is tuple for part in (kind, *get_args(kind)))
    return [word.strip() for word in text.split(",") if word.strip()] if is_list else text


def _assign(table: dict[str, Any], value: str) -> None:
    """Put `value` where the dotted key of a table made from one assignment ends."""
    while isinstance(inner := next(iter(table.values())), dict):
        table = inner
    table[next(iter(table))] = value
