"""Class-based views: handlers written as methods, an instance of the class as their first dependency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastlint.ir import nodes
from fastlint.link.values import ClassValue, External, FunctionValue, Instance, View

if TYPE_CHECKING:
    from fastlint.link.evaluator import Evaluator
    from fastlint.link.frames import Frame


def as_view(e: Evaluator, f: Frame, cls: ClassValue, node: nodes.Class) -> None:
    """Mark `cls` as a view when its body registered methods of its own and a decorator takes charge of them.

    fastapi-utils' `@cbv(router)` and the controllers that projects write all work alike: `self` becomes
    `Depends(cls)`, and the annotated class attributes become parameters of its constructor.
    Private ones do not: they are the object's own.
    """
    if not node.decorators:
        return
    methods = (m for m in cls.scope.names.values() if isinstance(m, FunctionValue) and m.kind != "staticmethod")
    if any(id(method) in e.endpoints for method in methods):
        cls.view = View(Instance(External("fastapi.Depends"), [cls], {}, {}, f.module, node))
