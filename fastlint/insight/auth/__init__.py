"""Which routes are protected, public or unknown, and why."""

from fastlint.insight.auth.coverage import AuthCoverage, Coverage, Protection

__all__ = ["AuthCoverage", "Coverage", "Protection"]
