"""What can be told of tests and alternatives before and after they run."""

from __future__ import annotations

from fastlint.ir import nodes
from fastlint.ir.walk import subexpressions
from fastlint.link.frames import Frame
from fastlint.link.values import Const, External, Unknown, Value, choose


def is_setting(test: nodes.Expr) -> bool:
    """Whether a test reads `settings.x`: the default of a setting is known, what an installation sets is not."""
    return bool(_read(test))


def setting(test: nodes.Expr, value: Value) -> str:
    """The setting by whose default a test has its `value`; "" where none decides it."""
    return (value.setting if isinstance(value, Const) else "") or _read(test)


def _read(test: nodes.Expr) -> str:
    """The name of what a test reads from something imported, as in `settings.x`; "" where it reads nothing so."""
    parts = list(subexpressions(test))
    methods = {id(part.func) for part in parts if isinstance(part, nodes.Call)}
    read = [part for part in parts if isinstance(part, nodes.Attribute) and id(part) not in methods]
    return next((part.name for part in read if isinstance(part.value, nodes.Ref) and part.value.target), "")


def is_typing_only(test: nodes.Expr) -> bool:
    """Whether a test holds for type checkers alone."""
    name = test.name if isinstance(test, (nodes.Ref, nodes.Attribute)) else ""
    return name == "TYPE_CHECKING"


def is_fatal(body: tuple[nodes.Stmt, ...]) -> bool:
    """Whether a block ends the program: without an application, nothing is conditional."""
    return bool(body) and isinstance(body[-1], nodes.Raise)


def is_kept(node: nodes.If, returned: list[Value]) -> bool:
    """Whether a test asks for what was made before, and only returns it: `if key in CACHE: return CACHE[key]`."""
    match node.body:
        case (*_, nodes.Return(value=nodes.Subscript() | nodes.Ref() | nodes.Call() as value)) if not node.orelse:
            asked = {part.name for part in subexpressions(node.test) if isinstance(part, nodes.Ref)}
            names = [part.name for part in subexpressions(value) if isinstance(part, nodes.Ref)]
            are_unknown = all(isinstance(each, Unknown) for each in returned)
            return are_unknown and bool(names) and asked.issuperset(names)
    return False


def joined(before: dict[str, Value], ends: list[dict[str, Value]]) -> dict[str, Value]:
    """The names after blocks of which one ran; `ends` are those that each of them leaves."""
    if len(ends) == 1:
        return ends[0]
    joined: dict[str, Value] = {}
    for names in ends:
        for name in names:
            if name not in joined:
                values = [end[name] for end in ends if name in end]
                is_one = all(value is values[0] for value in values)  # of most names: no block gave them another value
                joined[name] = values[0] if is_one else choose(values)
    return joined or before


def may_fail(f: Frame, node: nodes.Try) -> bool:
    """Whether the body imports something that the project does not hold; where that fails for want of FastAPI, there is
    no application of which anything could be told."""
    imported = [name for statement in node.body if isinstance(statement, nodes.Import) for name in statement.names]
    if any(target.partition(".")[0] in ("fastapi", "starlette") for _, target in imported):
        return False
    values = (f.scope.names.get(local) for local, _ in imported)
    return any(value is None or isinstance(value, (External, Unknown)) for value in values)
