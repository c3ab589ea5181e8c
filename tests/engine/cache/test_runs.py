"""A run that finds everything as it was says what it said before, at once; whatever changed is noticed."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.engine.cache.recorded import ITEMS, Run, is_replayed, replayed, said


@pytest.mark.parametrize("arguments", [("check", "."), ("shop/main.py", "--output-format", "sarif"), ("routes",)])
def test_the_second_run_says_the_same_and_imports_nothing(run: Run, arguments: tuple[str, ...]) -> None:
    first = run(*arguments)
    assert not is_replayed(first)
    second = replayed(run, *arguments)
    assert said(first) == said(second) == said(run(*arguments, "--no-cache"))
    assert first.stdout


def edit(tree: Path) -> None:
    (tree / "shop" / "items.py").write_text(ITEMS.replace("/items", "/goods"))


def add_module(tree: Path) -> None:
    (tree / "shop" / "more.py").write_text("import os\n")


def add_in_a_new_folder(tree: Path) -> None:
    (tree / "shop" / "inner").mkdir()
    (tree / "shop" / "inner" / "more.py").write_text("import os\n")


def remove(tree: Path) -> None:
    (tree / "shop" / "items.py").unlink()


def configure(tree: Path) -> None:
    (tree / "pyproject.toml").write_text("[tool.fastlint]\npersona = 'auditor'\n")


def configure_nearer(tree: Path) -> None:
    (tree / "fastlint.toml").write_text("persona = 'auditor'\n")


def ignore(tree: Path) -> None:
    (tree / ".gitignore").write_text("items.py\n")


def ignore_above(tree: Path) -> None:
    (tree.parent / ".git").mkdir()
    (tree.parent / ".gitignore").write_text("items.py\n")


def lock(tree: Path) -> None:
    (tree / "requirements.txt").write_text("fastapi==0.100.0\n")


def make_unreadable(tree: Path) -> None:
    (tree / "shop" / "items.py").unlink()
    (tree / "shop" / "items.py").symlink_to("nowhere.py")


@pytest.mark.parametrize(
    "change",
    [
        edit, add_module, add_in_a_new_folder, remove, configure, configure_nearer, ignore, ignore_above, lock,
        make_unreadable,
    ],
)  # fmt: skip
def test_every_change_is_noticed(run: Run, tree: Path, change: Callable[[Path], None]) -> None:
    run("check", ".")
    change(tree)
    after = run("check", ".")
    assert not is_replayed(after)
    assert said(after) == said(run("check", ".", "--no-cache"))


def test_a_configuration_of_the_users_is_noticed(run: Run, tmp_path: Path) -> None:
    user = {"XDG_CONFIG_HOME": str(tmp_path / "config")}
    run("check", ".", **user)
    (tmp_path / "config" / "fastlint").mkdir(parents=True)
    (tmp_path / "config" / "fastlint" / "fastlint.toml").write_text("persona = 'auditor'\n")
    assert not is_replayed(run("check", ".", **user))


def test_what_is_touched_and_not_changed_is_known_by_its_content(run: Run, tree: Path) -> None:
    run("check", ".")
    os.utime(tree / "shop" / "items.py", (1, 1))
    (tree / "shop" / "passing").touch()
    (tree / "shop" / "passing").unlink()
    assert replayed(run, "check", ".")


def test_another_way_of_running_is_another_record(run: Run, tree: Path) -> None:
    run("check", ".")
    assert not is_replayed(run("check", ".", "--persona", "auditor"))
    assert not is_replayed(run("check", ".", cwd=tree / "shop"))
    assert not is_replayed(run("check", ".", FASTLINT_PERSONA="auditor"))
    assert not is_replayed(run("check", ".", FASTLINT_NO_CACHE="1"))
    assert replayed(run, "check", ".")


def test_files_are_written_again(run: Run, tree: Path) -> None:
    arguments = ("check", ".", "--output-format", "json:out.json", "--output-format", "concise")
    first = run(*arguments)
    text = (tree / "out.json").read_text()
    run(*arguments)  # the report is a new file in the directory; from now on it is there
    (tree / "out.json").write_text("something else")
    second = replayed(run, *arguments)
    assert (tree / "out.json").read_text() == text
    assert said(second) == said(first)


def test_a_run_that_adds_to_a_file_is_not_recorded(run: Run, tree: Path) -> None:
    summary = {"GITHUB_STEP_SUMMARY": str(tree / "summary.md")}
    arguments = ("check", ".", "--output-format", "github")
    run(*arguments, **summary)
    once = len((tree / "summary.md").read_text())
    run(*arguments, **summary)
    assert len((tree / "summary.md").read_text()) == 2 * once


def test_an_edited_pack_runs_again(run: Run, tree: Path, tmp_path: Path, write_rule: Callable[..., Path]) -> None:
    write_rule("odd.py", parameters="app: App", body='yield Finding(app.span, "odd app")')
    first = run("check", ".", "--pack", "../odd.py")
    assert replayed(run, "check", ".", "--pack", "../odd.py")
    write_rule("odd.py", parameters="app: App", body='yield Finding(app.span, "strange app")')
    second = run("check", ".", "--pack", "../odd.py")
    assert "odd app" in first.stdout
    assert "strange app" in second.stdout


def test_a_failure_of_the_machine_is_not_recorded(run: Run, tree: Path) -> None:
    (tree / "shop" / "hangs.py").write_text(
        "import fastapi\nmatch x:\n    case " + "[" * 40 + "]" * 40 + ": pass\n= 1\n"
    )
    limits = ("--config", "max-pattern-nesting=100", "--config", "max-seconds=1")
    first = run("check", ".", *limits)
    assert "max-seconds" in first.stdout
    assert not is_replayed(run("check", ".", *limits))


def test_a_damaged_record_is_not_believed(run: Run, tmp_path: Path) -> None:
    expected = said(replayed(run, "check", "."))
    (record,) = (tmp_path / "cache").glob("run-*")
    whole = record.read_bytes()
    chance = random.Random(3)
    for _ in range(6):
        damaged = bytearray(whole)
        at = chance.randrange(len(whole))
        damaged[at] ^= 1 << chance.randrange(8)
        record.write_bytes(damaged[: chance.choice([at, len(whole)])])
        again = run("check", ".")
        assert not is_replayed(again)
        assert said(again) == expected
    assert replayed(run, "check", ".")


def test_records_are_few(tmp_path: Path) -> None:
    from fastlint.cache import recording

    for number in range(100):
        (tmp_path / f"run-{number:03}").touch()
    recording._forget_oldest(str(tmp_path))
    assert len(list(tmp_path.iterdir())) == 64


@pytest.mark.parametrize(
    ("written", "is_recent"),
    [
        (10**18 + 5, False),
        (2 * 10**18 - 60_000_000, False),
        (2 * 10**18 - 40_000_001, True),
        (2 * 10**18 - 10**9, True),
    ],
)
def test_what_was_written_within_a_tick_may_change_and_look_the_same(written: int, is_recent: bool) -> None:
    from fastlint.cache import runs

    assert runs.is_recent(b"%d %d 5 7" % (written, written), 2 * 10**18) is is_recent
