"""What ends a run before it begins, and how an exception is told."""

from __future__ import annotations

import os


class Problem(Exception):
    """Something that the user has to mend first; the message says what, where and how. Exit code 2."""


def told(error: BaseException) -> str:
    """An exception in one line, with the place that raised it."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    # The name alone: reports must not differ with the place where fastlint is installed.
    where = f"{os.path.basename(frames[-1].filename)}:{frames[-1].lineno}" if frames else "unknown place"
    return f"{type(error).__name__}: {error} ({where})"
