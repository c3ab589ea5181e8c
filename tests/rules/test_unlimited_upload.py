"""What an upload without a bound is told to do, by the release of FastAPI that the project is written for."""

from __future__ import annotations

import pytest

from fastlint.config import Config
from fastlint.testing import examples, report_on

RULE = next(rule for rule, _ in examples("fastlint_rules") if rule.name == "unlimited-upload")
CODE = """
from fastapi import FastAPI, File, UploadFile

app = FastAPI()

@app.post("/avatars")
async def upload(file: UploadFile):
    return len(await file.read())

@app.post("/icons")
async def upload_icon(file: bytes = File()):
    return {}
"""


@pytest.mark.parametrize(("release", "is_told"), [("0.124.4", False), ("0.164.0", True), ("", True)])
def test_an_argument_is_only_told_of_where_fastapi_has_it(release: str, is_told: bool) -> None:
    config = Config(select=(RULE.name,), target_fastapi=release)
    messages = [finding.message for finding in report_on({"main.py": CODE}, [RULE], config).findings]
    assert messages
    assert all(("max_body_size" in message) is is_told for message in messages)
    assert all("stop at a limit" in message for message in messages)
