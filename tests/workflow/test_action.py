"""The action of GitHub: its script, run as a runner would, and what zizmor says of it."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import pytest

yaml = pytest.importorskip("yaml")

ROOT = Path(__file__).parents[2]
ACTION = ROOT / ".github/actions/fastlint/action.yml"
Shell = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def steps() -> dict[str, dict[str, Any]]:
    return {step["name"]: step for step in yaml.safe_load(ACTION.read_text())["runs"]["steps"]}


@pytest.fixture
def run_check(shell: Shell, steps: dict[str, dict[str, Any]], tmp_path: Path, environment: dict[str, str]) -> Shell:
    """The step `Check` with these inputs, with fastlint where the step before it installs it."""
    (tmp_path / "main.py").write_text("x = (\n")
    (tmp_path / "fastlint.toml").write_text("")
    (tmp_path / "temp/fastlint").mkdir(parents=True)
    shutil.copytree(Path(environment["HOME"]) / "bin", tmp_path / "temp/fastlint/bin")
    script = tmp_path / "temp/check.sh"
    script.write_text(steps["Check"]["run"])

    def run(paths: str = ".", arguments: str = "", sarif: str = "out.sarif") -> subprocess.CompletedProcess[str]:
        command = ("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script))
        inputs = {"PATHS": paths, "ARGUMENTS": arguments, "SARIF_FILE": sarif}
        runner = {name: str(tmp_path / "temp" / name.lower()) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        return shell(*command, check=False, RUNNER_TEMP=str(tmp_path / "temp"), **inputs, **runner)

    return run


def test_findings_are_annotated_written_and_told_to_the_last_step(run_check: Shell, tmp_path: Path) -> None:
    done = run_check()
    assert done.returncode == 0, done.stdout
    assert "::error file=main.py,line=1" in done.stdout
    assert json.loads((tmp_path / "out.sarif").read_text())["runs"][0]["results"]
    assert (tmp_path / "temp/github_output").read_text() == "exit-code=1\n"
    assert "unreadable-file" in (tmp_path / "temp/github_step_summary").read_text()


def test_a_run_that_cannot_be_relied_on_fails_at_once(run_check: Shell, tmp_path: Path) -> None:
    assert run_check(arguments="--no-such-option").returncode == 2
    assert (tmp_path / "temp/github_output").read_text() == "exit-code=2\n"


def test_inputs_are_arguments_and_nothing_else(run_check: Shell, tmp_path: Path) -> None:
    (tmp_path / "a b").mkdir()
    (tmp_path / "a b/$(touch one).py").write_text("x = 1\n")
    done = run_check(
        paths="a b/$(touch one).py\n\na b\n",
        arguments="--config=public-paths=['/`touch two`; touch three']\n--min-severity=error",
        sarif="$(touch four) \"'.sarif",
    )
    assert done.returncode == 0, done.stdout
    assert (tmp_path / "temp/github_output").read_text() == "exit-code=0\n"
    assert (tmp_path / "$(touch four) \"'.sarif").exists()
    assert not [name for name in ("one", "two", "three", "four") if (tmp_path / name).exists()]


def test_no_input_is_written_into_a_script(steps: dict[str, dict[str, Any]]) -> None:
    assert [name for name, step in steps.items() if "${{" in step.get("run", "")] == []
    assert all(step["shell"] == "bash" for step in steps.values() if "run" in step)


def test_zizmor_finds_nothing(shell: Shell) -> None:
    try:
        files = distribution("zizmor").files or []
    except PackageNotFoundError:
        pytest.skip("needs zizmor, of the dev extra")
    zizmor = next(
        str(file.locate()) for file in files if file.stem == "zizmor" and file.parent.name in ("bin", "Scripts")
    )
    done = shell(zizmor, "--offline", "--no-config", "--no-progress", "--persona", "auditor", str(ACTION), check=False)
    assert done.returncode == 0, done.stdout
    assert "No findings to report" in done.stdout


@pytest.mark.network
def test_the_action_installs_its_own_checkout(
    shell: Shell, steps: dict[str, dict[str, Any]], tmp_path: Path, environment: dict[str, str]
) -> None:
    shell("git", "clone", "-q", str(ROOT), "fastlint")
    where = {"GITHUB_ACTION_PATH": str(tmp_path / "fastlint/.github/actions/fastlint")}
    shell("bash", "-e", "-o", "pipefail", "-c", steps["Install fastlint"]["run"], RUNNER_TEMP=str(tmp_path), **where)
    assert "fastlint 0." in shell(str(tmp_path / "fastlint/bin/fastlint"), "--version").stdout
