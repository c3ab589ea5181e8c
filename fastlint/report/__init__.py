"""One file per format. A reporter turns a `Report` into text; it decides nothing and writes nothing."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from fastlint.problem import Problem

if TYPE_CHECKING:
    from fastlint.outcome import Report

REPORTERS = {
    "text": "fastlint.report.text:render",
    "concise": "fastlint.report.concise:render",
    "json": "fastlint.report.findings_json:render",
    "jsonl": "fastlint.report.findings_jsonl:render",
    "sarif": "fastlint.report.sarif:render",
    "github": "fastlint.report.github:render",
    "gitlab": "fastlint.report.gitlab:render",
    "junit": "fastlint.report.junit:render",
    "rdjson": "fastlint.report.rdjson:render",
    "markdown": "fastlint.report.markdown:render",
}
"""The formats of `fastlint check`, and where each is made; imported only when asked for."""

WITH_SILENCED = {"sarif": "fastlint.report.sarif:render_all"}
"""The formats that can tell what is kept silent too, and where that is made."""


class Reporter(Protocol):
    """What makes one format."""

    def __call__(self, report: Report, *, color: bool = False) -> str:
        """The whole text, its last line ended. `color` asks for terminal colors where the format knows them."""


def render(report: Report, name: str, *, color: bool = False, with_silenced: bool = False) -> str:
    """`report` in the format called `name`; where the format can, with what is kept silent."""
    home = WITH_SILENCED.get(name) if with_silenced else None
    module, _, function = (home or REPORTERS[name]).partition(":")
    return cast("Reporter", getattr(import_module(module), function))(report, color=color)


def write(text: str, file: str = "") -> None:
    """Write a report to `file`, or to standard output: UTF-8 with LF, whatever the locale."""
    data = text.encode("utf-8", "backslashreplace")
    if file:
        try:
            with open(file, "wb") as stream:
                stream.write(data)
        except OSError as error:
            raise Problem(f"{file}: cannot be written: {error.strerror}") from error
    elif (buffer := getattr(sys.stdout, "buffer", None)) is None:
        sys.stdout.write(data.decode("utf-8"))
    else:
        sys.stdout.flush()
        buffer.write(data)
        buffer.flush()
