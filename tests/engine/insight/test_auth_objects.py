"""What objects know that guards ask: settings that others forward to, what a base class sets, what middleware keeps."""

from __future__ import annotations

import textwrap

import pytest

from fastlint.analyse import analyse_text
from fastlint.insight import Insights
from fastlint.insight.auth import AuthCoverage
from fastlint.insight.declared import Declared
from fastlint.ir.nodes import ModuleIR
from fastlint.link import link
from fastlint.source.read import Source

IMPORTS = """\
import os
from functools import lru_cache
import jwt
from fastapi import Depends, FastAPI, Header, HTTPException, Query, Request, WebSocket
from fastapi.responses import JSONResponse
from fastapi.security import APIKeyHeader, HTTPBearer
from pydantic_settings import BaseSettings
from starlette.middleware.base import BaseHTTPMiddleware
app = FastAPI()
"""


def verdict(text: str) -> str:
    """The verdict on the only route."""
    ir = analyse_text(Source(IMPORTS + textwrap.dedent(text)))
    assert isinstance(ir, ModuleIR), ir
    project = link({"main.py": ir})
    coverage = Insights(project, {Declared: Declared()}).get(AuthCoverage)
    (route,) = project.routes
    found = coverage.of(route)
    return f"{found.protection} unverified" if found.is_unverified else found.protection


FORWARDING = """
class Settings(BaseSettings):
    auth_required: bool = {default}
@lru_cache
def get_settings():
    return Settings()
class Lazy:
    def __getattr__(self, key):
        {body}
settings = Lazy()
def guard(authorization=Header(None)):
    if not settings.auth_required:
        return
    if authorization != os.environ["TOKEN"]:
        raise HTTPException(401)
@app.post("/x", dependencies=[Depends(guard)])
def x(): ...
"""


@pytest.mark.parametrize(
    ("default", "body", "expected"),
    [
        ("True", "return getattr(get_settings(), key)", "protected"),
        ("False", "return getattr(get_settings(), key)", "public"),
        ("True", "made = get_settings()\n        return getattr(made, key)", "protected"),
        ("True", "return getattr(get_settings(), 'x_' + key)", "unknown"),
        (
            "True",
            "if key in FILE:\n            return FILE[key]\n        return getattr(get_settings(), key)",
            "unknown",
        ),
        ("True", "return getattr(self.inner, key)", "unknown"),
    ],
)
def test_settings_that_an_object_asks_another_for(default: str, body: str, expected: str) -> None:
    assert verdict(FORWARDING.format(default=default, body=body)) == expected
