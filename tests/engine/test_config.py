"""Where the configuration comes from, and how a wrong one is refused: place, reason, what to do."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from fastlint.config import Config, ConfigError, Origin, assigned, find, nearest, override, read
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
        baseline = "known.json"
        require-ignore-reason = true
        target-fastapi = "0.115.2"
        [tool.fastlint.per-file-ignores]
        "scripts/*" = ["FL3"]
        [tool.fastlint.sanitizers]
        "app.clean" = ["FL208"]
        [tool.fastlint.sinks]
        "app.run(sql)" = ["sql-injection"]
        [tool.fastlint.rules.missing-pagination]
        severity = "note"
        bounded = ["countries"]
        """,
    )
    config = find(str(file.parent))
    assert replace(config, origins={}) == Config(
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
        baseline="known.json",
        require_ignore_reason=True,
        sanitizers={"app.clean": ("FL208",)},
        sinks={"app.run(sql)": ("sql-injection",)},
        target_fastapi="0.115.2",
        per_file_ignores={"scripts/*": ("FL3",)},
        rules={"missing-pagination": {"severity": "note", "bounded": ["countries"]}},
        file=str(file),
    )
    assert config.fastapi_version == (0, 115, 2)
    assert config.baseline_file == str(file.parent / "known.json")


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
        ("[tool.fastlint]\nfile = ''", ":2: unknown key 'file'; known are extend, select, extend-select, ignore,"),
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
        ("[tool.fastlint]\n\nselect = FL2", ":3: cannot be read: Invalid value"),
        (
            "[tool.fastlint]\nlocal-packs = ['rules']",
            ":2: 'local-packs' would make a project's own configuration run code. Name the packs on the command line",
        ),
        ("[tool.fastlint]\nextend = 'fastlint.toml'", ":2: extend: "),
        ("[tool.fastlint]\nextend = 'pyproject.toml'", ":2: extend: "),
        ("[tool.fastlint]\nextend = 3", ":2: extend: Expected `str`, got `int`"),
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

    def choice(**given: object) -> tuple[tuple[str, ...], ...]:
        changed = override(config, given)
        return changed.select, changed.extend_select, changed.ignore

    assert override(config, {"persona": "auditor"}).persona is Persona.AUDITOR
    assert choice(persona="auditor") == (("FL1",), ("FL2",), ("FL3",))
    assert choice(select=("FL9",)) == (("FL9",), (), ())
    assert choice(select=("FL9",), ignore=("FL901",)) == (("FL9",), (), ("FL901",))
    assert choice(extend_select=("FL9",)) == (("FL1",), ("FL2", "FL9"), ("FL3",))
    assert choice(ignore=("FL9",)) == (("FL1",), ("FL2",), ("FL3", "FL9"))
    assert choice(extend_select=("FL3",)) == (("FL1",), ("FL2", "FL3"), ())


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        ('persona="auditor"', "persona", "auditor"),
        ("persona=auditor", "persona", "auditor"),
        ("exclude=a/, b/", "exclude", ("a/", "b/")),
        ('exclude=["a,b"]', "exclude", ("a,b",)),
        ("max-nesting=7", "max_nesting", 7),
        ("require-ignore-reason=true", "require_ignore_reason", True),
        ("rules.odd-module.severity=note", "rules", {"odd-module": {"severity": "note"}}),
        ("rules.odd-module.most=3", "rules", {"odd-module": {"most": 3}}),
        ('per-file-ignores."a/*"=["FL1"]', "per_file_ignores", {"a/*": ("FL1",)}),
        ("local-packs=rules", "local_packs", ("rules",)),
    ],
)
def test_one_key_is_set_by_an_assignment(text: str, key: str, expected: object) -> None:
    assert getattr(assigned(Config(), text, Origin("--config", "/")), key) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("persona=strict", "--config: persona: Invalid enum value 'strict'; it is one of regular, pedantic, auditor"),
        ("selct=FL2", "--config: unknown key 'selct', did you mean 'select'?"),
        ("max-nesting=deep", "--config: max-nesting: Expected `int`, got `str`"),
        ("a b=1", "--config: 'a b=1' is not of the form key=value"),
        ("=1", "--config: '=1' is not of the form key=value"),
    ],
)
def test_a_wrong_assignment_is_refused(text: str, message: str) -> None:
    with pytest.raises(ConfigError) as error:
        assigned(Config(), text, Origin("--config", "/"))
    assert str(error.value) == message


