"""Linking that loses no more than the file that the linker itself fails on."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Mapping

from fastlint.ir.nodes import ModuleIR
from fastlint.link.project import link
from fastlint.model import Module, Project
from fastlint.problem import Problem, told
from fastlint.source.failure import Failure, FailureKind

_MOST_FAILURES = 20
"""So many files may be left out: a linker that fails on more understands nothing."""

Forms = dict[str, ModuleIR | Failure]


def linked(
    forms: Mapping[str, ModuleIR | Failure], known: Iterable[str], version: tuple[int, ...]
) -> tuple[Project, Forms]:
    """The project, and `forms` with a failure for each file that the linker failed on. For the rest, see `link`.

    Raises Problem when it fails on more than a few, or on none in particular.
    """
    left: Forms = dict(forms)
    paths = {*forms, *known}
    for attempt in range(_MOST_FAILURES + 1):
        lowered = {path: form for path, form in left.items() if not isinstance(form, Failure)}
        try:
            return link(lowered, paths, version), left
        except Exception as error:
            met = _met(error)
            if met not in lowered or attempt == _MOST_FAILURES:
                raise Problem(
                    f"Linking the files to an application failed{f' on {met}' if met else ''}: {told(error)}. "
                    "This is a defect of fastlint: please report it"
                ) from error
            reason = f"met a defect of fastlint, please report it: {told(error)}"
            left[met] = Failure(FailureKind.CRASH, reason)
    raise AssertionError("the last attempt returns or raises")


def _met(error: Exception) -> str:
    """The path of the file that the failing code held, "" when it held none."""
    modules = [
        value
        for frame, _ in traceback.walk_tb(error.__traceback__)
        for local in frame.f_locals.values()
        for value in (local, getattr(local, "module", None))
        if isinstance(value, Module)
    ]
    return modules[-1].path if modules else ""
