"""The methods of subclasses that may run where a base class's method is called."""

from __future__ import annotations

from fastlint.insight.flow.leaving import is_left_to_others
from fastlint.insight.flow.values import Called, Input, Part, Value
from fastlint.insight.types import Typing
from fastlint.ir import nodes
from fastlint.model import Class, Function

_MOST = 12


class Overrides:
    """Answers by class, made when first asked for."""

    def __init__(self, typing: Typing) -> None:
        self._typing = typing
        self._below: dict[Class, list[Class]] | None = None

    def of(self, method: Function, callee: Value) -> list[Function]:
        """What may run instead of `method` where `callee` is called.

        Nothing when the receiver is made right there; and a method that does something itself is only replaced where
        its own class calls it on `self`, since elsewhere the type of the receiver is mostly the whole truth.
        """
        if method.owner is None or not isinstance(callee, Part) or isinstance(callee.whole, Called):
            return []
        if not is_abstract(method) and not _is_own(callee.whole):
            return []
        found = [cls.methods[method.ir.name] for cls in self._subclasses(method.owner) if method.ir.name in cls.methods]
        return found if len(found) <= _MOST else []

    def _subclasses(self, cls: Class) -> list[Class]:
        if self._below is None:
            self._below = {}
            for module in self._typing.graphs.project.modules.values():
                for sub in module.classes if not module.is_test else ():
                    for line in self._typing.lineage(f"{module.name}.{sub.qualname}")[1:]:
                        if isinstance(line, Class):
                            self._below.setdefault(line, []).append(sub)
        return self._below.get(cls, [])


def _is_own(receiver: Value) -> bool:
    function = receiver.graph.function
    return isinstance(receiver, Input) and function is not None and function.ir.parameters[:1] == (receiver.parameter,)


def is_abstract(method: Function) -> bool:
    """Whether a method only stands for those of subclasses."""
    decorators = [d.name for d in method.ir.decorators if isinstance(d, (nodes.Ref, nodes.Attribute))]
    return "abstractmethod" in decorators or all(_says_nothing(statement) for statement in method.ir.body)


def _says_nothing(statement: nodes.Stmt) -> bool:
    is_text = isinstance(statement, nodes.Evaluate) and isinstance(statement.value, (nodes.Literal, nodes.Unknown))
    return is_text or is_left_to_others(statement)
