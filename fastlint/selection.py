"""Which rules run, and how: the configuration's word on each rule of the catalogue."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from fastlint.config import Config, ConfigError, suggestion
from fastlint.engine_rules import CRASHED_RULE, UNREADABLE_FILE
from fastlint.finding import Persona, Severity
from fastlint.packs import Catalogue
from fastlint.rule import RESERVED_OPTIONS, Rule

ALL = "ALL"
_EXACT = 100
_PERSONAS = list(Persona)
_Choice = TypeVar("_Choice", Persona, Severity)


@dataclass(frozen=True, slots=True)
class Enabled:
    """One rule that runs. `is_named` ones were asked for by their own name, whatever the persona."""

    rule: Rule
    severity: Severity
    persona: Persona
    is_named: bool
    options: object | None


@dataclass(frozen=True, slots=True)
class Selection:
    """The rules of one run, by name."""

    enabled: Mapping[str, Enabled]
    catalogue: Catalogue
    persona: Persona

    @property
    def rules(self) -> list[Rule]:
        """The rules that run."""
        return [enabled.rule for enabled in self.enabled.values()]

    @property
    def words(self) -> frozenset[str]:
        """What a file holds that some rule is to see although no application is connected with it."""
        return frozenset(word for rule in self.rules for word in rule.words)

    def is_for(self, persona: Persona) -> bool:
        """Whether what `persona` reads is part of this run."""
        return _PERSONAS.index(persona) <= _PERSONAS.index(self.persona)


def select(catalogue: Catalogue, config: Config) -> Selection:
    """The rules that `config` asks for; raises ConfigError where it names none that exists."""
    _refuse_unknown(catalogue, config)
    tables = _tables(catalogue, config)
    enabled: dict[str, Enabled] = {}
    for rule in catalogue.rules:
        table = tables.get(rule.name, {})
        persona = _choice(Persona, table.get("persona"), rule.persona, config, rule)
        severity = _choice(Severity, table.get("severity"), rule.severity, config, rule)
        wanted = max(strength(name, rule) for name in (*(config.select or (ALL,)), *config.extend_select))
        refused = max((strength(name, rule) for name in config.ignore), default=0)
        is_named = wanted == _EXACT
        if rule in (UNREADABLE_FILE, CRASHED_RULE):
            wanted = _EXACT - 1
        if wanted <= refused or not (is_named or _PERSONAS.index(persona) <= _PERSONAS.index(config.persona)):
            continue
        enabled[rule.name] = Enabled(rule, severity, persona, is_named, _options(rule, table, config))
    return Selection(enabled, catalogue, config.persona)


def strength(name: str, rule: Rule) -> int:
    """How closely `name` speaks of `rule`: 0 not at all, more for a family or a longer piece of its code."""
    if name in (rule.name, rule.code):
        return _EXACT
    if name == ALL:
        return 1
    if name == rule.family:
        return 2
    return 2 + len(name) if name.isalnum() and name.isupper() and rule.code.startswith(name) else 0


def _refuse_unknown(catalogue: Catalogue, config: Config) -> None:
    named: list[tuple[str, Sequence[str]]] = [
        ("select", config.select),
        ("extend-select", config.extend_select),
        ("ignore", config.ignore),
        *(("per-file-ignores", names) for names in config.per_file_ignores.values()),
        *(("sanitizers", names) for names in config.sanitizers.values()),
        *(("sinks", names) for names in config.sinks.values()),
        ("rules", list(config.rules)),
    ]
    for key, names in named:
        for name in names:
            is_known = catalogue.find(name) if key == "rules" else any(strength(name, rule) for rule in catalogue.rules)
            if not is_known:
                families = {rule.family for rule in catalogue.rules}
                hint = catalogue.suggestion(name, families) or "; `fastlint rules` lists all"
                raise ConfigError(f"{config.place(key, name)}: {key}: {name!r} is no rule{hint}")


def _tables(catalogue: Catalogue, config: Config) -> dict[str, dict[str, object]]:
    tables: dict[str, dict[str, object]] = {}
    for name, table in config.rules.items():
        rule = catalogue.find(name)
        if rule is not None:
            tables.setdefault(rule.name, {}).update(table)
    return tables


def _choice(kind: type[_Choice], value: object, default: _Choice, config: Config, rule: Rule) -> _Choice:
    if value is None:
        return default
    if value in list(kind):
        return kind(str(value))
    key = kind.__name__.lower()
    place = config.place("rules", rule.name, key)
    raise ConfigError(f"{place}: rules.{rule.name}.{key}: {value!r} is not one of {', '.join(kind)}")


def _options(rule: Rule, table: Mapping[str, object], config: Config) -> object | None:
    """The rule's options dataclass with what `table` sets, None for a rule without options."""
    given = {key: value for key, value in table.items() if key not in RESERVED_OPTIONS}
    fields = (
        {} if rule.options is None else {f.name.replace("_", "-"): f.name for f in dataclasses.fields(rule.options[1])}
    )
    for key in given:
        if key not in fields:
            known = suggestion(key, [*RESERVED_OPTIONS, *fields])
            raise ConfigError(
                f"{config.place('rules', rule.name, key)}: rules.{rule.name}: unknown option {key!r}{known}"
            )
    if rule.options is None:
        return None
    try:
        return msgspec.convert({fields[key]: value for key, value in given.items()}, rule.options[1])
    except msgspec.ValidationError as error:
        raise ConfigError(f"{config.place('rules', rule.name)}: rules.{rule.name}: {error}") from error
