"""The group of all commands. Each is imported, and imports what it needs, only when it runs."""

from __future__ import annotations

from importlib import import_module

import click

from fastlint import __version__
from fastlint.cli import COMMANDS, INTERRUPTED
from fastlint.problem import Problem


class _Failure(click.ClickException):
    """A problem of the user's, or a defect of ours: one line on stderr, exit code 2."""

    exit_code = 2

    def show(self, file: object = None) -> None:
        from fastlint.report.harmless import harmless

        click.echo(f"fastlint: {harmless(self.message)}", err=True)


class _Fastlint(click.Group):
    """Imports a command when it is asked for, and takes what is no command as arguments of `check`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"fastlint.cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand:  # it looks for close names among commands already imported
            raise click.NoSuchCommand(args[0], possibilities=COMMANDS, ctx=ctx) from None

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = {name for parameter in self.get_params(ctx) for name in parameter.opts}
        if args and args[0] not in COMMANDS and args[0] not in own and _is_for_check(args[0]):
            args = ["check", *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except Problem as problem:
            raise _Failure(str(problem)) from problem
        except KeyboardInterrupt:
            raise click.exceptions.Exit(INTERRUPTED) from None
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            from traceback import format_exc

            click.echo(format_exc(), err=True, nl=False)
            raise _Failure(f"internal error, please report it: {type(error).__name__}: {error}") from error


def _is_for_check(argument: str) -> bool:
    """Options, and whatever looks like a path or is one; a misspelt command is left for click to correct."""
    from os.path import lexists

    return argument.startswith("-") or "/" in argument or "." in argument or lexists(argument)


@click.group(cls=_Fastlint, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="fastlint", message="%(prog)s %(version)s")
def cli() -> None:
    """Static analysis for FastAPI: rebuild the application from its code, judge it, run nothing.

    `fastlint PATH` is short for `fastlint check PATH`.
    """
