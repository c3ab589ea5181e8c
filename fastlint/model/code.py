"""Code as written: modules, classes, functions, calls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from fastlint.ir import nodes
from fastlint.model.body import Body
from fastlint.source.lines import position
from fastlint.source.span import Span


@dataclass(slots=True, eq=False, repr=False)
class Module:
    """One file. `name` is the dotted name that other modules import it by; `path` is relative to the root."""

    name: str
    path: str
    ir: nodes.ModuleIR
    is_package: bool = False
    is_test: bool = False
    functions: list[Function] = field(default_factory=list)
    classes: list[Class] = field(default_factory=list)
    body: Body = field(init=False)

    def __post_init__(self) -> None:
        self.body = Body(self.ir.body)

    @property
    def bodies(self) -> Iterator[Body]:
        """All code of the file: its own body and those of its functions and classes."""
        yield self.body
        for function in self.functions:
            yield function.body
        for cls in self.classes:
            yield cls.body

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of a character offset."""
        return position(self.ir.lines, offset)

    def span(self, node: nodes.Node) -> Span:
        """The region of `node` in this file."""
        return self.region(node.start, node.end)

    def region(self, start: int, end: int) -> Span:
        """The region between two character offsets."""
        return Span(self.path, *self.position(start), *self.position(end))

    def absolute(self, target: str) -> str:
        """`Ref.target` as an absolute dotted name: relative imports and own names spelled out."""
        if target.startswith("@"):
            return f"{self.name}.{target[1:]}"
        if not target.startswith("."):
            return target
        name = target.lstrip(".")
        up = len(target) - len(name) - (1 if self.is_package else 0)
        package = self.name.split(".")
        package = package[: len(package) - up] if up else package
        return ".".join([*package, name]) if name else ".".join(package)


@dataclass(slots=True, eq=False, repr=False)
class Class:
    """A class of the project."""

    module: Module
    qualname: str
    ir: nodes.Class
    methods: dict[str, Function] = field(default_factory=dict)
    body: Body = field(init=False)

    def __post_init__(self) -> None:
        self.body = Body(self.ir.body)

    @property
    def name(self) -> str:
        """`module:qualname`."""
        return f"{self.module.name}:{self.qualname}"

    @property
    def span(self) -> Span:
        """The class's name."""
        return self.module.region(self.ir.name_start, self.ir.name_end)


@dataclass(slots=True, eq=False, repr=False)
class Function:
    """A function or method of the project. Nested functions carry `<locals>` in their `qualname`, as in Python."""

    module: Module
    qualname: str
    ir: nodes.Function
    owner: Class | None = None
    parent: Function | None = None
    body: Body = field(init=False)

    def __post_init__(self) -> None:
        self.body = Body(self.ir.body)

    @property
    def name(self) -> str:
        """`module:qualname`, the name FastAPI would show."""
        return f"{self.module.name}:{self.qualname}"

    @property
    def is_async(self) -> bool:
        """Declared with `async def`."""
        return self.ir.is_async

    @property
    def is_property(self) -> bool:
        """Read like an attribute."""
        named = (d for d in self.ir.decorators if isinstance(d, (nodes.Ref, nodes.Attribute)))
        return any(decorator.name.endswith("property") for decorator in named)

    @property
    def span(self) -> Span:
        """The function's name, where most findings about a whole function point."""
        return self.module.region(self.ir.name_start, self.ir.name_end)

    @property
    def line(self) -> int:
        """The line of the `def`."""
        return self.module.position(self.ir.name_start)[0]

    def calls(self) -> Iterator[Call]:
        """Every call in the body, without those of nested functions."""
        for call in self.body.calls:
            yield Call(self.module, self, call)

    def __str__(self) -> str:
        return self.name


@dataclass(slots=True, eq=False, repr=False)
class Call:
    """One call in the code; `function` is the function around it, None at module level."""

    module: Module
    function: Function | None
    ir: nodes.Call

    @property
    def span(self) -> Span:
        """The whole call."""
        return self.module.span(self.ir)
