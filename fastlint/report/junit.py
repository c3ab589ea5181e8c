"""JUnit XML, for servers that show test results and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from fastlint.finding import Finding
from fastlint.outcome import Report, Skipped
from fastlint.report import wording
from fastlint.report.harmless import harmless


def render(report: Report, *, color: bool = False) -> str:
    """A failed case for each finding, another for each file that was not analysed; without any, one that passed."""
    cases = [*map(_failure, report.findings), *map(_skipped, wording.unreported(report))]
    cases = cases or [Element("testcase", name="no findings", classname="fastlint")]
    counts = {"tests": str(len(cases)), "failures": _count(cases, "failure"), "errors": _count(cases, "error")}
    suites = Element("testsuites", {"name": "fastlint", **counts})
    suite = SubElement(suites, "testsuite", {"name": "fastlint", **counts, "skipped": _count(cases, "skipped")})
    suite.append(_properties(report))
    suite.extend(cases)
    indent(suites)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(suites, encoding="unicode")}\n'


def _count(cases: list[Element], outcome: str) -> str:
    return str(sum(case.find(outcome) is not None for case in cases))


def _properties(report: Report) -> Element:
    properties = Element("properties")
    numbers = {"files.analysed": report.analysed, "files.unconnected": report.unconnected}
    numbers["files.skipped"] = len(report.skipped)
    numbers |= {f"routes.{kind}": count for kind, count in report.route_counts().items()}
    for name, value in numbers.items():
        SubElement(properties, "property", name=name, value=str(value))
    return properties


def _failure(finding: Finding) -> Element:
    case = _case(finding.span.path, f"{wording.name(finding)} {wording.code(finding)} at {finding.span}")
    what, _ = wording.sentences(finding.message)
    failure = SubElement(case, "failure", type=wording.severity(finding).value, message=harmless(what))
    failure.text = "\n".join(map(harmless, _lines(finding)))
    return case


def _lines(finding: Finding) -> Iterator[str]:
    yield f"{finding.span}: {finding.message}"
    if finding.route is not None:
        yield str(finding.route)
    for number, step in enumerate(finding.trace, 1):
        yield f"{number}. {step.span}: {step.message}"


def _skipped(file: Skipped) -> Element:
    case = _case(file.path, f"not analysed: {file.path}")
    SubElement(case, "error" if file.is_trouble else "skipped", message=harmless(f"the file {file.reason}"))
    return case


def _case(path: str, name: str) -> Element:
    return Element("testcase", name=harmless(name), classname=harmless(path))