def test_a_file_goes_over_the_one_it_extends(write: Write) -> None:
    base = write(
        "shared/base.toml",
        """
        persona = "auditor"
        fail-on = "error"
        ignore = ["FL1", "FL2"]
        exclude = ["old/"]
        [rules.odd-module]
        severity = "note"
        most = 3
        [per-file-ignores]
        "a/*" = ["FL1"]
        """,
    )
    file = write(
        "app/pyproject.toml",
        """
        [tool.fastlint]
        extend = "../shared/base.toml"
        persona = "pedantic"
        ignore = ["FL3"]
        extend-select = ["FL2"]
        [tool.fastlint.rules.odd-module]
        severity = "error"
        [tool.fastlint.per-file-ignores]
        "b/*" = ["FL1"]
        """,
    )
    config = find(str(file.parent))
    assert (config.persona, config.fail_on, config.exclude) == (Persona.PEDANTIC, Severity.ERROR, ("old/",))
    assert config.ignore == ("FL1", "FL2", "FL3")
    assert config.rules == {"odd-module": {"severity": "error", "most": 3}}
    assert config.per_file_ignores == {"a/*": ("FL1",), "b/*": ("FL1",)}
    assert config.file == str(file)
    assert config.place("fail-on") == f"{base}:3"
    assert config.place("persona") == f"{file}:4"
    assert config.place("rules", "odd-module", "most") == f"{base}:8"
    assert config.place("ignore", "FL1") == f"{base}:4"
    assert config.place("min-severity") == str(file)
    assert config.start("exclude") == str(file.parent)


def test_files_that_extend_one_another_are_refused(write: Write) -> None:
    write("a.toml", "extend = 'b.toml'")
    write("b.toml", "extend = 'a.toml'")
    file = write("fastlint.toml", "extend = 'a.toml'")
    with pytest.raises(ConfigError, match=r"b\.toml:1: extend: .*a\.toml extends itself"):
        find(str(file.parent))


def test_a_mistake_in_an_extended_file_has_its_own_place(write: Write) -> None:
    base = write("base.toml", "\n\nselct = []")
    file = write("fastlint.toml", "extend = 'base.toml'")
    with pytest.raises(ConfigError, match=f"^{base}:3: unknown key 'selct'"):
        find(str(file.parent))


def test_the_users_own_file_holds_where_no_project_has_one(
    write: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    own = write("home/fastlint/fastlint.toml", "persona = 'auditor'\nlocal-packs = ['packs/acme', '/else']\n")
    packs = (str(own.parent / "packs/acme"), "/else")
    lone = write("lone/main.py", "").parent
    assert (find(str(lone)).persona, find(str(lone)).pack_paths) == (Persona.AUDITOR, packs)
    assert find(str(lone)).directory == os.getcwd()
    project = write("project/fastlint.toml", "").parent
    assert (find(str(project)).persona, find(str(project)).pack_paths) == (Persona.REGULAR, packs)


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
    assert config.place("per-file-ignores", "tests/*") == f"{file}:5"
    assert config.place("rules", "odd-module", "severity") == f"{file}:8"
    assert config.place("rules", "odd-module") == f"{file}:7"


def test_several_paths_share_the_configuration_above_them(write: Write) -> None:
    outer = write("fastlint.toml", "")
    first, second = write("a/fastlint.toml", "").parent, write("b/fastlint.toml", "").parent
    assert nearest([str(first), str(second)]).file == nearest([str(second), str(first)]).file == str(outer)
    assert nearest([str(first)]).file == str(first / "fastlint.toml")


def test_a_byte_order_mark_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_bytes(b"\xef\xbb\xbf[tool.fastlint]\r\npersona = 'auditor'\r\n")
    assert find(str(tmp_path)).persona is Persona.AUDITOR
