"""Typed questions about a project, answered at most once and only when a rule asks.

An insight is a class marked with `@insight` whose constructor declares, by annotation, what it needs:
the `Project` and other insights. A rule asks for it by annotating a parameter with it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast, get_type_hints

from fastlint.model import Project

T = TypeVar("T")

_MARK = "__fastlint_insight__"


class InsightError(Exception):
    """An insight that cannot be built: a cycle, or a constructor parameter that nothing provides."""


def insight(cls: type[T]) -> type[T]:
    """Make `cls` available to rules and to other insights by annotation."""
    setattr(cls, _MARK, True)
    return cls


def is_insight(cls: object) -> bool:
    """Whether `cls` is a class marked with `@insight`."""
    return isinstance(cls, type) and _MARK in vars(cls)


def needs(function: Callable[..., object]) -> dict[str, object]:
    """Parameter name -> annotation of a rule or an insight's constructor, without `self` and the result."""
    hints = get_type_hints(function)
    names = [name for name in inspect.signature(function).parameters if name != "self"]
    return {name: hints.get(name) for name in names}


def rests_on(cls: type, other: type) -> bool:
    """Whether an insight is `other`, or is built from it, directly or through others."""
    if cls is other or not is_insight(cls) or "__init__" not in vars(cls):
        return cls is other
    needed = needs(vars(cls)["__init__"]).values()
    return any(isinstance(each, type) and rests_on(each, other) for each in needed)


class Insights:
    """The insights of one run. Each is built when first asked for and kept.

    `settings` is what configuration declares, for insights that ask for it by its class.
    """

    def __init__(self, project: Project, provided: Mapping[type, object] | None = None) -> None:
        self._built: dict[object, object] = {Project: project}
        for cls, value in (provided or {}).items():
            self._built[cls] = value
        self._building: list[type] = []

    def get(self, cls: type[T]) -> T:
        """The one instance of `cls`; raises InsightError for a cycle or an unknown need."""
        if cls in self._built:
            return cast("T", self._built[cls])
        if cls in self._building:
            chain = " -> ".join(c.__name__ for c in [*self._building, cls])
            raise InsightError(f"insights need each other in a circle: {chain}")
        if not is_insight(cls):
            raise InsightError(f"{getattr(cls, '__name__', cls)} is not an insight: mark the class with @insight")
        self._building.append(cls)
        try:
            arguments: dict[str, Any] = {}
            if "__init__" in vars(cls):
                arguments = {name: self.get(cast("type", needed)) for name, needed in needs(cls.__init__).items()}
            self._built[cls] = cls(**arguments)
        finally:
            self._building.pop()
        return cast("T", self._built[cls])
