"""Which files an application is connected with, and what becomes of the others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fastlint import Config, Persona, check
from fastlint.connection import connected
from fastlint.gathering import gather

APP = b"from fastapi import FastAPI\nfrom shop import items\napp = FastAPI()\n"
TREE = {
    "shop/__init__.py": b"",
    "shop/app.py": APP,
    "shop/items.py": b"from shop.prices import price\n",
    "shop/prices.py": b"def price(): ...\n",
    "serve.py": b"from shop.app import app\nfrom wiring import wire\nwire(app)\n",
    "wiring.py": b"def wire(it): ...\n",
    "migrations/versions/one.py": b"import sqlalchemy\n",
    "scripts/clean.py": b"from shop.prices import price\nPASSWORD = 1\n",
    "tests/test_app.py": b"from fastapi.testclient import TestClient\nfrom shop.app import app\n",
}
WHOLE = {"shop/__init__.py", "shop/app.py", "shop/items.py", "shop/prices.py", "serve.py", "wiring.py"}


def test_what_imports_an_application_and_what_any_of_it_imports_matters() -> None:
    assert connected(TREE) == WHOLE


def test_a_word_makes_a_file_matter_unless_it_is_a_test() -> None:
    tree = {**TREE, "tests/test_password.py": b"password = 1\n"}
    assert connected(tree, ["Password"]) == WHOLE | {"scripts/clean.py"}


def test_what_registers_something_is_a_part_without_naming_the_framework() -> None:
    tree = {**TREE, "plugins/extra.py": b"from core import api\n@api.get('/extra')\ndef extra(): ...\n"}
    assert "plugins/extra.py" in connected(tree)


def test_a_test_that_the_application_imports_matters() -> None:
    tree = {**TREE, "wiring.py": b"from tests.data import rows\n", "tests/data.py": b"rows = []\n"}
    assert connected(tree) == WHOLE | {"tests/data.py"}


def test_imports_made_at_run_time_may_reach_everything_but_tests() -> None:
    tree = {**TREE, "wiring.py": b"import importlib\nimportlib.import_module(name)\n"}
    assert connected(tree) == TREE.keys() - {"tests/test_app.py"}


@pytest.mark.parametrize("tree", [{"a.py": b"x = 1\n", "b.py": b""}, {"tests/test_app.py": APP}])
def test_without_an_application_every_file_matters(tree: dict[str, bytes]) -> None:
    assert connected(tree) == tree.keys()


def test_a_comment_to_fastlint_is_judged_wherever_it_is() -> None:
    tree = {**TREE, "tests/test_app.py": b"x = 1  # fastlint: ignore[sql-injection] why\n"}
    assert "tests/test_app.py" in connected(tree)


# ---------------------------------------------------------------- in a run


@pytest.fixture
def tree(tmp_path: Path, write: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, data in TREE.items():
        write(name, data.decode())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_is_apart_is_known_and_not_lowered(tree: Path) -> None:
    found = gather(["."], str(tree), Config())
    assert found.forms.keys() == WHOLE
    assert found.unconnected == TREE.keys() - WHOLE
    assert found.known == TREE.keys()


def test_what_is_named_is_lowered_whatever_it_is(tree: Path) -> None:
    assert "tests/test_app.py" in gather([".", "tests/test_app.py"], str(tree), Config()).forms


def test_a_rule_sees_what_holds_its_words(tree: Path) -> None:
    (tree / "scripts" / "clean.py").write_text("PASSWORD = 'k3-9fQ2vX8LmB4nRw7z'\n")
    report = check(["."], Config(select=("hardcoded-secret",)))
    assert [finding.span.path for finding in report.findings] == ["scripts/clean.py"]
    assert (report.analysed, report.unconnected) == (len(WHOLE) + 1, len(TREE) - len(WHOLE) - 1)


@pytest.mark.parametrize("text", ["def (:\n", "x = " + "(" * 300 + ")" * 300 + "\n", "# coding: nothing\n"])
def test_a_file_that_cannot_be_read_is_told_of_although_it_is_apart(tree: Path, text: str) -> None:
    (tree / "tests" / "test_app.py").write_text(text)
    (finding,) = check(["."], Config(select=("unreadable-file",), persona=Persona.AUDITOR)).findings
    assert (finding.span.path, finding.rule and finding.rule.name) == ("tests/test_app.py", "unreadable-file")


def test_code_that_is_newer_than_the_interpreter_is_no_error(tree: Path) -> None:
    (tree / "tests" / "test_app.py").write_text("type X[T = int] = list[T]\n")
    assert check(["."], Config(select=("unreadable-file",))).findings == []
