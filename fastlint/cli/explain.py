"""`fastlint explain`."""

from __future__ import annotations

import click

from fastlint.cli import options
from fastlint.problem import Problem


@click.command()
@click.argument("name", metavar="NAME|CODE")
@options.packs
def explain(name: str, packs: tuple[str, ...]) -> None:
    """Say what a rule reports, why it matters and what to do, with examples."""
    from fastlint.packs import load
    from fastlint.report import rule_pages

    catalogue = load(options.every_pack(packs))
    rule = catalogue.find(name)
    if rule is None:
        raise Problem(f"{name!r} is no rule{catalogue.suggestion(name) or '; `fastlint rules` lists all'}")
    click.echo(rule_pages.page(rule), nl=False)
