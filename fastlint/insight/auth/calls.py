"""What a call gives a caller without valid credentials: a value, nothing, or a refusal."""

from __future__ import annotations

from typing import Final

from fastlint.insight.auth import patterns
from fastlint.insight.auth.activation import captured, enter, of_scheme, of_session, refused, sent_to_scheme
from fastlint.insight.auth.atoms import (
    FORGED,
    NOTHING,
    UNKNOWN,
    Atom,
    Code,
    Kind,
    Known,
    Local,
    Object,
    Value,
    carries,
    flat,
    is_credential,
    join,
    known,
)
from fastlint.insight.auth.attributes import part
from fastlint.insight.auth.builtin import BUILTINS
from fastlint.insight.auth.callers import of_scope
from fastlint.insight.auth.expressions import evaluate
from fastlint.insight.auth.foreign import is_guard
from fastlint.insight.auth.libraries import (
    PURE,
    REFUSING,
    REFUSING_REQUESTS,
)
from fastlint.insight.auth.methods import of_method, of_unknown
from fastlint.insight.auth.trial import Run
from fastlint.ir import nodes
from fastlint.model import Class, Function, Named, SecurityScheme
from fastlint.model.names import scheme_kind

_READING: Final = ("json.loads", "orjson.loads", "ujson.loads")
_WRAPPING: Final = {
    **dict.fromkeys(("Request", "HTTPConnection", "WebSocket"), (Kind.SCOPE, Kind.REQUEST)),
    "Headers": (Kind.SCOPE, Kind.HEADERS),
    "dict": (Kind.HEADERS, Kind.HEADERS),
}
"""What is made of the first, by the class or function that makes it."""
_PASSING: Final = frozenset({"call_next", "self.app", "self._app", "app"})


def call(run: Run, node: nodes.Call) -> Value:
    """Evaluate a call; raises Refused when the caller is refused in it."""
    name = run.world.project.canonical(run.module, node.func)
    if name.startswith("builtins."):
        found = BUILTINS.get(name)
        if found is not None:
            return found(run, node)
    scheme = _made_scheme(node, name)
    if scheme is not None:
        return scheme
    run.world.step()
    owner = _owner(run, node)
    args = [flat(evaluate(run, arg)) for arg in node.args]
    keywords = {k.name: flat(evaluate(run, k.value)) for k in node.keywords}
    values = [*args, *keywords.values()]
    method = node.func.name if isinstance(node.func, nodes.Attribute) else ""
    if _passes_on(run, node):
        run.world.hand_on(node)
        return (Kind.ANSWER,)
    if _is_super(node.func):
        return _of_super(run, node, method, args)
    if name in REFUSING and any(map(is_credential, values)):
        return FORGED if _is_unverified(node) else refused(run, node, name)
    if name in REFUSING_REQUESTS and any(Kind.REQUEST in value for value in values):
        return of_session(run, node, name, keywords.get(REFUSING_REQUESTS[name], UNKNOWN))
    if PURE.match(name) and any(map(is_credential, values)):
        return FORGED if any(Kind.FORGED in v for v in values) else join(values)
    if (wrapped := _WRAPPING.get(name.rpartition(".")[2])) is not None and any(wrapped[0] in v for v in values):
        return (wrapped[1],)
    if name.endswith(".get_route_path") and any(Kind.SCOPE in v for v in values):  # of starlette.routing
        path, root = (known(of_scope(run, (Known(name),))) for name in ("path", "root_path"))
        return (Known(path.removeprefix(root)),) if isinstance(path, str) and isinstance(root, str) else UNKNOWN
    if name in patterns.FUNCTIONS and len(args) == 2 and args[1] and isinstance(known(args[1]), str):
        return patterns.of_pattern(args[0], patterns.FUNCTIONS[name], args[1:])
    if name in _READING and any(Kind.MESSAGE in value for value in values):
        return (Kind.MESSAGE,)
    receiver = _callee(run, node, owner)
    schemes = [atom.value for atom in receiver if isinstance(atom, Known) and isinstance(atom.value, SecurityScheme)]
    if schemes:
        return of_scheme(run, node, sent_to_scheme(run), refuses=all(scheme.auto_error for scheme in schemes))
    codes = [atom for atom in receiver if isinstance(atom, Code | Local)]
    codes += [code for atom in receiver if isinstance(atom, Object) and (code := _called(run, atom)) is not None]
    if codes:
        return _into(run, node, codes, args, keywords)
    return of_method(run, node, owner, method, args, keywords) if method else of_unknown(run, name, values)


