"""What Python's own functions and types do, as far as app-building code uses them."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING

from fastlint.ir import nodes
from fastlint.link.inspection import parameter_value, set_signature, signature_value
from fastlint.link.native import APPS, ROUTERS, ROUTES, construct_native, native_attribute
from fastlint.link.values import (
    NONE,
    Bound,
    ClassValue,
    Const,
    External,
    FunctionValue,
    Instance,
    Map,
    ModuleValue,
    Native,
    Partial,
    Scope,
    Seq,
    Super,
    Unknown,
    Value,
    text,
)

if TYPE_CHECKING:
    from fastlint.link.calls import Arguments
    from fastlint.link.evaluator import Evaluator, Frame

Handler = Callable[["Evaluator", "Frame", "Arguments"], Value]


def call_external(e: Evaluator, f: Frame, func: External, a: Arguments, owner: Value | None = None) -> Value:
    """What calling something that a library defines gives: an instance of it, unless it is known better."""
    known = FUNCTIONS.get(func.path)
    if known is not None:
        return known(e, f, a)
    made = Instance(func, a.args, a.keywords, {"owner": owner} if owner is not None else {}, a.module, a.node)
    if func.path in APPS or func.path in ROUTERS or func.path in ROUTES:
        construct_native(e, f, made, func.path, a)
    elif func.path == "starlette.routing.Mount":
        holder = Instance(External("starlette.Starlette"), [], {})
        construct_native(e, f, holder, "fastapi.APIRouter", a.__class__([], {}, a.module, a.node))
        mount = native_attribute(e, holder, "mount")
        if isinstance(mount, Native) and holder.native is not None:
            e.made.remove(holder)
            mount.call(e, f, a)
            return holder.native.routes.items[0]
    elif owner is not None and func.path.startswith("fastapi.") and a.args:
        method = native_attribute(e, a.args[0], func.path.rpartition(".")[2])
        if isinstance(method, Native):
            return method.call(e, f, a.__class__(a.args[1:], a.keywords, a.module, a.node))
    return made


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


def _cached(e: Evaluator, f: Frame, a: Arguments) -> Value:
    if a.args and isinstance(a.args[0], (FunctionValue, ClassValue)):
        return a.args[0]
    return Native("cached", lambda e, f, inner: inner.get(0, "user_function") or NONE)


def _first(e: Evaluator, f: Frame, a: Arguments) -> Value:
    return a.args[0] if a.args else NONE


def _cast(e: Evaluator, f: Frame, a: Arguments) -> Value:
    return a.get(1, "val") or Unknown("cast of nothing")


def _super(e: Evaluator, f: Frame, a: Arguments) -> Value:
    if len(a.args) > 1 and isinstance(a.args[0], ClassValue):
        return Super(a.args[0], a.args[1])
    if f.function is not None and f.function.owner is not None and f.instance is not None:
        return Super(f.function.owner, f.instance)
    return Unknown("super() outside a method", f.module, a.node)


def _length(e: Evaluator, f: Frame, a: Arguments) -> Value:
    items = _items(e, a)
    return Const(len(items)) if items is not None else Unknown("a length that is not known", f.module, a.node)


def _items(e: Evaluator, a: Arguments) -> list[Value] | None:
    from fastlint.link.expressions import iterate

    return iterate(a.args[0], e) if a.args else []


def _collection(kind: str) -> Handler:
    def make(e: Evaluator, f: Frame, a: Arguments) -> Value:
        items = _items(e, a)
        known = a.args[0].items if items is None and isinstance(a.args[0], Seq) else []
        return Seq(kind, list(items if items is not None else known), items is None)

    return make


def _reversed(e: Evaluator, f: Frame, a: Arguments) -> Value:
    items = _items(e, a)
    return Seq("list", list(reversed(items or [])), items is None)


def _sorted(e: Evaluator, f: Frame, a: Arguments) -> Value:
    items = _items(e, a)
    words = [text(item) for item in items or []]
    if items is not None and None not in words and "key" not in a.keywords:
        items = [item for _, item in sorted(zip(map(str, words), items, strict=True), key=lambda pair: pair[0])]
    return Seq("list", list(items or []), items is None)


def _enumerate(e: Evaluator, f: Frame, a: Arguments) -> Value:
    items = _items(e, a)
    return Seq("list", [Seq("tuple", [Const(i), item]) for i, item in enumerate(items or [])], items is None)


def _zip(e: Evaluator, f: Frame, a: Arguments) -> Value:
    from fastlint.link.expressions import iterate

    lists = [iterate(arg, e) for arg in a.args]
    rows = zip(*[items or [] for items in lists], strict=False)
    return Seq("list", [Seq("tuple", list(row)) for row in rows], None in lists)


def _range(e: Evaluator, f: Frame, a: Arguments) -> Value:
    bounds = [arg.value for arg in a.args if isinstance(arg, Const) and isinstance(arg.value, int)]
    if len(bounds) != len(a.args) or not bounds or abs(bounds[-1]) > 1_000:
        return Seq("list", [], True)
    return Seq("list", [Const(i) for i in range(*bounds)])


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
        written = str(a.args[0].value)
    return Const(written) if written is not None else Unknown("text of something unknown", f.module, a.node)


def _number(e: Evaluator, f: Frame, a: Arguments) -> Value:
    value = a.args[0].value if a.args and isinstance(a.args[0], Const) else None
    try:
        return Const(int(value))  # type: ignore[call-overload]  # a wrong type is a TypeError, caught
    except (TypeError, ValueError):
        return Unknown("a number that is not known", f.module, a.node)


def _bool(e: Evaluator, f: Frame, a: Arguments) -> Value:
    from fastlint.link.expressions import truth

    known = truth(a.args[0]) if a.args else False
    return Const(known) if known is not None else Unknown("a truth that is not known", f.module, a.node)


def _type(e: Evaluator, f: Frame, a: Arguments) -> Value:
    if len(a.args) == 1:
        return a.args[0].cls if isinstance(a.args[0], Instance) else Unknown("the type of a value", f.module, a.node)
    if len(a.args) < 3:
        return Unknown("a type made of too little", f.module, a.node)
    name, bases, names = a.args[0], a.args[1], a.args[2]
    scope = Scope(
        {k: v for k, v in names.items.items() if isinstance(k, str)} if isinstance(names, Map) else {}, None, True
    )
    base_list = list(bases.items) if isinstance(bases, Seq) else [bases]
    return ClassValue(None, f.state, text(name) or "?", base_list, scope)


def _isinstance(e: Evaluator, f: Frame, a: Arguments) -> Value:
    from fastlint.link.classes import ancestry, external_bases

    unknown = Unknown("a type check that is not known", f.module, a.node)
    if len(a.args) < 2:
        return unknown
    wanted = a.args[1].items if isinstance(a.args[1], Seq) else [a.args[1]]
    value = a.args[0]
    if isinstance(value, Const):
        names = {f"builtins.{k.__name__}" for k in type(value.value).__mro__}
        return Const(any(isinstance(w, External) and w.path in names for w in wanted))
    cls = value.cls if isinstance(value, Instance) else None
    if cls is None:
        kind = {Seq: "list", Map: "dict"}.get(type(value))
        known = [w.path for w in wanted if isinstance(w, External)]
        return Const(f"builtins.{getattr(value, 'kind', kind)}" in known) if kind else unknown
    order = list(ancestry(cls))
    paths = set(external_bases(cls))
    for want in wanted:
        if want in order or (isinstance(want, External) and want.path in paths):
            return Const(True)
    is_project_only = all(isinstance(w, (ClassValue, External)) for w in wanted)
    return Const(False) if is_project_only and not any(isinstance(b, Unknown) for b in order) else unknown


def _issubclass(e: Evaluator, f: Frame, a: Arguments) -> Value:
    from fastlint.link.classes import ancestry, external_bases

    if len(a.args) < 2 or not isinstance(a.args[0], ClassValue):
        return Unknown("a class check that is not known", f.module, a.node)
    wanted = a.args[1].items if isinstance(a.args[1], Seq) else [a.args[1]]
    paths = external_bases(a.args[0])
    order = list(ancestry(a.args[0]))
    return Const(any(w in order or (isinstance(w, External) and w.path in paths) for w in wanted))


def _getattr(e: Evaluator, f: Frame, a: Arguments) -> Value:
    from fastlint.link.attributes import attribute

    name = text(a.get(1, "name"))
    if not a.args or name is None:
        return Unknown("an attribute whose name is not known", f.module, a.node)
    found = attribute(e, f, a.args[0], name, a.node)
    return a.args[2] if isinstance(found, Unknown) and len(a.args) > 2 else found


def _setattr(e: Evaluator, f: Frame, a: Arguments) -> Value:
    from fastlint.link.statements import set_attribute

    name = text(a.get(1, "name"))
    if name is not None and len(a.args) > 2:
        set_attribute(a.args[0], name, a.args[2])
    return NONE


def _hasattr(e: Evaluator, f: Frame, a: Arguments) -> Value:
    found = _getattr(e, f, a)
    if isinstance(found, Unknown) or (isinstance(found, Bound) and isinstance(found.function, External)):
        is_own = bool(a.args) and isinstance(a.args[0], ModuleValue)
        return Const(False) if is_own else Unknown("whether it has an attribute", f.module, a.node)
    return Const(True)


def _callable(e: Evaluator, f: Frame, a: Arguments) -> Value:
    return Const(isinstance(a.args[0], (FunctionValue, ClassValue, Bound, Partial))) if a.args else NONE


def _import_module(e: Evaluator, f: Frame, a: Arguments) -> Value:
    name = text(a.get(0, "name"))
    if name is None:
        return Unknown("a module whose name is not known", f.module, a.node)
    package = text(a.get(1, "package"))
    if name.startswith(".") and package:
        name = f"{package}{name}" if not name.startswith("..") else name
    state = e.locate(f.module, name)
    return ModuleValue(state) if state else External(name)


def _iter_modules(e: Evaluator, f: Frame, a: Arguments) -> Value:
    """`pkgutil.iter_modules(package.__path__, prefix)` over a package of the project."""
    where = a.get(0, "path")
    folders = [text(item) for item in where.items] if isinstance(where, Seq) else [text(where)] if where else []
    prefix = text(a.get(1, "prefix")) or ""
    if not folders or None in folders:
        return Seq("list", [], True)
    found: list[Value] = []
    for name, is_package in sorted({pair for folder in folders for pair in e.index.inside(str(folder))}):
        row = {"name": Const(prefix + name), "ispkg": Const(is_package), "module_finder": Unknown("a module finder")}
        found.append(Seq("tuple", [row["module_finder"], row["name"], row["ispkg"]]))
    return Seq("list", found)


def _getenv(e: Evaluator, f: Frame, a: Arguments) -> Value:
    default = a.get(1, "default")
    return default if default is not None else Unknown("an environment variable without a default", f.module, a.node)


def _globals(e: Evaluator, f: Frame, a: Arguments) -> Value:
    return Map(dict(f.state.scope.names.items()))


def _next(e: Evaluator, f: Frame, a: Arguments) -> Value:
    items = _items(e, a)
    return items[0] if items else a.get(1, "default") or Unknown("the next of something unknown", f.module, a.node)


def _map(e: Evaluator, f: Frame, a: Arguments) -> Value:
    from fastlint.link.calls import call
    from fastlint.link.expressions import iterate

    items = iterate(a.args[1], e) if len(a.args) > 1 else None
    made = [call(e, f, a.args[0], a.__class__([item], {}, a.module, a.node)) for item in items or []]
    return Seq("list", made, items is None)


def _chain(e: Evaluator, f: Frame, a: Arguments) -> Value:
    from fastlint.link.expressions import iterate

    lists = [iterate(arg, e) for arg in a.args]
    return Seq("list", [item for items in lists for item in items or []], None in lists)


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


FUNCTIONS: dict[str, Handler] = {
    "functools.partial": _partial, "functools.partialmethod": _partial, "functools.wraps": _wraps,
    "functools.update_wrapper": _update_wrapper, "makefun.with_signature": _with_signature, "functools.lru_cache": _cached, "functools.cache": _cached,
    "builtins.super": _super, "builtins.len": _length, "builtins.list": _collection("list"),
    "builtins.tuple": _collection("tuple"), "builtins.set": _collection("set"), "builtins.frozenset": _collection("set"),
    "builtins.iter": _collection("list"), "builtins.reversed": _reversed, "builtins.sorted": _sorted,
    "builtins.enumerate": _enumerate, "builtins.zip": _zip, "builtins.range": _range, "builtins.dict": _dict,
    "collections.OrderedDict": _dict, "collections.defaultdict": lambda e, f, a: Map({}, True), "builtins.str": _text,
    "builtins.int": _number, "builtins.bool": _bool, "builtins.type": _type, "builtins.isinstance": _isinstance,
    "builtins.issubclass": _issubclass, "builtins.getattr": _getattr, "builtins.setattr": _setattr,
    "builtins.hasattr": _hasattr, "builtins.callable": _callable, "builtins.globals": _globals, "builtins.next": _next,
    "builtins.map": _map, "itertools.chain": _chain, "importlib.import_module": _import_module,
    "builtins.__import__": _import_module, "pkgutil.iter_modules": _iter_modules, "pkgutil.walk_packages": _iter_modules,
    "os.getenv": _getenv, "os.environ.get": _getenv, "typing.cast": _cast, "copy.copy": _first, "copy.deepcopy": _first,
    "inspect.signature": signature_value, "inspect.Signature": set_signature, "inspect.Parameter": parameter_value,
    "asyncio.run": _first, "types.SimpleNamespace": _namespace, "fastapi.encoders.jsonable_encoder": _first,
}  # fmt: skip


# ---------------------------------------------------------------- methods of text, lists and dicts

_TEXT = frozenset(
    "capitalize casefold count endswith find format index isalnum isalpha isdigit islower isupper join lower lstrip "
    "partition removeprefix removesuffix replace rfind rpartition rsplit rstrip split splitlines startswith strip "
    "swapcase title upper zfill".split()
)


def method_of(value: Value, name: str) -> Value | None:
    """A method of a constant, list or dict; None when it has none of that name that is followed."""
    if isinstance(value, Const) and isinstance(value.value, str) and name in _TEXT:
        written = value.value
        return Native(name, lambda e, f, a: _text_method(written, name, a, f))
    if isinstance(value, Seq) and name in _LIST:
        return Native(name, lambda e, f, a: _LIST[name](value, a, e))
    if isinstance(value, Map) and name in _DICT:
        return Native(name, lambda e, f, a: _DICT[name](value, a))
    return None


def _text_method(written: str, name: str, a: Arguments, f: Frame) -> Value:
    plain: list[object] = []
    for arg in a.args:
        if isinstance(arg, Seq):
            words = [text(item) for item in arg.items]
            if arg.is_open or None in words:
                return Unknown("text joined from something unknown", f.module, a.node)
            plain.append(words)
        elif text(arg) is not None:
            plain.append(text(arg))
        elif isinstance(arg, Const):
            plain.append(arg.value)
        else:
            return Unknown("text made of something unknown", f.module, a.node)
    try:
        result = getattr(written, name)(*plain)
    except (TypeError, ValueError, LookupError):
        return Unknown("a text method that fails", f.module, a.node)
    if isinstance(result, (list, tuple)):
        return Seq("list", [Const(piece) for piece in result])
    return Const(result) if not isinstance(result, str) or len(result) < 10_000 else Unknown("text that is too long")


def _append(value: Seq, a: Arguments, e: Evaluator) -> Value:
    value.items.extend(a.args[:1])
    return NONE


def _insert(value: Seq, a: Arguments, e: Evaluator) -> Value:
    place = a.args[0].value if a.args and isinstance(a.args[0], Const) else None
    if len(a.args) > 1:
        value.items.insert(place if isinstance(place, int) else len(value.items), a.args[1])
    return NONE


def _extend(value: Seq, a: Arguments, e: Evaluator) -> Value:
    items = _items(e, a)
    value.items.extend(items or [])
    value.is_open = value.is_open or items is None
    return NONE


def _pop(value: Seq, a: Arguments, e: Evaluator) -> Value:
    return value.items.pop() if value.items and not a.args else Unknown("an item taken from a list")


_LIST: dict[str, Callable[[Seq, Arguments, Evaluator], Value]] = {
    "append": _append, "add": _append, "insert": _insert, "extend": _extend, "update": _extend, "pop": _pop,
    "copy": lambda v, a, e: Seq(v.kind, list(v.items), v.is_open),
}  # fmt: skip


def _get(value: Map, a: Arguments) -> Value:
    from fastlint.link.expressions import key_of

    key = key_of(a.args[0]) if a.args else None
    if key is not None and key in value.items:
        return value.items[key]
    if key is None or value.is_open:
        return Unknown("an item of a dict that is not known", a.module, a.node)
    return a.get(1, "default") or NONE


def _take(value: Map, a: Arguments) -> Value:
    from fastlint.link.expressions import key_of

    found = _get(value, a)
    value.items.pop(key_of(a.args[0]) if a.args else None, None)
    return found


def _setdefault(value: Map, a: Arguments) -> Value:
    from fastlint.link.expressions import key_of

    key = key_of(a.args[0]) if a.args else None
    if key is None:
        return Unknown("an item of a dict that is not known", a.module, a.node)
    return value.items.setdefault(key, a.get(1, "default") or NONE)


def _merge(value: Map, a: Arguments) -> Value:
    for arg in a.args:
        if isinstance(arg, Map):
            value.items.update(arg.items)
        value.is_open = value.is_open or not isinstance(arg, Map) or arg.is_open
    value.items.update(a.keywords)
    return NONE


def _key(key: object) -> Value:
    return key if isinstance(key, Value) else Const(key)


_DICT: dict[str, Callable[[Map, Arguments], Value]] = {
    "get": _get, "pop": _take, "setdefault": _setdefault, "update": _merge,
    "copy": lambda v, a: Map(dict(v.items), v.is_open),
    "items": lambda v, a: Seq("list", [Seq("tuple", [_key(k), item]) for k, item in v.items.items()], v.is_open),
    "keys": lambda v, a: Seq("list", [_key(k) for k in v.items], v.is_open),
    "values": lambda v, a: Seq("list", list(v.items.values()), v.is_open),
}  # fmt: skip
