"""Which function a call runs, what its parameters are given there, and which calls run a function."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from fastlint.insight.flow.arguments import Arguments
from fastlint.insight.flow.containers import chosen
from fastlint.insight.flow.fields import Fields
from fastlint.insight.flow.forwarding import applied, forwarded
from fastlint.insight.flow.graphs import Graphs
from fastlint.insight.flow.overrides import Overrides, is_abstract
from fastlint.insight.flow.targets import Target
from fastlint.insight.flow.values import Called, Constant, Global, Input, Part, Value
from fastlint.insight.types import Typing
from fastlint.ir import nodes
from fastlint.ir.walk import subexpressions
from fastlint.model import Body, Class, Function, Module, last_names

_FEWEST_LETTERS = 5
IN_THREADS = frozenset({"to_thread", "run_in_threadpool", "run_sync", "run_in_executor"})
"""Last names of functions that have another thread call what they are given, and are awaited until it is over."""


class Calls:
    """The call graph, as far as somebody asks."""

    def __init__(self, graphs: Graphs, typing: Typing) -> None:
        self.graphs = graphs
        self.typing = typing
        self.nothing_given = Arguments(typing)
        self.fields = Fields(typing)
        self._overrides = Overrides(typing)
        self._targets: dict[Called, tuple[Target, ...]] = {}
        self._callers: dict[Function, tuple[Target, ...]] = {}
        self._runs: dict[Function | Module, dict[Function, list[Target]]] = {}
        self._read: dict[Part, Called | None] = {}
        self._handed: dict[Called, Called | None] = {}
        self._index: dict[str, list[Function | Module]] | None = None
        self._methods: dict[str, list[Function]] | None = None
        self._held_in: dict[str, set[str]] | None = None
        self._starting = {name.rpartition(".")[2]: run for name, run in typing.library.starts.items()}
        self._derived: dict[str, list[str]] | None = None

    def targets(self, called: Called) -> tuple[Target, ...]:
        """The project's functions that `called` runs, through thread pools and background tasks too."""
        found = self._targets.get(called)
        if found is None:
            self._targets[called] = ()
            found = self._targets[called] = tuple(self._find(called))
        return found

    def _find(self, called: Called) -> Iterator[Target]:
        yield from self._direct(called, called.function, 0)
        position = self._forwarded(called)
        if position is not None:
            handed = forwarded(called, position)
            if handed is not None:
                yield from (replace(target, is_complete=False) for target in self._direct(*handed))
        yield from self._started(called)

    def run_here(self, called: Called) -> tuple[Target, ...]:
        """The project's functions that `called` runs then and there, not in another thread and not later."""
        if self._forwarded(called) is None and next(self._started(called), None) is None:
            return self.targets(called)
        return tuple(self._direct(called, called.function, 0))

    def _started(self, called: Called) -> Iterator[Target]:
        if called.receiver is not None and called.method in self._starting:
            for kind in self.typing.of(called.receiver):
                method = self.started(kind.name, called.method)
                if method is not None:
                    yield Target(method, called, called.receiver)

    def started(self, cls: str, method: str) -> Function | None:
        """What `cls` defines for another thread to run when `method` of a library's class is called: `Thread.run`."""
        lines = (line for line in self.typing.lineage(cls) if isinstance(line, str) and method in self._starting)
        run = next((run for line in lines if (run := self.typing.library.starts.get(f"{line}.{method}"))), None)
        return self.typing.method(cls, run) if run is not None else None

    def handed(self, called: Called) -> Called | None:
        """The call of a library's function that another call leads to: `asyncio.to_thread(requests.get, url)`."""
        if called not in self._handed:
            self._handed[called] = self._hand(called)
        return self._handed[called]

    def _hand(self, called: Called) -> Called | None:
        position = self._forwarded(called)
        made = forwarded(called, position) if position is not None and position >= 0 else None
        if made is None or not isinstance(made[1], (Global, Part)) or self.typing.functions(made[1]):
            return None
        outer, callee, first = applied(*made)
        return Called(called.node, called.graph, callee, outer.args[first:], outer.keywords, [], called.facts)

    def _forwarded(self, called: Called) -> int | None:
        forwards = self.typing.library.forwards
        if called.method and f".{called.method}" in forwards:
            return forwards[f".{called.method}"]
        names = self.typing.names(called)
        if isinstance(called.function, Global) and forwards.get(f".{names[0].rpartition('.')[2]}") == -1:
            return -1
        return next((forwards[name] for name in names if name in forwards), None)

    def read(self, part: Part) -> Called | None:
        """The call that reading an attribute is, when a property's function answers."""
        if part not in self._read:
            is_asked = part.is_attribute and any(f.is_property for f in self.typing.functions(part))
            self._read[part] = Called(part.node, part.graph, part, [], {}, [], None) if is_asked else None
        return self._read[part]

    def _direct(self, called: Called, callee: Value, first: int) -> Iterator[Target]:
        called, callee, first = applied(called, callee, first)
        functions = self.typing.functions(callee)
        for function in functions:
            yield Target(function, called, self._receiver(function, callee), first)
            for other in self._overrides.of(function, callee):
                receiver = self._receiver(other, callee)
                yield Target(other, called, receiver, first, is_certain=is_abstract(function))
        if functions:
            return
        types = self.typing.of(callee)
        for kind in types:
            method = self.typing.method(kind.name, "__init__" if kind.of_class else "__call__")
            if method:
                yield Target(method, called, called if kind.of_class else callee, first)
        if not types and isinstance(callee, Part) and callee.is_attribute and not self.typing.of(callee.whole):
            method = self._only_method(str(callee.key))
            if method:
                yield Target(method, called, callee.whole, first, is_certain=False)

    def _receiver(self, function: Function, callee: Value) -> Value | None:
        if function.owner is None:
            return None
        decorators = {d.name for d in function.ir.decorators if isinstance(d, nodes.Ref)}
        if "staticmethod" in decorators:
            return None
        if isinstance(callee, Part) and not callee.is_attribute:
            held = chosen(self.graphs, callee)
            callee = next((v for v in held if isinstance(v, Part) and v.key == function.ir.name), callee)
        if isinstance(callee, Part) and callee.is_attribute:
            is_plain = any(t.of_class for t in self.typing.of(callee.whole)) and "classmethod" not in decorators
            return None if is_plain else callee.whole
        return callee if "classmethod" in decorators else None

    def _only_method(self, name: str) -> Function | None:
        """The method `name` when no other class of the project and hardly any library has one."""
        found = self.methods(name)
        return found[0] if len(found) == 1 else None

    def methods(self, name: str) -> list[Function]:
        """The project's methods called `name`, where hardly any library has one of that name."""
        if self._methods is None:
            self._methods = {}
            for function in self.graphs.project.functions:
                if function.owner is not None:
                    self._methods.setdefault(function.ir.name, []).append(function)
        is_telling = len(name) >= _FEWEST_LETTERS and ("_" in name.strip("_"))
        return self._methods.get(name, []) if is_telling else []

    def refuses(self, target: Target, outcome: bool | None = None) -> bool:
        """Whether a project's function can turn a value down: it raises, or says no where yes is the `outcome`."""
        graph = self.graphs.of(target.function)
        says_no = (isinstance(o.value, Constant) and not o.value.value for o in graph.returns)
        return bool(graph.raises) or (bool(outcome) and any(says_no))

    def callers(self, function: Function) -> tuple[Target, ...]:
        """The calls in the project that run `function`."""
        found = self._callers.get(function)
        if found is None:
            self._callers[function] = ()
            found = self._callers[function] = tuple(self._calling(function))
        return found

    def _calling(self, function: Function) -> Iterator[Target]:
        names = {function.ir.name}
        if function.ir.name in ("__init__", "__call__") and function.owner is not None:
            names |= self._class_names(function.owner)
        if function.owner is not None and function.ir.name in self._starting.values():
            names |= self._starting.keys()
        names |= self._tables().get(function.ir.name, set())
        scopes = dict.fromkeys(scope for name in sorted(names) for scope in self.holding(name))
        for scope in scopes:
            yield from self._run_in(scope).get(function, ())

    def _run_in(self, scope: Function | Module) -> dict[Function, list[Target]]:
        """What the calls of a function or module run, by what is run."""
        found = self._runs.get(scope)
        if found is None:
            found = self._runs[scope] = {}
            graph = self.graphs.of(scope) if isinstance(scope, Function) else self.graphs.top(scope)
            for called in graph.calls:
                for target in self.targets(called):
                    found.setdefault(target.function, []).append(target)
        return found

    def _tables(self) -> dict[str, set[str]]:
        """The module-level displays that name a function, by the function's name."""
        if self._held_in is None:
            self._held_in = {}
            for module in self.graphs.project.modules.values():
                for statement in module.ir.body:
                    if isinstance(statement, nodes.Assign) and isinstance(
                        statement.value, (nodes.Mapping, nodes.Sequence)
                    ):
                        tables = {target.name for target in statement.targets if isinstance(target, nodes.Ref)}
                        for inner in subexpressions(statement.value):
                            if isinstance(inner, (nodes.Ref, nodes.Attribute)):
                                self._held_in.setdefault(inner.name, set()).update(tables)
        return self._held_in

    def _class_names(self, owner: Class) -> set[str]:
        """The names of a class and of all that are derived from it, by the names of their bases."""
        if self._derived is None:
            self._derived = {}
            for module in self.graphs.project.modules.values():
                for cls in module.classes:
                    for base in cls.ir.bases:
                        self._derived.setdefault(_last(base), []).append(cls.ir.name)
        names, waiting = {owner.ir.name}, [owner.ir.name]
        while waiting:
            new = set(self._derived.get(waiting.pop(), ())) - names
            names |= new
            waiting += new
        return names

    def holding(self, name: str) -> list[Function | Module]:
        """The functions and modules in which something called `name` is called, or handed to a call."""
        if self._index is None:
            self._index = {}
            for module in self.graphs.project.modules.values():
                self._enter(module)
                for function in module.functions:
                    self._enter(function)
        return self._index.get(name, [])

    def _is_telling_of(self, method: str) -> bool:
        """Whether a method is called on a function, or on a table of functions, to have one run."""
        return method == "get" or self.typing.library.forwards.get(f".{method}") == -1

    def _enter(self, scope: Function | Module) -> None:
        assert self._index is not None
        names: dict[str, None] = {}
        for call in _all_calls(scope.body):
            for node in (call.func, *call.args, *[keyword.value for keyword in call.keywords]):
                names.update(dict.fromkeys(last_names(node)))
            if isinstance(call.func, nodes.Attribute) and self._is_telling_of(call.func.name):
                names[_last(call.func.value)] = None
        for name in names:
            self._index.setdefault(name, []).append(scope)


def _all_calls(body: Body) -> Iterator[nodes.Call]:
    """Every call in a body, those of lambdas among them."""
    yield from body.calls
    waiting = [expression for expression in body.expressions if isinstance(expression, nodes.Lambda)]
    while waiting:
        for expression in subexpressions(waiting.pop().body):
            if isinstance(expression, nodes.Call):
                yield expression
            elif isinstance(expression, nodes.Lambda):
                waiting.append(expression)


def _last(node: nodes.Expr) -> str:
    if isinstance(node, nodes.Subscript):
        node = node.value
    return node.name if isinstance(node, (nodes.Ref, nodes.Attribute)) else ""


def is_self(value: Input) -> bool:
    """Whether an input is the instance, or the class, that a method is called on."""
    function = value.graph.function
    if function is None or function.owner is None or function.ir.parameters[:1] != (value.parameter,):
        return False
    return all(getattr(decorator, "name", "") != "staticmethod" for decorator in function.ir.decorators)
