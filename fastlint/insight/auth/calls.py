"""What a call gives a caller without valid credentials: a value, nothing, or a refusal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from fastlint.insight.auth.activation import enter, of_scheme, refused
from fastlint.insight.auth.atoms import (
    ABSENT,
    FORGED,
    NOTHING,
    UNKNOWN,
    Caller,
    Code,
    Kind,
    Known,
    Local,
    Object,
    Value,
    is_credential,
    join,
    truths,
)
from fastlint.insight.auth.expressions import evaluate, part
from fastlint.insight.auth.libraries import (
    PURE,
    REFUSING,
)
from fastlint.insight.auth.methods import of_method, of_unknown
from fastlint.insight.auth.trial import Run
from fastlint.ir import nodes
from fastlint.model import Class, Function

_PASSING: Final = frozenset({"call_next", "self.app", "self._app", "app"})


def call(run: Run, node: nodes.Call) -> Value:
    """Evaluate a call; raises Refused when the caller is refused in it."""
    name = run.world.project.canonical(run.module, node.func)
    if name.startswith("builtins."):
        found = _BUILTINS.get(name)
        if found is not None:
            return found(run, node)
    run.world.step()
    owner = _owner(run, node)
    args = [evaluate(run, arg) for arg in node.args]
    keywords = {k.name: evaluate(run, k.value) for k in node.keywords}
    values = [*args, *keywords.values()]
    method = node.func.name if isinstance(node.func, nodes.Attribute) else ""
    if _passes_on(run, node):
        run.world.has_passed = True
        return UNKNOWN
    if _is_super(node.func):
        return _of_super(run, node, method, args)
    if name in REFUSING and any(map(is_credential, values)):
        return FORGED if _is_unverified(node) else refused(run, node, name)
    if PURE.match(name) and any(map(is_credential, values)):
        return FORGED if any(Kind.FORGED in v for v in values) else join(values)
    receiver = _callee(run, node, owner)
    codes = [atom for atom in receiver if isinstance(atom, Code | Local)]
    if codes:
        return _into(run, node, codes, args, keywords)
    return of_method(run, node, owner, method, args, keywords) if method else of_unknown(run, name, values)


def _owner(run: Run, node: nodes.Call) -> Value:
    """What a method is called on; evaluated once, since it may be a chain of calls."""
    if not isinstance(node.func, nodes.Attribute) or _is_super(node.func):
        return UNKNOWN
    if run.world.project.canonical(run.module, node.func) and run.world.named(run.module, node.func) != UNKNOWN:
        return UNKNOWN
    return evaluate(run, node.func.value)


def _callee(run: Run, node: nodes.Call, owner: Value) -> Value:
    """The code that a call may run, as far as it is the project's."""
    if not isinstance(node.func, nodes.Attribute):
        return evaluate(run, node.func)
    named = run.world.named(run.module, node.func)
    if named != UNKNOWN:
        return named
    found = [_static(run, atom, node.func.name) for atom in owner if isinstance(atom, Code)]
    found += [part(run, atom, node.func) for atom in owner if isinstance(atom, Object)]
    return join(value for value in found if value is not None)


def _static(run: Run, atom: Code, name: str) -> Value | None:
    if isinstance(atom.definition, Class):
        method = run.world.index.method(atom.definition, name)
        return (Code(method, Object(atom.definition, {})),) if method is not None else None
    return None


def _passes_on(run: Run, node: nodes.Call) -> bool:
    """Whether a middleware hands the request on."""
    if not run.world.is_middleware:
        return False
    written = node.func.name if isinstance(node.func, nodes.Ref) else ""
    if isinstance(node.func, nodes.Attribute) and isinstance(node.func.value, nodes.Ref):
        written = f"{node.func.value.name}.{node.func.name}"
    return written in _PASSING


def _is_super(func: nodes.Expr) -> bool:
    inner = func.value if isinstance(func, nodes.Attribute) else None
    return isinstance(inner, nodes.Call) and isinstance(inner.func, nodes.Ref) and inner.func.name == "super"


def _of_super(run: Run, node: nodes.Call, method: str, args: list[Value]) -> Value:
    """`super().__call__(request)` of a security scheme does what the scheme does; other methods run."""
    owner = run.function.owner if run.function else None
    if owner is not None:
        for base in run.world.index.lineage(owner)[1:]:
            if method in base.methods:
                return enter(run, node, base.methods[method], [run.names.get("self", UNKNOWN), *args], {})
    if method == "__call__":
        caller = {Caller.ANONYMOUS: ABSENT, Caller.FORGER: FORGED, Caller.VALID: UNKNOWN}
        return of_scheme(run, node, caller[run.world.caller])
    return UNKNOWN


