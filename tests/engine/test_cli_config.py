"""`fastlint config`, the layers it shows, and the schema, which real configurations fulfil."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from fastlint.cli import cli

ROOT = Path(__file__).parent.parent.parent
Write = Callable[[str, str], Path]


@pytest.fixture(autouse=True)
def project(write: Write, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory with a configuration that extends another, to run in."""
    write("shared.toml", "fail-on = 'error'\nignore = ['FL703']\n[rules.missing-pagination]\nbounded-tables = ['A']\n")
    file = write(
        "pyproject.toml",
        """\
        [tool.fastlint]
        extend = "shared.toml"
        persona = "pedantic"
        ignore = ["unresolved-route"]
        [tool.fastlint.rules.missing-pagination]
        severity = "note"
        [tool.fastlint.per-file-ignores]
        "a b/*" = ["FL201"]
        """,
    )
    monkeypatch.chdir(file.parent)
    return file.parent


def config(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(cli, ["config", *arguments], env=environment)


def values(*arguments: str, **environment: str) -> dict[str, tuple[object, str]]:
    """Key -> value and source."""
    result = config(*arguments, "--format", "json", **environment)
    assert result.exit_code == 0, result.output
    return {one["key"]: (one["value"], one["from"]) for one in json.loads(result.stdout)["settings"]}


def test_everything_in_force_is_shown_with_its_source() -> None:
    shown = values()
    assert shown["persona"] == ("pedantic", "pyproject.toml:3")
    assert shown["fail-on"] == ("error", "shared.toml:1")
    assert shown["ignore"] == (["FL703", "unresolved-route"], "shared.toml:2, pyproject.toml:4")
    assert shown["select"] == ([], "default")
    assert shown["min-confidence"] == ("medium", "default for persona pedantic")
    assert shown["rules.missing-pagination.severity"] == ("note", "pyproject.toml:6")
    assert shown["rules.missing-pagination.bounded-tables"] == (["A"], "shared.toml:4")
    assert shown['per-file-ignores."a b/*"'] == (["FL201"], "pyproject.toml:8")


def test_the_text_is_toml_with_comments() -> None:
    text = config().stdout
    assert re.search(r'^persona = "pedantic" +# pyproject\.toml:3$', text, re.MULTILINE)
    document = tomllib.loads("\n".join(line for line in text.splitlines() if " = null" not in line))
    assert document["rules"]["missing-pagination"] == {"bounded-tables": ["A"], "severity": "note"}
    assert document["per-file-ignores"] == {"a b/*": ["FL201"]}


def test_environment_assignments_and_options_lie_above_the_file() -> None:
    assert values("persona", FASTLINT_PERSONA="auditor") == {
        "persona": ("auditor", "FASTLINT_PERSONA in the environment")
    }
    assert values("persona", "--config", "persona=auditor", FASTLINT_PERSONA="regular") == {
        "persona": ("auditor", "--config")
    }
    assert values("persona", "--config", "persona=auditor", "--persona", "regular") == {
        "persona": ("regular", "command line")
    }
    assert values("select", "--isolated", FASTLINT_SELECT="FL201,FL3") == {
        "select": (["FL201", "FL3"], "FASTLINT_SELECT in the environment")
    }
    assert values("per-file-ignores", "--per-file-ignores", "b:FL201", "--per-file-ignores", "b:FL3") == {
        'per-file-ignores."a b/*"': (["FL201"], "pyproject.toml:8"),
        "per-file-ignores.b": (["FL201", "FL3"], "command line"),
    }


def test_isolated_reads_no_file() -> None:
    assert {source for _, source in values("--isolated").values()} == {"default", "default for persona regular"}


def test_one_key_is_shown_with_its_meaning() -> None:
    assert config("fail-on").stdout == (
        'fail-on = "error"  # shared.toml:1\n\nThe least grave findings that end a run with 1.\n'
    )


def test_every_key_says_what_it_means(schema: jsonschema.Draft202012Validator) -> None:
    assert [key for key, about in schema.schema["properties"].items() if not about.get("description")] == []


def test_all_that_holds_for_one_rule() -> None:
    shown = values("rules.missing-pagination")
    assert shown["rules.missing-pagination.severity"] == ("note", "pyproject.toml:6")
    assert shown["rules.missing-pagination.persona"] == ("regular", "default")
    assert shown["rules.missing-pagination.bounded-tables"] == (["A"], "shared.toml:4")
    assert shown["rules.missing-pagination.runs"] == (False, "selection and persona")
    assert values("rules.FL201")["rules.sql-injection.runs"] == (True, "selection and persona")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["fail-one"], "unknown key 'fail-one', did you mean 'fail-on'?"),
        (
            ["rules.sql-injektion"],
            "'rules.sql-injektion': there is no rule 'sql-injektion', did you mean 'sql-injection'?",
        ),
        (["per-file-ignores.c"], "'per-file-ignores.c' is not set: per-file-ignores has no such entry"),
        (["--config", "selct=x"], "--config: unknown key 'selct', did you mean 'select'?"),
        (["--config", "ignore=FL9z"], "--config: ignore: 'FL9z' is no rule"),
        (["--config", "a.toml"], "/a.toml: no such configuration file"),
        (["--per-file-ignores", "a"], "'a' is not of the form PATTERN:NAMES, as in 'legacy/**:sql-injection,FL3'"),
        (["--config", "shared.toml", "--config", "pyproject.toml"], "--config names more than one file: shared.toml, "),
    ],
)
def test_what_is_wrong_ends_with_2(arguments: list[str], message: str) -> None:
    result = config(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_a_wrong_variable_is_named() -> None:
    result = config(FASTLINT_IGNORE="FL9z")
    assert (result.exit_code, result.stderr.partition(" is no rule")[0]) == (
        2,
        "fastlint: FASTLINT_IGNORE in the environment: ignore: 'FL9z'",
    )
    assert "FASTLINT_PERSONA" in config(FASTLINT_PERSONA="strict").stderr


# ---------------------------------------------------------------- schema


@pytest.fixture(scope="module")
def schema() -> jsonschema.Draft202012Validator:
    document = json.loads(CliRunner().invoke(cli, ["config", "--schema"]).stdout)
    jsonschema.Draft202012Validator.check_schema(document)
    return jsonschema.Draft202012Validator(document)


def readme_configurations() -> list[str]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return [block for block in re.findall(r"```toml\n(.*?)```", text, re.DOTALL) if "[tool.fastlint" in block]


def real_configurations() -> list[str]:
    files = [*(ROOT / "fixtures").rglob("fastlint.toml"), *(ROOT / "fixtures").rglob("pyproject.toml")]
    return [*readme_configurations(), *(file.read_text(encoding="utf-8") for file in files)]


def table(text: str) -> object:
    document = tomllib.loads(text)
    return document.get("tool", {}).get("fastlint", {}) if "tool" in document else document


@pytest.mark.parametrize("text", real_configurations())
def test_real_configurations_fulfil_the_schema(schema: jsonschema.Draft202012Validator, text: str) -> None:
    assert [error.message for error in schema.iter_errors(table(text))] == []


def test_the_readme_shows_configurations_that_are_accepted(tmp_path: Path) -> None:
    assert readme_configurations()
    (tmp_path / "fastlint.toml").touch()
    (tmp_path / "app").mkdir()
    for text in readme_configurations():
        (tmp_path / "app" / "pyproject.toml").write_text(text)
        result = config("--config", "app/pyproject.toml")
        assert result.exit_code == 0, result.stderr


@pytest.mark.parametrize(
    "text",
    [
        "selct = []",
        "local-packs = ['rules']",
        "select = ['sql-injektion']",
        "persona = 'strict'",
        "[rules.sql-injektion]",
        "[rules.sql-injection]\nseverity = 'grave'",
        "[rules.missing-pagination]\nbounded-table = []",
        "[per-file-ignores]\n'a' = 'FL201'",
        "[sinks]\n'app.run' = ['sql-injektion']",
    ],
)
def test_what_is_refused_breaks_the_schema(schema: jsonschema.Draft202012Validator, tmp_path: Path, text: str) -> None:
    assert list(schema.iter_errors(table(text)))
    (tmp_path / "wrong.toml").write_text(text)
    assert config("--config", "wrong.toml").exit_code == 2
