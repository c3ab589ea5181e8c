"""Data is loaded with a loader that runs code.

A pickle, and what is built on pickles, says which functions to call when it is loaded; so does YAML with a free loader.
Whoever writes the data runs code on the server. Use JSON, `yaml.safe_load`, `torch.load(..., weights_only=True)` or
safetensors, and sign what must stay a pickle.

An error follows data that a client sends; a warning says that the loaded data comes from elsewhere than a constant
place.

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

from fastlint.insight.flow import Flows, Question
from fastlint.rule import Confidence, Finding, Project, Severity, rule

from ..knowledge.deserialization import DESERIALIZATION_SINKS
from ..knowledge.library import LIBRARY
from ..knowledge.sources import REQUEST
from .reporting import told

LOADERS = Question(DESERIALIZATION_SINKS, REQUEST, LIBRARY)
ADVICE = "use a format that only holds data, such as JSON"


@rule("FL206", severity=Severity.ERROR, guideline="SEC-8", since="0.1", cwe=(502,), owasp=("API8",))
def unsafe_deserialization(project: Project, flows: Flows) -> Iterator[Finding]:
    for flow in flows.into(LOADERS):
        if flow.is_from_client:
            yield told(flow, f"is loaded by {flow.sink.kind}, which runs what the data says", ADVICE)
        else:
            message = f"{flow.sink.kind} runs what the data says, and the data comes from no constant place: {ADVICE}"
            yield Finding(flow.span, message, Confidence.MEDIUM, flow.trace, severity=Severity.WARNING)
