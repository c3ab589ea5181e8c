"""The graphs of functions, modules and class bodies, each made when first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from fastlint.insight import insight
from fastlint.insight.flow.closures import captured
from fastlint.insight.flow.expressions import evaluate
from fastlint.insight.flow.leaving import ends_at
from fastlint.insight.flow.running import Running
from fastlint.insight.flow.statements import run_body, run_function
from fastlint.insight.flow.values import ANY, Called, Changed, Free, Global, Graph, Key, Value
from fastlint.ir import nodes
from fastlint.ir.walk import subexpressions
from fastlint.model import Class, Function, Module, Project
from fastlint.model.names import canonical_external

_MOST_STEPS = 8
_INJECTORS = frozenset({"fastapi.Depends", "fastapi.Security"})


@insight
class Graphs:
    """What every name of the project stands for."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._made: dict[object, Graph] = {}
        self._definitions: dict[Module, dict[int, Function | Class]] = {}
        self._variables: dict[Module, frozenset[str]] = {}
        self._assigned: dict[Module | Class, dict[str, list[nodes.Assign]]] = {}
        self._followed: dict[str, str] = {}
        self._constants: dict[str, Key] = {}

    def of(self, function: Function) -> Graph:
        """The values of `function`."""
        graph = self._made.get(function)
        if graph is None:
            owner = function.owner or (function.parent.owner if function.parent else None)
            graph = self._made[function] = Graph(function.module, function, owner)
            self._fill(graph, function.ir)
        return graph

    def top(self, module: Module) -> Graph:
        """The values of a module's top level."""
        graph = self._made.get(module)
        if graph is None:
            graph = self._made[module] = Graph(module, None)
            self._fill(graph, module.ir.body)
        return graph

    def body(self, cls: Class) -> Graph:
        """The values of a class's body: its attributes' defaults."""
        graph = self._made.get(cls)
        if graph is None:
            graph = self._made[cls] = Graph(cls.module, None, cls)
            self._fill(graph, cls.ir.body)
        return graph

    def _fill(self, graph: Graph, code: nodes.Function | tuple[nodes.Stmt, ...]) -> None:
        run = Running(graph, self._definitions_of(graph.module), self.is_value, self.constant, self._ends_at(graph))
        try:
            if isinstance(code, nodes.Function):
                run_function(run, code)
            else:
                run_body(run, code)
        except RecursionError:
            graph.is_partial = True

    def _ends_at(self, graph: Graph) -> Callable[[nodes.Stmt], bool]:
        return partial(ends_at, self.project, graph.module, graph.owner)

    def _definitions_of(self, module: Module) -> dict[int, Function | Class]:
        found = self._definitions.get(module)
        if found is None:
            known: Iterable[Function | Class] = (*module.functions, *module.classes)
            found = self._definitions[module] = {id(definition.ir): definition for definition in known}
        return found

    def follow(self, dotted: str) -> str:
        """`Project.follow`, remembered."""
        found = self._followed.get(dotted)
        if found is None:
            found = self._followed[dotted] = canonical_external(self.project.follow(dotted))
        return found

    def name(self, module: Module, expression: nodes.Expr) -> str:
        """The canonical dotted name that an expression of `module` stands for, "" when it is no plain name."""
        return self.follow(found) if (found := self.project.canonical(module, expression)) else ""

    def is_variable(self, dotted: str) -> bool:
        """Whether `dotted` is a module-level variable of the project."""
        owner, name = self.split(self.follow(dotted))
        return owner is not None and name in self._variables_of(owner)

    def is_value(self, dotted: str) -> bool:
        """Whether `dotted` is a variable, or a class's attribute for an object of the project's, filled elsewhere."""
        if self.is_variable(dotted):
            return True
        owner, _, name = self.follow(dotted).rpartition(".")
        cls = self.project.class_(owner)
        return cls is not None and any(self._is_kept(cls, s) for s in self._assignments(cls).get(name, ()))

    def constant(self, dotted: str) -> Key:
        """The text or number that a variable or class attribute of the project is given, once and for all."""
        dotted = self.follow(dotted)
        found = self._constants.get(dotted)
        if found is None:
            owner, name = self.split(dotted)
            cls = self.project.class_(dotted.rpartition(".")[0])
            scope = cls if cls is not None else owner
            given = self._assignments(scope).get(name.rpartition(".")[2], ()) if scope is not None else ()
            only = given[0].value if len(given) == 1 and not given[0].operator else None
            text = only.value if isinstance(only, nodes.Literal) else None
            found = ANY if isinstance(text, bool) or not isinstance(text, (str, int)) else text
            self._constants[dotted] = found
        return found

    def _is_kept(self, cls: Class, statement: nodes.Assign) -> bool:
        value, noted = statement.value, statement.annotation
        if value is not None and not (isinstance(value, nodes.Literal) and value.value is None):
            return False
        return noted is None or any(
            isinstance(inner, (nodes.Ref, nodes.Attribute)) and self.project.class_(self.name(cls.module, inner))
            for inner in subexpressions(noted)
        )

    def split(self, dotted: str) -> tuple[Module | None, str]:
        """The project's module that `dotted` begins with, and the rest."""
        owner = dotted
        while owner:
            owner, _, _ = owner.rpartition(".")
            module = self.project.modules.get(owner)
            if module is not None:
                return module, dotted[len(owner) + 1 :]
        return None, dotted

    def variable(self, dotted: str) -> list[Value]:
        """The values that a module-level variable or a class attribute of the project is given."""
        dotted = self.follow(dotted)
        module, name = self.split(dotted)
        if module is None:
            return []
        if name in self._variables_of(module):
            return self.top(module).bindings.get(name, [])
        owner, _, attribute = dotted.rpartition(".")
        cls = self.project.class_(owner)
        return self.body(cls).bindings.get(attribute, []) if cls else []

    def free(self, value: Free) -> list[Value]:
        """The values that a variable of the function around may have had."""
        found = captured(self.of, value)
        return [each for each, _ in found.values] if found is not None else []

    def expression(self, module: Module, node: nodes.Expr, graph: Graph) -> Value:
        """The value of an expression that stands outside of bodies: a default, a decorator, an annotation's extra."""
        scratch = Graph(module, None, graph.owner if graph.module is module else None)
        return evaluate(Running(scratch, {}, self.is_value, self.constant, self._ends_at(scratch)), node)

    def injected(self, module: Module, default: nodes.Expr | None, graph: Graph) -> Value | None:
        """What `Depends` is given where a default is a variable that holds it, or calls a function that makes it."""
        if not isinstance(default, (nodes.Ref, nodes.Attribute, nodes.Call)):
            return None
        waiting = [self.expression(module, default, graph)]
        for _ in range(_MOST_STEPS):
            value = waiting.pop() if waiting else None
            if isinstance(value, Global):
                waiting += self.variable(value.dotted)
            elif isinstance(value, Called) and isinstance(value.function, Global):
                dotted = self.follow(value.function.dotted)
                if dotted in _INJECTORS:
                    return value.argument(0, "dependency")
                made = self.project.function(dotted)
                waiting += [outcome.value for outcome in self.of(made).returns] if made is not None else []
        return None

    def assigned(self, module: Module, name: str) -> tuple[Module, nodes.Expr] | None:
        """What the last plain assignment to a module-level variable gives it."""
        values = [s.value for s in self._assignments(module).get(name, []) if s.value is not None]
        return (module, values[-1]) if values else None

    def annotation(self, module: Module, name: str) -> nodes.Expr | None:
        """The annotation of a module-level variable."""
        return next((s.annotation for s in self._assignments(module).get(name, []) if s.annotation), None)

    def field(self, cls: Class, name: str) -> nodes.Expr | None:
        """The annotation that a class, in its body or its methods, gives to attribute `name`."""
        return next((s.annotation for s in self._assignments(cls).get(name, []) if s.annotation), None)

    def fields(self, cls: Class) -> dict[str, list[nodes.Assign]]:
        """The assignments of a class's body and those that its methods annotate, by name."""
        return self._assignments(cls)

    def _assignments(self, scope: Module | Class) -> dict[str, list[nodes.Assign]]:
        found = self._assigned.get(scope)
        if found is None:
            found = self._assigned[scope] = {}
            for statement in scope.body.statements:
                if isinstance(statement, nodes.Assign) and isinstance(statement.targets[0], nodes.Ref):
                    found.setdefault(statement.targets[0].name, []).append(statement)
        return found

    def stored(self, cls: Class, name: str) -> list[Value]:
        """The values that a class's methods and body put into attribute `name`."""
        found = []
        for method in cls.methods.values():
            graph = self.of(method)
            own = method.ir.parameters[:1]
            for whole, key, value in graph.stores:
                if key == name and own and _root(whole) is graph.inputs[own[0].name]:
                    found.append(value)
        return found or self.body(cls).bindings.get(name, [])

    def _variables_of(self, module: Module) -> frozenset[str]:
        found = self._variables.get(module)
        if found is None:
            found = self._variables[module] = frozenset(_assigned_names(module.body.statements))
        return found


def _assigned_names(statements: Iterable[nodes.Stmt]) -> Iterable[str]:
    for statement in statements:
        targets: tuple[nodes.Expr | None, ...] = ()
        if isinstance(statement, nodes.Assign):
            targets = statement.targets
        elif isinstance(statement, nodes.For):
            targets = (statement.target,)
        elif isinstance(statement, nodes.With):
            targets = tuple(target for _, target in statement.items)
        for target in targets:
            names = target.items if isinstance(target, nodes.Sequence) else (target,)
            yield from (name.name for name in names if isinstance(name, nodes.Ref))


def _root(value: Value) -> Value:
    while isinstance(value, Changed):
        value = value.whole
    return value
