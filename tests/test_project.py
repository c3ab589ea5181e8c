"""The project itself: names, documentation, sizes, packaging. What a reviewer would otherwise count by hand."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import fastlint
from fastlint.packs import load
from fastlint.rule import Rule

ROOT = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
RULES = [rule for rule in load().rules if rule.family != "engine"]
FAMILIES = {
    "1": {"authentication"},
    "2": {"injection"},
    "3": {"secrets"},
    "4": {"exposure"},
    "5": {"hardening"},
    "6": {"database"},
    "7": {"performance"},
    "8": {"contract", "upgrade"},
    "9": {"upkeep"},
}
GUIDELINE = re.compile(r"(API|AUTH|DB|SEC|PERF|CODE|ERR|DOC|TEST)-\d+|FW")
RULES_MAY_IMPORT = {
    "__future__", "ast", "collections", "dataclasses", "enum", "fnmatch", "functools", "itertools", "math", "operator",
    "re", "string", "typing", "urllib", "fastlint",
}  # fmt: skip
"""Of the standard library only what neither reads nor writes anything."""

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


def engine_files() -> list[Path]:
    return sorted((ROOT / "fastlint").rglob("*.py"))


def rule_files() -> list[Path]:
    return [Path(rule.place.rpartition(":")[0]) for rule in RULES]


def length(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def functions() -> Iterator[tuple[str, int]]:
    """Every function of the engine and the rules, with its number of lines."""
    for file in [*engine_files(), *rule_files()]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno is not None
                yield f"{file.relative_to(ROOT)}:{node.lineno} {node.name}", node.end_lineno - node.lineno + 1


# ---------------------------------------------------------------- rules


@each_rule
def test_a_rule_is_called_like_its_file(rule: Rule) -> None:
    assert Path(rule.place.rpartition(":")[0]).stem.rstrip("_") == rule.name.replace("-", "_")


@each_rule
def test_a_code_belongs_to_the_family_of_its_folder(rule: Rule) -> None:
    assert re.fullmatch(r"FL[1-9]\d\d", rule.code)
    assert rule.family in FAMILIES[rule.code[2]]


@each_rule
def test_a_rule_is_documented(rule: Rule) -> None:
    assert len(rule.title) <= 80
    assert len(rule.text.split()) >= 15, "why it matters and what to do take more words"
    assert {example.is_bad for example in rule.examples} == {True, False}, "a bad and a good example"
    assert GUIDELINE.fullmatch(rule.guideline)
    assert re.fullmatch(r"\d+\.\d+", rule.since)
    assert all(re.fullmatch(r"API([1-9]|10)", entry) for entry in rule.owasp)


@each_rule
def test_a_rule_about_attacks_names_the_weakness(rule: Rule) -> None:
    if rule.code[2] in "123":
        assert rule.cwe


@pytest.mark.parametrize("file", sorted((ROOT / "rules").rglob("*.py")), ids=lambda file: file.stem)
def test_rules_import_nothing_that_acts(file: Path) -> None:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            assert {alias.name.partition(".")[0] for alias in node.names} <= RULES_MAY_IMPORT
        elif isinstance(node, ast.ImportFrom) and not node.level:
            assert (node.module or "").partition(".")[0] in RULES_MAY_IMPORT


def test_the_table_in_the_readme_is_current() -> None:
    result = subprocess.run([sys.executable, "-m", "tests.readme_table", "--check"], cwd=ROOT, check=False)
    assert result.returncode == 0, "run `python -m tests.readme_table`"


# ---------------------------------------------------------------- the engine


def test_the_engine_names_no_rule() -> None:
    named = [
        f"{file.relative_to(ROOT)}: {code}"
        for file in engine_files()
        for code in re.findall(r"FL[1-9]\d\d", file.read_text(encoding="utf-8"))
    ]
    assert named == []


def test_only_one_file_knows_astroid() -> None:
    knowing = [file.name for file in engine_files() if re.search(r"\b(import|from) astroid\b", file.read_text())]
    assert len(knowing) <= 1


def test_files_have_one_subject() -> None:
    vague = {"utils", "util", "helpers", "helper", "manager", "common", "base", "misc"}
    assert [file for file in [*engine_files(), *rule_files()] if file.stem in vague] == []


def test_files_are_short() -> None:
    assert {str(file): length(file) for file in engine_files() if length(file) > 300} == {}
    assert {str(file): length(file) for file in rule_files() if length(file) > 150} == {}
    assert statistics.median(map(length, rule_files())) <= 70


def test_functions_are_short() -> None:
    lengths = dict(functions())
    assert {name: lines for name, lines in lengths.items() if lines > 45} == {}
    assert statistics.median(lengths.values()) <= 8


def test_docstrings_say_more_than_the_name() -> None:
    repeating = []
    for file in engine_files():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                first = (ast.get_docstring(node) or "").partition("\n")[0]
                if re.sub(r"\W", "", first).lower() in {node.name.replace("_", "").lower(), f"the{node.name}".lower()}:
                    repeating.append(f"{file.relative_to(ROOT)}:{node.lineno}")
    assert repeating == []


# ---------------------------------------------------------------- packaging


def test_all_packages_are_shipped() -> None:
    def packages(folder: str, name: str) -> set[str]:
        files = (ROOT / folder).rglob("*.py")
        parts = {(name, *file.parent.relative_to(ROOT / folder).parts) for file in files}
        return {".".join(part) for part in parts}

    listed = PYPROJECT["tool"]["setuptools"]["packages"]
    assert len(listed) == len(set(listed))
    assert set(listed) == packages("fastlint", "fastlint") | packages("rules", "fastlint_rules")


def test_each_rule_has_a_place_in_a_believable_application() -> None:
    texts = [file.read_text(encoding="utf-8") for file in (ROOT / "fixtures").rglob("*.py")]
    marked = {
        name for text in texts for names in re.findall(r"# expect: ([\w, -]+)", text) for name in names.split(", ")
    }
    assert {rule.name for rule in RULES} - marked == set()


def test_every_package_has_an_init() -> None:
    folders = {file.parent for file in [*engine_files(), *(ROOT / "rules").rglob("*.py")]}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


def test_the_version_is_the_same_everywhere() -> None:
    assert PYPROJECT["project"]["version"] == fastlint.__version__
    assert f"## {fastlint.__version__}" in (ROOT / "CHANGELOG.md").read_text()


def test_nothing_else_lies_at_the_top() -> None:
    known = {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "fastlint", "rules", "fixtures", "tests"}
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git work tree")
    top = {line.partition("/")[0] for line in listed.stdout.splitlines()}
    assert {name for name in top if not name.startswith(".")} <= known
