"""A client chooses a column, a table or an order by its name.

Parameters cannot be bound to names, so a name that comes from the request is put into the statement as it is: as SQL
text in `order_by(text(...))`, or as any attribute of the class in `getattr(Table, name)`, password hashes and
relationships among them, by whose order the client learns what it may not read. Take the name from an allow-list: a
`Literal`, an `Enum`, or a mapping from names to columns.

`hasattr(Table, name)` is no allow-list.

```python bad
from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()

class Base(DeclarativeBase):
    pass

class User(Base):
    __tablename__ = "users"
    name: Mapped[str] = mapped_column(primary_key=True)

@app.get("/users")
def list_users(session: Session, sort: str = "name"):
    column = getattr(User, sort)  # expect: sql-identifier-injection
    return session.scalars(select(User).order_by(column).limit(50)).all()
```

```python good
from typing import Literal
from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()

class Base(DeclarativeBase):
    pass

class User(Base):
    __tablename__ = "users"
    name: Mapped[str] = mapped_column(primary_key=True)

@app.get("/users")
def list_users(session: Session, sort: Literal["name"] = "name"):
    return session.scalars(select(User).order_by(getattr(User, sort)).limit(50)).all()
```
"""

from collections.abc import Iterator
from dataclasses import replace

from fastlint.insight.flow import Called, Flow, Flows, Guards, Question
from fastlint.rule import Finding, Project, Severity, rule

from ..knowledge.library import LIBRARY
from ..knowledge.parsing import PARSING
from ..knowledge.sources import REQUEST
from ..knowledge.sql import ATTRIBUTE_SINK, IDENTIFIER_SINKS, SQL_CLEANERS, SQL_LOOKUPS, WORD_TESTS, is_column
from ..knowledge.tables import is_table
from .reporting import once, told

NAMES = Question(
    IDENTIFIER_SINKS, REQUEST, LIBRARY, cleaners=SQL_CLEANERS, guards=Guards(WORD_TESTS, PARSING, SQL_LOOKUPS)
)
ATTRIBUTES = replace(NAMES, sinks=(ATTRIBUTE_SINK,), guards=Guards(lookups=SQL_LOOKUPS))
"""A word may still name any attribute, secrets among them."""
ADVICE = "take the name from an allow-list"


@rule("FL202", severity=Severity.WARNING, guideline="DB-2", since="0.1", cwe=(89, 639), owasp=("API8",))
def sql_identifier_injection(project: Project, flows: Flows) -> Iterator[Finding]:
    for flow in once((*flows.into(ATTRIBUTES), *flows.into(NAMES))):
        if flow.is_from_client and (flow.sink is not ATTRIBUTE_SINK or _is_of_table(project, flows, flow)):
            yield told(flow, f"chooses {flow.sink.kind}", ADVICE)


def _is_of_table(project: Project, flows: Flows, flow: Flow) -> bool:
    """Whether the attribute is one of a table's, by its class or by what is done with it."""
    assert isinstance(flow.place, Called)
    typing = flows.calls(LIBRARY).typing
    kinds = [(kind, project.class_(kind.name)) for kind in typing.of(flow.place.args[0])]
    if kinds:
        return any(kind.of_class and cls is not None and is_table(cls, typing) for kind, cls in kinds)
    return is_column(flow.place)
