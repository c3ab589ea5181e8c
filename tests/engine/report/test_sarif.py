"""SARIF as GitHub and the standard want it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from literal_reports import HOSTILE, module_of, route_of, rule_value, span

from fastlint.engine_rules import ENGINE_RULES
from fastlint.finding import Finding, Persona, Severity, Step
from fastlint.outcome import Report, Skipped
from fastlint.report import render, sarif
from fastlint.report.line_hash import line_hashes
from fastlint.verdict import Silenced

DATA = Path(__file__).parents[2] / "data"
SCHEMA = json.loads((DATA / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
TEXT = "import os\n\nx = call(\n    1,\n)\n"


def run_of(report: Report, *, with_silenced: bool = False) -> dict[str, Any]:
    document = json.loads(render(report, "sarif", with_silenced=with_silenced))
    jsonschema.Draft4Validator(SCHEMA).validate(document)
    assert (document["version"], len(document["runs"])) == ("2.1.0", 1)
    assert "sarif-schema-2.1.0" in document["$schema"]
    run: dict[str, Any] = document["runs"][0]
    return run


def finding_of(**parts: Any) -> Finding:
    return Finding(
        **{
            "span": span("app/main.py", 3, 5, 2, end_line=5),
            "message": "`x` is odd. Mend it",
            "rule": rule_value(),
            **parts,
        }
    )


@pytest.fixture
def full(report: Callable[..., Report]) -> Report:
    """A report with something in every part of the log."""
    route = route_of(module_of("app/main.py", TEXT))
    trace = (Step(span("app/de ps.py", 1, 1, 2), "begins here"), Step(span("app/main.py", 3, 5, 9), "goes on"))
    return report(
        {"app/main.py": TEXT, "app/de ps.py": "y\n"},
        finding_of(trace=trace, route=route),
        finding_of(severity=Severity.WARNING, rule=rule_value("odd", "XY1", Severity.NOTE, cwe=())),
        *(finding_of(message=bad, span=span(f"bad{bad}.py", 1, 1, 1)) for bad in HOSTILE.values()),
        rules=ENGINE_RULES,
        skipped=(
            Skipped("bad.py", "is not valid Python: invalid syntax", 3, 4),
            Skipped("locked", "cannot be read: Permission denied", is_trouble=True),
            Skipped("pipe.py", "is a pipe, not a regular file", is_finding=False),
        ),
        routes=(route,),
    )


def test_a_result(report: Callable[..., Report]) -> None:
    run = run_of(report({"app/main.py": TEXT}, finding_of(route=route_of(module_of("app/main.py", TEXT)))))
    (result,) = run["results"]
    assert len(result["partialFingerprints"].pop("fastlintFingerprint/v1")) == 32
    assert result == {
        "ruleId": "XY201",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "`x` is odd. Mend it."},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "app/main.py", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 3, "startColumn": 5, "endLine": 5, "endColumn": 2},
                }
            }
        ],
        "partialFingerprints": {"primaryLocationLineHash": line_hashes(TEXT)[2]},
        "properties": {"confidence": "high", "route": "GET /users/{name}", "handler": "app:get_user"},
    }


def test_the_run(full: Report) -> None:
    run = run_of(full)
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["tool"]["driver"]["name"] == "fastlint"
    assert run["tool"]["driver"]["semanticVersion"].count(".") == 2
    assert list(run["originalUriBaseIds"]) == ["%SRCROOT%"]
    assert "uri" not in run["originalUriBaseIds"]["%SRCROOT%"]


def test_every_enabled_rule_is_described_whether_it_found_something_or_not(report: Callable[..., Report]) -> None:
    rules = run_of(report({}, finding_of(), rules=ENGINE_RULES))["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["FL001", "FL002", "FL003", "FL004", "FL005", "FL006", "FL010", "XY201"]
    rule = rules[-1]
    assert rule.pop("help")["markdown"].startswith("# sql-injection (XY201)\n\nSQL text is built from values.\n\nWho")
    assert rule == {
        "id": "XY201",
        "name": "SqlInjection",
        "shortDescription": {"text": "SQL text is built from values."},
        "fullDescription": {"text": "SQL text is built from values. Whoever chooses the text chooses what happens."},
        "helpUri": "https://cwe.mitre.org/data/definitions/89.html",
        "defaultConfiguration": {"level": "error"},
        "properties": {
            "tags": ["fastapi", "security", "injection", "external/cwe/cwe-089", "external/owasp/api8"],
            "precision": "high",
            "security-severity": "8.0",
        },
    }


def test_a_rule_that_is_about_no_attack_has_a_problem_severity(report: Callable[..., Report]) -> None:
    odd = rule_value("odd-thing", "XY1", Severity.NOTE, cwe=(), persona=Persona.AUDITOR)
    (rule,) = run_of(report({}, rules=(odd,)))["tool"]["driver"]["rules"]
    assert rule["name"] == "OddThing"
    assert "helpUri" not in rule
    assert rule["properties"] == {
        "tags": ["fastapi", "injection"],
        "precision": "low",
        "problem.severity": "recommendation",
    }


def test_what_a_rule_says_of_itself_is_kept_within_githubs_limits(report: Callable[..., Report]) -> None:
    rule = rule_value(title="long " * 400, text="text " * 400, cwe=tuple(range(1, 40)))
    (described,) = run_of(report({}, rules=(rule,)))["tool"]["driver"]["rules"]
    assert len(described["shortDescription"]["text"]) <= 1_024
    assert len(described["fullDescription"]["text"]) <= 1_024
    assert len(described["properties"]["tags"]) <= 10


def test_the_level_is_written_even_where_it_is_the_default(full: Report) -> None:
    run = run_of(full)
    assert [result["level"] for result in run["results"][:2]] == ["error", "warning"]
    assert all("level" in rule["defaultConfiguration"] for rule in run["tool"]["driver"]["rules"])
    assert all("level" in notice for notice in run["invocations"][0]["toolExecutionNotifications"])


def test_the_index_points_at_the_rule(full: Report) -> None:
    run = run_of(full)
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])


def test_a_trace_becomes_a_flow_and_related_locations(full: Report) -> None:
    result = run_of(full)["results"][0]
    (flow,) = result["codeFlows"][0]["threadFlows"]
    assert [step["location"]["message"]["text"] for step in flow["locations"]] == [
        "begins here.",
        "goes on.",
        "`x` is odd.",
    ]
    assert [place["id"] for place in result["relatedLocations"]] == [0, 1]
    assert result["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "app/de%20ps.py"


def test_a_flow_that_ends_at_the_finding_is_not_prolonged(report: Callable[..., Report]) -> None:
    trace = (Step(span("app/main.py", 1, 1, 2), "one"), Step(span("app/main.py", 3, 5, 2, end_line=5), "two"))
    (result,) = run_of(report({}, finding_of(trace=trace)))["results"]
    assert len(result["codeFlows"][0]["threadFlows"][0]["locations"]) == 2


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b.py", "a%20b.py"),
        ("a#b?c%d.py", "a%23b%3Fc%25d.py"),
        ("a:b.py", "a%3Ab.py"),
        ("é/測.py", "%C3%A9/%E6%B8%AC.py"),
        ("\udcff.py", "%FF.py"),
        ("\ud800.py", "%5Cud800.py"),
        ("<[x]>\n\x1b.py", "%3C%5Bx%5D%3E%0A%1B.py"),
        ("../out.py", "../out.py"),
    ],
)
def test_paths_become_relative_uris(report: Callable[..., Report], path: str, uri: str) -> None:
    (result,) = run_of(report({}, finding_of(span=span(path, 1, 1, 2))))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": uri, "uriBaseId": "%SRCROOT%"}


def test_files_that_were_not_analysed_are_notified(full: Report) -> None:
    (invocation,) = run_of(full)["invocations"]
    assert invocation["executionSuccessful"] is False
    notices = invocation["toolExecutionNotifications"]
    assert [notice["level"] for notice in notices] == ["warning", "error", "note"]
    assert notices[0]["message"]["text"] == "Not analysed: the file is not valid Python: invalid syntax."
    assert notices[0]["locations"][0]["physicalLocation"]["region"]["startLine"] == 3


@pytest.mark.parametrize("is_crashed", [True, False])
def test_a_crash_is_no_success(report: Callable[..., Report], is_crashed: bool) -> None:
    (invocation,) = run_of(report({}, crashed=is_crashed))["invocations"]
    assert invocation == {"executionSuccessful": not is_crashed}


def test_what_is_kept_silent_is_written_only_when_asked_for(report: Callable[..., Report]) -> None:
    made = report({"app/main.py": TEXT}, finding_of())
    made.silenced = [
        Silenced(finding_of(message="known", rule=rule_value("odd", "XY1")), True, "public\non purpose"),
        Silenced(finding_of(message="old"), False),
    ]
    assert [result["message"]["text"] for result in run_of(made)["results"]] == ["`x` is odd. Mend it."]
    assert "suppressions" not in render(made, "sarif")
    run = run_of(made, with_silenced=True)
    assert [result["suppressions"] for result in run["results"]] == [
        [],
        [{"kind": "inSource", "justification": "public\non purpose"}],
        [{"kind": "external"}],
    ]
    assert all(run["tool"]["driver"]["rules"][one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"])


def test_the_bytes_do_not_depend_on_where_or_when(full: Report) -> None:
    text = render(full, "sarif")
    assert full.root not in text
    assert render(full, "sarif") == text


def test_no_more_results_than_github_takes(
    report: Callable[..., Report], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 3)
    made = report({}, *(finding_of(message=f"number {index}") for index in range(5)))
    assert [result["message"]["text"] for result in run_of(made)["results"]] == ["number 0.", "number 1.", "number 2."]
    assert (
        capsys.readouterr().err == "fastlint: the SARIF log holds the 3 gravest of 5 findings: GitHub takes no more\n"
    )


def test_no_more_bytes_than_github_takes(
    report: Callable[..., Report], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = report({}, *(finding_of(message=f"{os.urandom(500).hex()}") for _ in range(60)))
    monkeypatch.setattr(sarif, "MOST_BYTES", 20_000)
    kept = len(run_of(made)["results"])
    assert 5 < kept < 40
    assert f"the {kept} gravest of 60 findings" in capsys.readouterr().err


def test_no_more_locations_than_github_takes(report: Callable[..., Report], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST_LOCATIONS", 4)
    trace = tuple(Step(span("a.py", line, 1, 2), "step") for line in range(1, 10))
    (result,) = run_of(report({}, finding_of(trace=trace)))["results"]
    assert len(result["relatedLocations"]) == 3
    assert len(result["codeFlows"][0]["threadFlows"][0]["locations"]) == 4


def multitool_errors(log: Path, folder: Path) -> list[Any]:
    """What Microsoft's validator has against `log` by the standard and by GitHub's rules."""
    tool = os.environ.get("SARIF_MULTITOOL") or shutil.which("Sarif.Multitool")
    if tool is None:
        pytest.skip("needs the binary of the npm package @microsoft/sarif-multitool-linux: name it in SARIF_MULTITOOL")
    verdict = folder / "verdict.sarif"
    command = [tool, "validate", str(log), "--rule-kind", "Sarif;Ghas", "-o", str(verdict)]
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    subprocess.run(command, check=True, capture_output=True, env=environment, timeout=120)
    results = json.loads(verdict.read_text(encoding="utf-8-sig"))["runs"][0]["results"]
    return [result for result in results if result.get("level") == "error"]


@pytest.mark.network
@pytest.mark.parametrize("with_silenced", [False, True])
def test_the_multitool_finds_no_error(full: Report, tmp_path: Path, with_silenced: bool) -> None:
    full.silenced = [Silenced(finding_of(message="known"), True, "on purpose")]
    (tmp_path / "log.sarif").write_text(render(full, "sarif", with_silenced=with_silenced), encoding="utf-8")
    assert multitool_errors(tmp_path / "log.sarif", tmp_path) == []
