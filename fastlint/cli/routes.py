"""`fastlint routes`."""

from __future__ import annotations

import dataclasses
import sys
from typing import TYPE_CHECKING

import click

from fastlint.cli import options
from fastlint.cli.progress import ProgressLine

if TYPE_CHECKING:
    from fastlint.insight.auth import Coverage
    from fastlint.model import Route
    from fastlint.outcome import Report
    from fastlint.resources import Resources

FORMATS = ("table", "json", "csv", "markdown", "mermaid")


@click.command()
@click.argument("path", default=".", type=click.Path(readable=False))
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--public", is_flag=True, help="Show routes that let everyone through.")
@click.option("--unknown", is_flag=True, help="Show routes whose protection could not be told.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="Show routes with this tag. Repeatable.")
@click.option("--path", "globs", multiple=True, metavar="GLOB", help="Show routes whose path is like this. Repeatable.")
@click.option("--against", metavar="OLD.json", help="Compare with an inventory that --format json wrote earlier.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Color the table.")
@click.option("--require-routes", is_flag=True, help="Exit with 2 when no route was understood.")
@options.configuration
@options.resources
@click.pass_context
def routes(
    ctx: click.Context,
    /,
    path: str,
    form: str,
    public: bool,
    unknown: bool,
    tags: tuple[str, ...],
    globs: tuple[str, ...],
    against: str | None,
    color: str,
    require_routes: bool,
    configs: tuple[str, ...],
    isolated: bool,
    resources: Resources,
    **overrides: object,
) -> None:
    """List every route of the application in PATH, and what guards it.

    Protected means that a caller without credentials is refused before the handler does its work; public, that nothing
    refuses; and ?, that fastlint could not tell. For a file, its imports are followed, and nothing else is read.

    With --against, says which routes appeared, vanished or changed their protection, and exits with 1 when one lost it.
    """
    from fastlint.run import survey

    if against and (form not in ("table", "json") or public or unknown or tags or globs):
        raise click.UsageError("--against goes with --format table or json, and with no filter")
    config = options.settled([path], configs, isolated, overrides)
    with ProgressLine() as line:
        report = survey([path], config, resources=dataclasses.replace(resources, progress=line))
    shown = _filtered(report, public, unknown, tags, globs)
    lost = _compare(report, against, form) if against else _print(shown, form, color)
    for notice in report.notices():
        click.echo(f"fastlint: {notice}", err=True)
    code = report.exit_code(require_routes=require_routes)
    ctx.exit(code if code == 2 else int(lost))


def _print(report: Report, form: str, color: str) -> bool:
    from importlib import import_module
    from shutil import get_terminal_size

    from fastlint.report import routes_text, write

    if form == "table":
        is_terminal = sys.stdout.isatty()
        width = get_terminal_size().columns if is_terminal else 0
        text = routes_text.render(report, color=options.is_colored(color, is_terminal), width=width)
    else:
        text = import_module(f"fastlint.report.routes_{form}").render(report)
    write(text)
    return False


def _compare(report: Report, against: str, form: str) -> bool:
    import json

    from fastlint.report import routes_changes, routes_json, write

    old = routes_changes.read(against)
    changes = routes_changes.compare(old, routes_changes.served(json.loads(routes_json.render(report))))
    write(routes_changes.as_json(changes) if form == "json" else routes_changes.render(changes))
    return bool(changes.lost)


def _filtered(report: Report, public: bool, unknown: bool, tags: tuple[str, ...], globs: tuple[str, ...]) -> Report:
    """The report with the routes that pass every filter; --public and --unknown add up."""
    from fnmatch import fnmatchcase

    from fastlint.insight.auth import Protection

    kinds = {*([Protection.PUBLIC] if public else []), *([Protection.UNKNOWN] if unknown else [])}

    def is_shown(route: Route, verdict: Coverage) -> bool:
        return (
            (not kinds or verdict.protection in kinds)
            and (not tags or not set(tags).isdisjoint(route.tags))
            and (not globs or any(fnmatchcase(route.path, glob) for glob in globs))
        )

    return dataclasses.replace(report, coverage={r: v for r, v in report.coverage.items() if is_shown(r, v)})
