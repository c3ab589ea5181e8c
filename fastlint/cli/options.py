"""Options that several commands share, and what becomes of them."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click
from click.core import ParameterSource

from fastlint.finding import Confidence, Persona, Severity

if TYPE_CHECKING:
    from fastlint.config import Config
    from fastlint.resources import Resources
    from fastlint.upkeep import Look

_Command = TypeVar("_Command", bound=Callable[..., Any])


class Names(click.ParamType[tuple[str, ...]]):
    """Names, codes or families of rules, separated by commas."""

    name = "rules"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Split at the commas."""
        if isinstance(value, str):
            return tuple(name.strip() for name in value.split(",") if name.strip())
        return tuple(value) if isinstance(value, (list, tuple)) else ()


class PerFile(click.ParamType[tuple[str, tuple[str, ...]]]):
    """`PATTERN:NAMES`."""

    name = "per-file"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, tuple[str, ...]]:
        """Split at the last colon: a pattern may hold more of them, names do not."""
        pattern, _, names = str(value).rpartition(":")
        if not pattern or not names:
            self.fail(f"{value!r} is not of the form PATTERN:NAMES, as in 'legacy/**:sql-injection,FL3'", param, ctx)
        return pattern, tuple(name.strip() for name in names.split(",") if name.strip())


class _Option(click.Option):
    """Names the variable in an error about its value."""

    def get_error_hint(self, ctx: click.Context | None) -> str:
        """`'--persona'`, or the variable when that is where the value stands."""
        source = ctx.get_parameter_source(self.name or "") if ctx else None
        return f"{self.envvar!r}" if source is ParameterSource.ENVIRONMENT else super().get_error_hint(ctx)


def option(*names: str, **settings: Any) -> Callable[[_Command], _Command]:
    """An option that may also be set by a variable: `--fail-on` by FASTLINT_FAIL_ON."""
    variable = "FASTLINT_" + names[0].lstrip("-").replace("-", "_").upper()
    return click.option(*names, cls=_Option, envvar=variable, **settings)


def packs(command: _Command) -> _Command:
    """`--pack PATH`."""
    return option(
        "--pack", "packs", multiple=True, metavar="PATH", help="Load rules from this file or folder too. Runs its code."
    )(command)


def baseline(command: _Command) -> _Command:
    """`--baseline FILE`."""
    return option("--baseline", metavar="FILE", help="Leave out the findings that this file says are known.")(command)


def configuration(command: _Command) -> _Command:
    """`--config FILE|KEY=VALUE`, `--isolated` and `--target-fastapi VERSION`."""
    for add in (
        option(
            "--target-fastapi",
            metavar="VERSION",
            help="FastAPI's version, in place of what the project's lock files and requirements say.",
        ),
        option(
            "--force-exclude",
            is_flag=True,
            default=None,
            help="Leave out what is excluded also when it is named on the command line.",
        ),
        option("--isolated", is_flag=True, help="Read no configuration file."),
        option(
            "--config",
            "configs",
            multiple=True,
            metavar="FILE|KEY=VALUE",
            help="Read this configuration file and no other, or set one key. Repeatable.",
        ),
    ):
        command = add(command)
    return command


def resources(command: _Command) -> _Command:
    """`--jobs`, `--cache-dir` and `--no-cache`, handed over as one `resources`."""

    @functools.wraps(command)
    def resourceful(*args: Any, jobs: int | None, cache_dir: str | None, no_cache: bool, **others: Any) -> object:
        from fastlint.cache.place import directory
        from fastlint.resources import Resources

        cache = "" if no_cache else os.path.abspath(cache_dir) if cache_dir else directory()
        return command(*args, resources=Resources(cache, jobs or 0), **others)

    options = (
        click.option(
            *("-j", "--jobs"),
            type=click.IntRange(min=1),
            metavar="N",
            envvar="FASTLINT_JOBS",
            help="How many processes may work at once. [default: as many as there are processors]",
        ),
        click.option("--no-cache", is_flag=True, envvar="FASTLINT_NO_CACHE", help="Neither use nor fill the cache."),
        click.option(
            "--cache-dir",
            metavar="DIR",
            envvar="FASTLINT_CACHE_DIR",
            help="Keep the cache here. [default: the user's cache directory]",
        ),
    )
    result: Callable[..., Any] = resourceful
    for option in options:
        result = option(result)
    return cast("_Command", result)


def selection(command: _Command) -> _Command:
    """What overrides the configuration's choice of rules and findings."""
    for add in (
        option("--fail-on", type=_choice(Severity), help="Exit with 1 from here on. [default: warning]"),
        option(
            "--min-confidence", type=_choice(Confidence), help="Show findings at least this sure. [default: medium]"
        ),
        option("--min-severity", type=_choice(Severity), help="Show findings at least this grave. [default: note]"),
        option("--persona", type=_choice(Persona), help="How much to report. [default: regular]"),
        option(
            "--per-file-ignores",
            type=PerFile(),
            multiple=True,
            metavar="PATTERN:NAMES",
            help="Rules to leave out in some files. Repeatable.",
        ),
        option("--ignore", type=Names(), help="Rules to leave out."),
        option("--extend-select", type=Names(), help="Rules to run beside those selected."),
        option("--select", type=Names(), help="Rules to run: names, codes, families; commas between them."),
    ):
        command = add(command)
    return command


def settled(
    paths: Sequence[str], configs: Sequence[str], isolated: bool, overrides: dict[str, Any] | None = None
) -> Config:
    """The configuration in force: the named file, the nearest one or none, and over it the environment's word, each
    `key=value`, and the command line's.
    """
    from fastlint import config

    files = [one for one in configs if not _is_assignment(one)]
    if len(files) > 1:
        raise click.UsageError(f"--config names more than one file: {', '.join(files)}")
    if isolated and files:
        raise click.UsageError("--isolated and --config FILE exclude each other")
    found = config.Config() if isolated else config.read(files[0]) if files else config.nearest(paths)
    given = {name: value for name, value in (overrides or {}).items() if value is not None and value != ()}
    if "per_file_ignores" in given:
        given["per_file_ignores"] = _joined(given["per_file_ignores"])
    context, here = click.get_current_context(), os.getcwd()
    for name in [name for name in given if context.get_parameter_source(name) is ParameterSource.ENVIRONMENT]:
        origin = config.Origin(f"FASTLINT_{name.upper()} in the environment", here)
        found = config.override(found, {name: given.pop(name)}, origin)
    for one in configs:
        if _is_assignment(one):
            found = config.assigned(found, one, config.Origin("--config", here))
    return config.override(found, given)


def look(packs: Sequence[str], resources: Resources) -> Look:
    """How paths are judged with these packs and resources."""
    from fastlint.run import check

    return functools.partial(check, packs=packs, resources=resources)


def every_pack(paths: Sequence[str]) -> list[str]:
    """The packs that are named and those of the user's own configuration, for commands that read no other."""
    from fastlint import config

    return [*config.user().pack_paths, *paths]


def _is_assignment(text: str) -> bool:
    return "=" in text and not os.path.exists(text)


def _joined(pairs: Sequence[tuple[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for pattern, names in pairs:
        table[pattern] = (*table.get(pattern, ()), *names)
    return table


def is_colored(choice: str, is_terminal: bool) -> bool:
    """Whether to color: as told, else as NO_COLOR and FORCE_COLOR say, else on a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or is_terminal


def _choice(kind: type[Severity] | type[Confidence] | type[Persona]) -> click.Choice[str]:
    return click.Choice([member.value for member in kind])
