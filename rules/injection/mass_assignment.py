"""A client sets columns that are not the client's to set.

Whatever the mapping holds is written to the row, so a client that adds `"is_admin": true` to the request becomes an
administrator. Take a schema that has only the fields a client may set, or leave the others out with
`model_dump(exclude={...})`.

The rule compares the fields that the schema lets through with the columns that decide about rights (administrator
flags, roles, verification, password hashes, balances of accounts). Schemas for routes that ask for a role or a
permission are told as leads for the auditor persona, and so are schemas of accounts that a handler hands as a whole to
code that stores them in a table nobody can name.

```python bad
from fastapi import FastAPI
from pydantic import BaseModel
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

app = FastAPI()

class Base(DeclarativeBase):
    pass

class User(Base):
    __tablename__ = "users"
    email: Mapped[str] = mapped_column(primary_key=True)
    is_admin: Mapped[bool] = mapped_column(default=False)

class NewUser(BaseModel):
    email: str
    is_admin: bool = False

@app.post("/users")
def create_user(new: NewUser):
    user = User(**new.model_dump())  # expect: mass-assignment
    return {"email": user.email}
```

```python good
from fastapi import FastAPI
from pydantic import BaseModel
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

app = FastAPI()

class Base(DeclarativeBase):
    pass

class User(Base):
    __tablename__ = "users"
    email: Mapped[str] = mapped_column(primary_key=True)
    is_admin: Mapped[bool] = mapped_column(default=False)

class NewUser(BaseModel):
    email: str

@app.post("/users")
def create_user(new: NewUser):
    user = User(**new.model_dump())
    return {"email": user.email}
```
"""

from collections.abc import Collection, Iterator

from fastlint.insight.auth import AuthCoverage
from fastlint.insight.flow import Called, Flow, Flows, Guards, Input, Question
from fastlint.insight.types import Typing
from fastlint.insight.writes import MappingWrite, MappingWrites
from fastlint.rule import Class, Confidence, Finding, Persona, Project, Severity, Step, rule

from ..knowledge.fields import (
    DUMPS,
    OPEN_TYPES,
    has_field,
    is_for_the_few,
    is_left_out,
    privileged,
    privileged_anywhere,
)
from ..knowledge.library import LIBRARY
from ..knowledge.sources import REQUEST_MAPPINGS
from ..knowledge.tables import columns, is_table
from .handed_over import HandedOver, handed_over

ASSIGNED = Question((), REQUEST_MAPPINGS, LIBRARY, guards=Guards(equality=False), text_only=False)


@rule("FL220", severity=Severity.ERROR, guideline="SEC-1", since="0.1", cwe=(915,), owasp=("API3",))
def mass_assignment(project: Project, flows: Flows, writes: MappingWrites, auth: AuthCoverage) -> Iterator[Finding]:
    typing, told = flows.calls(LIBRARY).typing, set()
    for write in writes.all(LIBRARY):
        if write.table is not None and not is_table(write.table, typing):
            continue
        names = privileged(write.table, columns(write.table, typing)) if write.table else privileged_anywhere()
        if not names or (write.key is not None and flows.origin(ASSIGNED, write.key, (), write.facts) is None):
            continue
        kept = [name for name in names if not write.leaves_out(name)]
        flows_by_name = {name: flows.origin(ASSIGNED, write.mapping, (name,), write.facts) for name in kept}
        let_through = {n: f for n, f in flows_by_name.items() if f is not None and _lets_through(project, typing, f, n)}
        if let_through:
            flow = next(iter(let_through.values()))
            told |= {each.route for each in let_through.values()}
            yield _finding(write, flow, let_through, auth.of(flow.route).roles if flow.route else ())
    for handed in handed_over(project, flows, auth):
        if handed.route not in told:
            yield _lead(handed)


def _lead(handed: HandedOver) -> Finding:
    shown = " and ".join(f"`{name}`" for name in handed.names)
    message = (
        f"A client that sends {shown} may set it, as all of `{handed.schema.ir.name}` is handed over to be stored: "
        "take a schema without, or leave out what no client may set"
    )
    span = handed.called.graph.module.span(handed.called.node)
    trace = (Step(handed.schema.span, f"`{handed.schema.ir.name}` has {shown}"),)
    return Finding(span, message, Confidence.LOW, trace, handed.route, persona=Persona.AUDITOR)


def _lets_through(project: Project, typing: Typing, flow: Flow, name: str) -> bool:
    """Whether what the client sends can hold the field, and nothing on the way leaves it out."""
    dumps = [value for value in flow.values if isinstance(value, Called) and value.method in DUMPS]
    if not flow.is_from_client or any(is_left_out(dump, name) for dump in dumps):
        return False
    origin = flow.values[0]
    if not isinstance(origin, Input):
        return flow.what.startswith("the body")
    kinds = typing.of(dumps[0].receiver) if dumps and dumps[0].receiver is not None else typing.of(origin)
    return any(_holds(project.class_(kind.name), kind.name, typing, name) for kind in kinds)


def _holds(cls: Class | None, dotted: str, typing: Typing, name: str) -> bool:
    return has_field(cls, typing, name) if cls is not None else dotted in OPEN_TYPES


def _finding(write: MappingWrite, flow: Flow, found: Collection[str], asked: Collection[str]) -> Finding:
    shown = " and ".join(f"`{name}`" for name in sorted(found))
    row = f" of `{write.table.ir.name}`" if write.table is not None else ""
    what = f"A client that sends {shown} sets {'them' if len(found) > 1 else 'it'}{row}"
    message = f"{what}, as the whole mapping is written: take a schema without, or leave out what no client may set"
    is_lead = flow.route is None or is_for_the_few(flow.route, asked) or flow.confidence is Confidence.LOW
    confidence = Confidence.LOW if is_lead else flow.confidence if write.table is not None else Confidence.MEDIUM
    span = write.called.graph.module.span(write.called.node)
    return Finding(span, message, confidence, flow.trace, flow.route, persona=Persona.AUDITOR if is_lead else None)
