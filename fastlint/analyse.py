"""The work on one file, from its bytes to its lean form.

It depends on the bytes and the limits alone, and neither takes nor gives anything but plain values: it can be
cached by content and run in any executor.
"""

from __future__ import annotations

import msgspec

from fastlint.ir.nodes import ModuleIR
from fastlint.problem import told
from fastlint.source.depth import deep_recursion, undisturbed
from fastlint.source.failure import DEFAULTS, HARMLESS, Failure, FailureKind, Limits
from fastlint.source.read import Source, decode

Form = ModuleIR | Failure
Task = tuple[bytes, bool]
"""The bytes of a file, and whether it is to be analysed; else it is only to be said why it could not be."""

_FORM: msgspec.msgpack.Decoder[Form | None] = msgspec.msgpack.Decoder(Form | None)


def analyse(data: bytes, limits: Limits = DEFAULTS) -> Form:
    """The lean form of a file that holds `data`, or why there is none. Raises nothing: no file may end the run."""
    try:
        source = decode(data)
        return source if isinstance(source, Failure) else analyse_text(source, limits)
    except MemoryError:
        return Failure(FailureKind.CRASH, f"takes more memory than `max-memory` allows ({limits.max_memory} MB)")
    except Exception as error:
        return Failure(FailureKind.CRASH, f"met an internal error: {told(error)}")


def analyse_text(source: Source, limits: Limits = DEFAULTS) -> Form:
    """The same for a text that need not be in a file."""
    from fastlint.ir.invalid import InvalidCode
    from fastlint.ir.lower import lower
    from fastlint.source.parse import parse

    module = parse(source, limits)
    if isinstance(module, Failure):
        return module
    try:
        with undisturbed():
            return lower(module, source.text)
    except InvalidCode as invalid:
        return Failure(FailureKind.SYNTAX, f"is not valid Python: {invalid.reason}", *invalid.place(source.text))
    except RecursionError:
        return Failure(FailureKind.LIMIT, "is nested too deeply to be analysed")


def refusal(data: bytes, limits: Limits = DEFAULTS) -> Failure | None:
    """Why a file that need not be analysed could not be, None when it could."""
    from fastlint.source.parse import is_python

    source = decode(data)
    if isinstance(source, Source) and is_python(source, limits):
        return None
    form = analyse(data, limits)
    return form if isinstance(form, Failure) else None


def is_harmless(data: bytes) -> bool:
    """Whether a file can be analysed in this very process: it is small and simple."""
    from fastlint.source.preflight import preflight

    if len(data) > HARMLESS.max_file_size:
        return False
    source = decode(data)
    return isinstance(source, Failure) or preflight(source.text, HARMLESS) is None


def done(task: Task, limits: Limits = DEFAULTS) -> bytes:
    """The encoded form of a file, or what `refusal` says of it."""
    data, is_whole = task
    return encoded(analyse(data, limits) if is_whole else refusal(data, limits))


def all_done(tasks: list[Task], limits: Limits = DEFAULTS) -> list[bytes]:
    """The same for several files: what an executor is given."""
    return [done(task, limits) for task in tasks]


def encoded(form: Form | None) -> bytes:
    """A form as the cache keeps it and as processes send it; None for a file that could be analysed and need not be."""
    with deep_recursion():
        return msgspec.msgpack.encode(form)


def decoded(data: bytes) -> Form | None:
    """The form that `encoded` made `data` of. Raises msgspec.MsgspecError for anything else."""
    with deep_recursion():
        return _FORM.decode(data)
