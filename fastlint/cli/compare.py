"""`fastlint compare`."""

from __future__ import annotations

import click

from fastlint.cli import options


@click.command()
@click.argument("old", type=click.Path(exists=True, dir_okay=False), metavar="OLD.json")
@click.argument("new", type=click.Path(exists=True, dir_okay=False), metavar="NEW.json")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@options.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note"]),
    default="warning",
    help="Exit with 1 for a new finding from here on. [default: warning]",
)
@click.pass_context
def compare(ctx: click.Context, /, old: str, new: str, form: str, fail_on: str) -> None:
    """Say which findings are new or fixed, and which routes changed their protection, between two JSON reports.

    The reports are those of `fastlint check --output-format json`. Ends with 1 when something got worse: a new finding,
    or a route that lost its protection.
    """
    from fastlint.finding import Severity
    from fastlint.report import findings_changes, write

    changes = findings_changes.compare(findings_changes.read(old), findings_changes.read(new))
    write(findings_changes.as_json(changes) if form == "json" else findings_changes.render(changes))
    ctx.exit(changes.exit_code(Severity(fail_on)))
