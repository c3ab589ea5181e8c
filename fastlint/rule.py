"""How a rule is written.

A rule is one file with one generator function in it:

    '''Title in one sentence.

    Why it matters, what to do, and what the rule cannot see.

    ```python bad
    ...code...  # expect: name-of-the-rule
    ```

    ```python good
    ...code that the rule must not report...
    ```
    '''

    from collections.abc import Iterator
    from fastlint.rule import Finding, Route, Severity, rule

    @rule("XY101", severity=Severity.ERROR, guideline="AUTH-1", since="0.1", cwe=(306,))
    def name_of_the_rule(route: Route, auth: AuthCoverage) -> Iterator[Finding]:
        if auth.of(route).is_public:
            yield Finding(route.span, f"`{route}` lets anyone in", route=route)

The function's name with dashes is the rule's name. Its first parameter says what it is called with, one
at a time: Project, App, Router, Route, Dependency, Module, Class, Function or Call. Each other parameter is an
insight, by annotation. A parameter annotated with a frozen dataclass of the same file is the rule's options,
settable in the configuration; every field needs a default.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import get_type_hints

from fastlint.finding import Confidence, Finding, Persona, Severity, Step
from fastlint.insight import is_insight
from fastlint.model import App, Call, Class, Dependency, Function, Module, Project, Route, Router

__all__ = [
    "App",
    "Call",
    "Class",
    "Confidence",
    "Dependency",
    "Example",
    "Finding",
    "Function",
    "Module",
    "Persona",
    "Project",
    "Route",
    "Router",
    "Rule",
    "RuleError",
    "Severity",
    "Step",
    "rule",
]

SUBJECTS: tuple[type, ...] = (Project, App, Router, Route, Dependency, Module, Class, Function, Call)
"""What a rule may be called with: the annotation of its first parameter."""

RESERVED_OPTIONS = ("severity", "persona")
"""What the configuration may set for any rule, beside the rule's own options."""

_EXAMPLE = re.compile(r"^```python (bad|good)\n(.*?)^```\n?", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"[A-Z]{2,5}\d{3}")


class RuleError(Exception):
    """A rule that cannot be used as it is written; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Example:
    """A documented example. `is_bad` ones carry `# expect: NAME` markers; good ones must give no finding."""

    is_bad: bool
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A value: what it is called, what it says of itself, what it needs, and its function.

    `family` is the folder it lies in, `subject` what it is called with, `options` the parameter's name and its
    dataclass, `place` the file and line of the function. Of files that no application is connected with, it sees
    those that hold one of `words`.
    """

    name: str
    code: str
    severity: Severity
    persona: Persona
    guideline: str
    since: str
    cwe: tuple[int, ...]
    owasp: tuple[str, ...]
    title: str
    text: str
    examples: tuple[Example, ...]
    family: str
    subject: type
    insights: dict[str, type]
    options: tuple[str, type] | None
    check: Callable[..., Iterator[Finding]]
    place: str
    words: tuple[str, ...] = ()

    @property
    def is_security(self) -> bool:
        """Whether it guards against an attack: it names a CWE."""
        return bool(self.cwe)


def rule(
    code: str,
    *,
    severity: Severity,
    guideline: str,
    since: str,
    persona: Persona = Persona.REGULAR,
    cwe: tuple[int, ...] = (),
    owasp: tuple[str, ...] = (),
    words: tuple[str, ...] = (),
) -> Callable[[Callable[..., Iterator[Finding]]], Rule]:
    """Turn a generator function into a Rule; raises RuleError when its signature or docs do not fit.

    `cwe` are CWE numbers, `owasp` entries of the API Security Top 10 of 2023 such as "API2", `guideline`
    the id of the guideline it holds, `since` the fastlint version that brought it. A rule about more than
    applications names `words`: it is shown every file outside of the tests that holds one of them, and without
    any only the files that an application is connected with.
    """

    def made(function: Callable[..., Iterator[Finding]]) -> Rule:
        place = f"{function.__code__.co_filename}:{function.__code__.co_firstlineno}"
        if not _CODE.fullmatch(code):
            raise RuleError(f"{place}: code {code!r} is not two to five capitals and three digits")
        title, text, examples = _documentation(sys.modules[function.__module__].__doc__ or "", place)
        subject, insights, options = _signature(function, place)
        name = function.__name__.rstrip("_").replace("_", "-")
        family = (function.__module__.split(".")[-2:-1] or ["local"])[0]
        return Rule(
            *(name, code, severity, persona, guideline, since, cwe, owasp, title, text, examples, family),
            *(subject, insights, options, function, place, words),
        )

    return made


def _documentation(docstring: str, place: str) -> tuple[str, str, tuple[Example, ...]]:
    docstring = inspect.cleandoc(docstring) + "\n"
    examples = tuple(Example(kind == "bad", text) for kind, text in _EXAMPLE.findall(docstring))
    title, _, text = _EXAMPLE.sub("", docstring).strip().partition("\n")
    if not title:
        raise RuleError(f"{place}: the module has no docstring; its first line is the rule's title")
    return title.rstrip("."), text.strip(), examples


def _signature(function: Callable[..., object], place: str) -> tuple[type, dict[str, type], tuple[str, type] | None]:
    if not inspect.isgeneratorfunction(function):
        raise RuleError(f"{place}: {function.__name__} is no generator: it must yield findings")
    try:
        hints = get_type_hints(function)
    except Exception as error:
        raise RuleError(f"{place}: an annotation cannot be read: {error}") from error
    names = list(inspect.signature(function).parameters)
    if not names or hints.get(names[0]) not in SUBJECTS:
        known = ", ".join(s.__name__ for s in SUBJECTS)
        raise RuleError(f"{place}: the first parameter of {function.__name__} must be annotated with one of {known}")
    insights: dict[str, type] = {}
    options: tuple[str, type] | None = None
    for name in names[1:]:
        wanted = hints.get(name)
        if isinstance(wanted, type) and is_insight(wanted):
            insights[name] = wanted
        elif isinstance(wanted, type) and dataclasses.is_dataclass(wanted) and wanted.__module__ == function.__module__:
            options = (name, _options(wanted, place))
        else:
            raise RuleError(f"{place}: parameter {name!r} is neither an insight nor an options dataclass of this file")
    return hints[names[0]], insights, options


def _options(cls: type, place: str) -> type:
    if not cls.__dataclass_params__.frozen:  # type: ignore[attr-defined]
        raise RuleError(f"{place}: the options {cls.__name__} are not frozen: write @dataclass(frozen=True)")
    for field in dataclasses.fields(cls):
        if field.name in RESERVED_OPTIONS:
            raise RuleError(f"{place}: option {field.name!r} is taken: every rule has it")
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            raise RuleError(f"{place}: option {field.name!r} has no default")
    return cls
