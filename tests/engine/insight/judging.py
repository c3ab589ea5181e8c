"""The verdicts on the routes of one file."""

from __future__ import annotations

import textwrap

from fastlint.analyse import analyse_text
from fastlint.insight import Insights
from fastlint.insight.auth import AuthCoverage, Coverage
from fastlint.insight.declared import Declared
from fastlint.ir.nodes import ModuleIR
from fastlint.link.project import link
from fastlint.model import Route
from fastlint.source.read import Source


def judged(imports: str, text: str) -> dict[Route, Coverage]:
    """Each route of a file that begins with `imports`, and how it is protected."""
    ir = analyse_text(Source(imports + textwrap.dedent(text)))
    assert isinstance(ir, ModuleIR), ir
    project = link({"main.py": ir})
    coverage = Insights(project, {Declared: Declared()}).get(AuthCoverage)
    return {route: coverage.of(route) for route in project.routes}
