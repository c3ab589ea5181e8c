"""`fastlint check`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from fastlint.cli import manner as manners
from fastlint.cli import options, outputs
from fastlint.cli.progress import ProgressLine
from fastlint.report import REPORTERS

if TYPE_CHECKING:
    from fastlint.resources import Resources


@click.command()
@click.argument("paths", nargs=-1, type=manners.GivenPath(), metavar="[PATHS]...")
@options.selection
@click.option(
    "--output-format",
    "wanted",
    multiple=True,
    type=outputs.Output(),
    metavar="FORMAT[:FILE]",
    help=f"{', '.join(REPORTERS)}; to a file when one is named. Repeatable. [default: text]",
)
@click.option(
    "--sarif-suppressed",
    "with_silenced",
    is_flag=True,
    help="Write what comments and the baseline keep silent into SARIF too, marked as suppressed.",
)
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Color the text.")
@click.option("--stdin-filename", metavar="NAME", help="Read - from standard input, as if it were this file.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 although there are findings.")
@click.option("--require-routes", is_flag=True, help="Exit with 2 when no route was understood.")
@click.option(
    "--report-only-given",
    "only_given",
    is_flag=True,
    help="Analyse the whole project, report what touches PATHS alone.",
)
@manners.manner
@options.option("--diff-base", metavar="REF", default="", help="Leave out what was there at this git revision.")
@options.baseline
@options.configuration
@options.resources
@options.packs
@click.pass_context
def check(
    ctx: click.Context,
    /,
    paths: tuple[str, ...],
    wanted: tuple[tuple[str, str], ...],
    with_silenced: bool,
    color: str,
    stdin_filename: str | None,
    exit_zero: bool,
    require_routes: bool,
    only_given: bool,
    configs: tuple[str, ...],
    isolated: bool,
    resources: Resources,
    packs: tuple[str, ...],
    diff_base: str,
    manner: manners.Manner,
    **overrides: object,
) -> None:
    """Report what is wrong with the FastAPI application in PATHS (default: the current directory).

    Exit codes: 0 clean; 1 findings at or above --fail-on; 2 usage, configuration, an internal error, a file that could
    not be analysed for another reason than its own syntax, or no route understood under --require-routes.
    """
    from fastlint.run import check as run

    paths, contents = manners.standard_input(paths or (".",), stdin_filename)
    outputs.refuse_early(wanted)
    config = options.settled(paths, configs, isolated, overrides)
    if manner.show_settings or manner.show_files:
        manners.show(manner, paths, config, packs)
        return
    with ProgressLine() as line:
        told = resources if manner.quiet else replace(resources, progress=line)
        report = run(
            paths, config, packs=packs, contents=contents, only_given=only_given, diff_base=diff_base, resources=told
        )
    if manner.add_ignores:
        ctx.exit(manners.ignore(manner, report, config))
    outputs.deliver(report, wanted, color, with_silenced=with_silenced, quiet=manner.quiet)
    manners.remark(manner, report, config, is_text=outputs.is_text(wanted))
    code = report.exit_code(config.fail_on, require_routes=require_routes)
    ctx.exit(0 if exit_zero and code == 1 else code)