def _called(run: Run, atom: Object) -> Code | None:
    """The method that runs when an object is called."""
    method = run.world.index.method(atom.cls, "__call__")
    return Code(method, atom) if method is not None else None


def _made_scheme(node: nodes.Call, name: str) -> Value | None:
    """The scheme that a call makes: `HTTPBearer(auto_error=False)`."""
    kind = scheme_kind(name)
    if not kind:
        return None
    given = node.keyword("auto_error")
    is_off = isinstance(given, nodes.Literal) and given.value is False
    return (Known(SecurityScheme(kind, kind, not is_off)),)


def _owner(run: Run, node: nodes.Call) -> Value:
    """What a method is called on; evaluated once, since it may be a chain of calls."""
    if not isinstance(node.func, nodes.Attribute) or _is_super(node.func):
        return UNKNOWN
    if run.world.project.canonical(run.module, node.func) and run.world.named(run.module, node.func) != UNKNOWN:
        return UNKNOWN
    return flat(evaluate(run, node.func.value))


def _callee(run: Run, node: nodes.Call, owner: Value) -> Value:
    """The code that a call may run, as far as it is the project's."""
    if not isinstance(node.func, nodes.Attribute):
        return tuple(_class_of(run, atom) for atom in evaluate(run, node.func))
    named = run.world.named(run.module, node.func)
    if named != UNKNOWN:
        return named
    found = [_static(run, atom, node.func.name) for atom in owner if isinstance(atom, Code)]
    found += [part(run, atom, node.func) for atom in owner if isinstance(atom, Object)]
    return join(value for value in found if value is not None)


def _class_of(run: Run, atom: Atom) -> Atom:
    """The class that a constant names: one of those that a guard was given in a list."""
    cls = (
        run.world.project.class_(atom.value.dotted)
        if isinstance(atom, Known) and isinstance(atom.value, Named)
        else None
    )
    return Code(cls) if cls is not None else atom


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
    return written in _PASSING or (written.startswith("self.") and _is_served(run, node))


def _is_served(run: Run, node: nodes.Call) -> bool:
    """Whether what an object holds, and no method of its class, is called as a server calls an application."""
    owner = run.function.owner if run.function is not None else None
    names = [arg.name for arg in node.args if isinstance(arg, nodes.Ref)]
    is_method = owner is not None and run.world.index.method(owner, getattr(node.func, "name", "")) is not None
    return names[:2] == ["scope", "receive"] and not is_method


def _is_super(func: nodes.Expr) -> bool:
    inner = func.value if isinstance(func, nodes.Attribute) else None
    return isinstance(inner, nodes.Call) and isinstance(inner.func, nodes.Ref) and inner.func.name == "super"


def _of_super(run: Run, node: nodes.Call, method: str, args: list[Value]) -> Value:
    """`super().__call__(request)` of a security scheme does what the scheme does; other methods run."""
    owner = run.function.owner if run.function else None
    if owner is None:
        return UNKNOWN
    for base in run.world.index.lineage(owner)[1:]:
        if method in base.methods:
            return enter(run, node, base.methods[method], [run.names.get("self", UNKNOWN), *args], {})
    foreign = run.world.index.foreign_bases(owner) if method == "__call__" else []
    return of_scheme(run, node, sent_to_scheme(run)) if any(scheme_kind(n) or is_guard(n) for n in foreign) else UNKNOWN


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
    owners: list[Value] = [(code.owner,) for code in codes if isinstance(code, Code) and code.owner is not None]
    inner = (code.definition for code in codes if isinstance(code, Code) and isinstance(code.definition, Function))
    seen = [value for function in inner for value in captured(run, function).values()]
    if run.world.is_handler and not any(map(carries, [*owners, *args, *keywords.values(), *seen])):
        return UNKNOWN  # a handler's own work; only what it does with the caller's credentials can refuse him
    found = []
    for code in codes:
        if isinstance(code, Local) or (run.dropped is node and _is_coroutine(code.definition)):
            found.append(UNKNOWN)  # a coroutine that nobody awaits never runs
        elif isinstance(code.definition, Class):
            found.append(_construct(run, node, code.definition, args, keywords))
        else:
            own: list[Value] = [(code.owner,)] if code.owner is not None and not _is_static(code.definition) else []
            found.append(enter(run, node, code.definition, [*own, *args], keywords))
    return join(found)


def _is_coroutine(definition: Function | Class) -> bool:
    return isinstance(definition, Function) and definition.is_async and not definition.ir.decorators


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
