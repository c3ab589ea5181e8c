"""What the regular persona is told of doubtful flows: nothing, where the auditor persona is told of a lead."""

from __future__ import annotations

from pathlib import Path

import pytest

from fastlint.config import Config
from fastlint.rule import Rule
from fastlint.testing import examples, files_in, report_on

CASES = Path(__file__).parent / "cases"
RULES: dict[str, Rule] = {rule.name: rule for rule, _ in examples("fastlint_rules")}


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ("sql-injection/untraced.py", ["WHERE name = '{name}'"]),
        ("unsafe-deserialization/own_files.py", ["pickle.loads(data)"]),
        ("path-traversal/one_segment.py", ["shutil.rmtree(FILES / name)", 'os.path.join("/srv/logs", name)']),
        ("command-injection/contents_of_files.py", ["again.name", "{path}"]),
        ("missing-auth-dependency/in_a_thread.py", []),
        ("code-injection/parsed_first.py", ["type_ignores=[]", "compile(body.code"]),
        ("missing-auth-dependency/switched_off.py", ['settings.STAGE == "live"']),
        ("websocket-without-auth/off_by_default.py", []),
        ("missing-auth-on-read/off_by_default.py", []),
        ("unsanitized-error/form_of_the_body.py", ["Not saved: {error}"]),
        ("secret-in-log/shown.py", ["Starting with"]),
        ("secret-in-log/shown_by_a_script.py", []),
        ("ssrf/unknown_templates.py", []),
        ("autoescape-off/sources.py", []),
        ("sql-injection/methods_of_ones_own.py", []),
        ("missing-pagination/maintained_by_hand.py", ["Customer.city == city"]),
        ("missing-pagination/raw_sql.py", ["cursor.fetchall()"]),
        ("jwt-without-expiry/own_claim.py", ['"experience": 3']),
        ("unsanitized-error/debugging.py", ["Not sent: {error}"]),
        ("missing-pagination/choices.py", ["session.query(Engine).all()"]),
        ("unsanitized-error/meant_for_clients.py", ["str(error)}, status_code=500", "Not saved: {error}"]),
    ],
)
def test_regular_persona_is_told_of_sure_findings_only(case: str, told: list[str]) -> None:
    text = (CASES / case).read_text(encoding="utf-8")
    rule = RULES[Path(case).parent.name]
    family = rule.code[:3]  # a rule that is selected by its own name reports its leads too
    findings = report_on(files_in(text), [rule], Config(select=(family,))).findings
    lines = [text.splitlines()[finding.span.start_line - 1] for finding in findings]
    assert [wanted for wanted, line in zip(told, lines, strict=True) if wanted not in line] == []
