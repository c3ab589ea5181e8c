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
        self._with: dict[str, list[Class]] | None = None

    def of(self, method: Function, callee: Value) -> list[Function]:
        """What may run instead of `method` where `callee` is called.

        Nothing when the receiver is made right there; and a method that does something itself is only replaced where
        its own class calls it on `self`, since elsewhere the type of the receiver is mostly the whole truth.
        """
        if method.owner is None or not isinstance(callee, Part) or self._is_made(callee.whole):
            return []
        if not is_abstract(method) and not _is_own(callee.whole):
            return []
        found = [cls.methods[method.ir.name] for cls in self._subclasses(method.owner) if method.ir.name in cls.methods]
        found = found or self._alike(method.owner, method.ir.name)
        return found if len(found) <= _MOST else []

    def _is_made(self, receiver: Value) -> bool:
        return isinstance(receiver, Called) and any(t.of_class for t in self._typing.of(receiver.function))

    def _alike(self, protocol: Class, name: str) -> list[Function]:
        """Method `name` of the classes that have all methods of a protocol, with parameters of the same names."""
        own = self._typing.lineage(f"{protocol.module.name}.{protocol.qualname}")
        if "typing.Protocol" not in own:
            return []
        if self._with is None:
            self._with = {}
            for module in self._typing.graphs.project.modules.values():
                for cls in module.classes if not module.is_test else ():
                    for method in cls.methods:
                        self._with.setdefault(method, []).append(cls)
        wanted = {each: _names(method) for each, method in protocol.methods.items()}
        return [
            cls.methods[name]
            for cls in self._with.get(name, ())
            if cls is not protocol
            and all(each in cls.methods and _names(cls.methods[each]) == names for each, names in wanted.items())
        ]

    def _subclasses(self, cls: Class) -> list[Class]:
        if self._below is None:
            self._below = {}
            for module in self._typing.graphs.project.modules.values():
                for sub in module.classes if not module.is_test else ():
                    for line in self._typing.lineage(f"{module.name}.{sub.qualname}")[1:]:
                        if isinstance(line, Class):
                            self._below.setdefault(line, []).append(sub)
        return self._below.get(cls, [])


def _names(method: Function) -> list[str]:
    return [parameter.name for parameter in method.ir.parameters]


def _is_own(receiver: Value) -> bool:
    function = receiver.graph.function
    return isinstance(receiver, Input) and function is not None and function.ir.parameters[:1] == (receiver.parameter,)


def is_abstract(method: Function) -> bool:
    """Whether a method only stands for those of subclasses."""
    decorators = [d.name for d in method.ir.decorators if isinstance(d, (nodes.Ref, nodes.Attribute))]
    return "abstractmethod" in decorators or all(_says_nothing(statement) for statement in method.ir.body)


def _says_nothing(statement: nodes.Stmt) -> bool:
    written = statement.value if isinstance(statement, nodes.Evaluate) else None
    is_dots = isinstance(written, nodes.Ref) and written.target == "builtins.Ellipsis"
    return is_dots or isinstance(written, (nodes.Literal, nodes.Unknown)) or is_left_to_others(statement)
