"""The command line. Commands only translate: arguments in, a call of the engine, text out.

Nothing but click and the standard library is imported before a command runs, so `--help` is immediate; each command
imports what it needs. A run for which there is a record imports not even click.
"""

from __future__ import annotations

import gc
import os
import sys

from fastlint import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fastlint.cache.runs import Record

COMMANDS = ("check", "routes", "explain", "rules", "baseline", "compare", "config", "init", "new", "clean")
"""One per file of this folder, in the order of the help text."""

RECORDED = ("check", "routes")
"""The commands whose runs are recorded, to be answered at once while nothing changes."""

INTERRUPTED = 130


def __getattr__(name: str) -> object:
    """`cli`, the group of all commands, with all that it imports."""
    if name != "cli":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from fastlint.cli.group import cli

    return cli


def console_script() -> None:
    """`main`, and the end of the process at once: to free all that a run keeps, piece by piece, takes a tenth of it."""
    try:
        main()
    except SystemExit as end:
        if isinstance(end.code, int) and _is_all_written():
            os._exit(end.code)
        raise


def _is_all_written() -> bool:
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    except OSError:  # Python tries once more as it ends, and has its own way to say so
        return False
    return True


def main() -> None:
    """The command line, called; it ends with SystemExit."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    _distrust(sys.argv[1:])
    try:
        _run(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def _run(arguments: list[str]) -> None:
    if arguments == ["--version"]:
        print(f"fastlint {__version__}")  # noqa: T201  # click alone would take five times as long
        sys.exit(0)
    if not _is_recorded(arguments):
        _invoke()
        return
    from fastlint.cache.runs import recall

    record = recall(arguments)
    if record is not None and (not record.edited or _holds(record, arguments)):
        sys.exit(record.tell())
    from fastlint.cache.recording import recorded

    with recorded(arguments):
        _invoke()


def _holds(record: Record, arguments: list[str]) -> bool:
    from fastlint.cache.runs import folder
    from fastlint.revalidation import holds

    return holds(record, folder(arguments))


def _distrust(arguments: list[str]) -> None:
    """Take the directories that are looked at off `sys.path`, whoever put them there: what lies in them must not run.

    What is above them counts too, save where this very installation lies.
    """
    scanned = {os.path.realpath(path) + os.sep for path in (os.curdir, *arguments) if os.path.isdir(path)}
    home = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    for entry in os.environ.get("PYTHONPATH", "").split(os.pathsep):
        real = os.path.realpath(entry or os.curdir) + os.sep
        if any(path.startswith(real) for path in scanned) and real != home + os.sep:
            sys.path[:] = [path for path in sys.path if os.path.realpath(path or os.curdir) + os.sep != real]


def _is_recorded(arguments: list[str]) -> bool:
    others = {"-h", "--help", "--version", *COMMANDS} - {*RECORDED}
    return bool(arguments) and arguments[0] not in others and {"-h", "--help", "-"}.isdisjoint(arguments)


def _invoke() -> None:
    from fastlint.cli.group import cli

    gc.disable()  # a run is over soon, and looking for cycles among all that it keeps takes a seventh of it
    cli(prog_name="fastlint")
