"""Runs of the command line that may be answered from a record, and how to tell."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

import pytest

APP = """\
from fastapi import FastAPI
from shop.items import router
app = FastAPI()
app.include_router(router)
"""
ITEMS = """\
from fastapi import APIRouter
router = APIRouter()
@router.get("/items")
def read_items(): ...
"""
PROBE = """
import sys
from fastlint.cli import main
try:
    main()
finally:
    heavy = [name for name in ("click", "msgspec", "libcst", "astroid", "sqlite3") if name in sys.modules]
    print("heavy:", heavy, file=sys.stderr)
"""

Run = Callable[..., subprocess.CompletedProcess[str]]


def is_replayed(result: subprocess.CompletedProcess[str]) -> bool:
    assert "heavy: [" in result.stderr
    return result.stderr.endswith("heavy: []\n")


def replayed(run: Run, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A run that was answered from a record. Other tests, at the same time, may touch what is installed."""
    for _ in range(4):
        result = run(*arguments)
        if is_replayed(result):
            return result
    pytest.fail("no run was answered from a record")


def said(result: subprocess.CompletedProcess[str]) -> tuple[int, str, str]:
    return result.returncode, result.stdout, result.stderr.rpartition("heavy:")[0]
