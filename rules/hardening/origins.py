"""What a CORS policy says, by the arguments of the middleware."""

from collections.abc import Iterator
from dataclasses import dataclass

from fastlint.insight.defaults import Defaults, Possible
from fastlint.insight.middleware import Added, MiddlewareStack

from ..knowledge.cross_origin import CORS, SPECIAL_ORIGINS, accepts_everything
from ..knowledge.library import LIBRARY


@dataclass(frozen=True, slots=True)
class Policy:
    """One use of the CORS middleware: whose requests it lets in, and whether with the user's cookies."""

    added: Added
    origins: Possible
    patterns: Possible
    credentials: Possible

    @property
    def is_for_everyone(self) -> bool:
        """Whether any web site is let in."""
        return "*" in self.origins.constants or any(map(accepts_everything, self.patterns.texts()))

    @property
    def is_fallback(self) -> bool:
        """Whether a setting that names origins by default decides, and any web site is only let in without it."""
        return self.origins.is_configured and any(text != "*" for text in self.origins.texts())

    @property
    def has_credentials(self) -> bool:
        """Whether the user's cookies are let in as well."""
        return any(constant is True for constant in self.credentials.constants)

    @property
    def is_certain(self) -> bool:
        """Whether nothing but the code decides."""
        parts = (self.origins, self.patterns, self.credentials)
        return not any(part.is_configured or part.is_open for part in parts) and len(self.credentials.constants) == 1

    @property
    def has_null(self) -> bool:
        """Whether the origin `null` is let in."""
        return any(origin.lower() in SPECIAL_ORIGINS for origin in self.origins.texts())


def policies(stack: MiddlewareStack, defaults: Defaults) -> Iterator[Policy]:
    """The CORS policies of a project."""
    for added in stack.added(CORS, LIBRARY):
        of = {name: defaults.of(value, LIBRARY) for name, value in added.given.items()}
        origins, patterns = (of.get(name, Possible()) for name in ("allow_origins", "allow_origin_regex"))
        yield Policy(added, origins, patterns, of.get("allow_credentials", Possible()))
