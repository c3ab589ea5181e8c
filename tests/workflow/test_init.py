"""`fastlint init`: what it announces is what it writes, and what was there stays."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Callable, Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from fastlint import adopt
from fastlint.adopt import hooks, texts
from fastlint.adopt.origin import Origin, from_direct_url
from fastlint.cli import cli

yaml = pytest.importorskip("yaml")
Shell = Callable[..., "subprocess.CompletedProcess[str]"]
Repository = Callable[[str, Mapping[str, str]], Path]

INDEX = Origin("fastlint==1.2.3")
REPOSITORY = Origin("fastlint @ git+https://example.org/fastlint@abc", "https://example.org/fastlint", "abc")
LOCAL = Origin()
ENTRY = texts.hook(INDEX)
TABLE = {"persona": "regular"}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def init(*arguments: str, answer: str = "") -> Result:
    return CliRunner().invoke(cli, ["init", *arguments], input=answer, prog_name="fastlint")


def tree(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_an_empty_project_gets_all_three(project: Path) -> None:
    result = init("--yes")
    assert result.exit_code == 0, result.output
    files = tree(project)
    assert sorted(files) == [".github/workflows/fastlint.yml", ".pre-commit-config.yaml", "fastlint.toml"]
    assert tomllib.loads(files["fastlint.toml"].decode()) == TABLE
    (repo,) = yaml.safe_load(files[".pre-commit-config.yaml"])["repos"]
    assert [hook["id"] for hook in repo["hooks"]] == ["fastlint"]
    assert set(yaml.safe_load(files[".github/workflows/fastlint.yml"])["jobs"]) == {"fastlint"}


def test_what_is_announced_is_what_is_written(project: Path) -> None:
    (project / "pyproject.toml").write_text("[project]\nname = 'x'  # mine\n")
    (project / ".pre-commit-config.yaml").write_text("repos:\n- repo: meta\n  hooks:\n  - id: identity\n# end\n")
    before = tree(project)
    for answer in ("", "n\n"):
        assert init(answer=answer).exit_code == 1
        assert tree(project) == before
    shown = init("--dry-run")
    assert (shown.exit_code, tree(project)) == (0, before)
    written = init(answer="y\n")
    assert written.exit_code == 0
    assert written.stdout == shown.stdout
    (project / "diff").write_text(shown.stdout)
    after = tree(project)
    for name, data in before.items():
        (project / name).write_bytes(data)
    (project / ".github/workflows/fastlint.yml").unlink()
    subprocess.run(["git", "apply", "-p0", "diff"], check=True)
    assert tree(project) == {**after}


def test_a_second_time_there_is_nothing_to_write(project: Path) -> None:
    (project / "pyproject.toml").write_text("")
    init("-y")
    before = tree(project)
    again = init("-y")
    assert (again.exit_code, again.stdout) == (0, "")
    assert "fastlint: nothing to write" in again.stderr
    assert "fastlint: pyproject.toml has the configuration already" in again.stderr
    assert tree(project) == before


def test_what_cannot_be_added_to_is_left_alone_and_said(project: Path) -> None:
    (project / "pyproject.toml").write_text('tool = {black = {line-length = 88}}\n[project]\nname = "x"\n')
    (project / ".pre-commit-config.yaml").write_text("repos: []\n")
    before = tree(project)
    result = init("--yes")
    assert result.exit_code == 2
    assert {name: data for name, data in tree(project).items() if name in before} == before
    said = result.stderr
    assert "pyproject.toml is left alone: the table `tool` is written in a form that cannot be added to" in said
    assert "[tool.fastlint]\n" in said
    assert ".pre-commit-config.yaml is left alone: line 1: the list of `repos` is not written as lines" in said
    assert "      entry: fastlint check --report-only-given" in said
    assert (project / ".github/workflows/fastlint.yml").exists()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[project]\nname = 'x'",
        "# only a comment\n",
        "[project]\r\nname = 'x' # é\r\n",
        "\ufeff[tool.ruff]\nfix = true\n",
    ],
)
def test_a_pyproject_keeps_every_byte(project: Path, text: str) -> None:
    file = project / "pyproject.toml"
    file.write_bytes(text.encode())
    assert init("-y").exit_code == 0
    after = file.read_bytes()
    assert after.startswith(text.encode())
    expected = tomllib.loads(text.removeprefix("\ufeff"))
    assert tomllib.loads(after.decode("utf-8-sig")) == {
        **expected,
        "tool": {**expected.get("tool", {}), "fastlint": TABLE},
    }
    assert ("\r\n" in text) == (b"\r\n" in after)
    assert b"\n\n\n" not in after


@pytest.mark.parametrize("text", ["tool = 1\n", "[[tool]]\nx = 1\n", "[tool]\nfastlint = 1 2\n", "x = \xff\n"])
def test_a_pyproject_that_cannot_be_added_to(project: Path, text: str) -> None:
    (project / "pyproject.toml").write_bytes(text.encode("latin-1"))
    result = init("-y")
    assert result.exit_code == 2
    assert (project / "pyproject.toml").read_bytes() == text.encode("latin-1")


def test_links_are_not_followed(project: Path) -> None:
    (project / "elsewhere").write_text("repos:\n- repo: meta\n")
    (project / ".pre-commit-config.yaml").symlink_to("elsewhere")
    assert "it is no regular file" in init("-y").stderr
    assert (project / "elsewhere").read_text() == "repos:\n- repo: meta\n"


def test_a_file_that_changes_meanwhile_is_left_alone(project: Path) -> None:
    (project / "pyproject.toml").write_text("")
    made = adopt.plan(".", INDEX)
    (project / "pyproject.toml").write_text("x = 1\n")
    with pytest.raises(Exception, match="has changed meanwhile and was left alone"):
        adopt.apply(made)
    assert (project / "pyproject.toml").read_text() == "x = 1\n"


def test_a_project_below_the_root_of_the_repository(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "services/api x").mkdir(parents=True)
    monkeypatch.chdir(project / "services/api x")
    assert init("-y").exit_code == 0
    assert sorted(tree(project)) == [
        ".github/workflows/fastlint.yml",
        ".pre-commit-config.yaml",
        "services/api x/fastlint.toml",
    ]
    workflow = yaml.safe_load((project / ".github/workflows/fastlint.yml").read_text())
    runs = [step["run"] for step in workflow["jobs"]["fastlint"]["steps"] if "run" in step]
    assert runs[-1].endswith(" -- 'services/api x'")


def test_a_configuration_above_holds(project: Path) -> None:
    (project / "fastlint.toml").write_text("")
    (project / "api").mkdir()
    assert "fastlint.toml has the configuration already" in init("api", "--dry-run").stderr


def test_a_workflow_that_runs_fastlint_is_enough(project: Path) -> None:
    (project / ".github/workflows").mkdir(parents=True)
    (project / ".github/workflows/lint.yml").write_text("run: fastlint check\n")
    init("-y")
    assert os.listdir(project / ".github/workflows") == ["lint.yml"]


# ---------------------------------------------------------------- the list of hooks

CONFIGS = {
    "indented": "repos:\n  - repo: meta\n    hooks:\n      - id: identity\n",
    "flush": "repos:\n- repo: meta\n  hooks:\n  - id: identity\n",
    "deep": "repos:\n    -   repo: meta\n        hooks:\n        -   id: identity\n",
    "keys after": "repos:\n- repo: meta\n  hooks:\n  - id: identity\n\n# ci\nci:\n  skip: [x]\nfail_fast: true\n",
    "keys before": "---\n# head\nexclude: |\n  (?x)^(\n    repos:\n  )$\nrepos: # list\n\n  # first\n  - repo: meta\n",
    "no newline": "repos:\n  - repo: meta",
    "comments": "repos:\n  - repo: meta\n    hooks:\n      - id: x # why\n        # more\n  # - repo: old\n# end\n",
    "windows": "repos:\r\n  - repo: meta\r\n    hooks:\r\n      - id: identity\r\n",
    "text": "repos:\n- repo: local\n  hooks:\n  - id: x\n    entry: |\n      a\n\n      # b\n    language: system\n",
    "end": "repos:\n- repo: meta\n...\n",
}


@pytest.mark.parametrize("origin", [INDEX, REPOSITORY, LOCAL])
@pytest.mark.parametrize("text", CONFIGS.values(), ids=CONFIGS)
def test_an_entry_is_added_and_nothing_else(text: str, origin: Origin) -> None:
    check_that_one_entry_is_added(text, texts.hook(origin))


@given(
    st.sampled_from(["", "  ", "    "]),
    st.lists(
        st.sampled_from(
            ["- repo: meta", "  hooks:", "  - id: x", "  # c", "", "# d", "  rev: v1", "  args: |", "    y"]
        ),
        max_size=12,
    ),
    st.lists(st.sampled_from(["", "# e", "ci: {a: b}", "exclude: |", "  repos:", "fail_fast: true"]), max_size=5),
    st.sampled_from(["\n", "\r\n"]),
)
def test_any_configuration_is_added_to_rightly_or_refused(
    indent: str, body: list[str], after: list[str], newline: str
) -> None:
    lines = ["# top", "repos:", *(f"{indent}{line}" if line else "" for line in body), *after]
    text = newline.join(lines)
    try:
        before = yaml.safe_load(text)
    except yaml.YAMLError:
        return
    if isinstance(before, dict) and isinstance(before.get("repos"), list):
        try:
            check_that_one_entry_is_added(text, ENTRY)
        except hooks.NotUnderstood:
            return


def check_that_one_entry_is_added(text: str, entry: str) -> None:
    after = hooks.with_entry(text, entry)
    # A last line without its end gets one when the entry comes behind it; a text block there then holds it.
    ways = [yaml.safe_load(each) for each in (text, f"{text}\n")]
    added = yaml.safe_load(entry)
    assert yaml.safe_load(after) in [{**way, "repos": [*way["repos"], *added]} for way in ways]
    kept, old = after.splitlines(), text.splitlines()
    assert [line for line in kept if line.strip() not in {part.strip() for part in entry.splitlines()}] == [
        line for line in old if line.strip() not in {part.strip() for part in entry.splitlines()}
    ]
    assert hooks.has_hook(after)
    assert not hooks.has_hook(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("exclude: x\n", "no `repos:`"),
        ("repos:\n", "is empty"),
        ("repos:\nci: x\n", "is empty"),
        ("repos: []\n", "not written as lines"),
        ("repos: [{repo: meta}]\n", "not written as lines"),
        ("repos: &a\n- repo: meta\n", "not written as lines"),
        ("repos:\n  repo: meta\n", "is no item"),
        ("repos:\n\t- repo: meta\n", "tab"),
        ("repos:\n- repo: a\nrepos:\n- repo: b\n", "twice"),
        ("repos:\n  - repo: a\n  x: y\n", "less than"),
        ("repos:\n  - repo: a\n    x: |+\n      y\n\n", "blank lines"),
    ],
)
def test_other_forms_are_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(hooks.NotUnderstood, match=reason):
        hooks.with_entry(text, ENTRY)


def test_a_hook_that_is_there_is_seen() -> None:
    assert hooks.has_hook("repos:\n- repo: x\n  hooks:\n  - {id: fastlint-all}\n")
    assert hooks.has_hook("      - id: 'fastlint' # why\n")
    assert not hooks.has_hook("# - id: fastlint\n- id: fastlint-of-others2x\n".replace("-of-others2x", "er"))


# ---------------------------------------------------------------- where fastlint came from


@pytest.mark.parametrize(
    ("direct", "expected"),
    [
        (None, INDEX),
        ({"url": "https://example.org/fastlint", "vcs_info": {"vcs": "git", "commit_id": "abc"}}, REPOSITORY),
        (
            {"url": "https://example.org/f.whl", "archive_info": {}},
            Origin("fastlint @ https://example.org/f.whl"),
        ),
        ({"url": "file:///src/fastlint", "dir_info": {"editable": True}}, LOCAL),
        ({"url": "file:///f.whl", "archive_info": {}}, LOCAL),
        ({"url": "ssh://example.org/f", "vcs_info": {"vcs": "git", "commit_id": "abc"}}, LOCAL),
    ],
)
def test_where_it_came_from(direct: dict[str, object] | None, expected: Origin) -> None:
    assert from_direct_url(direct, "1.2.3") == expected


@pytest.mark.parametrize("origin", [INDEX, REPOSITORY, LOCAL])
def test_the_workflow_passes_zizmor(origin: Origin, shell: Shell, tmp_path: Path) -> None:
    try:
        files = distribution("zizmor").files or []
    except PackageNotFoundError:
        pytest.skip("needs zizmor, of the dev extra")
    zizmor = next(str(file.locate()) for file in files if file.stem == "zizmor" and file.suffix in ("", ".exe"))
    folder = tmp_path / ".github/workflows"
    folder.mkdir(parents=True)
    (folder / "fastlint.yml").write_text(texts.workflow(origin, "services/api"))
    done = shell(zizmor, "--offline", "--no-config", "--no-progress", "--persona", "auditor", ".github", check=False)
    assert "No findings to report" in done.stdout


# ---------------------------------------------------------------- the way of a new user

APP = """\
from fastapi import Depends, FastAPI, Header, HTTPException


