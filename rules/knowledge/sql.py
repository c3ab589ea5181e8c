"""Where text is run as SQL.

Sources: SQLAlchemy 2.0 (text, literal_column, Session, Connection, AsyncSession, exec_driver_sql), SQLModel
(Session.exec), PEP 249 for drivers' cursors, asyncpg, aiosqlite, psycopg 3, Databases, DuckDB, ClickHouse Connect,
Tortoise ORM (raw, execute_query), Django (raw, extra), pandas (read_sql), Prisma (query_raw), peewee (SQL, raw); Neo4j
driver 5 (run, execute_query), SurrealDB 1 (query).
"""

import re

from fastlint.insight.flow import Called, Constant, Sink, Value, made_of

from .parsing import picks_characters

_SESSIONS = ("sqlalchemy.orm.Session", "sqlalchemy.ext.asyncio.AsyncSession")
_CONNECTIONS = ("sqlalchemy.engine.Connection", "sqlalchemy.ext.asyncio.AsyncConnection")
_DRIVERS = (
    "sqlite3.Connection", "sqlite3.Cursor", "aiosqlite.Connection", "aiosqlite.Cursor", "psycopg2.Cursor",
    "psycopg.Connection", "psycopg.Cursor", "pymysql.Cursor", "duckdb.Connection", "asyncpg.Connection", "asyncpg.Pool",
    "pyodbc.Cursor", "pyodbc.Connection", "oracledb.Cursor", "snowflake.Cursor", "aiomysql.Cursor", "clickhouse_driver.Client",
)  # fmt: skip
_TEXTS = (
    "sqlalchemy.text",
    "sqlalchemy.sql.text",
    "sqlmodel.text",
    "sqlalchemy.literal_column",
    "sqlalchemy.sql.literal_column",
)

SQL_SINKS: tuple[Sink, ...] = (
    *(Sink(name, 0, "text", "SQL text") for name in _TEXTS),
    *(Sink(f"{owner}.{m}", 0, "statement", "a query") for owner in _SESSIONS for m in ("execute", "scalar", "scalars", "exec", "stream")),
    *(
        Sink(f"{owner}.{m}", 0, "statement", "a query")
        for owner in _CONNECTIONS
        for m in ("execute", "scalar", "scalars", "exec_driver_sql", "stream")
    ),
    *(Sink(f"{owner}.{m}", 0, "query", "a query") for owner in _DRIVERS for m in ("execute", "executemany", "executescript")),
    *(Sink(f"{driver}.Cursor.copy_expert", 0, "sql", "a query") for driver in ("psycopg2", "aiomysql")),
    Sink("psycopg.Cursor.copy", 0, "statement", "a query"),
    *(Sink(f"asyncpg.{c}.copy_from_query", 0, "query", "a query") for c in ("Connection", "Pool")),
    *(Sink(f"sqlite3.{c}.executescript", 0, "", "a script") for c in ("Connection", "Cursor")),
    *(
        Sink(f"asyncpg.{c}.{m}", 0, "query", "a query")
        for c in ("Connection", "Pool")
        for m in ("fetch", "fetchrow", "fetchval", "cursor", "prepare")
    ),
    *(Sink(f"databases.Database.{m}", 0, "query", "a query") for m in ("execute", "fetch_all", "fetch_one", "fetch_val", "iterate", "execute_many")),
    *(Sink(f"aiosqlite.Connection.{m}", 0, "sql", "a query") for m in ("execute_fetchall", "execute_insert")),
    *(Sink(f"duckdb.{m}", 0, "query", "a query") for m in ("sql", "query", "execute")),
    *(Sink(f"duckdb.Connection.{m}", 0, "query", "a query") for m in ("sql", "query")),
    *(Sink(f"clickhouse_connect.Client.{m}", 0, "query", "a query") for m in ("query", "command", "query_df")),
    *(Sink(f"pandas.{m}", 0, "sql", "a query") for m in ("read_sql", "read_sql_query")),
    *(
        Sink(f"tortoise.Client.{m}", 0, "query", "a query")
        for m in ("execute_query", "execute_query_dict", "execute_insert", "execute_script", "execute_many")
    ),
    Sink("tortoise.expressions.RawSQL", 0, "sql", "raw SQL"),
    *(Sink(f"google.cloud.bigquery.Client.{m}", 0, "query", "a query") for m in ("query", "query_and_wait")),
    *(Sink(f"{_SESSIONS[0]}.query.{m}", 0, "", "a query") for m in ("from_statement",)),
    *(Sink(f"{name}", 0, "statement", "SQL text") for name in ("sqlalchemy.DDL", "sqlalchemy.schema.DDL")),
    *(Sink(f"polars.{m}", 0, "query", "a query") for m in ("read_database", "read_database_uri")),
    Sink("pandasql.sqldf", 0, "query", "a query"),
    Sink("django.db.models.expressions.RawSQL", 0, "sql", "raw SQL"),
    Sink("neo4j.Session.run", 0, "query", "a Cypher query"),
    Sink("neo4j.Driver.execute_query", 0, "query_", "a Cypher query"),
    Sink("surrealdb.Surreal.query", 0, "query", "a SurrealQL query"),
    *(Sink(f".{m}", 0, "sql", "a query", doubt=1) for m in ("copy_expert", "execute_sql", "run_sql", "query_sql", "raw_sql", "query_ex")),
    *(
        Sink(f".{m}", 0, "query", "a query", doubt=1)
        for m in (
            "execute", "executemany", "executescript", "exec_driver_sql", "fetch_all", "fetch_one", "fetch_val", "fetchrow",
            "fetchval", "read_sql", "execute_query", "execute_query_dict", "query_raw", "execute_raw", "query_first", "raw",
            "exec", "scalar", "scalars", "fetch",
        )
    ),
)  # fmt: skip

