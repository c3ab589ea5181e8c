"""All files' lean forms -> one `Project`: names resolved, the code that builds the app evaluated."""

from fastlint.link.project import link

__all__ = ["link"]
