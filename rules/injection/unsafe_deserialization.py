"""Data is loaded with a loader that runs code.

A pickle, and what is built on pickles, says which functions to call when it is loaded; so does YAML with a free loader.
Whoever writes the data runs code on the server. Use JSON, `yaml.safe_load`, `torch.load(..., weights_only=True)` or
safetensors, and sign what must stay a pickle.

An error follows data that a client sends; a warning says that a function loads whatever it is handed, and nothing in
the project says who hands it over. Files and caches of the server's own are told as leads for the auditor persona.

```python bad
import pickle
from fastapi import FastAPI, UploadFile

app = FastAPI()

@app.post("/restore")
async def restore(state: UploadFile):
    return pickle.loads(await state.read())  # expect: unsafe-deserialization
```

```python good
import json
from fastapi import FastAPI, UploadFile

app = FastAPI()

@app.post("/restore")
async def restore(state: UploadFile):
    return json.loads(await state.read())
```
"""

from collections.abc import Iterator

from fastlint.insight.flow import Called, Flow, Flows, Global, Question
from fastlint.rule import Confidence, Finding, Project, Severity, rule

from ..knowledge.deserialization import DATA, DESERIALIZATION_SINKS, SAFE_YAML
from ..knowledge.library import LIBRARY
from ..knowledge.sources import REQUEST
from ..knowledge.sql import is_migration
from .reporting import lead, told

LOADERS = Question(DESERIALIZATION_SINKS, REQUEST, LIBRARY, contents=True)
ADVICE = "use a format that only holds data, such as JSON"


@rule(
    "FL206",
    severity=Severity.ERROR,
    guideline="SEC-8",
    since="0.1",
    cwe=(502,),
    owasp=("API8",),
    words=("pickle", "marshal", "dill", "joblib", "torch.load", "yaml", "shelve"),
)
def unsafe_deserialization(project: Project, flows: Flows) -> Iterator[Finding]:
    for flow in flows.into(LOADERS):
        if _has_safe_loader(flow, flows) or is_migration(flow.span.path):
            continue
        if flow.is_from_client:
            yield told(flow, f"is loaded by {flow.sink.kind}, which runs what the data says", ADVICE)
        elif flow.sink.keyword in DATA and _is_handed_in(flow):
            message = f"{flow.sink.kind} runs what the data says, and nothing says where the data comes from: {ADVICE}"
            yield Finding(flow.span, message, Confidence.MEDIUM, flow.trace, severity=Severity.WARNING)
        else:
            yield lead(flow, f"is loaded by {flow.sink.kind}, which runs what the data says", ADVICE)


def _is_handed_in(flow: Flow) -> bool:
    """Whether the data is a parameter as it was given, and nobody is known who gives it."""
    return flow.what.startswith("parameter") and not any(isinstance(value, Called) for value in flow.values)


def _has_safe_loader(flow: Flow, flows: Flows) -> bool:
    """Whether YAML is read by a class of the project that is made from a safe loader."""
    loader = flow.place.argument(1, "Loader") if isinstance(flow.place, Called) else None
    if not isinstance(loader, Global):
        return False
    lines = flows.calls(LIBRARY).typing.lineage(flows.graphs.follow(loader.dotted))
    return any(isinstance(line, str) and line.rpartition(".")[2] in SAFE_YAML for line in lines)
