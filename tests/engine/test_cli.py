"""The command line: what each command and flag does, and with which exit code."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fastlint.cli import cli

APP = """\
from fastapi import FastAPI

app = FastAPI()

@app.get("/items")
def read_items(): ...
"""

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write_rule: Callable[..., Path]) -> Run:
    """Run the command line in a directory with an application, with two rules that always report."""
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "fastlint.toml").write_text("")
    (tmp_path / "main.py").write_text(APP)
    pack = tmp_path / "pack"
    write_rule(
        "pack/odd_app.py",
        name="odd-app",
        code="XY101",
        parameters="app: App",
        body='yield Finding(app.span, "odd app")',
    )
    write_rule(
        "pack/odd_route.py",
        name="odd-route",
        code="XY102",
        severity="NOTE",
        parameters="route: Route",
        body='yield Finding(route.span, "odd route")',
    )
    (pack / "__init__.py").touch()
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments: str, rules: bool = True) -> Result:
        with_pack = ("--pack", "pack") if rules and arguments[0] in ("check", "rules", "explain") else ()
        return CliRunner().invoke(cli, [*arguments, *with_pack], prog_name="fastlint")

    return invoke


def codes(result: Result) -> list[str]:
    """The codes in a JSON report, without those of the engine."""
    return [f["code"] for f in json.loads(result.stdout)["findings"] if not f["code"].startswith("FL")]


# ---------------------------------------------------------------- check


def test_findings_go_to_stdout_and_fail_the_run(run: Run) -> None:
    result = run("check", "main.py")
    assert result.exit_code == 1
    assert "odd-app" in result.stdout
    assert "main.py:3:7" in result.stdout
    assert result.stderr == ""


@pytest.mark.parametrize(
    "arguments", [["main.py"], ["."], ["./main.py"], ["--select", "odd-app", "main.py"], ["--isolated", "main.py"]]
)
def test_check_is_the_command_when_none_is_named(run: Run, arguments: list[str]) -> None:
    result = run(*arguments, "--pack", "pack")
    assert result.exit_code == 1
    assert "odd-app" in result.stdout


def test_a_misspelt_command_is_corrected(run: Run) -> None:
    result = run("chekc")
    assert result.exit_code == 2
    assert "No such command 'chekc'" in result.stderr
    assert "check" in result.stderr.partition("chekc")[2]


def test_the_current_directory_is_the_default(run: Run) -> None:
    assert "main.py:3:7" in run("check").stdout


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], ["XY101", "XY102"]),
        (["--select", "odd-route"], ["XY102"]),
        (["--select", "XY101,XY102"], ["XY101", "XY102"]),
        (["--select", "XY", "--ignore", "XY102"], ["XY101"]),
        (["--ignore", "odd-app"], ["XY102"]),
        (["--select", "XY101", "--extend-select", "XY102"], ["XY101", "XY102"]),
        (["--min-severity", "warning"], ["XY101"]),
        (["--min-confidence", "high"], ["XY101", "XY102"]),
    ],
)
def test_selection(run: Run, arguments: list[str], expected: list[str]) -> None:
    assert codes(run("check", "main.py", "--output-format", "json", *arguments)) == expected


def test_the_persona_widens_what_is_reported(run: Run, write_rule: Callable[..., Path]) -> None:
    write_rule(
        "pack/odd_style.py",
        name="odd-style",
        code="XY103",
        parameters="app: App",
        body='yield Finding(app.span, "odd style")',
        more=", persona=Persona.PEDANTIC",
    )
    assert "XY103" not in codes(run("check", "main.py", "--output-format", "json"))
    assert "XY103" in codes(run("check", "main.py", "--output-format", "json", "--persona", "pedantic"))
    assert "XY103" in codes(run("check", "main.py", "--output-format", "json", "--persona", "auditor"))


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([], 1),
        (["--fail-on", "error"], 0),
        (["--fail-on", "note", "--select", "odd-route"], 1),
        (["--select", "odd-route"], 0),
        (["--exit-zero"], 0),
        (["--require-routes"], 1),
    ],
)
def test_exit_codes(run: Run, arguments: list[str], code: int) -> None:
    assert run("check", "main.py", *arguments).exit_code == code


def test_exit_zero_hides_findings_but_no_trouble(run: Run, tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text("")
    assert run("check", "main.py", "--exit-zero", "--require-routes").exit_code == 2


def test_one_run_writes_several_formats(run: Run, tmp_path: Path) -> None:
    result = run("check", "main.py", "--output-format", "text", "--output-format", "json:out.json")
    assert "odd-app" in result.stdout
    assert {f["name"] for f in json.loads((tmp_path / "out.json").read_text())["findings"]} >= {"odd-app", "odd-route"}
    result = run("check", "main.py", "--output-format", "sarif:a:b.sarif")
    assert result.stdout == ""
    assert json.loads((tmp_path / "a:b.sarif").read_text())["version"] == "2.1.0"


def test_a_file_that_cannot_be_written_is_one_clear_line(run: Run) -> None:
    result = run("check", "main.py", "--output-format", "json:missing/out.json")
    assert result.exit_code == 2
    assert re.fullmatch(r"fastlint: .*missing/out\.json.*\n", result.stderr)


def test_a_tree_without_application_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text("x = 1\n")
    result = run("check", "main.py", "--output-format", "json")
    assert result.stderr == "fastlint: no FastAPI application found: rules about routes had nothing to judge\n"
    assert json.loads(result.stdout)["routes"]["total"] == 0
    assert result.exit_code == 0
    assert run("check", "main.py", "--require-routes").exit_code == 2


def test_configuration_is_read_named_or_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "fastlint.toml").write_text("ignore = ['FL0']\n[rules.XY101]\nseverity = 'note'\n")
    (tmp_path / "other.toml").write_text("fail-on = 'note'\n")
    assert run("check", "main.py").exit_code == 0
    assert run("check", "main.py", "--isolated").exit_code == 1
    assert run("check", "main.py", "--select", "odd-route", "--config", "other.toml").exit_code == 1
    both = run("check", "main.py", "--isolated", "--config", "other.toml")
    assert both.exit_code == 2
    assert "--isolated and --config FILE exclude each other" in both.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "nowhere.py"], "nowhere.py: no such file or directory"),
        (["nowhere.py"], "nowhere.py: no such file or directory"),
        (
            ["check", "--select", "od-app"],
            "fastlint: command line: select: 'od-app' is no rule, did you mean 'odd-app'?\n",
        ),
        (["check", "--config", "no.toml"], "no.toml: no such configuration file\n"),
        (["check", "--output-format", "xml"], "'xml' is not one of text, "),
        (["check", "--persona", "strict"], "'strict' is not one of 'regular', 'pedantic', 'auditor'"),
        (["check", "--no-such-flag"], "No such option"),
        (["explain", "od-app"], "fastlint: 'od-app' is no rule, did you mean 'odd-app'?\n"),
        (["explain"], "Missing argument 'NAME|CODE'"),
        (["routes", "nowhere"], "nowhere: no such file or directory"),
    ],
)
def test_what_cannot_be_done_ends_with_2_and_a_clear_line(run: Run, arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_a_broken_configuration_names_its_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "fastlint.toml").write_text("\nselcet = []\n")
    for command in (["check", "main.py"], ["routes", "main.py"]):
        result = run(*command)
        assert result.exit_code == 2
        assert result.stderr == f"fastlint: {tmp_path}/fastlint.toml:2: unknown key 'selcet', did you mean 'select'?\n"


def test_a_broken_pack_names_its_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pack" / "broken.py").write_text("\n1 / 0\n")
    for command in (["check", "main.py"], ["rules"], ["explain", "odd-app"]):
        result = run(*command)
        assert result.exit_code == 2
        assert result.stderr.startswith(f"fastlint: {tmp_path}/pack/broken.py:2: rule pack ")
        assert result.stderr.count("\n") == 1


def test_a_crashed_rule_ends_with_2(run: Run, tmp_path: Path, write_rule: Callable[..., Path]) -> None:
    write_rule("pack/broken.py", name="broken", code="XY104", body="raise KeyError(1)\nyield")
    result = run("check", "main.py", "--exit-zero")
    assert result.exit_code == 2
    assert "crashed-rule" in result.stdout
    assert "odd-app" in result.stdout


def test_a_defect_of_our_own_ends_with_2_and_what_to_report(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object, **named: object) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr("fastlint.run.check", fail)
    result = run("check", "main.py")
    assert result.exit_code == 2
    assert result.stderr.endswith("fastlint: internal error, please report it: ZeroDivisionError: by zero\n")
    assert "Traceback" in result.stderr


def test_ctrl_c_ends_with_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*arguments: object, **named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("fastlint.run.check", interrupt)
    assert run("check", "main.py").exit_code == 130


@pytest.mark.parametrize(
    ("flag", "environment", "is_colored"),
    [
        ([], {}, False),
        (["--color", "always"], {}, True),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
    ],
)
def test_color_is_for_terminals_and_for_those_who_ask(
    run: Run, monkeypatch: pytest.MonkeyPatch, flag: list[str], environment: dict[str, str], is_colored: bool
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in run("check", "main.py", *flag).stdout) is is_colored


# ---------------------------------------------------------------- rules, explain


def test_all_rules_are_listed(run: Run) -> None:
    lines = run("rules").stdout.splitlines()
    assert any(re.match(r"XY101 +odd-app +warning +An odd module$", line) for line in lines)
    assert any(line.startswith("FL001") for line in lines)


def test_rules_as_json(run: Run) -> None:
    rules = {rule["code"]: rule for rule in json.loads(run("rules", "--format", "json").stdout)["rules"]}
    assert rules["XY101"] == {
        "code": "XY101",
        "name": "odd-app",
        "family": "pack",
        "severity": "warning",
        "persona": "regular",
        "guideline": "REV",
        "since": "0.1",
        "cwe": [],
        "owasp": [],
        "title": "An odd module",
        "text": "Why it matters.",
        "subject": "App",
        "options": {},
    }
    assert rules["FL010"]["name"] == "unresolved-route"


@pytest.mark.parametrize("name", ["odd-app", "XY101"])
def test_a_rule_is_explained_by_name_and_code(run: Run, name: str) -> None:
    assert run("explain", name).stdout == (
        "odd-app (XY101)\n"
        "===============\n"
        "An odd module.\n\n"
        "severity warning, persona regular, family pack, guideline REV, since 0.1\n\n"
        "Why it matters.\n\n"
        "Reported:\n\n    x = 1  # expect: odd-app\n\n"
        "Not reported:\n\n    y = 1\n"
    )


def test_options_are_explained_with_their_defaults(run: Run, write_rule: Callable[..., Path]) -> None:
    write_rule(
        "pack/odd_size.py",
        name="odd-size",
        code="XY105",
        parameters="app: App, options: Options",
        before="@dataclass(frozen=True)\nclass Options:\n    most_rows: int = 3\n    known: tuple[str, ...] = ('a',)\n",
    )
    text = run("explain", "odd-size").stdout
    assert "Options, under [tool.fastlint.rules.odd-size], with their defaults:" in text
    assert '    most-rows = 3\n    known = ["a"]\n' in text


@pytest.mark.parametrize("code", ["FL001", "FL002", "FL003", "FL004", "FL005", "FL006", "FL010"])
def test_the_engines_own_rules_are_explained(run: Run, code: str) -> None:
    result = run("explain", code)
    assert result.exit_code == 0
    assert len(result.stdout.split()) > 40


def test_clean_empties_the_cache(run: Run, tmp_path: Path) -> None:
    """The commands fill the cache that they are told to use; `clean` takes away what they wrote."""
    cache = tmp_path / "cache"
    assert run("check", "--cache-dir", str(cache)).exit_code == 1
    assert (cache / "forms-1.sqlite").is_file()
    assert "removed" in run("clean", "--cache-dir", str(cache)).output
    assert not cache.exists()
    assert "empty" in run("clean", "--cache-dir", str(cache)).output
    assert run("check", "--cache-dir", str(cache), "--no-cache").exit_code == 1
    assert not cache.exists()
