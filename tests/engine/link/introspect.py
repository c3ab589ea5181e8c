"""Imports applications and prints what FastAPI itself believes about their routes, as in styles.py.

Run as a program with the folders of the applications as arguments; each holds a main.py with `app`.
"""

from __future__ import annotations

import functools
import inspect
import json
import sys
import types
import typing
from collections.abc import Iterator


def name_of(call: object) -> str:
    while True:
        if isinstance(call, functools.partial):
            call = call.func
        elif inspect.ismethod(call):
            call = call.__func__
        elif hasattr(call, "__wrapped__"):
            call = call.__wrapped__
        else:
            break
    named = call if inspect.isroutine(call) or inspect.isclass(call) else type(call)
    return f"{named.__module__}:{named.__qualname__}"


def type_name(noted: object) -> str:
    if noted is None or noted is type(None):
        return "None"
    arguments = typing.get_args(noted)
    if isinstance(noted, types.UnionType) or typing.get_origin(noted) is typing.Union:
        return " | ".join(map(type_name, arguments))
    if arguments:
        return f"{type_name(typing.get_origin(noted))}[{', '.join(map(type_name, arguments))}]"
    return getattr(noted, "__qualname__", str(noted))


def below(dependant: typing.Any) -> Iterator[str]:
    for inner in dependant.dependencies:
        yield name_of(inner.call)
        yield from below(inner)


def rows(app: typing.Any, prefix: str = "") -> Iterator[str]:
    from fastapi.routing import iter_route_contexts

    for context in iter_route_contexts(app.routes):
        route = getattr(context, "original_route", context)
        inner = getattr(route, "app", None)
        if hasattr(inner, "routes") and type(route).__name__ == "Mount":
            yield from rows(inner, prefix + route.path)
            continue
        dependant = getattr(context, "dependant", None)
        if dependant is None:
            continue  # the documentation that FastAPI adds
        dependencies = ", ".join(dict.fromkeys(below(dependant)))
        methods = ",".join(sorted(getattr(context, "methods", None) or [])) or "WS"
        model, status = getattr(context, "response_model", None), getattr(context, "status_code", None)
        more = ", ".join([*([type_name(model)] if model is not None else []), *([str(int(status))] if status else [])])
        yield f"{methods} {prefix}{context.path} -> {name_of(dependant.call)}({dependencies}) {more}".strip()


def main(folders: list[str]) -> None:
    found = {}
    kept = set(sys.modules)
    for folder in folders:
        sys.path.insert(0, folder)
        try:
            found[folder] = list(rows(__import__("main").app))
        except Exception as error:
            found[folder] = [f"{type(error).__name__}: {error}"]
        sys.path.remove(folder)
        for name, module in list(sys.modules.items()):
            if name not in kept and (getattr(module, "__file__", None) or "").startswith(folder):
                del sys.modules[name]
    print(json.dumps(found))  # noqa: T201


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    sys.path.pop(0)
    main(sys.argv[1:])
