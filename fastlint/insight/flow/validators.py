"""The functions that pydantic runs on values before the code that uses them gets any.

Source: pydantic 2 documentation on validators; `validator` and `root_validator` are those of pydantic 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fastlint.insight.annotations import Annotations
from fastlint.insight.flow.values import Path
from fastlint.ir import nodes
from fastlint.model import Class, Function, Module

_OF_FIELD = frozenset({"field_validator", "validator"})
_OF_MODEL = frozenset({"model_validator", "root_validator"})
_IN_ANNOTATION = frozenset(
    f"pydantic.{home}{kind}Validator"
    for home in ("", "functional_validators.")
    for kind in ("After", "Before", "Plain", "Wrap")
)


class Validator(NamedTuple):
    """A function, and where it is given the value: the position of its parameter, and the path in that."""

    function: Function
    position: int
    path: Path = ()


def in_class(cls: Class, field: str) -> Iterator[Validator]:
    """The methods of a schema that validate one of its fields, or the schema as a whole."""
    for method in cls.methods.values():
        for decorator in method.ir.decorators:
            called = decorator.func if isinstance(decorator, nodes.Call) else decorator
            name = called.name if isinstance(called, (nodes.Ref, nodes.Attribute)) else ""
            if name in _OF_FIELD and isinstance(decorator, nodes.Call) and _is_named(decorator, field):
                yield Validator(method, 1)
            elif name in _OF_MODEL:
                yield Validator(method, int(not _is_after(decorator)), (field,))


def annotated(annotations: Annotations, module: Module, annotation: nodes.Expr) -> list[Validator]:
    """The functions that `Annotated[..., AfterValidator(function)]` names."""
    home, parts = annotations.metadata(module, annotation)
    calls = [part for part in parts[1:] if isinstance(part, nodes.Call) and part.args]
    given = [call.args[0] for call in calls if annotations.graphs.name(home, call.func) in _IN_ANNOTATION]
    functions = (annotations.graphs.project.function(annotations.graphs.name(home, expression)) for expression in given)
    return [Validator(function, 0) for function in functions if function is not None]


def _is_named(decorator: nodes.Call, field: str) -> bool:
    return any(isinstance(a, nodes.Literal) and a.value in (field, "*") for a in decorator.args)


def _is_after(decorator: nodes.Expr) -> bool:
    """Whether a validator of a schema is given the instance that was made, and not what it is made from."""
    mode = decorator.keyword("mode") if isinstance(decorator, nodes.Call) else None
    return isinstance(mode, nodes.Literal) and mode.value == "after"
