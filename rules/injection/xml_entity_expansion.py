"""A client's XML is read by a parser that expands entities.

Nested entities grow to gigabytes from a few lines, and external ones read files and addresses of the server's network.
Parse with `defusedxml`, or with an lxml parser made with `resolve_entities=False`.

```python bad
from xml.etree import ElementTree
from fastapi import FastAPI, Request

app = FastAPI()

@app.post("/import")
async def import_feed(request: Request):
    return {"root": ElementTree.fromstring(await request.body()).tag}  # expect: xml-entity-expansion
```

```python good
from defusedxml import ElementTree
from fastapi import FastAPI, Request

app = FastAPI()

@app.post("/import")
async def import_feed(request: Request):
    return {"root": ElementTree.fromstring(await request.body()).tag}
```
"""

from collections.abc import Iterator

from fastlint.insight.flow import Called, Computed, Constant, Flows, Graph, Question, Value, made_of
from fastlint.rule import Finding, Project, Severity, rule

from ..knowledge.library import LIBRARY
from ..knowledge.pages import XML_SINKS
from ..knowledge.sources import REQUEST
from .reporting import told

XML = Question(XML_SINKS, REQUEST, LIBRARY)


@rule("FL218", severity=Severity.ERROR, guideline="SEC-8", since="0.1", cwe=(611, 776), owasp=("API8",))
def xml_entity_expansion(project: Project, flows: Flows) -> Iterator[Finding]:
    for flow in flows.into(XML):
        if flow.is_from_client and not any(map(_looks_for_declarations, flow.graphs)):
            yield told(flow, f"is read by {flow.sink.kind}", "use `defusedxml`, or `resolve_entities=False` with lxml")


def _looks_for_declarations(graph: Graph) -> bool:
    """Whether a function tests for what declares entities: without a document type there are none to expand."""
    return any(_declares(side) for test, _, _ in graph.tests for value in made_of(test) for side in _sides(value))


def _sides(value: Value) -> list[Value]:
    if isinstance(value, Computed):
        return value.operands
    return value.args if isinstance(value, Called) else []


def _declares(value: Value) -> bool:
    text = value.value if isinstance(value, Constant) else None
    text = text.decode("latin-1") if isinstance(text, bytes) else text
    return isinstance(text, str) and text.upper().startswith(("<!DOCTYPE", "<!ENTITY"))
