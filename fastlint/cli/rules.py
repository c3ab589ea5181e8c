"""`fastlint rules`."""

from __future__ import annotations

import click

from fastlint.cli import options


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@options.packs
def rules(form: str, packs: tuple[str, ...]) -> None:
    """List all rules with code, severity, persona and title."""
    from fastlint.packs import load
    from fastlint.report import rule_pages

    catalogue = load(options.every_pack(packs))
    click.echo(rule_pages.as_json(catalogue.rules) if form == "json" else rule_pages.table(catalogue.rules), nl=False)
