"""Markdown, read back by a parser of others."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from literal_reports import HOSTILE, module_of, route_of, rule_value, span
from markdown_it import MarkdownIt

from fastlint.finding import Finding
from fastlint.outcome import Report, Skipped
from fastlint.report import markdown, render
from fastlint.report.harmless import harmless


class Page(HTMLParser):
    """The tags of a page, and the text of the cells of its tables."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.cells: list[str] = []
        self.feed(MarkdownIt("commonmark").enable("table").render(text))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not attrs
        if tag == "td":
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self.cells:
            self.cells[-1] += data.rstrip("\n")


HARMLESS_TAGS = {"h2", "h3", "p", "table", "thead", "tbody", "tr", "th", "td", "code"}


def test_the_whole_document(report: Callable[..., Report]) -> None:
    route = route_of(module_of("a.py", ""))
    made = report(
        {"a.py": "", "b.py": ""},
        Finding(span("a.py", 3, 5, 9), "`x|y` is *odd*.", route=route, rule=rule_value()),
        Finding(span("b.py", 1, 1, 2), "`z` is slow.", rule=rule_value("slow", "XY1", cwe=())),
        skipped=(Skipped("pipe.py", "is a pipe"),),
        routes=(route,),
    )
    assert render(made, "markdown") == (
        """\
## fastlint

2 findings: 2 errors in 2 files, 1 not analysed

1 route in 1 file: 0 protected, 1 public, 0 not understood

### Security

| severity | rule | place | what |
|---|---|---|---|
| error | sql-injection XY201 | `a.py:3:5` | <code>x&#124;y</code> is &#42;odd&#42;. &#91;GET /users/{name}&#93; |

### Other findings

| severity | rule | place | what |
|---|---|---|---|
| error | slow XY1 | `b.py:1:1` | `z` is slow. |

### Not analysed

| file | why |
|---|---|
| `pipe.py` | is a pipe |
"""
    )


def test_long_reports_say_what_they_leave_out(report: Callable[..., Report], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "MOST_ROWS", 2)
    made = report({}, *(Finding(span("a.py", line, 1, 2), "odd", rule=rule_value()) for line in range(1, 6)))
    text = render(made, "markdown")
    assert text.count("| error |") == 2
    assert text.endswith("\n\n3 more are not shown.\n")


HOSTILE_MARKDOWN = {
    "link": "[a](http://x) ![b](http://y) <http://z> https://w www.v.com",
    "cell": "a | b \\| c \\\\| d `e | f` `g",
    "block": "\n\n# title\n\n- item\n\n```\ncode\n```\n<details>",
    "ticks": "``` `` ` a``b",
    "style": "*a* _b_ ~~c~~ **d** &lt; &#60; @someone",
    "spaces": " a ",
}


@pytest.mark.parametrize("bad", [*HOSTILE.values(), *HOSTILE_MARKDOWN.values()], ids=[*HOSTILE, *HOSTILE_MARKDOWN])
def test_hostile_text_is_only_text(report: Callable[..., Report], bad: str) -> None:
    check_that_it_is_only_text(report, bad)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.text(st.sampled_from("ab`|\\*_[]()<>&;#@!~ \n:/.") | st.characters()))
def test_any_text_is_only_text(report: Callable[..., Report], bad: str) -> None:
    check_that_it_is_only_text(report, bad)


def check_that_it_is_only_text(report: Callable[..., Report], bad: str) -> None:
    route = route_of(module_of("a.py", ""), path=bad, methods=(bad,), endpoint=bad)
    finding = Finding(span(f"a{bad}", 1, 1, 2), f"Say `{bad}` or {bad}.", route=route, rule=rule_value())
    text = render(report({}, finding, skipped=(Skipped(f"b{bad}", f"is {bad}"),)), "markdown")
    page = Page(text)
    assert set(page.tags) <= HARMLESS_TAGS
    assert len(page.cells) == 6
    assert page.cells[2] == f"a{harmless(bad)}:1:1"
    assert page.cells[4] == f"b{harmless(bad)}"
    assert text.replace("\n", "").replace("\u3000", "").isprintable()


def test_nobody_is_notified_and_nothing_is_linked(report: Callable[..., Report]) -> None:
    finding = Finding(span("a.py", 1, 1, 2), "Ask @someone at https://evil or www.evil.com", rule=rule_value())
    text = render(report({}, finding), "markdown")
    assert "Ask @<!-- -->someone at https&#58;//evil or www&#46;evil.com" in text
