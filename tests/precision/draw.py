"""How often fastlint is right: a seeded draw of findings to read, and the count of what was read.

    python -m tests.precision.draw DIRECTORY... > worksheet.md
    python -m tests.precision.draw --count worksheet.md

The first judges each directory, an application of its own, as anybody would who has configured nothing, and draws
findings evenly over the rules: rules take turns until there are enough. The worksheet shows each with its code. Whoever
reads it writes `right`, `wrong` or `arguable` after `verdict:`, and a reason where it is not right. The second counts a
filled worksheet by rule.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from fastlint.config import Config
from fastlint.finding import Finding
from fastlint.run import check
from fastlint.source.span import Span

VERDICTS = ("right", "wrong", "arguable")
CONTEXT = 6
_ENTRY = re.compile(r"^## \d+ (?P<rule>[\w-]+)\n(?P<body>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_VERDICT = re.compile(r"^verdict:[ \t]*(?P<verdict>\w*)", re.MULTILINE)


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--findings", default=100, show_default=True, help="How many to draw.")
@click.option("--seed", default=1, show_default=True, help="The same seed draws the same findings.")
@click.option("--count", is_flag=True, help="PATHS are filled worksheets: count them.")
def main(paths: tuple[Path, ...], findings: int, seed: int, count: bool) -> None:
    """Draw findings in the applications at PATHS, or count worksheets."""
    if count:
        click.echo("\n".join(table("".join(path.read_text(encoding="utf-8") for path in paths))))
        return
    found = [finding for path in paths for finding in check([str(path)], Config()).findings]
    for number, finding in enumerate(draw(found, findings, seed), 1):
        click.echo("\n".join(entry(number, finding)))


def draw(found: Iterable[Finding], number: int, seed: int) -> list[Finding]:
    """At most `number` of the findings: one of each rule in turn, those of a rule in random order."""
    by_rule: dict[str, list[Finding]] = defaultdict(list)
    for finding in found:
        if finding.rule is not None and finding.rule.family != "engine":
            by_rule[finding.rule.name].append(finding)
    chance = random.Random(seed)
    rules = sorted(by_rule)
    for rule in rules:
        by_rule[rule].sort(key=lambda finding: (finding.span, finding.message))
        chance.shuffle(by_rule[rule])
    drawn: list[Finding] = []
    while len(drawn) < number and any(by_rule.values()):
        drawn += [by_rule[rule].pop() for rule in rules if by_rule[rule]][: number - len(drawn)]
    return sorted(drawn, key=lambda finding: (finding.rule.name if finding.rule else "", finding.span))


def entry(number: int, finding: Finding) -> Iterator[str]:
    """One finding as a reader needs it: what is said, where, why, and the code."""
    assert finding.rule is not None
    yield f"## {number} {finding.rule.name}"
    yield "verdict: "
    yield f"{_place(finding.span)} {finding.severity} confidence={finding.confidence}"
    yield f"{finding.message}"
    yield from _code(finding.span)
    for step in finding.trace:
        yield f"- {_place(step.span)} {step.message}"
    yield ""


def table(worksheet: str) -> Iterator[str]:
    """The counts by rule, then of all; what nobody has judged is counted as open."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for match in _ENTRY.finditer(worksheet):
        said = _VERDICT.search(match["body"])
        verdict = said["verdict"] if said and said["verdict"] in VERDICTS else "open"
        counts[match["rule"]][verdict] += 1
        counts["all"][verdict] += 1
    columns = (*VERDICTS, "open")
    yield f"| rule | {' | '.join(columns)} |"
    yield f"|---{'|---' * len(columns)}|"
    for rule in sorted(counts, key=lambda rule: (rule == "all", rule)):
        yield f"| {rule} | {' | '.join(str(counts[rule][column]) for column in columns)} |"


def _place(span: Span) -> str:
    return f"{span.path}:{span.start_line}:{span.start_column}"


def _code(span: Span) -> Sequence[str]:
    try:
        lines = Path(span.path).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ()
    first, last = max(span.start_line - CONTEXT, 1), min(span.start_line + CONTEXT, len(lines))
    marks = (">" if number == span.start_line else " " for number in range(first, last + 1))
    return [
        f"    {mark}{number:5} {lines[number - 1]}" for mark, number in zip(marks, range(first, last + 1), strict=True)
    ]


if __name__ == "__main__":
    main()
