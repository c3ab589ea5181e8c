"""The work on one file, from its bytes to its lean form.

It depends on the file's bytes and the limits alone, and neither takes nor gives anything but plain values: it can be
cached by content and run in any executor.
"""

from __future__ import annotations

from fastlint.ir.lower import lower
from fastlint.ir.nodes import ModuleIR
from fastlint.source.failure import DEFAULTS, Failure, FailureKind, Limits
from fastlint.source.parse import deep_recursion, parse
from fastlint.source.read import Source, SourceFile, read


def analyse(file: SourceFile, limits: Limits = DEFAULTS) -> ModuleIR | Failure:
    """The lean form of `file`, or why there is none."""
    source = read(file.path, limits)
    return source if isinstance(source, Failure) else analyse_text(source, limits)


def analyse_text(source: Source, limits: Limits = DEFAULTS) -> ModuleIR | Failure:
    """The same for a text that need not be in a file."""
    module = parse(source, limits)
    if isinstance(module, Failure):
        return module
    try:
        with deep_recursion():
            return lower(module, source.text)
    except RecursionError:
        return Failure(FailureKind.LIMIT, "is nested too deeply to be analysed")