def _is_unverified(node: nodes.Call) -> bool:
    """Whether a token is decoded without looking at its signature."""
    chosen = node.keyword("options")
    flags = chosen.items if isinstance(chosen, nodes.Mapping) else ()
    off = any(
        isinstance(k, nodes.Literal)
        and k.value == "verify_signature"
        and isinstance(v, nodes.Literal)
        and v.value is False
        for k, v in flags
    )
    verify = node.keyword("verify")
    return off or (isinstance(verify, nodes.Literal) and verify.value is False)


def _into(
    run: Run, node: nodes.Call, codes: list[Code | Local], args: list[Value], keywords: dict[str, Value]
) -> Value:
    if run.world.is_handler and not any(_carries(value) for value in [*args, *keywords.values()]):
        return UNKNOWN  # a handler's own work; only what it does with the caller's credentials can refuse him
    found = []
    for code in codes:
        if isinstance(code, Local):
            found.append(UNKNOWN)
        elif isinstance(code.definition, Class):
            found.append(_construct(run, node, code.definition, args, keywords))
        else:
            own: list[Value] = [(code.owner,)] if code.owner is not None and not _is_static(code.definition) else []
            found.append(enter(run, node, code.definition, [*own, *args], keywords))
    return join(found)


def _carries(value: Value) -> bool:
    """Whether a value holds the request or anything that came from the caller's credentials."""
    return any(
        atom in (Kind.REQUEST, Kind.HEADERS, Kind.COOKIES, Kind.QUERY, Kind.STATE) for atom in value
    ) or is_credential(value)


def _is_static(function: Function) -> bool:
    return any(getattr(d, "name", "") == "staticmethod" for d in function.ir.decorators)


def _construct(run: Run, node: nodes.Call, cls: Class, args: list[Value], keywords: dict[str, Value]) -> Value:
    made = Object(cls, {**dict(zip(run.world.index.fields(cls), args, strict=False)), **keywords})
    init = run.world.index.method(cls, "__init__")
    if init is not None:
        enter(run, node, init, [(made,), *args], keywords)
        return (made,)
    values = [*args, *keywords.values()]
    return NOTHING if any(Kind.NOTHING in v for v in values) else (made,)


def _length(run: Run, node: nodes.Call) -> Value:
    value = evaluate(run, node.argument(0))
    if all(atom in (Kind.ABSENT, Kind.NOTHING) for atom in value):
        return (Known(0),)
    return (Kind.CHOICE,) if Kind.FORGED in value else UNKNOWN


def _is_instance(run: Run, node: nodes.Call) -> Value:
    value = evaluate(run, node.argument(0))
    if all(atom in (Kind.ABSENT, Kind.NOTHING) for atom in value):
        return (Known(False),)
    wanted = evaluate(run, node.argument(1))
    if len(value) == 1 and isinstance(value[0], Object) and len(wanted) == 1 and isinstance(wanted[0], Code):
        return (Known(wanted[0].definition in run.world.index.lineage(value[0].cls)),)
    return UNKNOWN


def _bool(run: Run, node: nodes.Call) -> Value:
    possible = truths(evaluate(run, node.argument(0)))
    return (Known(possible.pop()),) if len(possible) == 1 else UNKNOWN


def _collection(run: Run, node: nodes.Call) -> Value:
    return evaluate(run, node.argument(0)) if node.args else (Known(()),)


def _type(run: Run, node: nodes.Call) -> Value:
    value = evaluate(run, node.argument(0))
    made = [(Code(atom.cls),) if isinstance(atom, Object) else (atom,) for atom in value]
    return join(made)


def _getattr(run: Run, node: nodes.Call) -> Value:
    name = node.argument(1)
    if isinstance(name, nodes.Literal) and isinstance(name.value, str):
        place = nodes.Attribute(node.start, node.end, node.args[0], name.value)
        value = evaluate(run, place)
        return value if value == UNKNOWN or node.argument(2) is None else join([value, evaluate(run, node.argument(2))])
    value = evaluate(run, node.argument(0))
    default = evaluate(run, node.argument(2)) if node.argument(2) is not None else UNKNOWN
    if any(atom in (Kind.ABSENT, Kind.NOTHING) for atom in value):
        return default if node.argument(2) is not None else NOTHING
    return FORGED if Kind.FORGED in value else UNKNOWN


_BUILTINS: dict[str, Callable[[Run, nodes.Call], Value]] = {
    "builtins.len": _length, "builtins.isinstance": _is_instance, "builtins.bool": _bool, "builtins.getattr": _getattr,
    "builtins.set": _collection, "builtins.frozenset": _collection, "builtins.list": _collection,
    "builtins.tuple": _collection, "builtins.sorted": _collection, "builtins.type": _type,
}  # fmt: skip
