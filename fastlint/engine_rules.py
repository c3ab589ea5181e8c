"""The rules that the engine itself holds, as values, so that they are explained and selected like all others.

Nothing here checks anything: a run reports FL001, FL002 and FL010 as it goes, the verdict FL003 to FL006.
"""

from __future__ import annotations

from collections.abc import Iterator

from fastlint.finding import Finding, Persona, Severity
from fastlint.model import Project
from fastlint.rule import Rule

FAMILY = "engine"


def _reported_elsewhere(project: Project) -> Iterator[Finding]:
    yield from ()


def _engine_rule(code: str, name: str, severity: Severity, title: str, text: str) -> Rule:
    return Rule(
        name=name,
        code=code,
        severity=severity,
        persona=Persona.REGULAR,
        guideline="REV",
        since="0.1",
        cwe=(),
        owasp=(),
        title=title,
        text=text,
        examples=(),
        family=FAMILY,
        subject=Project,
        insights={},
        options=None,
        check=_reported_elsewhere,
        place=__file__,
    )


UNREADABLE_FILE = _engine_rule(
    "FL001",
    "unreadable-file",
    Severity.ERROR,
    "File that could not be analysed",
    """A file that cannot be read, decoded or parsed is missing from the picture: what it defines counts as unknown, and
its own defects are not found. All other files are analysed.

Mend the file as the message says, or exclude it: `exclude = ["path"]` under `[tool.fastlint]`.""",
)

CRASHED_RULE = _engine_rule(
    "FL002",
    "crashed-rule",
    Severity.ERROR,
    "Rule that failed with an internal error",
    """A rule raised an exception instead of giving its findings. What it would have found in that file is not known;
the other rules ran. The run ends with exit code 2.

This is a defect of the rule, not of the code it looked at. Report it with the message, and go on without the rule
meanwhile: `--ignore NAME`.""",
)

UNUSED_IGNORE = _engine_rule(
    "FL003",
    "unused-ignore",
    Severity.WARNING,
    "Ignore that silences nothing",
    """An ignore comment, an entry of `per-file-ignores` or one of the baseline speaks of a finding that is no longer
there. It would silence the next real finding unseen.

Remove the name, or the whole comment when no name is left. `fastlint baseline prune` removes such entries of the
baseline.""",
)

UNKNOWN_RULE_IN_IGNORE = _engine_rule(
    "FL004",
    "unknown-rule-in-ignore",
    Severity.WARNING,
    "Ignore comment that names no rule",
    """The name in an ignore comment belongs to no rule, so the comment silences nothing.

Correct the name. `fastlint rules` lists all names and codes; both are accepted.""",
)

MALFORMED_IGNORE = _engine_rule(
    "FL005",
    "malformed-ignore",
    Severity.WARNING,
    "Ignore comment that names nothing",
    """A comment speaks to fastlint but names no rule, or is written otherwise than fastlint understands. It silences
nothing: there is no way to ignore everything at once, since that would also hide what is found later.

Name the rules: `# fastlint: ignore[NAME] reason` for a line, `# fastlint: file-ignore[NAME] reason` for a file.""",
)

IGNORE_WITHOUT_REASON = _engine_rule(
    "FL006",
    "ignore-without-reason",
    Severity.WARNING,
    "Ignore comment that does not say why",
    """The project asks for a reason (`require-ignore-reason = true` under `[tool.fastlint]`), so that whoever reads the
code knows why the finding does not count.

Write it behind the bracket: `# fastlint: ignore[NAME] reason`.""",
)

UNRESOLVED_ROUTE = _engine_rule(
    "FL010",
    "unresolved-route",
    Severity.NOTE,
    "Part of the application that was not understood",
    """A path, a router or a dependency could not be worked out from the code, for the reason given. Rules stay quiet
or less sure about it: silence there means nothing.

Look at what guards the route yourself. Where the project has its own way to authenticate, declare it:
`auth-dependencies = ["app.deps.require_user"]` under `[tool.fastlint]`.""",
)

ENGINE_RULES: tuple[Rule, ...] = (
    UNREADABLE_FILE,
    CRASHED_RULE,
    UNUSED_IGNORE,
    UNKNOWN_RULE_IN_IGNORE,
    MALFORMED_IGNORE,
    IGNORE_WITHOUT_REASON,
    UNRESOLVED_ROUTE,
)
