"""What a project says about itself in its configuration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fastlint.insight import insight


@dataclass(frozen=True)
class _Declaration:
    """The fields of `Declared`, apart, so that `Declared` itself can be built from nothing."""

    public_paths: tuple[str, ...] = ()
    auth_dependencies: tuple[str, ...] = ()
    limiters: tuple[str, ...] = ()
    sanitizers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sinks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@insight
class Declared(_Declaration):
    """The project's own word: rules and insights ask for it like for any insight.

    `public_paths` are patterns of route paths that are public on purpose (`/health`, `/public/*`);
    `auth_dependencies` and `limiters` are dotted names of callables that count as guards and as rate limits.
    `sanitizers` and `sinks` are dotted names with the rules that they are meant for; `Flows` sees to them.
    A run provides it from the configuration; without one it declares nothing.
    """
