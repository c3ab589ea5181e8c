"""A password is stored or compared as it was typed.

Whoever reads the table, a backup or a log of queries has every user's password, here and wherever else they use it.
Store the result of Argon2, bcrypt or scrypt and let the library verify. Models that hash in a setter are not
reported.

```python bad
from fastapi import FastAPI
from pydantic import BaseModel
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()

class Base(DeclarativeBase):
    pass

class User(Base):
    __tablename__ = "users"
    name: Mapped[str] = mapped_column(primary_key=True)
    password: Mapped[str]

class NewUser(BaseModel):
    name: str
    password: str

@app.post("/users")
def create_user(new: NewUser):
    user = User(name=new.name, password=new.password)  # expect: plaintext-password
    return {"name": user.name}
```

```python good
import bcrypt
from fastapi import FastAPI
from pydantic import BaseModel
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()

class Base(DeclarativeBase):
    pass

class User(Base):
    __tablename__ = "users"
    name: Mapped[str] = mapped_column(primary_key=True)
    password: Mapped[bytes]

class NewUser(BaseModel):
    name: str
    password: str

@app.post("/users")
def create_user(new: NewUser):
    user = User(name=new.name, password=bcrypt.hashpw(new.password.encode(), bcrypt.gensalt()))
    return {"name": user.name}
```
"""

from collections.abc import Iterator

from fastlint.insight.flow import Called, Computed, Constant, Flow, Flows, Guards, Input, Question, Value, name_of
from fastlint.insight.writes import MappingWrite, MappingWrites
from fastlint.rule import Finding, Project, Severity, rule

from ..knowledge.credentials import password
from ..knowledge.fields import DUMPS, has_field, is_left_out
from ..knowledge.library import LIBRARY
from ..knowledge.sources import REQUEST
from ..knowledge.tables import columns, is_table, sets_by_itself

TYPED = Question(
    (),
    REQUEST,
    LIBRARY,
    cleaning=("hash", "encrypt", "verify", "argon", "crypt", "digest"),
    guards=Guards(values=False),
)
ADVICE = "store and verify a hash made by Argon2, bcrypt or scrypt"


@rule("FL311", severity=Severity.ERROR, guideline="AUTH-5", since="0.1", cwe=(256, 522), owasp=("API2",))
def plaintext_password(project: Project, flows: Flows, writes: MappingWrites) -> Iterator[Finding]:
    typing = flows.calls(LIBRARY).typing
    for called, cls in flows.constructed(LIBRARY):
        for name, value in called.keywords.items():
            if password(name) and is_table(cls, typing) and not sets_by_itself(cls, name):
                yield from _stored(flows, called, value)
    for write in writes.all(LIBRARY):
        if write.table is not None and is_table(write.table, typing) and write.key is None:
            for name in filter(password, columns(write.table, typing)):
                is_set = any(key == name for _, key, _ in write.called.graph.stores)
                is_given = name in write.called.keywords or is_set or write.leaves_out(name)
                if not is_given and not sets_by_itself(write.table, name):
                    yield from _written(flows, project, write, name)
    for graph in flows.graphs_comparing(password):
        for comparison, _facts in graph.comparisons:
            yield from _compared(flows, comparison)


def _stored(flows: Flows, called: Value, value: Value) -> Iterator[Finding]:
    flow = flows.origin(TYPED, value)
    if flow is not None and _is_password(flow):
        span = called.graph.module.span(called.node)
        yield Finding(
            span, f"{_begun(flow.what)} is stored as it was typed: {ADVICE}", flow.confidence, flow.trace, flow.route
        )


def _written(flows: Flows, project: Project, write: MappingWrite, name: str) -> Iterator[Finding]:
    """A whole schema that is written into a row, and the password in it."""
    typing = flows.calls(LIBRARY).typing
    flow = flows.origin(TYPED, write.mapping, (name,), write.facts)
    origin = flow.values[0] if flow is not None and flow.is_from_client else None
    dumps = [v for v in (flow.values if flow is not None else ()) if isinstance(v, Called) and v.method in DUMPS]
    classes = [project.class_(kind.name) for kind in typing.of(origin)] if isinstance(origin, Input) else []
    is_held = any(cls is not None and has_field(cls, typing, name) for cls in classes)
    if flow is not None and is_held and not any(is_left_out(dump, name) for dump in dumps):
        span = write.called.graph.module.span(write.called.node)
        message = f"{_begun(flow.what)} is stored as it was typed, with all of the schema: {ADVICE}"
        yield Finding(span, message, flow.confidence, flow.trace, flow.route)


def _compared(flows: Flows, comparison: Computed) -> Iterator[Finding]:
    left, right = comparison.operands
    for typed, kept in ((left, right), (right, left)):
        if isinstance(kept, Constant) or not password(name_of(kept).rpartition(".")[2]) or not _is_named(typed):
            continue
        flow = flows.origin(TYPED, typed)
        other = flows.origin(TYPED, kept)
        if flow is not None and _is_password(flow) and not (other is not None and other.is_from_client):
            message = f"{_begun(flow.what)} is compared as it was typed: {ADVICE}"
            yield Finding(
                comparison.graph.module.span(comparison.node), message, flow.confidence, flow.trace, flow.route
            )
            return


def _begun(what: str) -> str:
    return what[0].upper() + what[1:]


def _is_named(value: Value) -> bool:
    return any(password(name) for name in (name_of(value), *value.graph.names_of(value)))


def _is_password(flow: Flow) -> bool:
    return flow.is_from_client and any(password(word.strip("`")) for word in flow.what.split() if word.startswith("`"))
