"""Which routes are protected, public or unknown, and why."""

from fastlint.insight.auth.coverage import AuthCoverage
from fastlint.insight.auth.foreign import is_guard
from fastlint.insight.auth.protection import Coverage, Protection, SwitchedOff

__all__ = ["AuthCoverage", "Coverage", "Protection", "SwitchedOff", "is_guard"]
