"""JUnit reports, held against an XML schema and read by a parser of others."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from literal_reports import HOSTILE, module_of, route_of, rule_value, span

from fastlint.engine_rules import UNREADABLE_FILE
from fastlint.finding import Finding, Step
from fastlint.outcome import Report, Skipped
from fastlint.report import render

junitparser = pytest.importorskip("junitparser")
xmlschema = pytest.importorskip("xmlschema")


@cache
def schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(Path(__file__).parents[2] / "data" / "junit-10.xsd")


def suite_of(report: Report) -> junitparser.TestSuite:
    text = render(report, "junit")
    schema().validate(text)
    (suite,) = junitparser.JUnitXml.fromstring(text.encode("utf-8"))
    assert suite.tests == len(list(suite))
    return suite


def test_a_finding_is_a_failed_case(report: Callable[..., Report]) -> None:
    route = route_of(module_of("a.py", ""))
    trace = (Step(span("b.py", 1, 2, 3), "begins here"), Step(span("a.py", 3, 5, 9), "ends here"))
    finding = Finding(span("app/a.py", 3, 5, 9), "`x` is odd. Mend it.", trace=trace, route=route, rule=rule_value())
    suite = suite_of(report({"app/a.py": ""}, finding, routes=(route,)))
    assert (suite.name, suite.failures, suite.errors, suite.skipped) == ("fastlint", 1, 0, 0)
    (case,) = suite
    assert (case.name, case.classname) == ("sql-injection XY201 at app/a.py:3:5", "app/a.py")
    (failure,) = case.result
    assert (failure.type, failure.message) == ("error", "`x` is odd.")
    assert failure.text == (
        "app/a.py:3:5: `x` is odd. Mend it.\nGET /users/{name}\n1. b.py:1:2: begins here\n2. a.py:3:5: ends here"
    )
    assert {entry.name: entry.value for entry in suite.properties()} == {
        "files.analysed": "1",
        "files.unconnected": "0",
        "files.skipped": "0",
        "routes.total": "1",
        "routes.protected": "0",
        "routes.public": "1",
        "routes.unresolved": "0",
    }


def test_a_clean_run_is_one_case_that_passed(report: Callable[..., Report]) -> None:
    (case,) = suite_of(report({}))
    assert (case.name, case.is_passed) == ("no findings", True)


def test_files_that_were_not_analysed(report: Callable[..., Report]) -> None:
    told = Finding(span("bad.py", 3, 1, 1), "Not analysed: the file is broken", rule=UNREADABLE_FILE)
    skipped = (
        Skipped("bad.py", "is broken"),
        Skipped("locked.py", "cannot be read", is_trouble=True),
        Skipped("pipe.py", "is a pipe", is_finding=False),
    )
    suite = suite_of(report({}, told, skipped=skipped))
    assert (suite.tests, suite.failures, suite.errors, suite.skipped) == (3, 1, 1, 1)
    assert [(case.name, case.result[0].message) for case in suite][1:] == [
        ("not analysed: locked.py", "the file cannot be read"),
        ("not analysed: pipe.py", "the file is a pipe"),
    ]
    assert next(entry.value for entry in suite.properties() if entry.name == "files.skipped") == "3"


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_is_well_formed(report: Callable[..., Report], kind: str) -> None:
    bad = HOSTILE[kind] + "\ufffe\uffff"
    route = route_of(module_of("a.py", ""), path=bad, methods=(bad,), endpoint=bad)
    finding = Finding(
        span(f"{bad}.py", 1, 1, 2), bad, trace=(Step(span(bad, 1, 1, 2), bad),), route=route, rule=rule_value()
    )
    assert suite_of(report({}, finding, skipped=(Skipped(bad, bad),))).tests == 2
