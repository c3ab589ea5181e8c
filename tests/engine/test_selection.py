"""Which rules run for a configuration, and with which severity, persona and options."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fastlint.config import Config, ConfigError, find
from fastlint.engine_rules import ENGINE_RULES
from fastlint.finding import Persona, Severity
from fastlint.packs import Catalogue, local_pack, rules_in
from fastlint.selection import select

OPTIONS = """
@dataclass(frozen=True)
class Options:
    most_rows: int = 10
    known_tables: tuple[str, ...] = ()
"""


@pytest.fixture
def catalogue(tmp_path: Path, write_rule: Callable[..., Path]) -> Catalogue:
    pack = tmp_path / "acme"
    for family, name, code, more in (
        ("limits", "first", "XY101", ""),
        ("limits", "second", "XY102", ""),
        ("limits", "third", "XY103", ", persona=Persona.PEDANTIC"),
        ("depth", "fourth", "XY204", ", persona=Persona.AUDITOR"),
    ):
        write_rule(f"acme/{family}/{name}.py", name=name, code=code, more=more)
        (pack / family / "__init__.py").touch()
    write_rule(
        "acme/depth/fifth.py",
        name="fifth",
        code="XY205",
        parameters="module: Module, options: Options",
        before=OPTIONS,
    )
    (pack / "__init__.py").touch()
    rules = sorted(rules_in(local_pack(str(pack))), key=lambda rule: rule.code)
    return Catalogue((*ENGINE_RULES, *rules))


def chosen(catalogue: Catalogue, **settings: object) -> str:
    """The names of the pack's rules that run, without those of the engine."""
    rules = select(catalogue, Config(**settings)).rules  # type: ignore[arg-type]
    return " ".join(rule.name for rule in rules if rule.family != "engine")


@pytest.mark.parametrize(
    ("settings", "names"),
    [
        ({}, "first second fifth"),
        ({"persona": Persona.PEDANTIC}, "first second third fifth"),
        ({"persona": Persona.AUDITOR}, "first second third fourth fifth"),
        ({"select": ("first",)}, "first"),
        ({"select": ("XY102", "XY2")}, "second fifth"),
        ({"select": ("limits",)}, "first second"),
        ({"select": ("fourth",)}, "fourth"),
        ({"extend_select": ("third",)}, "first second third fifth"),
        ({"ignore": ("XY1",)}, "fifth"),
        ({"ignore": ("ALL",)}, ""),
        ({"ignore": ("limits",), "extend_select": ("first",)}, "first fifth"),
        ({"select": ("XY1",), "ignore": ("XY101",)}, "second"),
        ({"select": ("XY101",), "ignore": ("XY101",)}, ""),
        ({"select": ("XY10",), "ignore": ("XY1",)}, "first second"),
        ({"ignore": ("XY1",), "select": ("ALL",), "persona": Persona.AUDITOR}, "fourth fifth"),
        ({"rules": {"first": {"persona": "auditor"}, "XY103": {"persona": "regular"}}}, "second third fifth"),
    ],
)
def test_the_closest_name_decides(catalogue: Catalogue, settings: dict[str, object], names: str) -> None:
    assert chosen(catalogue, **settings) == names


def engine_rules(catalogue: Catalogue, **settings: object) -> str:
    rules = select(catalogue, Config(**settings)).rules  # type: ignore[arg-type]
    return " ".join(rule.code for rule in rules if rule.family == "engine")


def test_what_breaks_a_run_is_reported_whatever_is_selected(catalogue: Catalogue) -> None:
    assert engine_rules(catalogue) == "FL001 FL002 FL003 FL004 FL005 FL006 FL010"
    assert engine_rules(catalogue, select=("first",)) == "FL001 FL002"
    assert engine_rules(catalogue, ignore=("FL0",)) == "FL001 FL002"
    assert engine_rules(catalogue, ignore=("FL001", "engine")) == "FL002"


def test_severity_and_options_come_from_the_rule_table(catalogue: Catalogue) -> None:
    table = {"severity": "error", "most-rows": 3, "known-tables": ["countries"]}
    enabled = select(catalogue, Config(rules={"fifth": table})).enabled["fifth"]
    assert enabled.severity is Severity.ERROR
    assert (enabled.options.most_rows, enabled.options.known_tables) == (3, ("countries",))  # type: ignore[union-attr]
    assert select(catalogue, Config()).enabled["fifth"].options.most_rows == 10  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("select = ['frist']", ":1: select: 'frist' is no rule, did you mean 'first'?"),
        ("ignore = ['limit']", ":1: ignore: 'limit' is no rule, did you mean 'limits'?"),
        ("extend-select = ['XY9']", ":1: extend-select: 'XY9' is no rule; `fastlint rules` lists all"),
        ("ignore = ['qqqqqq']", ":1: ignore: 'qqqqqq' is no rule; `fastlint rules` lists all"),
        ("[per-file-ignores]\n'a' = ['thrid']", ":2: per-file-ignores: 'thrid' is no rule, did you mean 'third'?"),
        ("[sanitizers]\n'app.clean' = ['thrid']", ":2: sanitizers: 'thrid' is no rule, did you mean 'third'?"),
        ("[sinks]\n'app.run' = ['thrid']", ":2: sinks: 'thrid' is no rule, did you mean 'third'?"),
        ("[rules.limits]\nseverity = 'note'", ":1: rules: 'limits' is no rule"),
        ("[rules.first]\nseverity = 'bad'", ":2: rules.first.severity: 'bad' is not one of error, warning, note"),
        ("[rules.first]\npersona = ['x']", ":2: rules.first.persona: ['x'] is not one of regular, pedantic, auditor"),
        ("[rules.first]\nmost-rows = 1", ":2: rules.first: unknown option 'most-rows'; known are severity, persona"),
        ("[rules.fifth]\n\nmost-row = 1", ":3: rules.fifth: unknown option 'most-row', did you mean 'most-rows'?"),
        ("[rules.fifth]\nmost-rows = 'x'", ":1: rules.fifth: Expected `int`, got `str` - at `$.most_rows`"),
    ],
)
def test_what_names_nothing_is_refused(
    catalogue: Catalogue, write: Callable[[str, str], Path], text: str, message: str
) -> None:
    file = write("fastlint.toml", text)
    with pytest.raises(ConfigError) as error:
        select(catalogue, find(str(file.parent)))
    assert str(error.value).startswith(f"{file}{message}")
