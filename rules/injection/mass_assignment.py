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
from dataclasses import replace

from fastlint.insight.auth import AuthCoverage
from fastlint.insight.flow import Flow, Flows, Guards, Question
from fastlint.insight.writes import MappingWrite, MappingWrites
from fastlint.rule import Confidence, Finding, Persona, Project, Severity, Step, rule

from ..knowledge.fields import is_for_the_few, privileged, privileged_anywhere
from ..knowledge.library import LIBRARY
from ..knowledge.sources import REQUEST_MAPPINGS
from ..knowledge.tables import columns, is_table, tables_below
from .handed_over import HandedOver, handed_over
from .let_through import lets_through, names_it

ASSIGNED = Question((), REQUEST_MAPPINGS, LIBRARY, guards=Guards(equality=False), text_only=False)


@rule("FL220", severity=Severity.ERROR, guideline="SEC-1", since="0.1", cwe=(915,), owasp=("API3",))
def mass_assignment(project: Project, flows: Flows, writes: MappingWrites, auth: AuthCoverage) -> Iterator[Finding]:
    typing, told = flows.calls(LIBRARY).typing, set()
    below = tables_below(project, typing)
    for written in writes.all(LIBRARY):
        rows = below.get(written.table, []) if written.table is not None else []
        write = replace(written, table=None) if rows else written  # any of the tables that have the method
        if write.table is not None and not is_table(write.table, typing):
            continue
        rows = [write.table] if write.table is not None else rows
        names = (
            [name for row in rows for name in privileged(row, columns(row, typing))] if rows else privileged_anywhere()
        )
        if not names or (write.key is not None and flows.origin(ASSIGNED, write.key, (), write.facts) is None):
            continue
        kept = [name for name in names if not write.leaves_out(name)]
        flows_by_name = {name: flows.origin(ASSIGNED, write.mapping, (name,), write.facts) for name in kept}
        let_through = {n: f for n, f in flows_by_name.items() if f is not None and lets_through(project, typing, f, n)}
        if written.table is not write.table:  # which table it is, only the name of a field in a schema tells
            let_through = {n: f for n, f in let_through.items() if names_it(project, typing, f, n)}
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


def _finding(write: MappingWrite, flow: Flow, found: Collection[str], asked: Collection[str]) -> Finding:
    shown = " and ".join(f"`{name}`" for name in sorted(found))
    row = f" of `{write.table.ir.name}`" if write.table is not None else ""
    what = f"A client that sends {shown} sets {'them' if len(found) > 1 else 'it'}{row}"
    message = f"{what}, as the whole mapping is written: take a schema without, or leave out what no client may set"
    is_lead = flow.route is None or is_for_the_few(flow.route, asked) or flow.confidence is Confidence.LOW
    confidence = Confidence.LOW if is_lead else flow.confidence if write.table is not None else Confidence.MEDIUM
    span = write.called.graph.module.span(write.called.node)
    return Finding(span, message, confidence, flow.trace, flow.route, persona=Persona.AUDITOR if is_lead else None)
