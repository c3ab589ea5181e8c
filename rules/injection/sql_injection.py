"""SQL text is built from values.

Whoever chooses a part of the text chooses what the database does: reading other people's rows, changing them,
dropping tables. Bind values as parameters and take names of tables and columns from an allow-list.

An error follows a value that a client sends; a warning says that a value which is no constant is put into the text
in the place of a value, wherever it comes from (names of tables and columns, and rows that were read before, are told
as leads for the auditor persona). Values that cannot carry text (numbers, UUIDs, dates, enumerations) do not count,
nor do names that are checked against a collection first. Migrations are left out.

```python bad
from fastapi import FastAPI
from sqlalchemy import create_engine, text

app = FastAPI()
engine = create_engine("sqlite://")

@app.get("/users/{name}")
def get_user(name: str):
    with engine.connect() as connection:
        return connection.execute(text(f"SELECT id FROM users WHERE name = '{name}'")).all()  # expect: sql-injection
```

```python good
from fastapi import FastAPI
from sqlalchemy import create_engine, text

app = FastAPI()
engine = create_engine("sqlite://")

@app.get("/users/{name}")
def get_user(name: str):
    with engine.connect() as connection:
        return connection.execute(text("SELECT id FROM users WHERE name = :name"), {"name": name}).all()
```
"""

from collections.abc import Iterator
from dataclasses import replace

from fastlint.insight.flow import Flow, Flows, Guards, Question
from fastlint.insight.sqltext import Place, is_sql, place
from fastlint.rule import Confidence, Finding, Project, Severity, rule

from ..knowledge.library import LIBRARY
from ..knowledge.parsing import PARSING
from ..knowledge.paths import LOOKUPS
from ..knowledge.pieces import is_first_word
from ..knowledge.secrets import UNSERVED
from ..knowledge.sources import REQUEST
from ..knowledge.sql import (
    LANGUAGES,
    SQL_CLEANERS,
    SQL_LOOKUPS,
    SQL_SINKS,
    WORD_TESTS,
    is_in_order,
    is_migration,
    quotes,
)
from .reporting import lead

TESTED = Guards(WORD_TESTS, PARSING, SQL_LOOKUPS, overlooks=is_first_word)
SQL = Question(SQL_SINKS, REQUEST, LIBRARY, cleaners=SQL_CLEANERS, cleans=quotes, guards=TESTED)
FOUND = replace(SQL, guards=replace(TESTED, lookups=(*SQL_LOOKUPS, *LOOKUPS)))
"""A name that a row was found by is one that the database holds already."""
ADVICE = {
    Place.VALUE: "bind it as a parameter",
    Place.NAME: "take the name from an allow-list",
    Place.UNKNOWN: "bind values as parameters and take names from an allow-list",
}
WORDS = ("execute", "text(", "read_sql", ".raw(", "copy", "neo4j", "surrealdb")


@rule("FL201", severity=Severity.ERROR, guideline="DB-2", since="0.1", cwe=(89,), owasp=("API8",), words=WORDS)
def sql_injection(project: Project, flows: Flows) -> Iterator[Finding]:
    for flow in flows.into(SQL):
        pieces = flow.pieces
        has_text = any(isinstance(piece, str) and piece.strip() for piece in pieces)
        if is_migration(flow.span.path) or is_in_order(flow.place) or not (is_sql(pieces) or _is_sql_by_name(flow)):
            continue
        folders = flow.span.path.split("/")[:-1]
        is_by_hand = not UNSERVED.isdisjoint(folders) or folders[:1] == ["tools"]
        if flow.is_from_client:
            if place(pieces) is not Place.NAME or flow.place in {
                f.place for f in flows.into(FOUND) if f.is_from_client
            }:
                yield _by_client(flow, has_text)
        elif has_text and flow.kind != "stored" and place(pieces) is Place.VALUE and not is_by_hand:
            message = f"SQL text is built from a value that is no constant: {ADVICE[Place.VALUE]}"
            yield Finding(flow.span, message, Confidence.MEDIUM, flow.trace, severity=Severity.WARNING)
        elif has_text:
            yield lead(flow, "is put into SQL text", ADVICE[place(pieces)])


def _is_sql_by_name(flow: Flow) -> bool:
    """Whether the sink takes nothing but SQL, or what the client sends is called so."""
    return flow.is_from_client and (flow.is_certain_sink or "`sql`" in flow.what)


def _by_client(flow: Flow, has_text: bool) -> Finding:
    language = LANGUAGES.get(flow.sink.kind, "SQL")
    if has_text:
        message = f"{flow.what} is put into {language} text that the database runs: {ADVICE[place(flow.pieces)]}"
    else:
        message = f"{flow.what} is run as {language}: let the client choose among statements, not write them"
    return Finding(flow.span, message[0].upper() + message[1:], flow.confidence_of_way, flow.trace, flow.route)