def require_key(x_api_key: str = Header("")):
    if x_api_key not in load_keys():
        raise HTTPException(401)


app = FastAPI()


@app.post("/items", dependencies=[Depends(require_key)])
def create_item(name: str) -> None: ...
"""


def test_init_commit_and_ci(repository: Repository, shell: Shell, tmp_path: Path) -> None:
    pytest.importorskip("pre_commit")
    folder = repository("shop", {"pyproject.toml": "[project]\nname = 'shop'\n", "main.py": APP})
    shell("fastlint", "init", "--yes", cwd="shop")
    shell(sys.executable, "-m", "pre_commit", "install", cwd="shop")
    shell("git", "add", "-A", cwd="shop")
    shell("git", "commit", "-q", "-m", "fastlint", cwd="shop")

    (folder / "main.py").write_text(APP + '\n\n@app.delete("/items/{name}")\ndef delete_item(name: str) -> None: ...\n')
    refused = shell("git", "commit", "-q", "-a", "-m", "a defect", cwd="shop", check=False)
    assert refused.returncode == 1
    assert "missing-auth-dependency" in refused.stdout

    steps = yaml.safe_load((folder / ".github/workflows/fastlint.yml").read_text())["jobs"]["fastlint"]["steps"]
    (command,) = [step["run"] for step in steps if step.get("name") == "Check"]
    shell("git", "commit", "-q", "--no-verify", "-a", "-m", "a defect", cwd="shop")
    done = shell("bash", "-e", "-c", command, cwd="shop", check=False)
    assert done.returncode == 1
    assert "::error file=main.py,line=16" in done.stdout
    assert (folder / "fastlint.sarif").exists()
    shell("git", "revert", "--no-edit", "HEAD", cwd="shop")
    shell("bash", "-e", "-c", command, cwd="shop")
