"""The configuration in force, value by value, each with what said it; and its JSON schema for editors."""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from fastlint.config import Config, ProjectSettings, UserSettings, suggestion
from fastlint.finding import Persona, Severity
from fastlint.packs import Catalogue
from fastlint.problem import Problem
from fastlint.report.harmless import harmless
from fastlint.rule import Rule
from fastlint.selection import ALL, Enabled, select

_SCHEMA = "https://json-schema.org/draft/2020-12/schema"
_TABLES = ("per-file-ignores", "sanitizers", "sinks")
_NAMES = ("select", "extend-select", "ignore")


class Setting(NamedTuple):
    """One value, and the file and line, variable or command line that it comes from."""

    key: tuple[str, ...]
    value: object
    source: str

    @property
    def name(self) -> str:
        """The key as it is written in TOML."""
        return ".".join(part if _is_bare(part) else json.dumps(part) for part in self.key)


def settings(config: Config, catalogue: Catalogue, key: str = "") -> list[Setting]:
    """What is in force, all of it or below `key`; raises `Problem` for a key that does not exist."""
    enabled = select(catalogue, config).enabled
    fields = [field.encode_name for field in msgspec.structs.fields(UserSettings)]
    if not key:
        return [one for name in fields for one in _field(config, name)]
    first, _, rest = key.partition(".")
    if first not in fields:
        raise Problem(f"unknown key {key!r}{suggestion(first, fields)}")
    if first == "rules" and rest:
        rule = catalogue.find(rest.strip("\"'"))
        if rule is None:
            raise Problem(f"{key!r}: there is no rule {rest!r}{catalogue.suggestion(rest)}")
        return list(_rule(config, rule, enabled.get(rule.name)))
    found = [one for one in _field(config, first) if one.name == key or not rest]
    if not found:
        raise Problem(f"{key!r} is not set: {first} has no such entry")
    return found


def as_text(found: list[Setting], key: str = "") -> str:
    """The values as TOML with their sources in comments; for one key also what it means."""
    lines = [(f"{one.name} = {json.dumps(one.value)}", one.source) for one in found]
    width = max((len(text) for text, _ in lines if len(text) <= 60), default=0)
    shown = "".join(f"{harmless(f'{text:<{width}}  # {source}')}\n" for text, source in lines)
    meaning = _described(ProjectSettings).get(key.partition(".")[0], "") if key else ""
    return f"{shown}\n{meaning}\n" if meaning else shown


def as_json(found: list[Setting], config: Config) -> str:
    """The same for programs."""
    entries = [{"key": one.name, "value": one.value, "from": one.source} for one in found]
    return json.dumps({"version": 1, "file": _shown(config.file) or None, "settings": entries}, indent=2) + "\n"


def schema(catalogue: Catalogue) -> str:
    """The JSON schema of a fastlint.toml and of the `[tool.fastlint]` table, the options of every rule included."""
    (_,), definitions = msgspec.json.schema_components([ProjectSettings], ref_template="#/$defs/{name}")
    table = definitions.pop("ProjectSettings")
    named = {"anyOf": [{"enum": _choices(catalogue)}, {"type": "string", "pattern": "^[A-Z]{1,5}[0-9]{0,3}$"}]}
    properties = table["properties"]
    for key in _NAMES:
        properties[key]["items"] = named
    for key in _TABLES:
        properties[key]["additionalProperties"]["items"] = named
    rules = {name: _rule_schema(rule) for rule in catalogue.rules for name in (rule.name, rule.code)}
    properties["rules"] |= {"properties": rules, "additionalProperties": False}
    about = {"$schema": _SCHEMA, "title": "fastlint", "description": "`[tool.fastlint]` or fastlint.toml"}
    return json.dumps({**table, **about, "$defs": definitions}, indent=2) + "\n"


def _field(config: Config, key: str) -> Iterator[Setting]:
    value: Any = getattr(config, key.replace("-", "_"))
    if key == "min-confidence" and value is None:
        yield Setting((key,), config.lowest_confidence.value, f"default for persona {config.persona}")
        return
    for path, inner in _flat((key,), value):
        yield Setting(path, _plain(inner), _source(config, *path))


def _flat(path: tuple[str, ...], value: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _flat((*path, key), inner)
    else:
        yield path, value


def _rule(config: Config, rule: Rule, enabled: Enabled | None) -> Iterator[Setting]:
    """What holds for one rule, whether it runs, and its options, defaults included."""
    given = {**config.rules.get(rule.code, {}), **config.rules.get(rule.name, {})}
    options = rule.options[1]() if rule.options else None
    defaults: dict[str, object] = {"severity": rule.severity, "persona": rule.persona}
    for field in dataclasses.fields(options) if options is not None else ():
        defaults[field.name.replace("_", "-")] = getattr(options, field.name)
    for name, default in defaults.items():
        table = rule.code if name in config.rules.get(rule.code, {}) else rule.name
        path = ("rules", table, name)
        yield Setting(path, _plain(given.get(name, default)), _source(config, *path) if name in given else "default")
    yield Setting(("rules", rule.name, "runs"), enabled is not None, "selection and persona")


def _source(config: Config, *key: str) -> str:
    """What said the value; of names that several layers gave, what said each."""
    if key[0] in _NAMES:
        names: tuple[str, ...] = getattr(config, key[0].replace("-", "_"))
        origins = {config.origin(*key, name): (*key, name) for name in names} or {config.origin(*key): key}
    else:
        origins = {config.origin(*key): key}
    return ", ".join(_shown(origin.place(*path)) if origin else "default" for origin, path in origins.items())


def _shown(place: str) -> str:
    """A path below the current directory without it."""
    here = os.getcwd() + os.sep
    return place.removeprefix(here)


def _plain(value: Any) -> Any:
    if isinstance(value, (set, frozenset)):
        return sorted(map(str, value))
    return list(value) if isinstance(value, tuple) else value


def _choices(catalogue: Catalogue) -> list[str]:
    names = {name for rule in catalogue.rules for name in (rule.name, rule.code, rule.family)}
    return [ALL, *sorted(names)]


def _rule_schema(rule: Rule) -> dict[str, object]:
    known: dict[str, object] = {"severity": {"enum": list(Severity)}, "persona": {"enum": list(Persona)}}
    if rule.options is not None:
        (_,), parts = msgspec.json.schema_components([rule.options[1]], ref_template="#/$defs/{name}")
        own: Mapping[str, Any] = parts[rule.options[1].__name__]["properties"]
        known |= {name.replace("_", "-"): value for name, value in own.items()}
    return {"type": "object", "description": rule.title, "properties": known, "additionalProperties": False}


def _described(kind: type[ProjectSettings]) -> dict[str, str]:
    """Key -> what it means."""
    (_,), definitions = msgspec.json.schema_components([kind])
    table = definitions[kind.__name__]["properties"]
    return {key: value.get("description", "") for key, value in table.items()}


def _is_bare(part: str) -> bool:
    return bool(part) and part.isascii() and part.replace("-", "").replace("_", "").isalnum()
