"""Which files are taken, which are not, and what is said about the others."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from fastlint.problem import Problem
from fastlint.source.discover import Discovered, discover


def tree(root: Path, *names: str, **contents: str) -> None:
    for name in names:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x = 1\n")


def names(found: Discovered) -> list[str]:
    return [file.name for file in found.files]


def below(root: Path, *paths: str, exclude: tuple[str, ...] = (), **options: bool) -> list[str]:
    return names(discover([str(root / path) for path in paths or (".",)], str(root), exclude, **options))


def test_python_files_are_found_sorted_by_name(tmp_path: Path) -> None:
    tree(tmp_path, "b.py", "a/z.py", "a/b/c.py", "a.py", "notes.txt", "stub.pyi", "UPPER.PY")
    assert below(tmp_path) == ["a.py", "a/b/c.py", "a/z.py", "b.py"]


def test_a_source_file_knows_its_place(tmp_path: Path) -> None:
    tree(tmp_path, "app/main.py")
    (file,) = discover([str(tmp_path / "app")], str(tmp_path)).files
    assert (file.name, file.path, file.is_given) == ("app/main.py", str(tmp_path / "app/main.py"), False)


def test_relative_paths_are_taken_from_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree(tmp_path, "app/main.py")
    monkeypatch.chdir(tmp_path / "app")
    assert names(discover(["."], ".")) == ["main.py"]
    assert names(discover(["../app/main.py"], str(tmp_path))) == ["app/main.py"]


def test_a_path_outside_the_root_is_named_from_the_root(tmp_path: Path) -> None:
    tree(tmp_path, "one/a.py", "two/b.py")
    assert names(discover([str(tmp_path / "two")], str(tmp_path / "one"))) == ["../two/b.py"]


def test_no_file_is_taken_twice(tmp_path: Path) -> None:
    tree(tmp_path, "app/main.py", "app/sub/deep.py")
    (tmp_path / "app/alias.py").symlink_to("main.py")
    assert below(tmp_path, "app", ".", "app/sub", "app/main.py") == ["app/main.py", "app/sub/deep.py"]


def test_the_order_of_the_paths_changes_nothing(tmp_path: Path) -> None:
    tree(tmp_path, "a/x.py", "b/y.py")
    (tmp_path / "a/link.py").symlink_to("../b/y.py")
    assert below(tmp_path, "a", "b") == below(tmp_path, "b", "a") == ["a/x.py", "b/y.py"]


@pytest.mark.parametrize("folder", [".git", ".venv", "venv", "node_modules", "__pycache__", "build", "dist", ".tox"])
def test_directories_without_source_of_the_project_are_left_out(tmp_path: Path, folder: str) -> None:
    tree(tmp_path, f"{folder}/x.py", f"app/{folder}/x.py", "app/y.py")
    assert below(tmp_path) == ["app/y.py"]


def test_a_virtual_environment_of_any_name_is_left_out(tmp_path: Path) -> None:
    tree(tmp_path, "env38/lib/x.py", "app/y.py")
    (tmp_path / "env38/pyvenv.cfg").touch()
    assert below(tmp_path) == ["app/y.py"]


@pytest.mark.parametrize("path", ["venv", "venv/x.py", "generated", "generated/x.py"])
def test_what_is_given_is_taken_although_it_is_excluded(tmp_path: Path, path: str) -> None:
    tree(tmp_path, "venv/x.py", "generated/x.py")
    (tmp_path / ".gitignore").write_text("generated/\n")
    assert below(tmp_path, path) == [f"{path.removesuffix('/x.py')}/x.py"]
    assert below(tmp_path, path, exclude=("generated", "venv")) == [f"{path.removesuffix('/x.py')}/x.py"]


@pytest.mark.parametrize("path", ["venv", "venv/x.py", "generated", "generated/x.py", "legacy/x.py", "legacy"])
def test_what_is_given_is_left_out_when_exclusion_is_forced(tmp_path: Path, path: str) -> None:
    tree(tmp_path, "venv/x.py", "generated/x.py", "legacy/x.py", "app.py")
    (tmp_path / ".gitignore").write_text("generated/\n")
    assert below(tmp_path, path, "app.py", exclude=("legacy",), force_exclude=True) == ["app.py"]


def test_a_given_file_needs_no_suffix_and_is_marked(tmp_path: Path) -> None:
    tree(tmp_path, "script", "app.py")
    found = discover([str(tmp_path), str(tmp_path / "script")], str(tmp_path))
    assert [(file.name, file.is_given) for file in found.files] == [("app.py", False), ("script", True)]


def test_configured_patterns_are_relative_to_their_file(tmp_path: Path) -> None:
    tree(tmp_path, "repo/app/old/a.py", "repo/old/b.py", "repo/app/c_pb2.py", "repo/app/d.py")
    repo = str(tmp_path / "repo")
    found = discover([repo], str(tmp_path), ("/old", "*_pb2.py"), exclude_from=repo)
    assert names(found) == ["repo/app/d.py", "repo/app/old/a.py"]


def test_a_pattern_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="exclude: '!' is no pattern"):
        discover([str(tmp_path)], str(tmp_path), ("!",))


def test_gitignore_files_nest_and_the_inner_one_decides(tmp_path: Path) -> None:
    tree(tmp_path, "a.py", "gen_a.py", "app/gen_b.py", "app/keep/gen_c.py", "data/x.py", "app/data/x.py", "only/x.py")
    (tmp_path / ".gitignore").write_text("# comment\n\ngen_*.py\n/data/\nonly/*.py\n!never\n")
    (tmp_path / "app/keep/.gitignore").write_text("!gen_c.py\n")
    assert below(tmp_path) == ["a.py", "app/data/x.py", "app/keep/gen_c.py"]
    assert "gen_a.py" in below(tmp_path, obey_gitignore=False)


def test_everything_but_what_is_named_can_be_ignored(tmp_path: Path) -> None:
    tree(tmp_path, "main.py", "other.py", "app/main.py", "app/other.py")
    (tmp_path / ".gitignore").write_text("*\n!*/\n!main.py\n")
    assert below(tmp_path) == ["app/main.py", "main.py"]


def test_gitignore_files_above_hold_within_the_repository(tmp_path: Path) -> None:
    tree(tmp_path, "repo/app/gen.py", "repo/app/main.py", "repo/app/skip.py")
    (tmp_path / ".gitignore").write_text("main.py\n")
    (tmp_path / "repo/.git").mkdir()
    (tmp_path / "repo/.gitignore").write_text("gen.py\napp/skip.py\n")
    app = str(tmp_path / "repo/app")
    assert names(discover([app], app)) == ["main.py"]


def test_a_hostile_gitignore_does_no_harm(tmp_path: Path) -> None:
    tree(tmp_path, "a.py")
    (tmp_path / ".gitignore").write_bytes(b"!\n[\n\\\n***/[z-a]\n\xff\xfe\x00\n(?P<x>\n")
    assert below(tmp_path) == ["a.py"]
    (tmp_path / ".gitignore").unlink()
    os.mkfifo(tmp_path / ".gitignore")
    assert below(tmp_path) == ["a.py"]


def test_a_missing_path_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"nowhere\.py: no such file or directory"):
        discover([str(tmp_path / "nowhere.py")], str(tmp_path))


def test_links_to_directories_are_followed_once_and_only_inside(tmp_path: Path) -> None:
    tree(tmp_path, "repo/app/main.py", "repo/shared/tool.py", "outside/secret.py")
    (tmp_path / "repo/app/shared").symlink_to("../shared")
    (tmp_path / "repo/app/loop").symlink_to("..")
    (tmp_path / "repo/app/out").symlink_to("../../outside")
    (tmp_path / "repo/app/out.py").symlink_to("../../outside/secret.py")
    repo = tmp_path / "repo"
    assert below(repo, "app") == ["app/loop/shared/tool.py", "app/main.py"]
    assert below(repo) == ["app/main.py", "shared/tool.py"]
    skipped = discover([str(repo)], str(repo)).skipped
    assert [(entry.name, entry.is_error) for entry in skipped] == [("app/out", False), ("app/out.py", False)]
    assert "link out of" in skipped[0].reason


def test_a_given_link_is_followed_wherever_it_leads(tmp_path: Path) -> None:
    tree(tmp_path, "outside/pkg/x.py")
    (tmp_path / "repo").mkdir()
    (tmp_path / "repo/linked").symlink_to("../outside/pkg")
    assert below(tmp_path / "repo", "linked") == ["linked/x.py"]


def test_links_that_lead_nowhere_are_listed(tmp_path: Path) -> None:
    (tmp_path / "a.py").symlink_to("b.py")
    (tmp_path / "b.py").symlink_to("a.py")
    (tmp_path / "gone.py").symlink_to("nothing.py")
    (tmp_path / "README").symlink_to("nothing")
    found = discover([str(tmp_path)], str(tmp_path))
    assert not found.files
    assert [entry.name for entry in found.skipped] == ["a.py", "b.py", "gone.py"]


def test_nothing_but_regular_files_is_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.py")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket.py"))
        found = discover([str(tmp_path)], str(tmp_path))
    assert not found.files
    assert [(entry.name, entry.reason) for entry in found.skipped] == [
        ("pipe.py", "is a pipe, not a regular file"),
        ("socket.py", "is a socket, not a regular file"),
    ]
    (given,) = discover([str(tmp_path / "pipe.py")], str(tmp_path)).skipped
    assert given.is_error


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_directory_is_an_error_and_the_rest_goes_on(tmp_path: Path) -> None:
    tree(tmp_path, "locked/a.py", "b.py")
    (tmp_path / "locked").chmod(0)
    try:
        found = discover([str(tmp_path)], str(tmp_path))
    finally:
        (tmp_path / "locked").chmod(0o755)
    assert names(found) == ["b.py"]
    assert [(entry.name, entry.is_error) for entry in found.skipped] == [("locked", True)]


def test_a_directory_that_cannot_be_listed_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree(tmp_path, "locked/a.py", "b.py")
    scandir = os.scandir

    def guarded(path: str) -> object:
        if path.endswith("locked"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    found = discover([str(tmp_path)], str(tmp_path))
    assert names(found) == ["b.py"]
    assert [(entry.name, entry.is_error, entry.reason) for entry in found.skipped] == [
        ("locked", True, "cannot be read: Permission denied")
    ]


def test_directories_may_nest_deeper_than_functions(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(400):
        deep /= "d"
    deep.mkdir(parents=True)
    (deep / "x.py").touch()
    assert below(tmp_path) == ["d/" * 400 + "x.py"]


@pytest.mark.parametrize(
    "name", ["a b.py", "-rf.py", "[x].py", "line\nbreak.py", "a\\b.py", "é.py", "\udcff.py", ".py"]
)
def test_any_name_is_taken_as_it_is(tmp_path: Path, name: str) -> None:
    try:
        (tmp_path / name).touch()
    except OSError:
        pytest.skip("this file system knows no such name")
    assert below(tmp_path) == [name]
