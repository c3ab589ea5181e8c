"""A client's text is run as Python code.

`eval`, `exec` and imports by name run whatever they are given, with the rights of the server; restricting the names
that
the code sees does not hold. Read data with `ast.literal_eval` or `json.loads`, and choose functions from a mapping.

```python bad
from fastapi import FastAPI

app = FastAPI()

@app.get("/calculate")
def calculate(formula: str):
    return {"result": eval(formula)}  # expect: code-injection
```

```python good
import ast
from fastapi import FastAPI

app = FastAPI()

@app.get("/parse")
def parse(literal: str):
    return {"result": ast.literal_eval(literal)}
```
"""

from collections.abc import Iterator
from dataclasses import replace

from fastlint.insight.flow import Flow, Flows, Question
from fastlint.model import expressions_in, nodes
from fastlint.rule import Finding, Project, Severity, Step, rule

from ..knowledge.commands import CODE_CLEANERS, CODE_SINKS
from ..knowledge.library import LIBRARY
from ..knowledge.sources import REQUEST
from .reporting import lead, told

CODE = Question(CODE_SINKS, REQUEST, LIBRARY, cleaners=CODE_CLEANERS)
ADVICE = "parse data with `ast.literal_eval` or `json.loads`, choose code from a mapping"


@rule("FL205", severity=Severity.ERROR, guideline="SEC-8", since="0.1", cwe=(94, 95), owasp=("API8",))
def code_injection(project: Project, flows: Flows) -> Iterator[Finding]:
    for flow in flows.into(CODE):
        if flow.is_from_client:
            yield told(_with_way_out(flow), f"reaches {flow.sink.kind}", ADVICE)
        elif flow.sink.kind in ("`eval`", "`exec`"):
            yield lead(flow, f"reaches {flow.sink.kind}", ADVICE)


def _with_way_out(flow: Flow) -> Flow:
    """The flow with the place where the code is given `__import__` among a few names: such a sandbox holds nothing."""
    function = flow.place.graph.function
    for expression in expressions_in(function.ir.body) if function is not None else ():
        if isinstance(expression, nodes.Literal) and expression.value == "__import__":
            step = Step(flow.place.graph.module.span(expression), "gives the code `__import__`, and so every module")
            return replace(flow, trace=(*flow.trace, step))
    return flow
