"""A path is guarded by a test that does not contain it.

`startswith("/srv/files")` also accepts `/srv/files-private`, and says nothing of a path that still holds `..`; a
search for `..`
lets absolute paths through, and removing `..` once leaves it in `....//`. Resolve the joined path and ask
`is_relative_to`.

```python bad
import os
from fastapi import FastAPI, HTTPException
from fastapi.responses import FileResponse

app = FastAPI()
FILES = "/srv/files"

@app.get("/files/{name:path}")
def read_file(name: str):
    path = os.path.realpath(os.path.join(FILES, name))
    if not path.startswith(FILES):  # expect: weak-path-containment
        raise HTTPException(404)
    return FileResponse(path)
```

```python good
from pathlib import Path
from fastapi import FastAPI, HTTPException
from fastapi.responses import FileResponse

app = FastAPI()
FILES = Path("/srv/files")

@app.get("/files/{name:path}")
def read_file(name: str):
    path = (FILES / name).resolve()
    if not path.is_relative_to(FILES):
        raise HTTPException(404)
    return FileResponse(path)
```
"""

from collections.abc import Iterator

from fastlint.insight.flow import Called, Computed, Constant, Flows, Graph, Question, Value, made_of
from fastlint.rule import Confidence, Finding, Project, Severity, rule

from ..knowledge.library import LIBRARY
from ..knowledge.paths import (
    LISTED,
    PATH_CLEANERS,
    ends_with_separator,
    is_contained_in,
    is_joined,
    is_resolved,
    names_path,
)
from ..knowledge.sources import REQUEST

CHOSEN = Question((), REQUEST, LIBRARY, cleaners=PATH_CLEANERS | LISTED)
ADVICE = "resolve the path and ask `is_relative_to`"


@rule("FL209", severity=Severity.WARNING, guideline="SEC-8", since="0.1", cwe=(22,), owasp=("API8",))
def weak_path_containment(project: Project, flows: Flows) -> Iterator[Finding]:
    for graph in flows.graphs_holding(("startswith", "replace", "join", "Path"), LIBRARY):
        for called in graph.calls:
            if called.method == "replace" and _removes_parents(called):
                yield _finding(graph, called, "Removing `..` once leaves it in `....//`", Confidence.HIGH)
        if not is_contained_in(graph):
            yield from _tests(graph, flows)


def _tests(graph: Graph, flows: Flows) -> Iterator[Finding]:
    for test, _statement, _facts in graph.tests:
        for value in made_of(test):
            if isinstance(value, Called) and value.method == "startswith" and value.args and value.receiver:
                if not (is_resolved(value.receiver) or is_joined(value.receiver)) or isinstance(
                    value.args[0], Constant
                ):
                    continue
                if not _is_handed_in(flows, value.receiver):
                    continue
                if not is_resolved(value.receiver):
                    yield _finding(graph, value, "`startswith` accepts a path that still holds `..`", Confidence.HIGH)
                elif not ends_with_separator(value.args[0]):
                    yield _finding(
                        graph, value, "`startswith` also accepts directories beside the one meant", Confidence.HIGH
                    )
            elif _searches_parents(value):
                yield _finding(graph, value, "A search for `..` lets absolute paths through", Confidence.MEDIUM)


def _is_handed_in(flows: Flows, path: Value) -> bool:
    """Whether some of the path is chosen elsewhere: by a client, or by a caller that nothing is known of."""
    flow = flows.origin(CHOSEN, path)
    return flow is not None and (flow.is_from_client or flow.what.startswith("parameter"))


def _finding(graph: Graph, value: Value, problem: str, confidence: Confidence) -> Finding:
    return Finding(graph.module.span(value.node), f"{problem}: {ADVICE}", confidence)


def _removes_parents(called: Called) -> bool:
    texts = [a.value for a in called.args if isinstance(a, Constant)]
    return len(texts) >= 2 and texts[0] in ("..", "../", "..\\") and texts[1] == ""


def _searches_parents(value: Value) -> bool:
    if not (isinstance(value, Computed) and value.operator in ("in", "not in")):
        return False
    left, right = value.operands
    return isinstance(left, Constant) and left.value in ("..", "../") and names_path(right)
