"""`fastlint new`."""

from __future__ import annotations

import click


@click.command()
@click.argument("family")
@click.argument("name")
@click.option("--code", default="", help="The rule's code. [default: the next one of the family]")
@click.option(
    "--into",
    "directory",
    type=click.Path(exists=True, file_okay=False),
    default=".",
    help="The directory that holds the family's folder. [default: the current one]",
)
def new(family: str, name: str, code: str, directory: str) -> None:
    """Begin a rule of your own: FAMILY is a folder of rules, NAME what the rule reports, like `missing-owner-tag`.

    Writes a file that works as it is, and a test of the examples in it.
    """
    import os

    from fastlint.report.harmless import harmless
    from fastlint.scaffold import new_rule

    made = new_rule(family, name, os.path.relpath(directory), code)
    for file in made.written:
        click.echo(f"wrote {harmless(os.path.normpath(file))}")
    pack, rule, tests = (
        harmless(os.path.normpath(path)) if path else "" for path in (made.pack, made.rule, made.tests)
    )
    click.echo(f"\n1. Say in {rule} what the rule reports, with examples.")
    click.echo(f"2. Test it: pytest {tests}" if tests else "2. Test it with the tests of its pack.")
    click.echo(f"3. Run it: fastlint check --pack {pack} PATH")
