"""Which findings count, on modules and findings written as values."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from fastlint.config import Config, find
from fastlint.engine_rules import ENGINE_RULES
from fastlint.finding import Confidence, Finding, Persona, Severity
from fastlint.ir.nodes import ModuleIR
from fastlint.model import Module
from fastlint.packs import Catalogue
from fastlint.rule import Rule
from fastlint.selection import select
from fastlint.source.ignores import Ignore
from fastlint.source.lines import Lines
from fastlint.source.span import Span
from fastlint.verdict import Scope, judge

PATH = "app/main.py"


@pytest.fixture
def rules(make_rule: Callable[..., Rule]) -> dict[str, Rule]:
    made = [
        make_rule("XY101", "first"),
        make_rule("XY102", "second", severity="ERROR"),
        make_rule("XY103", "secure", severity="NOTE", more=", cwe=(89,)"),
    ]
    return {rule.name: rule for rule in made}


@pytest.fixture
def judged(rules: dict[str, Rule], tmp_path: Path) -> Callable[..., list[str]]:
    """Judge findings of these rules and say what is left, as `rule:line` or `rule:line severity`."""

    def verdict(
        found: Iterable[Finding],
        *ignores: Ignore,
        config: Config | None = None,
        is_test: bool = False,
        is_partial: bool = False,
    ) -> list[str]:
        config = config or Config()
        ir = ModuleIR("", (), ignores, tuple(range(0, 1000, 10)))
        module = Module("app.main", PATH, ir, is_test=is_test)
        selection = select(Catalogue((*ENGINE_RULES, *rules.values())), config)
        verdict = judge(found, [module], selection, config, Lines(str(tmp_path)), scope=Scope(is_partial=is_partial))
        return [f"{finding.rule.name}:{finding.span.start_line}" for finding in verdict.findings if finding.rule]

    return verdict


def at(line: int, column: int = 1, path: str = PATH) -> Span:
    return Span(path, line, column, line, column + 1)


def test_security_comes_first_then_severity_then_place(
    rules: dict[str, Rule], judged: Callable[..., list[str]]
) -> None:
    found = [
        Finding(at(9), "a", rule=rules["first"]),
        Finding(at(3), "b", rule=rules["first"]),
        Finding(at(8), "c", rule=rules["second"]),
        Finding(at(7), "d", rule=rules["secure"]),
        Finding(at(5), "e", rule=rules["secure"], severity=Severity.ERROR),
    ]
    assert judged(found) == ["secure:5", "secure:7", "second:8", "first:3", "first:9"]
    assert judged(reversed(found)) == judged(found)


def test_the_same_finding_is_reported_once(rules: dict[str, Rule], judged: Callable[..., list[str]]) -> None:
    twice = [Finding(at(1), "same", rule=rules["first"]), Finding(at(1), "same", rule=rules["first"])]
    assert judged(twice) == ["first:1"]
    assert judged([*twice, Finding(at(1), "other", rule=rules["first"])]) == ["first:1", "first:1"]


def test_severity_persona_and_confidence_limit_what_is_shown(
    rules: dict[str, Rule], judged: Callable[..., list[str]]
) -> None:
    found = [
        Finding(at(1), "a", rule=rules["first"]),
        Finding(at(2), "b", rule=rules["first"], severity=Severity.NOTE),
        Finding(at(3), "c", rule=rules["first"], confidence=Confidence.LOW),
        Finding(at(4), "d", rule=rules["first"], persona=Persona.PEDANTIC),
        Finding(at(5), "e", rule=rules["first"], confidence=Confidence.MEDIUM),
    ]
    assert judged(found) == ["first:1", "first:5", "first:2"]
    assert judged(found, config=Config(min_severity=Severity.WARNING)) == ["first:1", "first:5"]
    assert judged(found, config=Config(min_confidence=Confidence.HIGH)) == ["first:1", "first:2"]
    assert judged(found, config=Config(min_confidence=Confidence.LOW)) == ["first:1", "first:3", "first:5", "first:2"]
    assert judged(found, config=Config(persona=Persona.PEDANTIC)) == ["first:1", "first:4", "first:5", "first:2"]
    assert len(judged(found, config=Config(persona=Persona.AUDITOR))) == 5


def test_a_rule_asked_for_by_name_shows_what_other_personas_would_read(
    rules: dict[str, Rule], judged: Callable[..., list[str]]
) -> None:
    found = [Finding(at(4), "d", rule=rules["first"], persona=Persona.AUDITOR)]
    assert judged(found) == []
    assert judged(found, config=Config(select=("first",))) == ["first:4"]


def test_the_configured_severity_holds_unless_the_finding_has_its_own(
    rules: dict[str, Rule], judged: Callable[..., list[str]]
) -> None:
    config = Config(rules={"first": {"severity": "note"}}, min_severity=Severity.WARNING)
    assert judged([Finding(at(1), "a", rule=rules["first"])], config=config) == []
    assert judged([Finding(at(1), "a", rule=rules["first"], severity=Severity.ERROR)], config=config) == ["first:1"]


def test_findings_of_rules_that_do_not_run_are_dropped(
    rules: dict[str, Rule], judged: Callable[..., list[str]]
) -> None:
    found = [Finding(at(1), "a", rule=rules["first"]), Finding(at(2), "b", rule=rules["second"])]
    assert judged(found, config=Config(ignore=("second",))) == ["first:1"]


@pytest.mark.parametrize("name", ["first", "XY101"])
def test_a_comment_silences_its_lines_by_name_or_code(
    rules: dict[str, Rule], judged: Callable[..., list[str]], name: str
) -> None:
    found = [Finding(at(line), "a", rule=rules["first"]) for line in (4, 5, 7, 8)]
    assert judged(found, Ignore(5, 5, 7, (name,), "")) == ["first:4", "first:8"]
    assert judged(found, Ignore(1, 0, 0, (name,), "")) == []


def test_a_comment_speaks_of_its_own_file_only(rules: dict[str, Rule], judged: Callable[..., list[str]]) -> None:
    elsewhere = [Finding(at(5, path="app/other.py"), "a", rule=rules["first"])]
    assert set(judged(elsewhere, Ignore(5, 5, 5, ("first",), ""))) == {"first:5", "unused-ignore:5"}


def test_a_name_that_silences_nothing_is_reported_and_the_others_are_not(
    rules: dict[str, Rule], judged: Callable[..., list[str]]
) -> None:
    found = [Finding(at(5), "a", rule=rules["first"])]
    assert judged(found, Ignore(5, 5, 5, ("first", "second"), "")) == ["unused-ignore:5"]
    assert judged(found, Ignore(5, 5, 5, ("first", "second"), ""), config=Config(ignore=("second",))) == []
    assert judged(found, Ignore(5, 5, 5, ("first", "second"), ""), config=Config(ignore=("FL003",))) == []


def test_a_comment_is_of_use_for_findings_that_this_persona_does_not_read(
    rules: dict[str, Rule], judged: Callable[..., list[str]]
) -> None:
    found = [Finding(at(5), "a", rule=rules["first"], persona=Persona.AUDITOR)]
    assert judged(found, Ignore(5, 5, 5, ("first",), "")) == []


def test_a_name_of_no_rule_is_reported_with_a_suggestion(rules: dict[str, Rule], tmp_path: Path) -> None:
    ir = ModuleIR("", (), (Ignore(2, 2, 2, ("frist",), ""),), (0, 10, 31))
    selection = select(Catalogue((*ENGINE_RULES, *rules.values())), Config())
    (finding,) = judge([], [Module("app.main", PATH, ir)], selection, Config(), Lines(str(tmp_path))).findings
    assert finding.rule is not None
    assert finding.rule.code == "FL004"
    assert finding.message == "`frist` is no rule: this comment silences nothing, did you mean 'first'?"
    assert finding.span == Span(PATH, 2, 1, 2, 21)


@pytest.mark.parametrize(
    ("rest", "message"),
    [
        ("ignore", "This comment names no rule, so it silences nothing. Write `# fastlint: ignore[NAME] reason`"),
        ("", "This comment names no rule, so it silences nothing. Write `# fastlint: ignore[NAME] reason`"),
        ("off", "`off` means nothing to fastlint, so it silences nothing. Write `# fastlint: ignore[NAME] reason`"),
    ],
)
def test_a_comment_that_names_nothing_is_reported(rules: dict[str, Rule], rest: str, message: str) -> None:
    ir = ModuleIR("", (), (Ignore(2, 2, 2, (), rest),), (0, 10, 31))
    selection = select(Catalogue((*ENGINE_RULES, *rules.values())), Config())
    (finding,) = judge([], [Module("app.main", PATH, ir)], selection, Config(), Lines("")).findings
    assert finding.rule is not None
    assert (finding.rule.name, finding.message) == ("malformed-ignore", message)


def test_a_reason_is_asked_for_where_the_project_wants_one(
    rules: dict[str, Rule], judged: Callable[..., list[str]]
) -> None:
    found = [Finding(at(line), "a", rule=rules["first"]) for line in (5, 6)]
    ignores = [Ignore(5, 5, 5, ("first",), ""), Ignore(6, 6, 6, ("first",), "known")]
    assert judged(found, *ignores) == []
    assert judged(found, *ignores, config=Config(require_ignore_reason=True)) == ["ignore-without-reason:5"]


def test_what_is_unused_is_not_known_where_files_were_not_read(judged: Callable[..., list[str]]) -> None:
    assert judged([], Ignore(5, 5, 5, ("first",), "")) == ["unused-ignore:5"]
    assert judged([], Ignore(5, 5, 5, ("first",), ""), is_partial=True) == []
    assert judged([], Ignore(5, 5, 5, ("frist",), ""), is_partial=True) == ["unknown-rule-in-ignore:5"]


@pytest.fixture
def config(tmp_path: Path) -> Callable[[str], Config]:
    def written(text: str) -> Config:
        (tmp_path / "fastlint.toml").write_text(text)
        return find(str(tmp_path))

    return written


def test_per_file_ignores_by_pattern_family_and_code(
    rules: dict[str, Rule], judged: Callable[..., list[str]], config: Callable[[str], Config]
) -> None:
    found = [Finding(at(1), "a", rule=rules["first"]), Finding(at(2), "b", rule=rules["second"])]
    assert judged(found, config=config("[per-file-ignores]\n'app/*' = ['XY101']")) == ["second:2"]
    assert judged(found, config=config("[per-file-ignores]\n'main.py' = ['XY']")) == []
    assert judged(found, config=config("[per-file-ignores]\n'/main.py' = ['XY']")) == ["second:2", "first:1"]


def test_per_file_patterns_start_at_the_configuration(
    rules: dict[str, Rule], tmp_path: Path, config: Callable[[str], Config]
) -> None:
    settings = config("[per-file-ignores]\n'/app/*' = ['first']")
    selection = select(Catalogue((*ENGINE_RULES, *rules.values())), settings)
    found = [Finding(at(1, path="main.py"), "a", rule=rules["first"])]
    assert judge(found, [], selection, settings, Lines(os.path.join(tmp_path, "app"))).findings == []
    assert len(judge(found, [], selection, settings, Lines(os.path.join(tmp_path, "lib"))).findings) == 1


def test_an_entry_for_a_file_is_unused_only_when_the_file_was_judged(
    rules: dict[str, Rule], judged: Callable[..., list[str]], config: Callable[[str], Config]
) -> None:
    settings = config("\n[per-file-ignores]\n'app/*' = ['first', 'second']\n'lib/*' = ['first']")
    found = [Finding(at(1), "a", rule=rules["first"])]
    assert judged(found, config=settings) == ["unused-ignore:3"]
    assert judged(found, config=settings, is_test=True) == []


def test_what_is_kept_silent_is_told_with_its_reason(rules: dict[str, Rule]) -> None:
    ignores = (Ignore(1, 1, 1, ("first",), "on purpose"), Ignore(2, 0, 0, ("secure",), ""))
    config = Config(per_file_ignores={"app/*": ("XY102",)}, min_severity=Severity.WARNING)
    selection = select(Catalogue((*ENGINE_RULES, *rules.values())), config)
    found = [Finding(at(1), "a", rule=rules[name]) for name in ("first", "second", "secure")]
    module = Module("app.main", PATH, ModuleIR("", (), ignores, tuple(range(0, 1000, 10))))
    verdict = judge(found, [module], selection, config, Lines(""))
    assert verdict.findings == []
    assert [(one.finding.rule, one.is_comment, one.reason) for one in verdict.silenced] == [
        (rules["second"], False, ""),
        (rules["first"], True, "on purpose"),
    ]
