"""How `fastlint check` goes about it: what it shows beside the findings, what it shows or does in their place."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import click

from fastlint.cli import options
from fastlint.problem import Problem

if TYPE_CHECKING:
    from fastlint.config import Config
    from fastlint.outcome import Report

_Command = TypeVar("_Command", bound=Callable[..., Any])


class GivenPath(click.Path):
    """A file or directory, or - for standard input; what is missing or locked is reported with all others."""

    def __init__(self) -> None:
        super().__init__(allow_dash=True, readable=False)


def standard_input(paths: Sequence[str], name: str | None) -> tuple[tuple[str, ...], dict[str, bytes]]:
    """The paths with - replaced by the name of what comes in there, and its content by that name."""
    if "-" not in paths and name is None:
        return tuple(paths), {}
    if name is None:
        raise click.UsageError("say with --stdin-filename NAME which file - is")
    if "-" not in paths:
        raise click.UsageError("--stdin-filename goes with the path -")
    import sys

    return tuple(name if path == "-" else path for path in paths), {name: sys.stdin.buffer.read()}


@dataclass(frozen=True, slots=True)
class Manner:
    """The options of this file, by their names."""

    statistics: bool
    show_files: bool
    show_settings: bool
    add_ignores: bool
    reason: str
    quiet: bool
    verbose: bool


def manner(command: _Command) -> _Command:
    """Add these options; the command is given them as one `Manner`."""

    @functools.wraps(command)
    def folded(*arguments: Any, **named: Any) -> Any:
        own = {name: named.pop(name) for name in Manner.__dataclass_fields__}
        return command(*arguments, manner=Manner(**own), **named)

    added: Any = folded
    for add in (
        options.option("--verbose", "-v", is_flag=True, help="Say on stderr what the run is based on."),
        options.option("--quiet", "-q", is_flag=True, help="Print findings and nothing else."),
        click.option("--reason", default="", help="The reason that --add-ignores writes."),
        click.option("--add-ignores", is_flag=True, help="Write an ignore comment for every finding."),
        click.option("--show-settings", is_flag=True, help="Show the configuration in force, and stop."),
        click.option("--show-files", is_flag=True, help="List the files that would be analysed, and stop."),
        options.option("--statistics", is_flag=True, help="Count the findings of each rule."),
    ):
        added = add(added)
    wrapped: _Command = added
    return wrapped


def show(manner: Manner, paths: Sequence[str], config: Config, packs: Sequence[str]) -> None:
    """Print what was asked for in place of a run."""
    from fastlint.report import settings, write

    if manner.show_settings:
        from fastlint.packs import load

        write(settings.as_text(settings.settings(config, load((*config.pack_paths, *packs)))))
    if manner.show_files:
        import os

        from fastlint.gathering import discovered
        from fastlint.report.harmless import line

        found = discovered(paths, os.getcwd(), config)
        write("".join(f"{line(file.name)}\n" for file in found.files))


def remark(manner: Manner, report: Report, config: Config, *, is_text: bool) -> None:
    """Say what belongs beside the findings: statistics behind a text, all else on stderr."""
    from fastlint.report import statistics, write

    if manner.statistics and is_text:
        write(statistics.render(report))
    elif manner.statistics:
        click.echo(statistics.render(report), err=True, nl=False)
    if manner.quiet:
        return
    basis = statistics.basis(report, config.file) if manner.verbose else []
    for notice in [*basis, *report.notices()]:
        click.echo(f"fastlint: {notice}", err=True)


def ignore(manner: Manner, report: Report, config: Config) -> int:
    """Write the comments, say what became of the findings, and give the exit code."""
    from fastlint.report.harmless import harmless
    from fastlint.report.wording import counted
    from fastlint.upkeep import add_ignores

    if config.require_ignore_reason and not manner.reason:
        raise Problem("the configuration asks for a reason in ignore comments: say it with --reason TEXT")
    if not manner.reason.isprintable():
        raise Problem("--reason must be one line of plain text")
    done = add_ignores(report, manner.reason)
    for finding, why in done.left:
        name = finding.rule.name if finding.rule else ""
        click.echo(harmless(f"{finding.span}: {name} was not ignored: {why}"))
    findings = counted(sum(done.files.values()), "finding")
    click.echo(f"{findings} ignored in {counted(len(done.files), 'file')}, {len(done.left)} left")
    return int(bool(done.left))
