"""Options that several commands share, and what becomes of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from fastlint.finding import Confidence, Persona, Severity

if TYPE_CHECKING:
    from fastlint.config import Config

_Command = TypeVar("_Command", bound=Callable[..., Any])


class Names(click.ParamType[tuple[str, ...]]):
    """Names, codes or families of rules, separated by commas."""

    name = "rules"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Split at the commas."""
        if isinstance(value, str):
            return tuple(name.strip() for name in value.split(",") if name.strip())
        return tuple(value) if isinstance(value, (list, tuple)) else ()


def packs(command: _Command) -> _Command:
    """`--pack PATH`."""
    option = click.option(
        "--pack", "packs", multiple=True, metavar="PATH", help="Load rules from this file or folder too. Runs its code."
    )
    return option(command)


def configuration(command: _Command) -> _Command:
    """`--config FILE`, `--isolated` and `--target-fastapi VERSION`."""
    for option in (
        click.option(
            "--target-fastapi",
            metavar="VERSION",
            help="FastAPI's version, in place of what the project's lock files and requirements say.",
        ),
        click.option("--isolated", is_flag=True, help="Read no configuration file."),
        click.option("--config", "config_file", metavar="FILE", help="Read this configuration file and no other."),
    ):
        command = option(command)
    return command


def selection(command: _Command) -> _Command:
    """What overrides the configuration's choice of rules and findings."""
    for option in (
        click.option(
            "--min-confidence", type=_choice(Confidence), help="Show findings at least this sure. [default: medium]"
        ),
        click.option(
            "--min-severity", type=_choice(Severity), help="Show findings at least this grave. [default: note]"
        ),
        click.option("--persona", type=_choice(Persona), help="How much to report. [default: regular]"),
        click.option("--ignore", type=Names(), help="Rules to leave out."),
        click.option("--extend-select", type=Names(), help="Rules to run beside those selected."),
        click.option("--select", type=Names(), help="Rules to run: names, codes, families; commas between them."),
    ):
        command = option(command)
    return command


def settled(
    paths: Sequence[str], config_file: str | None, isolated: bool, overrides: dict[str, object] | None = None
) -> Config:
    """The configuration in force: the named file, the nearest one or none, and what the command line overrides."""
    from fastlint import config

    if isolated and config_file:
        raise click.UsageError("--isolated and --config exclude each other")
    found = config.Config() if isolated else config.read(config_file) if config_file else config.nearest(paths)
    return config.override(found, {key: value for key, value in (overrides or {}).items() if value is not None})


def is_colored(choice: str, is_terminal: bool) -> bool:
    """Whether to color: as told, else as NO_COLOR and FORCE_COLOR say, else on a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or is_terminal


def _choice(kind: type[Severity] | type[Confidence] | type[Persona]) -> click.Choice[str]:
    return click.Choice([member.value for member in kind])
