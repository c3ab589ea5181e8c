"""What ends a run before it begins."""

from __future__ import annotations


class Problem(Exception):
    """Something that the user has to mend first; the message says what, where and how. Exit code 2."""
