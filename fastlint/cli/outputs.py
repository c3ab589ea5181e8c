"""`--output-format FORMAT[:FILE]`: which formats a run writes, and where to."""

from __future__ import annotations

import errno
import os
import sys
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from fastlint.cli import options
from fastlint.problem import Problem
from fastlint.report import REPORTERS, render, write

if TYPE_CHECKING:
    from fastlint.outcome import Report

_FOR_LOGS = {"text", "concise", "github"}
"""The formats that may follow one another on standard output, since nothing parses them as a whole."""


class Output(click.ParamType[tuple[str, str]]):
    """`FORMAT` or `FORMAT:FILE`."""

    name = "output"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Split at the first colon: a file name may hold more of them."""
        name, _, file = str(value).partition(":")
        if name not in REPORTERS:
            self.fail(f"{name!r} is not one of {', '.join(REPORTERS)}", param, ctx)
        return name, file


def refuse_early(wanted: Sequence[tuple[str, str]]) -> None:
    """Refuse before the run what would overwrite or garble a report, or could not be written."""
    for file, count in Counter(file for _, file in wanted).items():
        names = [name for name, target in wanted if target == file]
        if count > 1 and (file or not _FOR_LOGS.issuperset(names)):
            where = file or "standard output"
            raise click.UsageError(f"{' and '.join(names)} cannot both be written to {where}; name a file for each")
        if file and not os.path.isdir(os.path.dirname(file) or "."):
            raise Problem(f"{file}: cannot be written: {os.strerror(errno.ENOENT)}")


def is_text(wanted: Sequence[tuple[str, str]]) -> bool:
    """Whether people read standard output: it may hold more than the report then."""
    return all(name in ("text", "concise") for name, file in wanted if not file)


def deliver(
    report: Report,
    wanted: Sequence[tuple[str, str]],
    color: str,
    *,
    with_silenced: bool = False,
    quiet: bool = False,
) -> None:
    """Write every format to its place, and for GitHub Actions the summary of the step too.

    A `quiet` text that holds no finding is not written.
    """
    for name, file in wanted or (("text", ""),):
        if quiet and name == "text" and not report.findings:
            continue
        is_colored = not file and options.is_colored(color, sys.stdout.isatty())
        write(render(report, name, color=is_colored, with_silenced=with_silenced), file)
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary and any(name == "github" for name, _ in wanted):
        try:
            with open(summary, "ab") as stream:  # other tools write to it as well
                stream.write(render(report, "markdown").encode("utf-8", "backslashreplace"))
        except OSError as error:
            raise Problem(f"GITHUB_STEP_SUMMARY: {summary}: cannot be written: {error.strerror}") from error
