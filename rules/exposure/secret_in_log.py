"""A secret is written to a log.

Logs are kept for long, copied to other systems and read by people who may not have the secret. Leave it out, or log
what identifies it without telling it. The rule goes by names (`password`, `api_key`, `access_token`,
`Authorization`), and follows whole request bodies and headers. What a function such as `print_address` prints for
whoever starts the program is a lead for auditors.

```python bad
import logging
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()
logger = logging.getLogger(__name__)

class Credentials(BaseModel):
    name: str
    password: str

@app.post("/login")
def login(credentials: Credentials):
    logger.info("login of %s with %s", credentials.name, credentials.password)  # expect: secret-in-log
```

```python good
import logging
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()
logger = logging.getLogger(__name__)

class Credentials(BaseModel):
    name: str
    password: str

@app.post("/login")
def login(credentials: Credentials):
    logger.info("login of %s", credentials.name)
```
"""

from collections.abc import Iterator

from fastlint.insight.flow import Flow, Flows, Guards, Question
from fastlint.rule import Confidence, Finding, Persona, Project, Severity, rule

from ..knowledge.credentials import LOG_SINKS, MASKED, MASKED_TYPES, MASKING, OUTPUT, SHOWING, masks
from ..knowledge.library import LIBRARY
from ..knowledge.secrets import UNSERVED
from ..knowledge.sources import SECRETS
from .whole_schemas import whole_schemas

LOGGED = Question(
    LOG_SINKS,
    SECRETS,
    LIBRARY,
    cleaners=MASKED,
    cleans=masks,
    narrow=MASKED_TYPES,
    cleaning=MASKING,
    copies_only=True,
    guards=Guards(settings=("debug", "verbose"), values=False),
)


@rule("FL405", severity=Severity.ERROR, guideline="SEC-5", since="0.1", cwe=(532,), owasp=("API8",))
def secret_in_log(project: Project, flows: Flows) -> Iterator[Finding]:
    for flow in flows.into(LOGGED):
        if flow.kind in ("named", "client"):
            what = f"{flow.what[0].upper()}{flow.what[1:]}"
            message = f"{what} is written to {flow.sink.kind}: leave it out, or log what identifies it"
            flow = flow.doubted(2) if _is_shown(flow) else flow
            persona = Persona.AUDITOR if flow.confidence is Confidence.LOW else None
            yield Finding(flow.span, message, flow.confidence, flow.trace, flow.route, persona=persona)
    for called, whole, field in whole_schemas(project, flows, LOGGED):
        name = whole.parameter.name
        message = f"`{name}` is logged as a whole, with its `{field}`: leave it out, or log what identifies it"
        yield Finding(called.graph.module.span(called.node), message)


def _is_shown(flow: Flow) -> bool:
    """Whether it is printed to be seen by whoever starts the program: by `print_address()`, or by a script."""
    graph = flow.place.graph
    is_script = not UNSERVED.isdisjoint(graph.module.path.split("/")[:-1])
    is_showing = graph.function is not None and SHOWING.match(graph.function.ir.name)
    return flow.sink.kind == OUTPUT and bool(is_script or is_showing)
