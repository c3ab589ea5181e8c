"""Where the configuration comes from, and how a wrong one is refused: place, reason, what to do."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from fastlint.config import Config, ConfigError, find, nearest, override, read
from fastlint.finding import Confidence, Persona, Severity

Write = Callable[[str, str], Path]


def test_every_key_is_read(write: Write) -> None:
    file = write(
        "pyproject.toml",
        """
        [tool.fastlint]
        select = ["FL2", "authentication"]
        extend-select = ["FL301"]
        ignore = ["sql-injection"]
        persona = "pedantic"
        min-severity = "warning"
        min-confidence = "high"
        fail-on = "error"
        exclude = ["old/"]
        public-paths = ["/health"]
        auth-dependencies = ["app.deps.user"]
        limiters = ["app.limits.limit"]
        target-fastapi = "0.115.2"
        [tool.fastlint.per-file-ignores]
        "scripts/*" = ["FL3"]
        [tool.fastlint.rules.missing-pagination]
        severity = "note"
        bounded = ["countries"]
        """,
    )
    assert find(str(file.parent)) == Config(
        select=("FL2", "authentication"),
        extend_select=("FL301",),
        ignore=("sql-injection",),
        persona=Persona.PEDANTIC,
        min_severity=Severity.WARNING,
        min_confidence=Confidence.HIGH,
        fail_on=Severity.ERROR,
        exclude=("old/",),
        public_paths=("/health",),
        auth_dependencies=("app.deps.user",),
        limiters=("app.limits.limit",),
        target_fastapi="0.115.2",
        per_file_ignores={"scripts/*": ("FL3",)},
        rules={"missing-pagination": {"severity": "note", "bounded": ["countries"]}},
        file=str(file),
    )
    assert find(str(file.parent)).fastapi_version == (0, 115, 2)


def test_the_nearest_file_wins_and_others_are_not_mixed_in(write: Write) -> None:
    write("pyproject.toml", "[tool.fastlint]\npersona = 'pedantic'\nignore = ['FL2']\n")
    inner = write("a/b/fastlint.toml", "persona = 'auditor'\n")
    path = write("a/b/c/main.py", "")
    config = find(str(path))
    assert (config.persona, config.ignore, config.file) == (Persona.AUDITOR, (), str(inner))
    assert find(str(path.parent.parent.parent)).persona is Persona.PEDANTIC


def test_a_pyproject_that_says_nothing_of_fastlint_is_passed_over(write: Write) -> None:
    outer = write("fastlint.toml", "")
    file = write("a/pyproject.toml", "[project]\nname = 'a'\n")
    assert find(str(file.parent)).file == str(outer)
    with pytest.raises(ConfigError, match=r"there is no \[tool.fastlint\] table in it"):
        read(str(file))


def test_fastlint_toml_goes_before_pyproject(write: Write) -> None:
    write("pyproject.toml", "[tool.fastlint]\n")
    file = write("fastlint.toml", "")
    assert find(str(file.parent)).file == str(file)


def test_only_regular_files_are_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fastlint.toml")
    assert find(str(tmp_path)).file != str(tmp_path / "fastlint.toml")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[tool.fastlint]\n\nselct = []", ":3: unknown key 'selct', did you mean 'select'?"),
        ("[tool.fastlint]\nfile = ''", ":2: unknown key 'file'; known are select, extend-select, ignore,"),
        ("[tool.fastlint.rulez.a]\n", ":1: unknown key 'rulez', did you mean 'rules'?"),
        ("[tool.fastlint]\nselect = 'FL2'", ":2: select: Expected `array`, got `str`"),
        (
            "[tool.other]\npersona = 1\n[tool.fastlint]\npersona = 'strict'",
            ":4: persona: Invalid enum value 'strict'; it is one of regular, pedantic, auditor",
        ),
        ("[tool.fastlint.per-file-ignores]\n'a' = [1]", ":1: per-file-ignores: Expected `str`, got `int`"),
        ("[tool.fastlint]\ntarget-fastapi = 'new'", ":2: target-fastapi must be a version such as '0.115'"),
        ("[tool]\nfastlint = 3", ":2: tool.fastlint must be a table"),
        ("[tool.fastlint]\nselect = [", ": cannot be read: Invalid value (at end of document)"),
        ("a = " + "[" * 5000, ": cannot be read: "),
    ],
)
def test_what_is_wrong_is_said_with_place_and_reason(write: Write, text: str, message: str) -> None:
    file = write("pyproject.toml", text)
    with pytest.raises(ConfigError) as error:
        find(str(file.parent))
    assert str(error.value).startswith(f"{file}{message}")
    assert "\n" not in str(error.value)


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such configuration file"):
        read(str(tmp_path / "fastlint.toml"))


def test_undecodable_bytes_are_a_configuration_error(tmp_path: Path) -> None:
    (tmp_path / "fastlint.toml").write_bytes(b"select = ['\xff']")
    with pytest.raises(ConfigError, match=r"fastlint.toml: cannot be read: .*utf-8"):
        find(str(tmp_path))


def test_the_command_line_overrides() -> None:
    config = Config(select=("FL1",), extend_select=("FL2",), ignore=("FL3",), persona=Persona.PEDANTIC)
    assert override(config, {"persona": "auditor"}) == Config(
        overridden=("persona",), select=("FL1",), extend_select=("FL2",), ignore=("FL3",), persona=Persona.AUDITOR
    )
    assert override(config, {"select": ("FL9",)}) == Config(
        select=("FL9",), persona=Persona.PEDANTIC, overridden=("select",)
    )
    assert override(config, {"select": ("FL9",), "ignore": ("FL901",)}).ignore == ("FL901",)
    assert override(config, {"extend_select": ("FL9",)}).extend_select == ("FL2", "FL9")


def test_guesses_are_for_auditors() -> None:
    assert Config().lowest_confidence is Confidence.MEDIUM
    assert Config(persona=Persona.AUDITOR).lowest_confidence is Confidence.LOW
    assert Config(persona=Persona.AUDITOR, min_confidence=Confidence.HIGH).lowest_confidence is Confidence.HIGH


def test_keys_are_found_in_the_text(write: Write) -> None:
    file = write(
        "fastlint.toml",
        """
        select = ["odd-module"]

        [per-file-ignores]
        "tests/*" = ["FL3"]

        [rules.odd-module]
        severity = "note"
        """,
    )
    config = read(str(file))
    assert config.line("per-file-ignores", "tests/*") == 5
    assert config.line("rules", "odd-module", "severity") == 8
    assert config.place("rules", "odd-module") == f"{file}:7"


def test_several_paths_share_the_configuration_above_them(write: Write) -> None:
    outer = write("fastlint.toml", "")
    first, second = write("a/fastlint.toml", "").parent, write("b/fastlint.toml", "").parent
    assert nearest([str(first), str(second)]).file == nearest([str(second), str(first)]).file == str(outer)
    assert nearest([str(first)]).file == str(first / "fastlint.toml")


def test_a_byte_order_mark_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_bytes(b"\xef\xbb\xbf[tool.fastlint]\r\npersona = 'auditor'\r\n")
    assert find(str(tmp_path)).persona is Persona.AUDITOR
