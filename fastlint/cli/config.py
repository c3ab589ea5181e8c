"""`fastlint config`."""

from __future__ import annotations

import click

from fastlint.cli import options


@click.command()
@click.argument("key", required=False, default="")
@click.option(
    "--at", "path", type=click.Path(exists=True), default=".", help="Show what holds for this path. [default: .]"
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--schema", "is_schema", is_flag=True, help="Print the JSON schema of the configuration, for editors.")
@options.selection
@options.configuration
@options.packs
def config(
    key: str,
    path: str,
    form: str,
    is_schema: bool,
    configs: tuple[str, ...],
    isolated: bool,
    packs: tuple[str, ...],
    **overrides: object,
) -> None:
    """Show what is in force, all of it or KEY, and where each value comes from.

    KEY is written as in the file: `fail-on`, or `rules.NAME` for all that holds for one rule.
    """
    from fastlint.packs import load
    from fastlint.report import settings, write

    if is_schema:
        write(settings.schema(load(options.every_pack(packs))))
        return
    found = options.settled([path], configs, isolated, overrides)
    shown = settings.settings(found, load((*found.pack_paths, *packs)), key)
    write(settings.as_json(shown, found) if form == "json" else settings.as_text(shown, key))
