"""Row of a table returned without a response schema.

FastAPI then sends every column that the row has, those added next year too: hashes, internal notes, other people's
ids. Declare what the client may see with a return annotation or `response_model`.

The rule follows what a handler without a response model returns, through functions of the project, back to rows:
instances of table classes, queries for them, and dictionaries made of one (`__dict__`, `vars`). Responses built by
hand and queries for single columns are not reported. It is surer where the table has a column called like a secret.

```python bad
from fastapi import FastAPI
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()

class Base(DeclarativeBase):
    pass

class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    password_hash: Mapped[str]

@app.get("/users/{user_id}")
def read_user(user_id: int, session: Session):
    return session.get(User, user_id)  # expect: table-returned-without-schema
```

```python good
from fastapi import FastAPI
from pydantic import BaseModel
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()

class Base(DeclarativeBase):
    pass

class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    password_hash: Mapped[str]

class UserOut(BaseModel):
    id: int

@app.get("/users/{user_id}")
def read_user(user_id: int, session: Session) -> UserOut:
    return session.get(User, user_id)
```
"""

from collections.abc import Iterator

from fastlint.insight.flow import Flows
from fastlint.insight.rows import Fetching, Rows
from fastlint.rule import Confidence, Finding, Project, Severity, rule

from ..knowledge import rows as known
from ..knowledge.library import LIBRARY
from ..knowledge.tables import is_table
from .columns import secret_column


@rule("FL407", severity=Severity.WARNING, guideline="API-4", since="0.1", cwe=(213, 200), owasp=("API3",))
def table_returned_without_schema(project: Project, flows: Flows, rows: Rows) -> Iterator[Finding]:
    typing, told = flows.calls(LIBRARY).typing, set()
    fetching = Fetching(LIBRARY, lambda cls: is_table(cls, typing), known.FETCHES, known.SELECTS, known.HANDS_ON)
    for route in project.routes:
        handler = route.handler
        if handler is None or route.response_model or route.kind != "http" or handler in told:
            continue
        told.add(handler)
        if handler.ir.returns is not None or route.module.is_test:
            continue
        for row in rows.returned_by(handler, fetching):
            secret = secret_column(row.table, flows)
            shown = f"all that a row of `{row.table.ir.name}` has{f', `{secret}` too' if secret else ''}"
            message = (
                f"`{route}` answers with {shown}: declare what a client may see as return type or `response_model`"
            )
            yield Finding(row.span, message, Confidence.HIGH if secret else Confidence.MEDIUM, route=route)
