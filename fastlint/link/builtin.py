"""What Python's own functions do, as far as app-building code uses them."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from fastlint.link.arguments import Arguments
from fastlint.link.contents import iterate, shown, truth
from fastlint.link.file_paths import FILE_FUNCTIONS
from fastlint.link.frames import Frame
from fastlint.link.inspection import parameter_value, set_signature, signature_value
from fastlint.link.library_routers import LIBRARY_ROUTERS
from fastlint.link.markers import MARKERS
from fastlint.link.native import native_attribute
from fastlint.link.reflection import REFLECTION, Behaviour
from fastlint.link.routers import APPS, ROUTERS, ROUTES, construct_native, is_none
from fastlint.link.values import (
    NONE,
    ClassValue,
    Const,
    External,
    FunctionValue,
    Instance,
    Map,
    Native,
    Partial,
    Seq,
    Unknown,
    Value,
    made_of,
    text,
)

if TYPE_CHECKING:
    from fastlint.link.evaluator import Evaluator


def call_external(e: Evaluator, f: Frame, func: External, a: Arguments, owner: Value | None = None) -> Value:
    """What calling something that a library defines gives: an instance of it, unless it is known better."""
    known = FUNCTIONS.get(func.path)
    if known is not None:
        return known(e, f, a)
    made = Instance(func, a.args, a.keywords, {"owner": owner} if owner is not None else {}, a.module, a.node)
    if func.path in APPS or func.path in ROUTERS or func.path in ROUTES:
        construct_native(e, f, made, func.path, a)
    elif func.path in LIBRARY_ROUTERS:
        LIBRARY_ROUTERS[func.path](e, f, made, a)
    elif func.path in MARKERS:
        made.conditions = tuple(e.conditions)
    elif func.path == "starlette.routing.Mount":
        return _mount(e, f, a) or made
    elif owner is not None and func.path.startswith("fastapi.") and a.args:
        method = native_attribute(e, a.args[0], func.path.rpartition(".")[2])
        if isinstance(method, Native):
            return method.call(e, f, Arguments(a.args[1:], a.keywords, a.module, a.node))
    return made


def _mount(e: Evaluator, f: Frame, a: Arguments) -> Value | None:
    """`Mount(path, app)`, or `Mount(path, routes=[...])`, which makes a router of them itself."""
    app, routes = a.get(1, "app"), a.get(2, "routes")
    if (app is None or is_none(app)) and routes is not None:
        app = Instance(External("starlette.routing.Router"), [], {})
        construct_native(e, f, app, "starlette.routing.Router", Arguments([], {"routes": routes}, a.module, a.node))
    holder = Instance(External("starlette.Starlette"), [], {})
    construct_native(e, f, holder, "fastapi.APIRouter", Arguments([], {}, a.module, a.node))
    del e.made[id(holder)]
    mount = native_attribute(e, holder, "mount")
    if app is None or holder.native is None or not isinstance(mount, Native):
        return None
    mount.call(e, f, Arguments([a.get(0, "path") or Const(""), app], a.keywords, a.module, a.node))
    return next(iter(holder.native.routes.items), None)


def _partial(e: Evaluator, f: Frame, a: Arguments) -> Value:
    return Partial(a.args[0], a.args[1:], a.keywords) if a.args else Unknown("partial of nothing")


def _wraps(e: Evaluator, f: Frame, a: Arguments) -> Value:
    wrapped = a.get(0, "wrapped")

    def apply(e: Evaluator, f: Frame, inner: Arguments) -> Value:
        function = inner.get(0, "wrapper")
        if isinstance(function, FunctionValue):
            function.wrapped = wrapped
        return function or NONE

    return Native("wraps", apply)


def _with_signature(e: Evaluator, f: Frame, a: Arguments) -> Value:
    """`makefun.with_signature(signature)` gives a function the signature that callers see."""
    given = a.get(0, "func_signature")

    def apply(e: Evaluator, f: Frame, inner: Arguments) -> Value:
        function = inner.get(0, "f")
        if isinstance(function, FunctionValue) and given is not None:
            function.attributes["__signature__"] = given
        return function or NONE

    return Native("with_signature", apply)


def _update_wrapper(e: Evaluator, f: Frame, a: Arguments) -> Value:
    wrapper = a.get(0, "wrapper")
    if isinstance(wrapper, (FunctionValue, Instance)):
        if isinstance(wrapper, FunctionValue):
            wrapper.wrapped = a.get(1, "wrapped")
        return wrapper
    return wrapper or NONE


_LONGEST_RANGE = 1_000


def _cached(e: Evaluator, f: Frame, a: Arguments) -> Value:
    if a.args and isinstance(a.args[0], (FunctionValue, ClassValue)):
        return a.args[0]
    return Native("cached", lambda e, f, inner: inner.get(0, "user_function") or NONE)


def _first(e: Evaluator, f: Frame, a: Arguments) -> Value:
    return a.args[0] if a.args else NONE


def _cast(e: Evaluator, f: Frame, a: Arguments) -> Value:
    return a.get(1, "val") or Unknown("cast of nothing")


def _length(e: Evaluator, f: Frame, a: Arguments) -> Value:
    items = _items(a)
    return Const(len(items)) if items is not None else Unknown("a length that is not known", f.module, a.node)


def _items(a: Arguments) -> list[Value] | None:
    return iterate(a.args[0]) if a.args else []


def _collection(kind: str) -> Behaviour:
    def make(e: Evaluator, f: Frame, a: Arguments) -> Value:
        items = _items(a)
        known = a.args[0].items if items is None and isinstance(a.args[0], Seq) else []
        return Seq(kind, list(items if items is not None else known), items is None)

    return make


def _reversed(e: Evaluator, f: Frame, a: Arguments) -> Value:
    items = _items(a)
    return Seq("list", list(reversed(items or [])), items is None)


def _sorted(e: Evaluator, f: Frame, a: Arguments) -> Value:
    items = _items(a)
    words = [text(item) for item in items or []]
    if items is not None and None not in words and "key" not in a.keywords:
        items = [item for _, item in sorted(zip(map(str, words), items, strict=True), key=lambda pair: pair[0])]
    return Seq("list", list(items or []), items is None)


def _enumerate(e: Evaluator, f: Frame, a: Arguments) -> Value:
    items, start = _items(a), a.get(1, "start")
    first = start.value if isinstance(start, Const) and isinstance(start.value, int) else 0 if start is None else None
    numbers = [Const(first + i) if first is not None else Unknown("a count") for i in range(len(items or []))]
    rows = zip(numbers, items or [], strict=True)
    return Seq("list", [Seq("tuple", list(row)) for row in rows], items is None)


def _zip(e: Evaluator, f: Frame, a: Arguments) -> Value:
    lists = [iterate(arg) for arg in a.args]
    rows = zip(*[items or [] for items in lists], strict=False)
    return Seq("list", [Seq("tuple", list(row)) for row in rows], None in lists)


def _range(e: Evaluator, f: Frame, a: Arguments) -> Value:
    bounds = [arg.value for arg in a.args if isinstance(arg, Const) and isinstance(arg.value, int)]
    try:
        numbers = range(*bounds) if len(bounds) == len(a.args) else range(0)
        is_known = 0 < len(bounds) == len(a.args) and len(numbers) <= _LONGEST_RANGE
    except (TypeError, ValueError, OverflowError):
        is_known = False
    return Seq("list", [Const(i) for i in numbers] if is_known else [], not is_known)


def _dict(e: Evaluator, f: Frame, a: Arguments) -> Value:
    made = Map({})
    if a.args and isinstance(a.args[0], Map):
        made.items.update(a.args[0].items)
    made.is_open = a.is_open or bool(a.args and (not isinstance(a.args[0], Map) or a.args[0].is_open))
    made.items.update(a.keywords)
    return made


def _text(e: Evaluator, f: Frame, a: Arguments) -> Value:
    if not a.args:
        return Const("")
    written = text(a.args[0])
    if written is None and isinstance(a.args[0], Const):
        written = shown(a.args[0])
    made = Const(written) if written is not None else Unknown("text of something unknown", f.module, a.node)
    return made_of(made, a.args[0])


def _number(e: Evaluator, f: Frame, a: Arguments) -> Value:
    value = a.args[0].value if a.args and isinstance(a.args[0], Const) else None
    try:
        return made_of(Const(int(value)), *a.args)  # type: ignore[call-overload]  # a wrong type is a TypeError, caught
    except (TypeError, ValueError, OverflowError):
        return Unknown("a number that is not known", f.module, a.node)


def _bool(e: Evaluator, f: Frame, a: Arguments) -> Value:
    known = truth(a.args[0]) if a.args else False
    made = Const(known) if known is not None else Unknown("a truth that is not known", f.module, a.node)
    return made_of(made, *a.args)


def _getenv(e: Evaluator, f: Frame, a: Arguments) -> Value:
    default = a.get(1, "default")
    if default is not None and not is_none(default):
        return Const(default.value, text(a.get(0, "key")) or "") if isinstance(default, Const) else default
    return Unknown("an environment variable without a default", f.module, a.node, is_unset=True)


def _decoupled(e: Evaluator, f: Frame, a: Arguments) -> Value:
    """`decouple.config(name, default=, cast=)`: the default, where it is text or of the type that it is cast to."""
    default, cast = a.get(1, "default"), a.keywords.get("cast")
    plain = default.value if isinstance(default, Const) else None
    is_same = isinstance(cast, External) and cast.path == f"builtins.{type(plain).__name__}"
    if plain is not None and (cast is None or is_same):
        return Const(plain, text(a.get(0, "option")) or "")
    return Instance(External("decouple.config"), a.args, a.keywords, {}, a.module, a.node)


def _next(e: Evaluator, f: Frame, a: Arguments) -> Value:
    items = _items(a)
    return items[0] if items else a.get(1, "default") or Unknown("the next of something unknown", f.module, a.node)


def _map(e: Evaluator, f: Frame, a: Arguments) -> Value:
    items = iterate(a.args[1]) if len(a.args) > 1 else None
    made = [e.call(f, a.args[0], Arguments([item], {}, a.module, a.node)) for item in items or []]
    return Seq("list", made, items is None)


def _chain(e: Evaluator, f: Frame, a: Arguments) -> Value:
    made = Seq("list", [])
    for arg in a.args:
        made.grow(iterate(arg))
    return made


def _namespace(e: Evaluator, f: Frame, a: Arguments) -> Value:
    return Instance(External("types.SimpleNamespace"), [], {}, dict(a.keywords), a.module, a.node)


def status_number(path: str) -> int | None:
    """The number of a status constant such as `fastapi.status.HTTP_201_CREATED` or `http.HTTPStatus.CREATED`."""
    name = path.rpartition(".")[2]
    if name.startswith(("HTTP_", "WS_")) and name.split("_")[1].isdigit():
        return int(name.split("_")[1])
    if path.startswith("http.HTTPStatus."):
        member = HTTPStatus.__members__.get(path.split(".")[2])
        return int(member) if member is not None else None
    return None


FUNCTIONS: dict[str, Behaviour] = {
    "functools.partial": _partial, "functools.partialmethod": _partial, "functools.wraps": _wraps,
    "functools.update_wrapper": _update_wrapper, "makefun.with_signature": _with_signature,
    "functools.lru_cache": _cached, "functools.cache": _cached, "builtins.len": _length,
    "builtins.list": _collection("list"), "builtins.tuple": _collection("tuple"), "builtins.set": _collection("set"),
    "builtins.frozenset": _collection("set"), "builtins.iter": _collection("list"), "builtins.reversed": _reversed,
    "builtins.sorted": _sorted, "builtins.enumerate": _enumerate, "builtins.zip": _zip, "builtins.range": _range,
    "builtins.dict": _dict, "collections.OrderedDict": _dict,
    "collections.defaultdict": lambda e, f, a: Map({}, True), "builtins.str": _text, "builtins.int": _number,
    "builtins.bool": _bool, "builtins.next": _next, "builtins.map": _map, "itertools.chain": _chain,
    "os.getenv": _getenv, "os.environ.get": _getenv, "decouple.config": _decoupled,
    "typing.cast": _cast, "copy.copy": _first,
    "copy.deepcopy": _first, "inspect.signature": signature_value, "inspect.Signature": set_signature,
    "inspect.Parameter": parameter_value, "asyncio.run": _first, "types.SimpleNamespace": _namespace,
    "fastapi.encoders.jsonable_encoder": _first, **REFLECTION, **FILE_FUNCTIONS,
}  # fmt: skip
