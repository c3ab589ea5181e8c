"""Projects linked from a text that holds several files."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from functools import cache

import pytest

from fastlint.analyse import analyse_text
from fastlint.ir.nodes import ModuleIR
from fastlint.link.project import link
from fastlint.model import Project, Route
from fastlint.source.read import Source
from fastlint.testing import files_in


@cache
def lowered(text: str) -> ModuleIR:
    ir = analyse_text(Source(text))
    assert isinstance(ir, ModuleIR), ir
    return ir


def linked(files: Mapping[str, str], version: tuple[int, ...] = ()) -> Project:
    irs = {}
    for path, text in files.items():
        irs[path] = lowered(text)
    return link(irs, version=version)


def row_of(route: Route) -> str:
    """A route as one line, as in styles.py."""
    methods = ",".join(route.methods) if route.kind == "http" else "WS"
    dependencies = ", ".join(d.name for d in route.effective())
    more = ", ".join(part for part in (route.response_model, str(route.status_code or "")) if part)
    return f"{methods} {route.path} -> {route.endpoint}({dependencies}) {more}".strip()


@pytest.fixture
def project() -> Callable[..., Project]:
    """A project from a text (`# file: path` begins a file), for a FastAPI version."""

    def project(text: str, version: tuple[int, ...] = ()) -> Project:
        return linked(files_in(textwrap.dedent(text)), version)

    return project


@pytest.fixture
def rows() -> Callable[[Project], list[str]]:
    """Every route of a project as one line."""
    return lambda project: [row_of(route) for route in project.routes]


@pytest.fixture
def rows_of_files() -> Callable[[Mapping[str, str]], list[str]]:
    """The routes of the one app of a project in files."""

    def rows_of_files(files: Mapping[str, str]) -> list[str]:
        found = linked(files)
        assert len(found.apps) == 1, [app.name for app in found.apps]
        return [row_of(route) for route in found.routes]

    return rows_of_files