LANGUAGES = {"a Cypher query": "Cypher", "a SurrealQL query": "SurrealQL"}
"""What a sink takes that is not SQL."""

SQL_CLEANERS = frozenset({
    "psycopg.sql.Identifier", "psycopg.sql.Literal", "psycopg.sql.Placeholder", "psycopg2.sql.Identifier",
    "psycopg2.sql.Literal", "psycopg2.sql.Placeholder", "psycopg2.extensions.quote_ident", "sqlalchemy.sql.quoted_name",
    ".quote_identifier", ".quote", ".mogrify", ".quote_ident", "sqlalchemy.sql.elements.quoted_name", ".format_table",
})  # fmt: skip
"""What makes a value safe inside SQL text."""


def quotes(value: Value) -> bool:
    """Whether an expression doubles the quotes in a text, as SQL asks for."""
    match value:
        case Called(method="replace", args=[*_, Constant(value="'"), Constant(value="''")]):
            return True
    return picks_characters(value)


SQL_LOOKUPS = (".has_table", ".get_table_names", ".get_columns")
"""Calls that say whether a name is one of the database's own."""

WORD_TESTS = frozenset({
    ".isalnum", ".isalpha", ".isidentifier", ".isdigit", ".isdecimal", ".isnumeric", "re.fullmatch", ".fullmatch",
})  # fmt: skip
"""Tests after which text holds nothing that means anything in SQL but a name or a number."""

_MIGRATION = re.compile(r"(^|/)(migrations?|alembic|versions)/|(^|/)\w*migrations?\w*\.py$|(^|/)migrate\w*\.py$")


def is_migration(path: str) -> bool:
    """Whether a file changes a database's schema or data once, with text that the project writes itself."""
    return bool(_MIGRATION.search(path))


_CLAUSES = frozenset({"order_by", "group_by", "with_entities", "filter", "where", "having"})
_OF_COLUMNS = frozenset({"asc", "desc", "in_", "ilike", "like", "label", "is_", "is_not", "nullslast", "nullsfirst"})


def is_in_order(value: Value) -> bool:
    """Whether a value is handed to `order_by` or `group_by` in the same function."""
    return any(c.method in ("order_by", "group_by") and value in _inside(c) for c in value.graph.calls)


def is_column(value: Value) -> bool:
    """Whether a value is used as a column is: in a clause of a query, or by a method that only columns have."""
    for called in value.graph.calls:
        if called.receiver is value and called.method in _OF_COLUMNS:
            return True
        if called.method in _CLAUSES and value in _inside(called):
            return True
    return False


def _inside(called: Called) -> list[Value]:
    return [inner for argument in called.args for inner in made_of(argument)]


_COLUMNS = ("sqlalchemy", "sqlalchemy.sql", "sqlmodel")
ATTRIBUTE_SINK = Sink("builtins.getattr", 1, "", "an attribute of a table")

IDENTIFIER_SINKS: tuple[Sink, ...] = (
    *(Sink(f"{module}.{name}", 0, "text", f"`{name}`") for module in _COLUMNS for name in ("column", "table")),
    *(Sink(f"{module}.{name}", 0, "column", f"`{name}`") for module in _COLUMNS for name in ("asc", "desc")),
    *(Sink(name, 0, "text", "the order of a query", when=is_in_order) for name in _TEXTS),
)
"""Where text names a column or a table, or says how rows are ordered."""
