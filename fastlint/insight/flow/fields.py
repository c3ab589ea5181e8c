"""Classes whose constructor is made from the fields that they annotate: dataclasses, schemas, named tuples."""

from __future__ import annotations

from fastlint.insight.annotations import unbracketed
from fastlint.insight.types import Typing
from fastlint.ir import nodes
from fastlint.model import Class

_DECORATORS = frozenset({"dataclass", "define", "frozen", "mutable", "attrs"})
_BASES = frozenset(
    {
        "pydantic.BaseModel",
        "pydantic_settings.BaseSettings",
        "sqlmodel.SQLModel",
        "typing.NamedTuple",
        "msgspec.Struct",
    }
)
_AFTERWARDS = frozenset({"__post_init__", "__attrs_post_init__", "model_post_init"})


class Fields:
    """Answers by class, made when first asked for."""

    def __init__(self, typing: Typing) -> None:
        self._typing = typing
        self._known: dict[str, tuple[str, ...]] = {}

    def of(self, cls: str) -> tuple[str, ...]:
        """The fields in the order in which the constructor takes them, none when the class writes its own."""
        found = self._known.get(cls)
        if found is None:
            found = self._known[cls] = tuple(self._named(cls))
        return found

    def is_filled(self, cls: str, name: str) -> bool:
        """Whether attribute `name` stays what the constructor is given: nothing that runs after it puts another."""
        later = [found for each in _AFTERWARDS if (found := self._typing.method(cls, each)) is not None]
        stores = [store for method in later for store in self._typing.graphs.of(method).stores]
        return name in self.of(cls) and all(key != name for _whole, key, _stored in stores)

    def _named(self, cls: str) -> dict[str, None]:
        lines = self._typing.lineage(cls)
        own = [line for line in lines if isinstance(line, Class)]
        is_made = not _BASES.isdisjoint(line for line in lines if isinstance(line, str)) or any(map(_is_data, own))
        if not is_made or any("__init__" in line.methods for line in own):
            return {}
        return {
            name: None
            for line in reversed(own)
            for name, statements in self._typing.graphs.fields(line).items()
            if any(s in line.ir.body and self._is_field(line, s) for s in statements)
        }

    def _is_field(self, line: Class, statement: nodes.Assign) -> bool:
        if statement.annotation is None:
            return False
        return self._typing.annotations.name(line.module, unbracketed(statement.annotation)) != "typing.ClassVar"


def _is_data(cls: Class) -> bool:
    decorators = (d.func if isinstance(d, nodes.Call) else d for d in cls.ir.decorators)
    return any(isinstance(d, (nodes.Ref, nodes.Attribute)) and d.name in _DECORATORS for d in decorators)
