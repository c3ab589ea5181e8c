"""The authoring interface: what a rule file becomes, and what is refused with which words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fastlint.finding import Persona, Severity
from fastlint.insight.declared import Declared
from fastlint.model import Route
from fastlint.packs import PackError, local_pack, rules_in
from fastlint.rule import Rule

WriteRule = Callable[..., Path]


def only_rule(file: Path) -> Rule:
    (rule,) = rules_in(local_pack(str(file)))
    return rule


def refusal(file: Path) -> str:
    with pytest.raises(PackError) as error:
        local_pack(str(file))
    return str(error.value)


def test_a_file_becomes_a_value(write_rule: WriteRule) -> None:
    rule = only_rule(
        write_rule(
            "acme.py",
            name="odd-route",
            parameters="route: Route, declared: Declared, options: Options",
            before="@dataclass(frozen=True)\nclass Options:\n    most: int = 3\n",
            severity="ERROR",
            more=', persona=Persona.PEDANTIC, cwe=(89, 306), owasp=("API8",)',
        )
    )
    assert (rule.name, rule.code, rule.severity, rule.persona) == (
        "odd-route",
        "XY101",
        Severity.ERROR,
        Persona.PEDANTIC,
    )
    assert (rule.title, rule.text) == ("An odd module", "Why it matters.")
    assert [(example.is_bad, example.text) for example in rule.examples] == [
        (True, "x = 1  # expect: odd-route\n"),
        (False, "y = 1\n"),
    ]
    assert rule.subject is Route
    assert rule.insights == {"declared": Declared}
    assert rule.options is not None
    assert rule.options[0] == "options"
    assert rule.options[1]().most == 3
    assert rule.is_security


def test_a_trailing_underscore_makes_keywords_possible_as_names(write_rule: WriteRule) -> None:
    file = write_rule("acme.py", name="print")
    file.write_text(file.read_text().replace("def print(", "def print_("))
    assert only_rule(file).name == "print"


def test_the_family_is_the_folder(write_rule: WriteRule) -> None:
    write_rule("acme/__init__.py").write_text("")
    write_rule("acme/limits/__init__.py").write_text("")
    write_rule("acme/limits/odd_module.py")
    folder = write_rule("acme/__init__.py").parent
    (folder / "__init__.py").write_text("")
    assert only_rule(folder).family == "limits"


def test_two_rules_are_never_equal(write_rule: WriteRule) -> None:
    first = only_rule(write_rule("a/acme.py"))
    second = only_rule(write_rule("b/acme.py"))
    assert first != second
    assert len({first, second}) == 2


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"code": "X1"}, "code 'X1' is not two to five capitals and three digits"),
        ({"parameters": "text: str"}, "the first parameter of odd_module must be annotated with one of Project, App"),
        ({"parameters": ""}, "the first parameter of odd_module must be annotated"),
        ({"parameters": "module"}, "the first parameter of odd_module must be annotated"),
        (
            {"parameters": "module: Module, depth: int"},
            "parameter 'depth' is neither an insight nor an options dataclass",
        ),
        ({"parameters": "module: 'Missing'"}, "an annotation cannot be read: name 'Missing' is not defined"),
        ({"body": "return iter(())"}, "odd_module is no generator: it must yield findings"),
        (
            {
                "parameters": "module: Module, options: Options",
                "before": "@dataclass(frozen=True)\nclass Options:\n    most: int\n",
            },
            "option 'most' has no default",
        ),
        (
            {
                "parameters": "module: Module, options: Options",
                "before": "@dataclass\nclass Options:\n    most: int = 1\n",
            },
            "the options Options are not frozen",
        ),
        (
            {
                "parameters": "module: Module, options: Options",
                "before": "@dataclass(frozen=True)\nclass Options:\n    persona: str = ''\n",
            },
            "option 'persona' is taken",
        ),
    ],
)
def test_what_does_not_fit_is_refused_with_file_and_line(
    write_rule: WriteRule, parts: dict[str, str], words: str
) -> None:
    file = write_rule("acme.py", **parts)
    line = next(i for i, text in enumerate(file.read_text().splitlines(), 1) if text.startswith("@rule"))
    message = refusal(file)
    assert message.startswith(f"{file}:{line}: ")
    assert words in message


def test_a_rule_without_docstring_is_refused(write_rule: WriteRule) -> None:
    file = write_rule("acme.py")
    file.write_text(file.read_text().split('"""\n', 1)[1])
    assert "the module has no docstring" in refusal(file)


def test_imported_rules_belong_to_the_module_that_defines_them(write_rule: WriteRule) -> None:
    folder = write_rule("acme/odd_module.py").parent
    (folder / "__init__.py").write_text("from .odd_module import odd_module\n")
    assert [rule.name for rule in rules_in(local_pack(str(folder)))] == ["odd-module"]
