"""The phases together: what a run makes of files, of rules that fail, and of files that cannot be analysed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

import fastlint
from fastlint import Config, Problem, Report, check
from fastlint.finding import Persona, Severity
from fastlint.insight.auth import AuthCoverage
from fastlint.rule import Rule
from fastlint.run import survey
from fastlint.source.failure import Failure, FailureKind
from fastlint.testing import report_on

Write = Callable[[str, str], Path]
WriteRule = Callable[..., Path]
MakeRule = Callable[..., Rule]

APP = """\
from fastapi import APIRouter, Depends, FastAPI

router = APIRouter(prefix="/items")

def get_db():
    return print("db")

@router.get("/")
def read_items(db=Depends(get_db)): ...

@router.post("/")
def create_item(db=Depends(get_db)): ...

class Service:
    def run(self): ...

app = FastAPI()
app.include_router(router)
"""


def lines(report: Report) -> list[str]:
    return [f"{f.rule.name} {f.span.path}:{f.span.start_line} {f.message}" for f in report.findings if f.rule]


def of(report: Report, name: str) -> list[str]:
    return [line.partition(" ")[2] for line in lines(report) if line.startswith(f"{name} ")]


@pytest.mark.parametrize(
    ("subject", "shown", "expected"),
    [
        ("project: Project", "len(project.modules)", ["2"]),
        ("app: App", "app.name", ["main:app"]),
        ("router: Router", "router.name", ["main:router"]),
        ("route: Route", "str(route)", ["GET /items/", "POST /items/"]),
        ("dependency: Dependency", "dependency.name", ["main:get_db"]),
        ("module: Module", "module.path", ["main.py"]),
        ("cls: Class", "cls.name", ["main:Service"]),
        (
            "function: Function",
            "function.name",
            ["main:Service.run", "main:create_item", "main:get_db", "main:read_items"],
        ),
    ],
)
def test_a_rule_is_called_with_each_of_its_subjects(
    make_rule: MakeRule, subject: str, shown: str, expected: list[str]
) -> None:
    rule = make_rule(
        parameters=subject,
        before="from fastlint.rule import Class, Dependency, Router\nfrom fastlint.model import Span",
        body=f'yield Finding(Span("main.py", 1, 1, 1, 2), str({shown}))',
    )
    report = report_on({"main.py": APP, "tests/test_main.py": APP}, [rule])
    assert sorted(finding.message for finding in report.findings) == expected


def test_calls_in_bodies_signatures_and_at_the_top(make_rule: MakeRule) -> None:
    rule = make_rule(
        parameters="call: Call",
        body='yield Finding(call.span, call.function.qualname if call.function else "-")',
    )
    report = report_on({"main.py": "a(b())\nclass C:\n    x = c()\n\ndef f(x=d()):\n    e()\n"}, [rule])
    assert [line.partition(":")[2] for line in of(report, "odd-module")] == ["1 -", "1 -", "3 -", "5 -", "6 f"]


def test_a_finding_of_a_route_rule_speaks_of_its_route(make_rule: MakeRule) -> None:
    rule = make_rule(parameters="route: Route", body='yield Finding(route.span, "odd")')
    report = report_on({"main.py": APP}, [rule])
    assert [str(finding.route) for finding in report.findings] == ["GET /items/", "POST /items/"]


def test_options_and_the_projects_own_word_are_handed_over(make_rule: MakeRule) -> None:
    rule = make_rule(
        parameters="module: Module, declared: Declared, options: Options",
        before="from fastlint.model import Span\n@dataclass(frozen=True)\nclass Options:\n    most: int = 3\n",
        body='yield Finding(Span(module.path, 1, 1, 1, 1), f"{options.most} {declared.public_paths}")',
    )
    assert of(report_on({"main.py": ""}, [rule]), "odd-module") == ["main.py:1 3 ()"]
    config = Config(public_paths=("/health",), rules={"odd-module": {"most": 5}})
    assert of(report_on({"main.py": ""}, [rule], config), "odd-module") == ["main.py:1 5 ('/health',)"]


def test_a_rule_that_raises_is_a_finding_and_the_others_go_on(make_rule: MakeRule) -> None:
    broken = make_rule("XY101", "broken-rule", body='if "b" in module.path:\n    raise KeyError("no")\nyield from ()')
    sound = make_rule(
        "XY102",
        "sound-rule",
        before="from fastlint.model import Span",
        body='yield Finding(Span(module.path, 1, 1, 1, 1), "odd")',
    )
    report = report_on({"a.py": "", "b.py": "", "bb.py": ""}, [broken, sound])
    assert of(report, "sound-rule") == ["a.py:1 odd", "b.py:1 odd", "bb.py:1 odd"]
    crashes = of(report, "crashed-rule")
    assert [crash.partition(" ")[0] for crash in crashes] == ["b.py:1", "bb.py:1"]
    assert "Rule `broken-rule` failed on module `b`: KeyError: 'no'" in crashes[0]
    assert "broken-rule.py:" in crashes[0]
    assert report.exit_code() == 2


def test_a_rule_that_fails_on_every_function_says_so_once_for_each_file(make_rule: MakeRule) -> None:
    rule = make_rule(parameters="function: Function", body="raise ValueError(function.name)\nyield")
    report = report_on({"main.py": APP}, [rule])
    assert len(of(report, "crashed-rule")) == 1


def test_what_is_no_finding_is_a_crash_of_the_rule(make_rule: MakeRule) -> None:
    report = report_on({"main.py": ""}, [make_rule(body='yield "a text"')])
    assert "TypeError: 'a text' is no Finding" in of(report, "crashed-rule")[0]


def test_an_insight_that_fails_takes_only_its_rules_along(make_rule: MakeRule) -> None:
    rule = make_rule(
        parameters="module: Module, broken: Broken",
        before="""
            from fastlint.insight import insight

            @insight
            class Broken:
                def __init__(self, project: Project) -> None:
                    raise LookupError("nothing there")
            """,
    )
    report = report_on({"main.py": APP}, [rule])
    assert "Rule `odd-module` failed on the project: LookupError: nothing there" in of(report, "crashed-rule")[0]
    assert of(report, "crashed-rule")[0].startswith("main.py:")


def test_without_the_analysis_of_authentication_no_route_counts_as_public(
    make_rule: MakeRule, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: AuthCoverage, route: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(AuthCoverage, "of", fail)
    report = report_on({"main.py": APP}, [make_rule()])
    assert report.route_counts() == {"total": 2, "protected": 0, "public": 0, "unresolved": 2}
    assert report.crashed


def test_findings_do_not_depend_on_the_order_of_files(make_rule: MakeRule) -> None:
    rule = make_rule(parameters="function: Function", body="yield Finding(function.span, function.name)")
    files = {f"{name}.py": APP for name in "cab"}
    assert lines(report_on(files, [rule])) == lines(report_on(dict(sorted(files.items())), [rule]))


# ---------------------------------------------------------------- files


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory to run in, with a small application and an empty configuration."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fastlint.toml").write_text("")
    (tmp_path / "main.py").write_text(APP)
    return tmp_path


def test_the_names_of_the_api_are_those_of_the_package(tree: Path) -> None:
    assert fastlint.check is check
    assert set(fastlint.__all__) >= {"check", "Config", "Report"}
    with pytest.raises(AttributeError, match="no attribute 'chekc'"):
        fastlint.chekc  # noqa: B018


def test_a_file_with_a_syntax_error_is_a_finding_and_the_rest_goes_on(tree: Path) -> None:
    (tree / "broken.py").write_text("x = 1\ndef (:\n")
    report = check(["."])
    (finding,) = [f for f in report.findings if f.rule and f.rule.code == "FL001"]
    assert (finding.span.path, finding.span.start_line) == ("broken.py", 2)
    assert finding.message.startswith("Not analysed: ")
    assert [(file.path, file.is_trouble) for file in report.skipped] == [("broken.py", False)]
    assert report.analysed == 1
    assert report.route_counts()["total"] == 2
    assert report.exit_code() == 1


def test_a_file_over_a_limit_leaves_the_run_incomplete(tree: Path) -> None:
    (tree / "large.py").write_text("x = 1\n" * 1000)
    report = check(["."], Config(max_file_size=2000))
    assert [file.path for file in report.skipped] == ["large.py"]
    assert report.exit_code(Severity.ERROR) == 2


def test_an_unreadable_file_leaves_the_run_incomplete(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unreadable = Failure(FailureKind.UNREADABLE, "cannot be read: Permission denied")
    monkeypatch.setattr("fastlint.lowering.load", lambda path, limits: unreadable)
    report = check(["."])
    assert [file.reason for file in report.skipped] == ["cannot be read: Permission denied"]
    assert report.exit_code(Severity.ERROR) == 2


def test_what_is_no_regular_file_is_listed_and_is_no_finding(tree: Path) -> None:
    os.mkfifo(tree / "pipe.py")
    report = check(["."])
    assert [(file.path, file.is_finding) for file in report.skipped] == [("pipe.py", False)]
    assert not [f for f in report.findings if f.rule and f.rule.code == "FL001"]
    assert report.exit_code(Severity.ERROR) != 2


def test_paths_that_do_not_exist_and_unknown_rules_are_problems(tree: Path) -> None:
    with pytest.raises(Problem, match="nowhere: no such file or directory"):
        check(["nowhere"])
    with pytest.raises(Problem, match="'nothing-at-all' is no rule"):
        check(["."], Config(select=("nothing-at-all",)))


def test_the_nearest_configuration_holds(tree: Path, write_rule: WriteRule) -> None:
    (tree / "fastlint.toml").write_text("exclude = ['old/']\nselect = ['FL0']\n")
    (tree / "old").mkdir()
    (tree / "old" / "broken.py").write_text("def (:\n")
    assert check(["."]).skipped == []
    assert len(check(["."], Config()).skipped) == 1


def test_a_local_pack_takes_part(tree: Path, write_rule: WriteRule) -> None:
    file = write_rule("pack/odd.py", parameters="app: App", body='yield Finding(app.span, "odd")')
    report = check(["main.py"], packs=[str(file)])
    assert of(report, "odd-module") == ["main.py:17 odd"]


def test_a_survey_needs_no_rules_and_minds_none(tree: Path) -> None:
    (tree / "fastlint.toml").write_text("select = ['a-rule-of-a-pack-that-is-not-here']\n[rules.other]\nlevel = 1\n")
    report = survey(["."])
    assert report.route_counts()["total"] == 2
    assert report.findings == [] or {f.rule.family for f in report.findings if f.rule} == {"engine"}


def test_the_target_version_reaches_the_model(tree: Path) -> None:
    report = check(["."], Config(target_fastapi="0.110.1"))
    assert report.project is not None
    assert report.project.fastapi_version == (0, 110, 1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no FastAPI application found"),
        ("from fastapi import FastAPI\napp = FastAPI()\n", "no route found in the application"),
    ],
)
def test_a_run_that_understood_no_route_never_looks_green(tree: Path, text: str, words: str) -> None:
    (tree / "main.py").write_text(text)
    report = check(["."])
    assert report.route_counts()["total"] == 0
    assert words in report.notices()[0]
    assert report.exit_code() == 0
    assert report.exit_code(require_routes=True) == 2


def test_an_empty_directory_says_so(tree: Path) -> None:
    (tree / "main.py").unlink()
    assert check(["."]).notices() == ["no Python file was analysed"]


@pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("warning", 1), ("note", 1)])
def test_the_exit_code_follows_the_gravest_finding(make_rule: MakeRule, fail_on: str, code: int) -> None:
    rule = make_rule(parameters="app: App", body='yield Finding(app.span, "odd")')
    assert report_on({"main.py": APP}, [rule]).exit_code(Severity(fail_on)) == code


def test_the_model_can_be_shown_in_a_traceback(make_rule: MakeRule) -> None:
    """Every piece leads to every other: spelled out by a debugger or a failing test, they would fill the memory."""
    rule = make_rule(parameters="route: Route", body='yield Finding(route.span, "odd")')
    report = report_on({"main.py": APP}, [rule])
    assert len(repr(report.findings)) < 20_000
    assert len(repr((report, report.project, report.coverage))) < 20_000


def test_a_tree_without_an_app_shows_its_routers_and_only_suspects(tmp_path: Path) -> None:
    (tmp_path / "items.py").write_text(
        "from fastapi import APIRouter\n"
        "router, inner = APIRouter(), APIRouter(prefix='/inner')\n"
        "@router.post('/items')\ndef create(name: str): store.add(name)\n"
        "@router.post('/login')\ndef login(password: str): return sign_in(password)\n"
        "@inner.delete('/items')\ndef clear(): store.clear()\n"
        "router.include_router(inner)\n"
    )
    report = check([str(tmp_path)], Config())
    assert [route.path for route in report.coverage] == ["/items", "/login", "/inner/items"]
    assert len(of(report, "unresolved-route")) == 1
    assert of(report, "missing-auth-dependency") == of(report, "missing-rate-limit") == []
    suspected = check([str(tmp_path)], Config(persona=Persona.AUDITOR))
    assert len(of(suspected, "missing-auth-dependency")) == 2
    assert len(of(suspected, "missing-rate-limit")) == 1
