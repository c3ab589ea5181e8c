"""Which packs are found, and how a broken one is refused."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from fastlint import packs
from fastlint.packs import PackError, load

Write = Callable[[str, str], Path]
WriteRule = Callable[..., Path]


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., None]:
    """Pretend that exactly these packages are registered, to be found in the test's directory."""

    def pretend(*packages: str) -> None:
        entries = [EntryPoint(name, name, packs.GROUP) for name in packages]
        monkeypatch.setattr("importlib.metadata.entry_points", lambda group: entries if group == packs.GROUP else [])
        monkeypatch.syspath_prepend(str(tmp_path))

    return pretend


def names(*paths: Path) -> set[str]:
    return {rule.name for rule in load([str(path) for path in paths]).rules if rule.family != "engine"}


@pytest.fixture(autouse=True)
def none_installed(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Local packs are tried without the built-in rules: those are not this file's subject."""
    if "built_in" not in request.function.__name__:
        monkeypatch.setattr("importlib.metadata.entry_points", lambda group: [])


def test_the_built_in_rules_come_through_the_entry_point() -> None:
    catalogue = load()
    assert {rule.check.__module__.partition(".")[0] for rule in catalogue.rules if rule.family != "engine"} == {
        "fastlint_rules"
    }
    codes = [rule.code for rule in catalogue.rules]
    assert codes == sorted(codes)


def test_an_installed_pack_is_walked(installed: Callable[..., None], write: Write, write_rule: WriteRule) -> None:
    write("acme_walked/__init__.py", "")
    write("acme_walked/knowledge/__init__.py", "raise RuntimeError('data folders hold no rules')")
    write_rule("acme_walked/odd_module.py")
    write("acme_walked/family/__init__.py", "")
    write_rule("acme_walked/family/odd_route.py", name="odd-route", code="XY102")
    installed("acme_walked")
    assert names() == {"odd-module", "odd-route"}


def test_no_pack_at_all_says_what_to_do(installed: Callable[..., None]) -> None:
    installed()
    with pytest.raises(PackError, match=r"no rule pack found: .* --pack PATH"):
        load()


def test_a_registered_pack_that_is_gone_says_what_to_do(installed: Callable[..., None]) -> None:
    installed("acme_gone")
    with pytest.raises(PackError, match=r"package 'acme_gone' is not there\. Reinstall"):
        load()


def test_a_pack_that_misses_another_package_is_not_called_gone(installed: Callable[..., None], write: Write) -> None:
    file = write("acme_needy/__init__.py", "\nimport no_such_package\n")
    installed("acme_needy")
    with pytest.raises(PackError) as error:
        load()
    assert str(error.value) == (
        f"{file}:2: rule pack acme_needy cannot be imported: ModuleNotFoundError: No module named 'no_such_package'"
    )


def test_a_module_that_raises_is_named_with_its_line(write: Write) -> None:
    write("acme/__init__.py", "")
    file = write("acme/broken.py", "\n\n1 / 0\n")
    with pytest.raises(PackError) as error:
        load([str(file.parent)])
    assert str(error.value).startswith(f"{file}:3: rule pack acme.broken cannot be imported: ")
    assert str(error.value).endswith("ZeroDivisionError: division by zero")


def test_a_module_with_a_syntax_error_is_named_with_its_line(write: Write) -> None:
    file = write("acme.py", "\ndef (:\n")
    with pytest.raises(PackError, match=f"^{file}:2: "):
        load([str(file)])


def test_a_module_that_exits_does_not_end_the_run_silently(write: Write) -> None:
    file = write("acme.py", "raise SystemExit(0)\n")
    with pytest.raises(PackError, match="SystemExit"):
        load([str(file)])


@pytest.mark.parametrize(
    ("second", "words"),
    [
        ({"name": "odd-module", "code": "XY102"}, "the name 'odd-module' is taken by"),
        ({"name": "odd-route", "code": "XY101"}, "the code 'XY101' is taken by 'odd-module' in"),
        ({"name": "odd-route", "code": "FL050"}, "codes FL000 to FL099 belong to the engine"),
        ({"name": "unused-ignore", "code": "XY102"}, "the name 'unused-ignore' is taken by"),
    ],
)
def test_names_and_codes_are_given_once(write_rule: WriteRule, second: dict[str, str], words: str) -> None:
    first, other = write_rule("first.py"), write_rule("other.py", **second)
    with pytest.raises(PackError) as error:
        load([str(first), str(other)])
    assert str(error.value).startswith(f"{other}:")
    assert words in str(error.value)


def test_a_local_file_never_takes_the_place_of_another_module(write_rule: WriteRule) -> None:
    import json

    assert "odd-module" in names(write_rule("json.py"))
    assert sys.modules["json"] is json


def test_local_packs_may_import_their_siblings(write: Write, write_rule: WriteRule) -> None:
    write("acme/__init__.py", "")
    write("acme/knowledge.py", "MOST = 3\n")
    file = write_rule("acme/odd_module.py", before="from .knowledge import MOST")
    assert "odd-module" in names(file.parent)


def test_a_folder_of_rules_without_init_is_refused(write: Write, write_rule: WriteRule) -> None:
    write("acme/__init__.py", "")
    file = write_rule("acme/family/odd_module.py")
    with pytest.raises(PackError, match=f"^{file.parent}: rules in a folder without an __init__.py"):
        load([str(file.parent.parent)])


@pytest.mark.parametrize("path", ["nowhere", "empty"])
def test_a_path_without_a_pack_is_refused(tmp_path: Path, path: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(PackError, match=f"no rule pack at {tmp_path / path}: neither"):
        load([str(tmp_path / path)])


def test_loading_the_built_in_rules_imports_no_parser() -> None:
    code = (
        "import sys; from fastlint.packs import load; load(); "
        "print([name for name in ('libcst', 'astroid', 'sqlglot', 'sarif_om', 'rich') if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"


def test_suggestions_come_from_names_codes_and_families(write_rule: WriteRule) -> None:
    catalogue = load([str(write_rule("acme.py"))])
    assert catalogue.suggestion("odd-modul") == ", did you mean 'odd-module'?"
    assert catalogue.suggestion("injektion", ["injection"]) == ", did you mean 'injection'?"
    assert catalogue.suggestion("zzzzzz") == ""
