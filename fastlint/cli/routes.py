"""`fastlint routes`."""

from __future__ import annotations

import click

from fastlint.cli import options


@click.command()
@click.argument("path", default=".", type=click.Path(exists=True))
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--require-routes", is_flag=True, help="Exit with 2 when no route was understood.")
@options.configuration
@click.pass_context
def routes(
    ctx: click.Context, /, path: str, form: str, require_routes: bool, config_file: str | None, isolated: bool
) -> None:
    """List every route of the application in PATH, and what guards it.

    Protected means that a caller without credentials is refused before the handler does its work; public, that nothing
    refuses; and ?, that fastlint could not tell.
    """
    from fastlint.report import routes_json, routes_text
    from fastlint.run import survey

    report = survey([path], options.settled([path], config_file, isolated))
    click.echo((routes_json if form == "json" else routes_text).render(report), nl=False)
    for notice in report.notices():
        click.echo(f"fastlint: {notice}", err=True)
    code = report.exit_code(require_routes=require_routes)
    ctx.exit(code if code == 2 else 0)
