"""Which routes are protected, public or unknown, and why."""

from fastlint.insight.auth.coverage import AuthCoverage, Coverage, Protection
from fastlint.insight.auth.foreign import is_guard

__all__ = ["AuthCoverage", "Coverage", "Protection", "is_guard"]
