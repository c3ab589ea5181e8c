"""`fastlint init`."""

from __future__ import annotations

import os
from difflib import unified_diff
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from fastlint.adopt import Plan, Proposal


@click.command()
@click.argument("directory", default=".", type=click.Path(exists=True, file_okay=False))
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@click.option("-y", "--yes", is_flag=True, help="Write without asking.")
@click.pass_context
def init(ctx: click.Context, /, directory: str, dry_run: bool, yes: bool) -> None:
    """Set a project up: configuration, pre-commit hook, workflow for GitHub.

    Shows what it will write and asks first. What a file already holds stays as it is; what is there already is left
    alone. Ends with 2 when a file could not be added to.
    """
    from fastlint.adopt import apply, plan
    from fastlint.adopt.origin import origin

    found = origin()
    made = plan(directory, found)
    _show(made)
    if made.proposals and not found.requirement:
        _say(
            "fastlint was installed from a directory here, where others cannot get it: look at how hook and workflow do"
        )
    if made.proposals and not dry_run:
        files = "this file" if len(made.proposals) == 1 else f"these {len(made.proposals)} files"
        if not yes:
            click.confirm(f"Write {files}?", abort=True, err=True)
        apply(made)
        for proposal in made.proposals:
            _say(f"wrote {_shown(proposal.path)}")
    ctx.exit(2 if made.obstacles else 0)


def _show(made: Plan) -> None:
    from fastlint.report.harmless import harmless

    for path, what in made.settled:
        _say(f"{_shown(path)} {what} already")
    for proposal in made.proposals:
        for line in _diff(proposal):
            click.echo(harmless(line))
    for obstacle in made.obstacles:
        _say(f"{_shown(obstacle.path)} is left alone: {harmless(obstacle.reason)}. Put this into it by hand:")
        click.echo(obstacle.text, err=True)
    if not made.proposals and not made.obstacles:
        _say("nothing to write")


def _diff(proposal: Proposal) -> list[str]:
    before, after = (proposal.before or "").splitlines(), proposal.after.splitlines()
    shown = _shown(proposal.path)
    old = shown if proposal.before is not None else "/dev/null"
    return [line.rstrip("\n") for line in unified_diff(before, after, old, shown, lineterm="")]


def _shown(path: str) -> str:
    from fastlint.report.harmless import harmless

    return harmless(os.path.relpath(path))


def _say(text: str) -> None:
    click.echo(f"fastlint: {text}", err=True)
