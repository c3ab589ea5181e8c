"""What is constant under the default configuration: module-level names and the fields of settings objects."""

from __future__ import annotations

from collections.abc import Iterator

from fastlint.ir import nodes
from fastlint.link.attributes import SETTINGS
from fastlint.link.classes import ancestry, derives, field_default
from fastlint.link.evaluator import Evaluator
from fastlint.link.forwarding import asked_instead
from fastlint.link.frames import Frame
from fastlint.link.schemes import scheme_of
from fastlint.link.values import Choice, ClassValue, Const, External, Instance, Seq, Value, text
from fastlint.model import Named, Pattern, statements_in

_VALIDATORS = ("validator", "field_validator")
_WHOLE = ("model_validator", "root_validator")
_EVERY_FIELD = "*"
_DEFAULTED = ("starlette.config.Config.__call__", "decouple.config", "environs.Env", "os.environ.get")


def instances(e: Evaluator) -> dict[str, str]:
    """Dotted name -> class, both dotted, for every module-level name bound to an instance of a class of the project."""
    return {
        f"{state.module.name}.{name}": f"{value.cls.state.module.name}.{value.cls.qualname}"
        for state in e.states.values()
        for name, value in state.scope.names.items()
        if isinstance(value, Instance) and isinstance(value.cls, ClassValue) and "value" not in value.attributes
    }


def constants(e: Evaluator) -> dict[str, object]:
    """Dotted name -> value, for every module-level name and settings field whose value, or default, is literal."""
    found: dict[str, object] = {}
    for state in e.states.values():
        for name, value in state.scope.names.items():
            dotted = f"{state.module.name}.{name}"
            literal = literal_of(value)
            if literal is not None:
                found[dotted] = literal[0]
            if isinstance(value, Instance) and isinstance(value.cls, ClassValue):
                other = asked_instead(e, Frame(state, state.scope), value)
                if isinstance(other, Instance) and isinstance(other.cls, ClassValue):
                    _fields(found, dotted, other)
                _fields(found, dotted, value)
            elif isinstance(value, ClassValue) and derives(value, *SETTINGS):
                _fields(found, dotted, Instance(value, [], {}))
            elif isinstance(value, ClassValue):
                found.update(_schemes(dotted, value))
    return found


def _schemes(dotted: str, cls: ClassValue) -> dict[str, object]:
    """The security schemes that a class holds for its methods, by dotted name."""
    made = {name: scheme_of(value) for name, value in cls.scope.names.items() if isinstance(value, Instance)}
    return {f"{dotted}.{name}": scheme for name, scheme in made.items() if scheme is not None}


def _fields(found: dict[str, object], dotted: str, made: Instance) -> None:
    names: dict[str, Value] = {}
    for base in ancestry(made.cls):
        if isinstance(base, ClassValue):
            for name, value in base.scope.names.items():
                names.setdefault(name, value)
    filled = set(_filled(made.cls))
    for name, value in {**names, **made.attributes}.items():
        literal = literal_of(field_default(value)) if not name.startswith("__") else None
        if literal is not None and not (literal[0] in (None, "") and not filled.isdisjoint((name, _EVERY_FIELD))):
            found[f"{dotted}.{name}"] = literal[0]


def _filled(cls: Value) -> Iterator[str]:
    """The fields whose validators give them another value, and are asked where nothing is set, too."""
    asks_always = derives(cls, *SETTINGS)
    for line in ancestry(cls):
        body = line.ir.body if isinstance(line, ClassValue) and line.ir is not None else ()
        methods = [s for s in body if isinstance(s, nodes.Function)]
        for method in methods:
            yield from _set_by(method)
        for decorator in (d for m in methods if _gives_another(m) for d in m.decorators if isinstance(d, nodes.Call)):
            is_asked = asks_always or decorator.keyword("always") is not None
            if is_asked and getattr(decorator.func, "name", "") in _VALIDATORS:
                yield from (str(arg.value) for arg in decorator.args if isinstance(arg, nodes.Literal))


def _set_by(method: nodes.Function) -> Iterator[str]:
    """The fields that a validator of the whole model sets: on itself, or in the values that it is given."""
    decorators = [d.func if isinstance(d, nodes.Call) else d for d in method.decorators]
    if any(getattr(d, "name", "") in _WHOLE for d in decorators) or method.name == "model_post_init":
        for target in (t for s in statements_in(method.body) if isinstance(s, nodes.Assign) for t in s.targets):
            match target:
                case nodes.Attribute(value=nodes.Ref(), name=name):
                    yield name
                case nodes.Subscript(value=nodes.Ref(), index=nodes.Literal(value=key)):
                    yield str(key)


def _gives_another(validator: nodes.Function) -> bool:
    given = {parameter.name for parameter in validator.parameters}
    returned = [s.value for s in statements_in(validator.body) if isinstance(s, nodes.Return)]
    return any(not isinstance(value, nodes.Ref) or value.name not in given for value in returned)


def literal_of(value: Value, depth: int = 0) -> tuple[object] | None:
    """The constant behind a value, wrapped, classes by name, security schemes as such; None when it is not constant."""
    if isinstance(value, Const):
        return (value.value,)
    if isinstance(value, ClassValue):
        return (Named(f"{value.state.module.name}.{value.qualname}"),)
    if isinstance(value, Seq) and not value.is_open and depth < 3:
        items = [literal_of(item, depth + 1) for item in value.items]
        return (tuple(item[0] for item in items if item is not None),) if None not in items else None
    if isinstance(value, Choice):
        return None
    if isinstance(value, Instance):
        scheme = scheme_of(value) if isinstance(value.cls, External) else None
        if scheme is not None:
            return (scheme,)
        if isinstance(value.cls, External) and value.cls.path == "re.compile":
            given = text(value.args[0]) if len(value.args) == 1 and not value.keywords else None
            return (Pattern(given),) if given is not None else None
        inner = value.attributes.get("value")
        if inner is not None:
            return literal_of(inner, depth + 1)
        if isinstance(value.cls, External) and value.cls.path in _DEFAULTED and "default" in value.keywords:
            return literal_of(value.keywords["default"], depth + 1)
    return None
