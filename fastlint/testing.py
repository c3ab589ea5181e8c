"""Checks for the rules of any pack: their documented examples, and applications with marked defects.

A comment at the end of the offending line says what must be found there, and nothing else may be:

    db.execute(f"SELECT {name}")  # expect: sql-injection

Several names are separated by commas; a name given twice demands two findings. What a rule is known to get wrong
is recorded with a reason, and fails once it is mended, so that the record stays true:

    db.execute(query)  # expect-missed: sql-injection the text comes from a file
    db.execute(SAFE)  # expect-wrong: sql-injection constants of other packages are not read

With pytest:

    @pytest.mark.parametrize(("rule", "example"), fastlint.testing.examples("acme_rules"))
    def test_example(rule, example):
        fastlint.testing.check_example(rule, example)

    def test_fixture():
        fastlint.testing.check_fixture("fixtures/legacy")
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module

from fastlint import config as configuration
from fastlint.analyse import analyse_text
from fastlint.config import Config
from fastlint.engine_rules import ENGINE_RULES
from fastlint.examination import examine
from fastlint.finding import Confidence, Finding, Persona
from fastlint.outcome import Report
from fastlint.packs import Catalogue, local_pack, rules_in
from fastlint.rule import Example, Rule
from fastlint.run import check
from fastlint.selection import select
from fastlint.source.read import Source

__all__ = ["Expectation", "check_example", "check_fixture", "examples", "expectations", "report_on"]

_MARKER = re.compile(r"#\s*expect(?P<kind>|-missed|-wrong):\s*(?P<rest>.*?)\s*$")
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_FILE = re.compile(r"^# file: (?P<path>\S+)\s*$")
_FIRST_FILE = "main.py"


@dataclass(frozen=True, slots=True)
class Expectation:
    """One name of one marker. `kind` is "" for what must be found, "-missed" and "-wrong" for known errors."""

    path: str
    line: int
    name: str
    kind: str = ""


def examples(pack: str) -> list[tuple[Rule, Example]]:
    """Every documented example of every rule in `pack`: a package, or the path of a local pack."""
    module = local_pack(pack) if os.path.exists(pack) else import_module(pack)
    return [(rule, example) for rule in rules_in(module) for example in rule.examples]


def check_example(rule: Rule, example: Example) -> None:
    """Demand exactly the marked findings of `rule` in a bad example, none in a good one.

    An example is analysed as it is written: it contains its imports and an app that serves its routes.
    """
    __tracebackhide__ = True  # pytest then shows the test and the message, nothing between
    files = files_in(example.text)
    expected = [expectation for path, text in files.items() for expectation in expectations(path, text)]
    if example.is_bad != any(expectation.kind == "" for expectation in expected):
        kind = "bad example marks nothing" if example.is_bad else "good example marks something"
        raise AssertionError(f"{rule.name}: this {kind} with `# expect: {rule.name}`:\n{example.text}")
    _compare(expected, report_on(files, [rule]).findings, f"{rule.name}, in this example:\n{example.text}")


def check_fixture(
    path: str, *, persona: Persona = Persona.AUDITOR, rules: Sequence[str] = (), packs: Sequence[str] = ()
) -> Report:
    """Demand exactly the marked findings in the application at `path`, as its own configuration sees it.

    `rules` are the only ones looked at (names, codes, families), all of them when none is given.
    """
    __tracebackhide__ = True
    config = configuration.override(configuration.find(path), {"persona": persona})
    if rules:
        config = configuration.override(config, {"select": tuple(rules)})
    report = check([path], config, packs=packs)
    _compare(list(_marked(path)), report.findings, path)
    return report


def report_on(files: Mapping[str, str], rules: Iterable[Rule], config: Config | None = None) -> Report:
    """Run `rules` over `files` (path -> text), which need not exist; the surest and the least sure findings alike."""
    rules = list(rules)
    if config is None:
        names = tuple(rule.name for rule in rules)
        config = Config(select=names, persona=Persona.AUDITOR, min_confidence=Confidence.LOW)
    selection = select(Catalogue((*ENGINE_RULES, *rules)), config)
    forms = {path: analyse_text(Source(text), config.limits) for path, text in sorted(files.items())}
    return examine(forms, selection, config, os.getcwd())


def files_in(text: str) -> dict[str, str]:
    """The files of an example: a line `# file: app/deps.py` begins another one."""
    files: dict[str, list[str]] = {}
    path = _FIRST_FILE
    for line in text.splitlines(keepends=True):
        match = _FILE.match(line)
        if match:
            path = match["path"]
            files[path] = []
        elif path in files or line.strip():
            files.setdefault(path, []).append(line)
    return {path: "".join(lines) for path, lines in files.items()}


def expectations(path: str, text: str) -> Iterator[Expectation]:
    """What the markers in `text` say; raises AssertionError for one that cannot be read."""
    for number, line in enumerate(text.splitlines(), 1):
        match = _MARKER.search(line)
        if match is None:
            continue
        kind, rest = match["kind"], match["rest"]
        names = [name.strip() for name in rest.split(",")] if kind == "" else [rest.partition(" ")[0]]
        if not all(map(_NAME.fullmatch, names)) or (kind and " " not in rest):
            usage = f"# expect{kind}: NAME" + (" why" if kind else "")
            raise AssertionError(f"{path}:{number}: {match[0]!r} is not of the form {usage!r}")
        yield from (Expectation(path, number, name, kind) for name in names)


def _marked(path: str) -> Iterator[Expectation]:
    files = [path] if os.path.isfile(path) else sorted(_python_files(path))
    for file in files:
        with open(file, encoding="utf-8") as stream:
            yield from expectations(os.path.relpath(file).replace(os.sep, "/"), stream.read())


def _python_files(folder: str) -> Iterator[str]:
    for parent, _, names in os.walk(folder):
        yield from (os.path.join(parent, name) for name in names if name.endswith(".py"))


def _compare(expected: Iterable[Expectation], findings: Iterable[Finding], where: str) -> None:
    __tracebackhide__ = True
    found = Counter[tuple[str, int, str]]()
    messages: dict[tuple[str, int, str], str] = {}
    for finding in findings:
        assert finding.rule is not None
        key = (finding.span.path, finding.span.start_line, finding.rule.name)
        found[key] += 1
        messages[key] = finding.message
    problems = []
    for expectation in expected:
        key = (expectation.path, expectation.line, expectation.name)
        problem = _problem(expectation, is_found=found[key] > 0)
        if problem:
            problems.append((expectation.path, expectation.line, f"{expectation.name} {problem}"))
        found[key] -= found[key] > 0
    unmarked = [(path, line, f"{name} found, not marked: {messages[path, line, name]}") for path, line, name in +found]
    if problems or unmarked:
        lines = [f"  {path}:{line}: {what}" for path, line, what in sorted([*problems, *unmarked])]
        raise AssertionError("\n".join([where, *lines]))


def _problem(expectation: Expectation, is_found: bool) -> str:
    match expectation.kind, is_found:
        case "", False:
            return "expected, not found"
        case "-missed", True:
            return "is no longer missed: mark it with `expect`"
        case "-wrong", False:
            return "is no longer reported wrongly: remove the mark"
    return ""
