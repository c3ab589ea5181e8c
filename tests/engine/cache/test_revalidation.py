"""An edit that the analysis does not see changes nothing that is said; every other edit is noticed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.engine.cache.recorded import ITEMS, Run, is_replayed, replayed, said

TOOL = "def count(things):\n    return len(things)\n"
HANDLER = """
@router.get("/open")
async def read_open(name: str):
    return open(name).read()  # as it is
"""


@pytest.fixture
def items(tree: Path) -> Path:
    """A file with findings, beside a tool and a test that no application is connected with."""
    (tree / "tools.py").write_text(TOOL)
    (tree / "tests").mkdir()
    (tree / "tests" / "test_items.py").write_text("def test_it(client): assert client.get('/items')\n")
    file = tree / "shop" / "items.py"
    file.write_text(ITEMS + HANDLER)
    return file


def edited(file: Path, edit: Callable[[str], str]) -> None:
    file.write_text(edit(file.read_text()))


def add_comment(tree: Path) -> None:
    edited(tree / "shop" / "items.py", lambda text: text + "\n\n# the end\n")


def lengthen_comment(tree: Path) -> None:
    edited(tree / "shop" / "main.py", lambda text: text.replace("FastAPI()\n", "FastAPI()  # the ä application\n"))


def add_test(tree: Path) -> None:
    edited(tree / "tests" / "test_items.py", lambda text: text + "\n\ndef test_more(client): assert client\n")


def edit_tool(tree: Path) -> None:
    edited(tree / "tools.py", lambda text: text.replace("len", "sum"))


def edit_three(tree: Path) -> None:
    add_comment(tree)
    add_test(tree)
    edit_tool(tree)


@pytest.mark.parametrize(
    ("arguments", "edit"),
    [
        (("check", "."), add_comment),
        (("check", "."), lengthen_comment),
        (("check", "."), edit_tool),
        (("check", ".", "--output-format", "json"), add_test),
        (("routes",), edit_three),
    ],
)
def test_what_is_not_seen_is_not_analysed_again(
    run: Run, tree: Path, items: Path, arguments: tuple[str, ...], edit: Callable[[Path], None]
) -> None:
    first = replayed(run, *arguments)
    edit(tree)
    second = run(*arguments)
    assert "click" not in second.stderr.rpartition("heavy:")[2]
    assert "msgspec" in second.stderr.rpartition("heavy:")[2]
    assert said(first) == said(second) == said(run(*arguments, "--no-cache"))
    assert said(replayed(run, *arguments)) == said(first)


def shift_lines(tree: Path) -> None:
    edited(tree / "shop" / "items.py", lambda text: "# in front\n" + text)


def shift_columns(tree: Path) -> None:
    edited(tree / "shop" / "items.py", lambda text: text.replace("return open(", "return  open("))


def change_quoted_line(tree: Path) -> None:
    edited(tree / "shop" / "items.py", lambda text: text.replace("# as it is", "# as it was"))


def change_docstring(tree: Path) -> None:
    edited(tree / "shop" / "main.py", lambda text: '"""The shop"""; ' + text)


def change_body(tree: Path) -> None:
    edited(tree / "shop" / "items.py", lambda text: text.replace("open(name).read()", "name"))


def add_ignore(tree: Path) -> None:
    edited(tree / "shop" / "items.py", lambda text: text.replace("# as it is", "# fastlint: ignore"))


def add_ignore_in_a_test(tree: Path) -> None:
    edited(tree / "tests" / "test_items.py", lambda text: text + "x = 1  # fastlint: ignore[no-such-rule]\n")


def break_test(tree: Path) -> None:
    edited(tree / "tests" / "test_items.py", lambda text: text + "def\n")


def break_module(tree: Path) -> None:
    edited(tree / "shop" / "items.py", lambda text: text + "def\n")


def connect_tool(tree: Path) -> None:
    edited(tree / "tools.py", lambda text: text + "\nfrom fastapi import FastAPI\nother = FastAPI()\n")


def let_tool_import(tree: Path) -> None:
    edited(tree / "tools.py", lambda text: text + "\nimport shop.items\n")


def edit_and_add(tree: Path) -> None:
    add_comment(tree)
    (tree / "shop" / "more.py").write_text("from shop.items import router\nx = router\n")


def edit_configuration(tree: Path) -> None:
    add_comment(tree)
    (tree / "pyproject.toml").write_text("[tool.fastlint]\npersona = 'auditor'\n")


@pytest.mark.parametrize(
    "edit",
    [
        shift_lines, shift_columns, change_quoted_line, change_docstring, change_body, add_ignore,
        add_ignore_in_a_test, break_test, break_module, connect_tool, let_tool_import, edit_and_add, edit_configuration,
    ],
)  # fmt: skip
def test_what_is_seen_is_noticed(run: Run, tree: Path, items: Path, edit: Callable[[Path], None]) -> None:
    replayed(run, "check", ".")
    edit(tree)
    after = run("check", ".")
    assert "click" in after.stderr.rpartition("heavy:")[2]
    assert said(after) == said(run("check", ".", "--no-cache"))


def test_a_report_that_counts_on_all_of_a_text_is_made_again(run: Run, tree: Path, items: Path) -> None:
    arguments = ("check", ".", "--output-format", "sarif")
    replayed(run, *arguments)
    add_test(tree)
    assert "click" not in run(*arguments).stderr.rpartition("heavy:")[2]
    add_comment(tree)
    after = run(*arguments)
    assert "click" in after.stderr.rpartition("heavy:")[2]
    assert said(after) == said(run(*arguments, "--no-cache"))


def test_a_pack_that_lies_among_the_sources_is_code(run: Run, tree: Path, write_rule: Callable[..., Path]) -> None:
    pack = write_rule("odd.py", parameters="app: App", body='yield Finding(app.span, "odd app")')
    (tree / "odd.py").write_text(pack.read_text())
    first = run("check", ".", "--pack", "odd.py")
    edited(tree / "odd.py", lambda text: text.replace("odd app", "strange app"))
    second = run("check", ".", "--pack", "odd.py")
    assert "odd app" in first.stdout
    assert "strange app" in second.stdout


def test_without_the_form_of_before_a_file_is_analysed(run: Run, tree: Path, items: Path, tmp_path: Path) -> None:
    first = replayed(run, "check", ".")
    for file in (tmp_path / "cache").glob("forms*"):
        file.unlink()
    add_comment(tree)
    after = run("check", ".")
    assert not is_replayed(after)
    assert said(after) == said(first)
