"""`fastlint new`: a rule that works as it is written, its tests, and packs that others install."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fastlint.cli import cli
from fastlint.packs import load
from fastlint.testing import check_example, examples

APP = 'from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/replace-me")\ndef read(): ...\n'

New = Callable[..., Result]


@pytest.fixture
def new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> New:
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(cli, ["new", *arguments])


def test_three_steps_lead_to_a_rule_that_runs(new: New, tmp_path: Path) -> None:
    assert new("acme", "missing-owner-tag").stdout == (
        "wrote acme/__init__.py\nwrote acme/missing_owner_tag.py\nwrote test_acme.py\n\n"
        "1. Say in acme/missing_owner_tag.py what the rule reports, with examples.\n"
        "2. Test it: pytest test_acme.py\n"
        "3. Run it: fastlint check --pack acme PATH\n"
    )
    pytest_run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_acme.py"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "2 passed" in pytest_run.stdout
    (tmp_path / "main.py").write_text(APP)
    checked = CliRunner().invoke(
        cli, ["check", "--pack", "acme", "--select", "acme", "--output-format", "concise", "main.py"]
    )
    assert checked.stdout == (
        "main.py:6:2: warning ACME101 missing-owner-tag: `GET /replace-me` is only an example. Replace it\n"
    )


def test_the_next_rule_of_a_family_joins_it(new: New, tmp_path: Path) -> None:
    new("acme", "first-rule")
    (tmp_path / "test_acme.py").write_text("# my own\n")
    assert new("acme", "second-rule").stdout.startswith("wrote acme/second_rule.py\n\n")
    assert '@rule("ACME102"' in (tmp_path / "acme" / "second_rule.py").read_text()
    assert (tmp_path / "test_acme.py").read_text() == "# my own\n"
    pairs = examples(str(tmp_path / "acme"))
    assert [rule.code for rule, _ in pairs] == ["ACME101", "ACME101", "ACME102", "ACME102"]
    for rule, example in pairs:
        check_example(rule, example)


def test_a_family_inside_of_a_pack_is_tested_with_it(new: New, tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "__init__.py").touch()
    result = new("acme", "some-rule", "--into", "rules", "--code", "XY205")
    assert result.stdout.startswith("wrote rules/acme/__init__.py\nwrote rules/acme/some_rule.py\n\n1. ")
    assert result.stdout.endswith("3. Run it: fastlint check --pack rules PATH\n")
    assert "XY205" in {rule.code for rule in load(["rules"]).rules}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["acme", "Some Rule"], "'Some Rule' cannot be the name of a rule: write it like `missing-owner-tag`"),
        (["acme", "class"], "'class' cannot be the name of a rule"),
        (["../acme", "some-rule"], "'../acme' cannot be a family"),
        (["knowledge", "some-rule"], "'knowledge' cannot be a family"),
        (["acme", "sql-injection"], "'sql-injection' is taken by sql-injection (FL201): choose another"),
        (["acme", "some-rule", "--code", "FL201"], "'FL201' is taken by sql-injection (FL201)"),
        (["acme", "some-rule", "--code", "FL050"], "'FL050' cannot be a code"),
        (["acme", "some-rule", "--code", "x"], "'x' cannot be a code: two to five capitals and three digits"),
        (["acme", "some-rule", "--into", "nowhere"], "Directory 'nowhere' does not exist"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_written(
    new: New, tmp_path: Path, arguments: list[str], message: str
) -> None:
    result = new(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_stays(new: New, tmp_path: Path) -> None:
    new("acme", "some-rule")
    (tmp_path / "acme" / "some_rule.py").write_text("mine\n")
    result = new("acme", "some-rule")
    assert (result.exit_code, result.stderr) == (2, "fastlint: ./acme/some_rule.py: is there already\n")
    assert (tmp_path / "acme" / "some_rule.py").read_text() == "mine\n"


# ---------------------------------------------------------------- packs that are installed


@pytest.fixture
def installed(new: New, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """A distribution that brings the pack `acme` through an entry point, and the command line that sees it."""
    site = tmp_path / "site"
    (site / "acme_rules-1.0.dist-info").mkdir(parents=True)
    about = site / "acme_rules-1.0.dist-info"
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-rules\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[fastlint.rules]\nacme = acme\n")
    assert new("acme", "some-rule", "--into", "site").exit_code == 0

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(site), *sys.path])}
        command = [sys.executable, "-m", "fastlint", *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    return run


def test_an_installed_pack_is_found_by_itself(
    installed: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    (tmp_path / "main.py").write_text(APP)
    result = installed("check", "main.py", "--output-format", "concise", "--select", "ACME")
    assert result.stdout.startswith("main.py:6:2: warning ACME101 some-rule: ")
    assert "Some rule." in installed("explain", "ACME101").stdout


def test_a_broken_one_is_named_with_its_line(
    installed: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    file = tmp_path / "site" / "acme" / "some_rule.py"
    file.write_text(file.read_text().replace("route: Route", "route: Rout"))
    result = installed("check", ".")
    assert (result.returncode, result.stdout) == (2, "")
    assert re.match(rf"fastlint: {file}:3\d: .*name 'Rout' is not defined\n", result.stderr)
    file.write_text("import gone\n")
    said = (
        f"fastlint: {file}:1: rule pack acme.some_rule cannot be imported: ModuleNotFoundError: No module named 'gone'"
    )
    assert installed("rules").stderr == f"{said}\n"


# ---------------------------------------------------------------- the README


def test_the_rule_of_the_readme_works(tmp_path: Path) -> None:
    text = (Path(__file__).parent.parent.parent / "README.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^   ````python\n(.*?)^   ````$", text, re.DOTALL | re.MULTILINE)
    (tmp_path / "untagged_route.py").write_text(textwrap.dedent(shown))
    pairs = examples(str(tmp_path / "untagged_route.py"))
    assert [rule.name for rule, _ in pairs] == ["untagged-route"] * 2
    for rule, example in pairs:
        check_example(rule, example)
