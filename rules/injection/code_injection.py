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

from fastlint.insight.flow import HOLE, Called, Flow, Flows, Global, Question
from fastlint.rule import Finding, Project, Severity, rule

from ..knowledge.commands import CODE_CLEANERS, CODE_SINKS
from ..knowledge.library import LIBRARY
from ..knowledge.sources import REQUEST
from .reporting import lead, told
from .sandboxes import with_way_out
from .syntax_trees import refuses_syntax

CODE = Question(CODE_SINKS, REQUEST, LIBRARY, cleaners=CODE_CLEANERS)
ADVICE = "parse data with `ast.literal_eval` or `json.loads`, choose code from a mapping"
WORDS = ("eval(", "exec(")


@rule("FL205", severity=Severity.ERROR, guideline="SEC-8", since="0.1", cwe=(94, 95), owasp=("API8",), words=WORDS)
def code_injection(project: Project, flows: Flows) -> Iterator[Finding]:
    for flow in flows.into(CODE):
        if flow.is_from_client and not _is_of_object(flow, flows):
            yield told(with_way_out(_weighed(flow, flows)), f"reaches {flow.sink.kind}", ADVICE)
        elif flow.sink.kind in ("`eval`", "`exec`"):
            yield lead(flow, f"reaches {flow.sink.kind}", ADVICE)


def _is_of_object(flow: Flow, flows: Flows) -> bool:
    """Whether `getattr` asks a variable, which is an object and no module, or a name of which parts are written out."""
    if flow.sink.callable != "builtins.getattr" or not isinstance(flow.place, Called):
        return False
    whole = flow.place.args[0]
    is_variable = isinstance(whole, Global) and flows.graphs.is_variable(flows.graphs.follow(whole.dotted))
    return is_variable or any(isinstance(piece, str) and piece.strip("_") for piece in flow.pieces)


def _weighed(flow: Flow, flows: Flows) -> Flow:
    """What is imported from a package that the code names can only be one of its modules; syntax may be refused."""
    before = flow.pieces[: flow.pieces.index(HOLE)] if HOLE in flow.pieces else []
    is_inside = flow.sink.kind == "an import" and any(isinstance(p, str) and p.endswith(".") for p in before)
    return flow.doubted(2) if is_inside or refuses_syntax(flow, flows) else flow
