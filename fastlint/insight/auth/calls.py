"""What a call gives a caller without valid credentials: a value, nothing, or a refusal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

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
    known,
    truths,
)
from fastlint.insight.auth.expressions import MAPS, evaluate, part, sent
from fastlint.insight.auth.libraries import CHECKING_NAME, LENIENT_METHODS, PURE, PURE_METHODS, REFUSING, REFUSING_METHODS
from fastlint.insight.auth.trial import NEVER, SURE, Outcome, Refused, Run, run_function
from fastlint.ir import nodes
from fastlint.model import Class, Function

_MOST_IMPLEMENTERS = 4
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
        return FORGED if _is_unverified(node) else _refused(run, node, name)
    if PURE.match(name) and any(map(is_credential, values)):
        return FORGED if any(Kind.FORGED in v for v in values) else join(values)
    receiver = _callee(run, node, owner)
    codes = [atom for atom in receiver if isinstance(atom, Code | Local)]
    if codes:
        return _into(run, node, codes, args, keywords)
    return _of_method(run, node, owner, method, args, keywords) if method else _of_unknown(run, name, values)


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
    if not run.world.path:
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
        return _of_scheme(run, node, caller[run.world.caller])
    return UNKNOWN


def _of_scheme(run: Run, node: nodes.Call, credential: Value) -> Value:
    """What a security scheme does with what it found: without `auto_error` nothing is passed on as None."""
    if Kind.ABSENT not in credential and known(credential) is not None:
        return credential
    if run.constants.get("self.auto_error", run.constants.get("auto_error", True)) is False:
        return ABSENT
    return _refused(run, node, "HTTPException")


def _is_unverified(node: nodes.Call) -> bool:
    """Whether a token is decoded without looking at its signature."""
    chosen = node.keyword("options")
    flags = chosen.items if isinstance(chosen, nodes.Mapping) else ()
    off = any(
        isinstance(k, nodes.Literal) and k.value == "verify_signature" and isinstance(v, nodes.Literal) and v.value is False
        for k, v in flags
    )
    verify = node.keyword("verify")
    return off or (isinstance(verify, nodes.Literal) and verify.value is False)


def _refused(run: Run, node: nodes.Call, name: str) -> Value:
    short = name.rpartition(".")[2] or "the call"
    raise run.refuse(node, "HTTPException" if name == "HTTPException" else "?", f"`{short}` refuses bad credentials")


def _of_unknown(run: Run, name: str, values: list[Value]) -> Value:
    """A call of something that is not followed: with bad credentials it finds nothing."""
    if any(map(is_credential, values)):
        return NOTHING
    if run.world.is_handler or run.world.caller is Caller.VALID:
        return UNKNOWN
    asks = any(Kind.REQUEST in value for value in values) and CHECKING_NAME.search(name.rpartition(".")[2])
    return NOTHING if asks else UNKNOWN


def _of_method(
    run: Run, node: nodes.Call, owner: Value, method: str, args: list[Value], keywords: dict[str, Value]
) -> Value:
    values = [*args, *keywords.values()]
    if method in REFUSING_METHODS and (any(map(is_credential, [*values, owner])) or owner == UNKNOWN):
        if method.endswith("_required") or any(map(is_credential, [*values, owner])):
            return _refused(run, node, method)
    if method == "check_api_key" and isinstance(owner[0], Object) and args:
        return _of_scheme(run, node, args[0])
    if Kind.REQUEST in owner and method == "close":
        raise run.refuse(node, "response", "closes the connection")
    if any(atom in MAPS for atom in owner) and method in ("get", "getlist"):
        return sent(run, args[0] if args else UNKNOWN)
    found = [_of_atom(atom, method) for atom in owner if atom in (Kind.FORGED, Kind.NOTHING, Kind.ABSENT)]
    if found:
        return join(found)
    if isinstance(owner[0], Known) and isinstance(owner[0].value, tuple) and method in ("issubset", "issuperset"):
        return _of_set(owner[0].value, method, args)
    if isinstance(owner[0], Known) and isinstance(owner[0].value, str) and method in ("startswith", "endswith", "lower", "strip", "rstrip"):
        return _of_text(owner[0].value, method, args)
    candidates = run.world.index.methods.get(method, []) if CHECKING_NAME.search(method) else []
    carries = any(map(is_credential, values)) or any(Kind.REQUEST in v for v in values)
    if 0 < len(candidates) <= _MOST_IMPLEMENTERS and carries and owner == UNKNOWN:
        return _any_of(run, node, candidates, args, keywords)
    return _of_unknown(run, method, values)


def _of_text(text: str, method: str, args: list[Value]) -> Value:
    """A method of a known text, such as the path that a middleware looks at."""
    given = [known(arg) for arg in args]
    if not all(isinstance(g, str) or (isinstance(g, tuple) and all(isinstance(x, str) for x in g)) for g in given):
        return UNKNOWN
    return (Known(getattr(text, method)(*given)),)


def _of_set(items: tuple[object, ...], method: str, args: list[Value]) -> Value:
    """Whether the known scopes are among those the caller has."""
    other = args[0][0] if args else Kind.UNKNOWN
    held = other.value if isinstance(other, Known) else () if other in (Kind.NOTHING, Kind.ABSENT) else None
    if not isinstance(held, tuple):
        return UNKNOWN
    return (Known(set(items) <= set(held) if method == "issubset" else set(items) >= set(held)),)


def _of_atom(atom: object, method: str) -> Value:
    if atom is Kind.FORGED:
        return (Kind.CHOICE,) if method in LENIENT_METHODS else FORGED if method in PURE_METHODS or method == "get" else NOTHING
    if atom is Kind.ABSENT:
        return ABSENT if method in PURE_METHODS else (Known(False),) if method in LENIENT_METHODS else NOTHING
    return NOTHING


def _any_of(run: Run, node: nodes.Call, candidates: list[Function], args: list[Value], keywords: dict[str, Value]) -> Value:
    """One of several methods runs, and it is not known which: all refusing is a refusal, some is a doubt."""
    found, refused = [], []
    for function in candidates:
        owner: Value = (Object(function.owner, {}),) if function.owner is not None else UNKNOWN
        try:
            found.append(enter(run, node, function, [owner, *args], keywords))
        except Refused as refusal:
            refused.append(refusal)
    if not found:
        raise refused[0]
    if refused:
        run.refusals += refused
        run.is_doubtful = True
    return join(found)


def _into(run: Run, node: nodes.Call, codes: list[Code | Local], args: list[Value], keywords: dict[str, Value]) -> Value:
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
    return any(atom in (Kind.REQUEST, Kind.HEADERS, Kind.COOKIES, Kind.QUERY, Kind.STATE) for atom in value) or is_credential(value)


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


def enter(run: Run, node: nodes.Call, function: Function, args: list[Value], keywords: dict[str, Value]) -> Value:
    """Run a function of the project with these arguments; raises Refused when it never returns."""
    names: dict[str, Value] = {}
    rest = list(args)
    for parameter in function.ir.parameters:
        if parameter.kind in ("args", "kwargs"):
            names[parameter.name] = UNKNOWN
        elif rest and parameter.kind != "keyword":
            names[parameter.name] = rest.pop(0)
        elif parameter.name in keywords:
            names[parameter.name] = keywords[parameter.name]
        else:
            names[parameter.name] = default_value(parameter)
    is_same = function.owner is not None and bool(args) and args[0] == run.names.get("self")
    constants = run.constants if is_same else {}
    outcome = run_function(run.world, function, names, constants, run.depth + 1)
    return settle(run, node, outcome, function)


def default_value(parameter: nodes.Parameter) -> Value:
    """The value of a parameter that the call does not give."""
    return (Known(parameter.default.value),) if isinstance(parameter.default, nodes.Literal) else UNKNOWN


def settle(run: Run, node: nodes.Node, outcome: Outcome, function: Function) -> Value:
    """The value of an outcome; a refusal goes on as one, a doubt stays with the statement."""
    if outcome.level == NEVER:
        first = outcome.refusals[0] if outcome.refusals else None
        if first is not None:
            raise Refused(first.name, first.span, first.text)
        raise run.refuse(node, "?", f"`{function.ir.name}` does not return")
    if outcome.level < SURE:
        run.is_doubtful = True
        run.refusals += outcome.refusals
    return outcome.value


# ---------------------------------------------------------------- builtins


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
