"""A client chooses a path.

A name with `..` in it, or an absolute one, leaves the directory it is joined to, so the client reads, overwrites or
removes files of its choice. Resolve the joined path and refuse it unless `is_relative_to` its directory, or take
`os.path.basename`, or look the name up. A test for `..` or with `startswith` does not contain a path by itself.

A path parameter such as `{name}` takes no slash: where it names a file it is told to auditors alone, where it names a
directory that is listed or removed the rule is less sure.

```python bad
from fastapi import FastAPI
from fastapi.responses import FileResponse

app = FastAPI()

@app.get("/files/{name:path}")
def read_file(name: str):
    return FileResponse(f"/srv/files/{name}")  # expect: path-traversal
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
from dataclasses import replace

from fastlint.insight.flow import Flow, Flows
from fastlint.rule import Finding, Project, Severity, rule

from ..knowledge.files import PATH_HANDED_ON, PATHS_MADE
from ..knowledge.tokens import TOKEN_PATHS
from .file_names import FILES, NAMES
from .reporting import once, told

MADE = replace(NAMES, sinks=PATHS_MADE)
SIGNED = replace(NAMES, sinks=TOKEN_PATHS)
ADVICE = "resolve it and refuse what is not relative to its directory"


@rule("FL208", severity=Severity.ERROR, guideline="SEC-8", since="0.1", cwe=(22, 73), owasp=("API8",))
def path_traversal(project: Project, flows: Flows) -> Iterator[Finding]:
    certain = [flow for flow in flows.into(FILES) if flow.is_from_client]
    leads = [flow for flow in flows.into(MADE) if flow.is_from_client and flow.is_handed_on]
    signed = [flow for flow in flows.into(SIGNED) if flow.is_from_client]
    told_of = {flow.values[0] for flow in (*certain, *leads, *signed)}
    further = flows.handed_on(NAMES, frozenset({"pathlib.Path"}), PATH_HANDED_ON)
    beyond = [flow for flow in further if flow.is_from_client and flow.values[0] not in told_of]
    for flow in once((*certain, *leads, *signed, *beyond)):
        yield told(_weighed(flow), f"chooses {flow.sink.kind}", ADVICE)


def _weighed(flow: Flow) -> Flow:
    """A plain path parameter holds no slash, so it can only be `..`, which is a directory and no file."""
    is_plain = flow.what.startswith("path parameter") and flow.route is not None and ":path}" not in flow.route.path
    return flow.doubted(1 if "director" in flow.sink.kind else 2) if is_plain else flow
