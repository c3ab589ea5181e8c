"""SARIF 2.1.0 for GitHub code scanning and other consumers.

The same findings give the same bytes: there is no time, no absolute path and no random identifier in it.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any, cast
from urllib.parse import quote

import attr
import sarif_om as om

from fastlint.finding import Finding
from fastlint.outcome import Report, Skipped
from fastlint.report import sarif_rules, wording
from fastlint.report.findings_json import text
from fastlint.report.line_hash import line_hashes
from fastlint.rule import Rule
from fastlint.source.lines import Lines
from fastlint.source.span import Span
from fastlint.verdict import Silenced

MOST_RESULTS = 25_000
MOST_LOCATIONS = 1_000
MOST_BYTES = 10_000_000
"""What GitHub takes: more results, locations of one result or compressed bytes make it refuse the file."""

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"


def render(report: Report, *, color: bool = False) -> str:
    """One run with every enabled rule. Of what GitHub would refuse, the gravest findings are kept and it is said so.

    What is kept silent is left out: GitHub does not read `suppressions` and would open alerts.
    """
    return _limited(report, ())


def render_all(report: Report, *, color: bool = False) -> str:
    """The same with what is kept silent, marked so, for consumers that read `suppressions`."""
    return _limited(report, report.silenced)


def _limited(report: Report, silenced: Sequence[Silenced]) -> str:
    findings = report.findings[:MOST_RESULTS]
    silenced = silenced[: MOST_RESULTS - len(findings)]
    while True:
        document = _encode(_log(report, findings, silenced))
        size = len(gzip.compress(document.encode(), mtime=0)) if len(document) > MOST_BYTES else 0
        if size <= MOST_BYTES or not findings:
            break
        findings, silenced = findings[: int(len(findings) * MOST_BYTES / size * 0.95)], ()
    if len(findings) < len(report.findings):
        said = f"holds the {len(findings)} gravest of {len(report.findings)} findings: GitHub takes no more"
        sys.stderr.write(f"fastlint: the SARIF log {said}\n")
    return document


def _log(report: Report, findings: Sequence[Finding], silenced: Sequence[Silenced]) -> om.SarifLog:
    told = [*findings, *(one.finding for one in silenced)]
    used = {finding.rule.code: finding.rule for finding in told if finding.rule}
    rules = sorted({**{rule.code: rule for rule in report.rules}, **used}.values(), key=lambda rule: rule.code)
    indexes = {rule.code: index for index, rule in enumerate(rules)}
    hashes = _Hashes(report.lines)
    results = [_result(finding, indexes, hashes) for finding in told]
    if silenced:  # the standard wants it said of all results or of none
        marks = [[], *([_suppression(one)] for one in silenced)]
        for index, result in enumerate(results):
            result.suppressions = marks[max(index - len(findings) + 1, 0)]
    driver = om.ToolComponent(
        name="fastlint", semantic_version=version("fastlint"), rules=[_rule(rule) for rule in rules]
    )
    run = om.Run(
        tool=om.Tool(driver=driver),
        invocations=[_invocation(report)],
        original_uri_base_ids={
            _ROOT: om.ArtifactLocation(
                description=_message("The directory in which fastlint ran, the repository's root.")
            )
        },
        column_kind="unicodeCodePoints",
        results=results,
    )
    return om.SarifLog(version="2.1.0", schema_uri=_SCHEMA, runs=[run])


def _rule(rule: Rule) -> om.ReportingDescriptor:
    return om.ReportingDescriptor(
        id=rule.code,
        name=sarif_rules.pascal_name(rule),
        short_description=_message(sarif_rules.short_description(rule)),
        full_description=_message(sarif_rules.full_description(rule)),
        help=om.MultiformatMessageString(
            text=text(sarif_rules.help_text(rule)), markdown=text(sarif_rules.help_markdown(rule))
        ),
        help_uri=sarif_rules.help_uri(rule),
        default_configuration=om.ReportingConfiguration(level=rule.severity.value),
        properties=sarif_rules.properties(rule),
    )


def _result(finding: Finding, indexes: dict[str, int], hashes: _Hashes) -> om.Result:
    steps = finding.trace[: MOST_LOCATIONS - 1]
    related = [_location(step.span, step.message, number) for number, step in enumerate(steps)]
    flow = [om.ThreadFlowLocation(location=_location(step.span, step.message)) for step in steps]
    if flow and steps[-1].span != finding.span:
        flow.append(om.ThreadFlowLocation(location=_location(finding.span, wording.sentences(finding.message)[0])))
    return om.Result(
        rule_id=wording.code(finding),
        rule_index=indexes.get(wording.code(finding), -1),
        level=wording.severity(finding).value,
        message=om.Message(text=text(sarif_rules.sentence(finding.message))),
        locations=[_location(finding.span)],
        partial_fingerprints={
            "primaryLocationLineHash": hashes.of(finding.span),
            "fastlintFingerprint/v1": finding.fingerprint,
        },
        code_flows=[om.CodeFlow(thread_flows=[om.ThreadFlow(locations=flow)])] if flow else None,
        related_locations=related or None,
        properties={"confidence": finding.confidence.value, **_route(finding)},
    )


def _suppression(silenced: Silenced) -> om.Suppression:
    kind = "inSource" if silenced.is_comment else "external"
    return om.Suppression(kind=kind, justification=text(silenced.reason) if silenced.reason else None)


def _route(finding: Finding) -> dict[str, object]:
    if finding.route is None:
        return {}
    return {"route": text(str(finding.route)), "handler": text(finding.route.endpoint)}


def _invocation(report: Report) -> om.Invocation:
    is_whole = not report.crashed and not any(file.is_trouble for file in report.skipped)
    notifications = [_notification(file) for file in report.skipped]
    return om.Invocation(execution_successful=is_whole, tool_execution_notifications=notifications or None)


def _notification(file: Skipped) -> om.Notification:
    level = "error" if file.is_trouble else "warning" if file.is_finding else "note"
    span = Span(file.path, file.line, file.column, file.line, file.column)
    return om.Notification(
        level=level,
        locations=[_location(span)],
        message=_message(sarif_rules.sentence(f"Not analysed: the file {file.reason}")),
    )


def _location(span: Span, message: str = "", number: int | None = None) -> om.Location:
    return om.Location(
        id=number if number is not None else -1,
        message=om.Message(text=text(sarif_rules.sentence(message))) if message else None,
        physical_location=om.PhysicalLocation(
            artifact_location=om.ArtifactLocation(uri=_uri(span.path), uri_base_id=_ROOT),
            region=om.Region(
                start_line=span.start_line,
                start_column=span.start_column,
                end_line=span.end_line,
                end_column=max(span.end_column, span.start_column if span.end_line == span.start_line else 1),
            ),
        ),
    )


def _uri(path: str) -> str:
    """`path` as a relative URI; a name that is not UTF-8 keeps its bytes."""
    try:
        data = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        data = path.encode("utf-8", "backslashreplace")
    return quote(data, safe="/-._~")


def _message(value: str) -> Any:
    return om.MultiformatMessageString(text=text(value))


class _Hashes:
    """GitHub's line hashes, computed for files with findings only."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._hashes: dict[str, list[str]] = {}

    def of(self, span: Span) -> str:
        """The hash of the region's first line; of an empty file when there is no such line."""
        if span.path not in self._hashes:
            self._hashes[span.path] = line_hashes(self._lines.text(span.path))
        hashes = self._hashes[span.path]
        return hashes[min(span.start_line, len(hashes)) - 1]


def _encode(log: om.SarifLog) -> str:
    return json.dumps(_plain(log), indent=1) + "\n"


def _plain(value: object) -> object:
    """sarif-om's objects as JSON values: named as in the schema, without what is absent or the default."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if not attr.has(type(value)):
        return value
    found = {}
    for field in attr.fields(cast("type[attr.AttrsInstance]", type(value))):
        item, default = getattr(value, field.name), field.default
        if isinstance(default, attr.Factory):  # type: ignore[arg-type]
            default = default.factory()
        # A level is written even where it is the default: consumers disagree about what the default is.
        if field.name == "level" or (item is not None and item != default):
            found[field.metadata["schema_property_name"]] = _plain(item)
    return found
