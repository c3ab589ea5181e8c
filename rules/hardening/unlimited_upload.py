"""An upload of any size is read whole.

`await file.read()` holds the whole upload in memory, so a few large requests end the process; copying it to disk
without a limit fills the disk. Nothing bounds a body by itself. Give the application, router or route `max_body_size`
(FastAPI 0.164 and later), or read in pieces and stop at a limit.

A comparison of the size in the same function or its callers, a dependency or middleware that checks sizes, and a size
given to `read` count as bounds. Members of uploaded archives are told when nothing looks at their size. Limits of a
proxy in front of the application are not seen: ignore the rule there.

```python bad
from fastapi import FastAPI, UploadFile

app = FastAPI()

@app.post("/avatars")
async def upload(file: UploadFile):
    content = await file.read()  # expect: unlimited-upload
    return {"size": len(content)}
```

```python good
from fastapi import FastAPI, HTTPException, UploadFile

app = FastAPI()
LIMIT = 2_000_000

@app.post("/avatars")
async def upload(file: UploadFile):
    content = await file.read(LIMIT + 1)
    if len(content) > LIMIT:
        raise HTTPException(413)
    return {"size": len(content)}
```
"""

from collections.abc import Iterator

from fastlint.insight.flow import Called, Constant, Flows, Part, Value
from fastlint.insight.reach import Reach
from fastlint.insight.versions import Versions
from fastlint.model import Function
from fastlint.rule import Confidence, Finding, Project, Route, Severity, rule

from ..knowledge import uploads as known
from ..knowledge.library import LIBRARY
from .members import members_read
from .sizes import is_bounded, is_compared

_UPLOAD = frozenset({"fastapi.UploadFile"})


@rule("FL510", severity=Severity.WARNING, guideline="SEC-1", since="0.1", cwe=(770, 400), owasp=("API4",))
def unlimited_upload(project: Project, flows: Flows, reach: Reach, versions: Versions) -> Iterator[Finding]:
    bound = known.BOUND if versions.reaches("fastapi", known.BOUND_SINCE, {}) else known.OWN_BOUND
    for graph in flows.graphs_holding(sorted(known.READERS), LIBRARY):
        for called in graph.calls:
            if graph.function is None or not _is_whole(flows, called) or is_compared(flows, graph.function):
                continue
            routes = _routes(flows, graph.function)
            if routes and not all(is_bounded(project, route, reach) for route in routes):
                does = "copied" if called.method != "read" else "read whole"
                message = f"The upload is {does} whatever its size: {bound}."
                is_read = called.method == "read"
                confidence = Confidence.HIGH if is_read else Confidence.MEDIUM
                yield Finding(graph.module.span(called.node), message, confidence, route=routes[0])
    for called, confidence in members_read(flows):
        message = (
            "A member of an archive that a client sent is unpacked whatever its size: look at its `file_size` first."
        )
        yield Finding(called.graph.module.span(called.node), message, confidence)
    for route in {route.handler: route for route in project.routes}.values():
        if route.handler is not None and not is_compared(flows, route.handler):
            yield from _taken_as_bytes(project, route, reach, bound)


def _taken_as_bytes(project: Project, route: Route, reach: Reach, bound: str) -> Iterator[Finding]:
    for parameter in route.parameters:
        is_bytes = parameter.source == "file" and parameter.annotation.rpartition(".")[2] == "bytes"
        if is_bytes and not is_bounded(project, route, reach):
            message = f"`{parameter.name}` takes an upload of any size into memory: take an `UploadFile`, and {bound}."
            yield Finding(parameter.span, message, route=route)


def _is_whole(flows: Flows, called: Called) -> bool:
    """Whether a call reads an upload to its end."""
    typing = flows.calls(LIBRARY).typing
    if called.method == "read" and called.receiver is not None:
        size = called.argument(0, "size")
        is_all = size is None or (isinstance(size, Constant) and size.value in (-1, None))
        return is_all and typing.is_kind(_file(called.receiver), _UPLOAD)
    is_copy = "shutil.copyfileobj" in typing.names(called)
    return is_copy and bool(called.args) and typing.is_kind(_file(called.args[0]), _UPLOAD)


def _file(value: Value) -> Value:
    """The upload that `upload.file` belongs to."""
    return value.whole if isinstance(value, Part) and value.key == "file" else value


def _routes(flows: Flows, function: Function) -> list[Route]:
    """The routes that run `function`, directly or through up to two callers."""
    waiting, found, seen = [(function, 0)], list[Route](), {function}
    while waiting:
        current, depth = waiting.pop()
        found += flows.entries.routes(current)
        for target in flows.calls(LIBRARY).callers(current) if depth < 2 else ():
            caller = target.called.graph.function
            if caller is not None and caller not in seen and not is_compared(flows, caller):
                seen.add(caller)
                waiting.append((caller, depth + 1))
    return found
