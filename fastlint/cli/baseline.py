"""`fastlint baseline create|update|prune|show`."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from fastlint.cli import options

if TYPE_CHECKING:
    from fastlint.config import Config
    from fastlint.resources import Resources
    from fastlint.upkeep import Change, Look


@click.group()
def baseline() -> None:
    """Keep a file of the findings that are known, so that only what is new is reported.

    The file is the one of --baseline or of the configuration, else fastlint-baseline.json beside the configuration. An
    entry may carry a note and the last day on which it holds.
    """


def _run(command: Callable[..., None]) -> Callable[..., None]:
    """Options of a command that looks at paths; it is given the paths, the configuration and how to look."""

    @functools.wraps(command)
    def settled(
        paths: tuple[str, ...],
        configs: tuple[str, ...],
        isolated: bool,
        packs: tuple[str, ...],
        resources: Resources,
        **rest: Any,
    ) -> None:
        remarks = {name: rest.pop(name) for name in ("note", "expires") if name in rest}
        config = options.settled(paths or (".",), configs, isolated, rest)
        command(paths, config, options.look(packs, resources), **remarks)

    for add in (
        options.packs,
        options.resources,
        options.configuration,
        options.baseline,
        options.selection,
        click.argument("paths", nargs=-1, type=click.Path(exists=True, readable=False), metavar="[PATHS]..."),
    ):
        settled = add(settled)
    return settled


def _remarks(command: Callable[..., None]) -> Callable[..., None]:
    for add in (
        click.option(
            "--expires", type=click.DateTime(["%Y-%m-%d"]), help="The last day on which the new entries hold."
        ),
        click.option("--note", default="", help="Why the new entries are there."),
    ):
        command = add(command)
    return command


@baseline.command()
@_remarks
@_run
def create(paths: tuple[str, ...], config: Config, look: Look, note: str, expires: datetime | None) -> None:
    """Write down all that is found in PATHS (default: the current directory)."""
    from fastlint.upkeep import create_baseline

    change = create_baseline(look, paths or (".",), config, note=note, expires=_day(expires))
    _say(change)
    if not config.baseline:
        click.echo(f"Use it with --baseline {_shown(change)}, or set `baseline` in the configuration.")


@baseline.command()
@_remarks
@_run
def update(paths: tuple[str, ...], config: Config, look: Look, note: str, expires: datetime | None) -> None:
    """Add what is new and remove what is gone; notes and dates stay.

    Without PATHS, those that the baseline was made over are looked at.
    """
    from fastlint.upkeep import update_baseline

    _say(update_baseline(look, paths, config, note=note, expires=_day(expires)))


@baseline.command()
@_run
def prune(paths: tuple[str, ...], config: Config, look: Look) -> None:
    """Remove the entries that nothing fits any more."""
    from fastlint.upkeep import prune_baseline

    _say(prune_baseline(look, paths, config))


@baseline.command()
@options.baseline
@options.configuration
def show(configs: tuple[str, ...], isolated: bool, **overrides: object) -> None:
    """List the entries with their notes, the expired ones marked."""
    from fastlint.baseline import read, today
    from fastlint.report import write
    from fastlint.report.harmless import harmless
    from fastlint.upkeep import baseline_of

    config: Config = options.settled((".",), configs, isolated, overrides)
    known = read(baseline_of(config))
    for entry in known.entries:
        until = f"  until {entry.expires}" if entry.expires else ""
        over = " (expired)" if entry.expires and entry.expires < today() else ""
        note = f"  # {entry.note}" if entry.note else ""
        write(harmless(f"{entry.rule}  {entry.path}  {entry.where}{until}{over}{note}") + "\n")
    expired = sum(1 for entry in known.entries if entry.expires and entry.expires < today())
    write(f"{len(known.entries)} entries, {expired} expired\n")


def _say(change: Change) -> None:
    words = [
        f"{number} {word}"
        for number, word in ((change.added, "added"), (change.removed, "removed"), (change.kept, "kept"))
        if number
    ]
    expired = f", {change.expired} of them expired: mend them or give them a new date" if change.expired else ""
    click.echo(f"{_shown(change)}: {', '.join(words) or 'no entries'}{expired}")


def _shown(change: Change) -> str:
    import os

    file = os.path.relpath(change.baseline.file)
    return change.baseline.file if file.startswith(os.pardir) else file


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None
