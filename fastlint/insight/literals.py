"""Texts that are written in the source, and what each one is given to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum

import msgspec

from fastlint.insight import insight
from fastlint.ir import nodes
from fastlint.ir.walk import children_of, expressions_of
from fastlint.model import Body, Class, Module, Project, Span

_SPEAKING_FOR_THE_RESULT = frozenset({"", "default", "value", "fallback"})
"""Keywords whose value is what the call's result stands for, as in `key = Field(default=...)`; "" is `**`."""
_NAMING = {
    **dict.fromkeys(("get", "getenv", "pop", "setdefault"), 1),
    **dict.fromkeys(("getattr", "hasattr", "setattr", "delattr"), 2),
}
"""Functions that are told the name of what they look up -> how many arguments that takes."""


class Use(StrEnum):
    """How a text is given to a name."""

    ASSIGNED = "assigned"
    KEYWORD = "keyword"
    DEFAULT = "default"
    ENTRY = "entry"
    COMPARED = "compared"
    NONE = "none"


class NamedText(msgspec.Struct, frozen=True):
    """A literal text. `name` is the variable, field, keyword, parameter, key or compared expression it belongs to.

    `around` are the names it is nested in, outermost first: targets, keywords, keys and called functions. `cls` is
    the class whose body holds it. `is_part` says that it is a piece of a template. `is_argument` says that
    a call lies between the name and the text, as in `key = SecretStr("...")`.
    """

    text: str
    name: str
    use: Use
    module: Module
    node: nodes.Literal
    around: tuple[str, ...] = ()
    cls: Class | None = None
    is_part: bool = False
    is_argument: bool = False

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.module.span(self.node)


class _Place(msgspec.Struct, frozen=True):
    """Where the walk stands: what a text found here would belong to."""

    name: str = ""
    use: Use = Use.NONE
    around: tuple[str, ...] = ()
    is_part: bool = False
    is_argument: bool = False

    def at(self, name: str, use: Use) -> _Place:
        """The place that `name` gives its value."""
        around = (*self.around, self.name) if self.name else self.around
        return _Place(name, use, around)

    def inside(self, called: str) -> _Place:
        """Among the arguments of `called`: they belong to whatever the call's result belongs to."""
        around = (*self.around, called) if called else self.around
        return _Place(self.name, self.use, around, is_argument=True)


@insight
class Literals:
    """Every text of a file that is not a docstring."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def of(self, module: Module, is_asked: Callable[[str], bool] = bool) -> Iterator[NamedText]:
        """The texts of `module` that are asked for, all but empty ones by default, in bodies of all kinds."""
        yield from (text for text in self._of(module, is_asked) if is_asked(text.text))

    def _of(self, module: Module, is_asked: Callable[[str], bool]) -> Iterator[NamedText]:
        yield from self._body(module, module.body, None, is_asked)
        for cls in module.classes:
            yield from self._body(module, cls.body, cls, is_asked)
        for function in module.functions:
            for parameter in function.ir.parameters:
                if parameter.default is not None:
                    yield from self._value(module, parameter.default, _Place(parameter.name, Use.DEFAULT), None)
            yield from self._body(module, function.body, None, is_asked)

    def _body(
        self, module: Module, body: Body, cls: Class | None, is_asked: Callable[[str], bool]
    ) -> Iterator[NamedText]:
        literals = (e.value for e in body.expressions if isinstance(e, nodes.Literal))
        if not any(isinstance(text, str) and is_asked(text) for text in literals):
            return
        for statement in body.statements:
            if isinstance(statement, nodes.Evaluate) and isinstance(statement.value, nodes.Literal):
                continue
            place = _Place()
            if isinstance(statement, nodes.Assign) and statement.value is not None:
                place = _Place(name_of(statement.targets[0]), Use.ASSIGNED)
            for expression in expressions_of(statement):
                yield from self._value(module, expression, place, cls)

    def _value(self, module: Module, node: nodes.Expr, place: _Place, cls: Class | None) -> Iterator[NamedText]:
        if isinstance(node, nodes.Literal):
            if isinstance(node.value, str):
                yield NamedText(
                    *(node.value, place.name, place.use, module, node),
                    *(place.around, cls, place.is_part, place.is_argument),
                )
            return
        for child, there in _below(node, place):
            yield from self._value(module, child, there, cls)


def name_of(node: nodes.Expr) -> str:
    """The last name of a target, callee or operand: `key` for `x.key`, `x["key"]` and `key`; "" when it has none."""
    match node:
        case nodes.Ref() | nodes.Attribute():
            return node.name
        case nodes.Subscript(index=nodes.Literal(value=str(key))):
            return key
        case nodes.Await():
            return name_of(node.value)
    return ""


def _below(node: nodes.Expr, place: _Place) -> Iterator[tuple[nodes.Expr, _Place]]:
    """The parts of `node`, each with the place it stands in."""
    match node:
        case nodes.Call():
            inside = place.inside(name_of(node.func))
            yield node.func, place
            told = node.args if _is_pattern(node.func) else node.args[: _NAMING.get(name_of(node.func), 0)]
            yield from ((arg, _Place(around=inside.around)) for arg in told)
            yield from ((arg, inside) for arg in node.args[len(told) :])
            yield from (
                (k.value, inside if k.name in _SPEAKING_FOR_THE_RESULT else inside.at(k.name, Use.KEYWORD))
                for k in node.keywords
            )
        case nodes.Mapping():
            for key, value in node.items:
                name = key.value if isinstance(key, nodes.Literal) and isinstance(key.value, str) else ""
                yield value, place.at(name, Use.ENTRY) if name else place
        case nodes.Operation(operator="==" | "!=", operands=(left, right)):
            yield left, _Place(name_of(right), Use.COMPARED, place.around)
            yield right, _Place(name_of(left), Use.COMPARED, place.around)
        case nodes.Template():
            yield from ((part, _Place(place.name, place.use, place.around, is_part=True)) for part in node.parts)
        case nodes.Subscript():
            yield node.value, place
            yield node.index, _Place(around=place.around)
        case _:
            yield from ((child, place) for child in children_of(node))


def _is_pattern(called: nodes.Expr) -> bool:
    """Whether a function of `re` is called: its texts say how others look."""
    whole = called.value if isinstance(called, nodes.Attribute) else called
    return isinstance(whole, nodes.Ref) and whole.target.partition(".")[0] in ("re", "regex")
