"""Reports made from literal findings: what is tested here is how they are said, not how they are found."""

from __future__ import annotations

from fastlint.analyse import analyse_text
from fastlint.finding import Persona, Severity
from fastlint.ir.nodes import ModuleIR
from fastlint.model import Module, Project, Route
from fastlint.rule import Example, Rule
from fastlint.source.read import Source
from fastlint.source.span import Span


def rule_value(
    name: str = "sql-injection",
    code: str = "XY201",
    severity: Severity = Severity.ERROR,
    cwe: tuple[int, ...] = (89,),
    persona: Persona = Persona.REGULAR,
    title: str = "SQL text is built from values",
    text: str = "Whoever chooses the text\nchooses what happens.\n\nBind values.",
) -> Rule:
    return Rule(
        name=name,
        code=code,
        severity=severity,
        persona=persona,
        guideline="INJ-1",
        since="0.1",
        cwe=cwe,
        owasp=("API8",) if cwe else (),
        title=title,
        text=text,
        examples=(Example(True, "x = 1  # expect: sql-injection\n"), Example(False, "x = 2\n")),
        family="injection",
        subject=Project,
        insights={},
        options=None,
        check=lambda project: iter(()),
        place="somewhere.py:1",
    )


def module_of(path: str, text: str) -> Module:
    ir = analyse_text(Source(text))
    assert isinstance(ir, ModuleIR)
    return Module(path.removesuffix(".py").replace("/", "."), path, ir)


def route_of(
    module: Module, path: str = "/users/{name}", methods: tuple[str, ...] = ("GET",), endpoint: str = "app:get_user"
) -> Route:
    span = Span(module.path, 1, 1, 1, 2)
    return Route(
        app=None,
        path=path,
        methods=methods,
        kind="http",
        endpoint=endpoint,
        handler=None,
        module=module,
        span=span,
        line=1,
    )


def span(path: str, line: int, column: int, end_column: int, end_line: int = 0) -> Span:
    return Span(path, line, column, end_line or line, end_column)


HOSTILE = {
    "escape": "\x1b[31mred\x1b[0m",
    "title": "\x1b]0;title\x07",
    "c1": "\x9b31mred\x85",
    "control": "a\x00\x08\x0b\x0c\x7fb",
    "newlines": "a\nb\r\nc\u2028d\u2029e",
    "bidi": "\u202eabc\u2066def\u200f",
    "invisible": "a\u200bb\ufeffc\U000e0041",
    "surrogate": "\udcff\ud800x",
    "markup": "[red]x[/red] [/] [bold [link=http://x]y[/link] :smile: \\[",
    "html": "<script>alert(1)</script> ]]> &amp; --> {{7*7}}",
    "workflow": "::error file=x::y %0A",
    "quotes": "\"'`\\",
}
"""What a file name, a message or a source line may hold."""
