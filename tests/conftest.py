"""Pieces that many tests need: rules written to files, and rules as values."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from fastlint.packs import local_pack, rules_in
from fastlint.rule import Rule

# How fast a machine is that runs other things beside the tests says nothing about what is tested.
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")

RULE = '''\
"""{title}.

Why it matters.

```python bad
x = 1  # expect: {name}
```

```python good
y = 1
```
"""

from collections.abc import Iterator
from dataclasses import dataclass

from fastlint.insight.declared import Declared
from fastlint.rule import App, Call, Finding, Function, Module, Persona, Project, Route, Severity, rule

{before}

@rule("{code}", severity=Severity.{severity}, guideline="REV", since="0.1"{more})
def {function}({parameters}) -> Iterator[Finding]:
{body}
'''


def rule_text(
    name: str = "odd-module",
    code: str = "XY101",
    *,
    parameters: str = "module: Module",
    body: str = "yield from ()",
    before: str = "",
    severity: str = "WARNING",
    more: str = "",
    title: str = "An odd module",
) -> str:
    return RULE.format(
        name=name,
        function=name.replace("-", "_"),
        code=code,
        parameters=parameters,
        body=textwrap.indent(textwrap.dedent(body), "    "),
        before=textwrap.dedent(before),
        severity=severity,
        more=more,
        title=title,
    )


@pytest.fixture(autouse=True)
def nobody(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the configuration, the cache nor the variables of whoever runs the tests count in them."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.getbasetemp() / "nobody"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
    for name in [name for name in os.environ if name.startswith("FASTLINT_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a text to a file below the test's directory, and give its path."""

    def written(path: str, text: str) -> Path:
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(textwrap.dedent(text))
        return file

    return written


@pytest.fixture
def write_rule(tmp_path: Path) -> Callable[..., Path]:
    """Write a rule to its file, as `rule_text` makes it; the rest are that function's arguments."""

    def written(path: str, **parts: str) -> Path:
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(rule_text(**parts))
        return file

    return written


@pytest.fixture
def make_rule(write_rule: Callable[..., Path]) -> Callable[..., Rule]:
    """A rule as a value, from the arguments of `rule_text`, without any other rule."""

    def made(code: str = "XY101", name: str = "odd-module", **parts: str) -> Rule:
        (rule,) = rules_in(local_pack(str(write_rule(f"{name}.py", code=code, name=name, **parts))))
        return rule

    return made
