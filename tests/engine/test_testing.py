"""The public checks for rules and fixtures check what they say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fastlint.rule import Example, Rule
from fastlint.testing import Expectation, check_example, check_fixture, expectations, files_in


@pytest.fixture
def rule(make_rule: Callable[..., Rule]) -> Rule:
    """Reports every call of a function whose name begins with `odd`."""
    return make_rule(
        name="odd-call",
        parameters="call: Call",
        body="""
        name = getattr(call.ir.func, "name", "")
        if name.startswith("odd"):
            yield Finding(call.span, f"`{name}` is odd")
        """,
    )


def failure(rule: Rule, text: str, *, is_bad: bool = True) -> str:
    with pytest.raises(AssertionError) as error:
        check_example(rule, Example(is_bad, text))
    return str(error.value)


def test_an_example_that_says_what_is_found_passes(rule: Rule) -> None:
    check_example(rule, Example(True, "odd()  # expect: odd-call\neven()\n"))
    check_example(rule, Example(True, "odd(odder())  # expect: odd-call, odd-call\n"))
    check_example(rule, Example(False, "even()\n"))


def test_an_unmarked_finding_fails(rule: Rule) -> None:
    message = failure(rule, "odd()  # expect: odd-call\nodd()\n")
    assert "main.py:2: odd-call found, not marked: `odd` is odd" in message
    assert "main.py:2: odd-call found, not marked: `odd` is odd" in failure(rule, "even()\nodd()\n", is_bad=False)


def test_an_unmet_marker_fails(rule: Rule) -> None:
    assert "main.py:1: odd-call expected, not found" in failure(rule, "even()  # expect: odd-call\n")
    assert "main.py:1: odd-call expected, not found" in failure(rule, "odd()  # expect: odd-call, odd-call\n")


def test_a_bad_example_marks_something_and_a_good_one_nothing(rule: Rule) -> None:
    assert "this bad example marks nothing" in failure(rule, "even()\n")
    assert "this good example marks something" in failure(rule, "odd()  # expect: odd-call\n", is_bad=False)


def test_known_errors_pass_until_they_are_mended(rule: Rule) -> None:
    known = "odd()  # expect: odd-call\n"
    check_example(rule, Example(True, known + "even()  # expect-missed: odd-call the name is built\n"))
    check_example(rule, Example(True, known + "odd()  # expect-wrong: odd-call the function is even\n"))
    missed = failure(rule, known + "odd()  # expect-missed: odd-call the name is built\n")
    assert "main.py:2: odd-call is no longer missed: mark it with `expect`" in missed
    wrong = failure(rule, known + "even()  # expect-wrong: odd-call the function is even\n")
    assert "main.py:2: odd-call is no longer reported wrongly: remove the mark" in wrong


def test_an_example_that_cannot_be_parsed_or_crashes_its_rule_fails(rule: Rule, make_rule: Callable[..., Rule]) -> None:
    assert "unreadable-file found" in failure(rule, "def (:\n", is_bad=False)
    broken = make_rule("XY102", "broken-rule", body="raise ValueError\nyield")
    assert "crashed-rule found" in failure(broken, "x = 1\n", is_bad=False)


def test_an_example_may_have_several_files(rule: Rule) -> None:
    text = "# file: app/deps.py\nodd()  # expect: odd-call\n\n# file: app/main.py\n\nodd()  # expect: odd-call\n"
    assert files_in(text) == {
        "app/deps.py": "odd()  # expect: odd-call\n\n",
        "app/main.py": "\nodd()  # expect: odd-call\n",
    }
    check_example(rule, Example(True, text))


def test_an_example_of_one_file_needs_no_name() -> None:
    assert files_in("\nx = 1\n\ny = 2\n") == {"main.py": "x = 1\n\ny = 2\n"}


def test_markers_are_read_with_their_kind() -> None:
    text = "a()  # expect: one, two-b\nb()\nc()  # expect-missed: three too deep\nd()  # expect-wrong: one it is safe\n"
    assert list(expectations("main.py", text)) == [
        Expectation("main.py", 1, "one"),
        Expectation("main.py", 1, "two-b"),
        Expectation("main.py", 3, "three", "-missed"),
        Expectation("main.py", 4, "one", "-wrong"),
    ]


@pytest.mark.parametrize("marker", ["expect: One", "expect: a b", "expect:", "expect-missed: one", "expect-wrong: A b"])
def test_markers_that_cannot_be_read_are_refused(marker: str) -> None:
    with pytest.raises(AssertionError, match=r"^main.py:2: .* is not of the form '# expect"):
        list(expectations("main.py", f"a()\nb()  # {marker}\n"))


def test_a_fixture_is_checked_both_ways(
    rule: Rule, write: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pack = rule.place.rpartition(":")[0]
    monkeypatch.chdir(tmp_path)
    write("shop/fastlint.toml", "")
    file = write("shop/main.py", "odd()  # expect: odd-call\n")
    report = check_fixture("shop", rules=["odd-call"], packs=[pack])
    assert [finding.span.path for finding in report.findings] == ["shop/main.py"]
    file.write_text("odd()\neven()  # expect: odd-call\n")
    with pytest.raises(AssertionError) as error:
        check_fixture("shop", rules=["odd-call"], packs=[pack])
    assert str(error.value) == (
        "shop\n"
        "  shop/main.py:1: odd-call found, not marked: `odd` is odd\n"
        "  shop/main.py:2: odd-call expected, not found"
    )


def test_an_example_may_have_empty_files() -> None:
    assert files_in("# file: app/__init__.py\n# file: app/main.py\nx = 1\n") == {
        "app/__init__.py": "",
        "app/main.py": "x = 1\n",
    }
