"""Database drivers and ORMs: what gives connections, cursors and sessions, and what gives rows.

Sources: the reference documentation of SQLAlchemy 2.0, SQLModel, psycopg 2 and 3 (psycopg_pool), asyncpg, aiosqlite,
PyMySQL, aiomysql, asyncmy, aiopg, mysql-connector, MySQLdb, pyodbc, aioodbc, oracledb, pymssql, DuckDB, ClickHouse
Connect, clickhouse-driver, Snowflake Connector, google-cloud-bigquery, Databases, Tortoise ORM 0.25 (connections,
BaseDBAsyncClient), Neo4j driver 5, SurrealDB 1.
"""

from fastlint.insight.flow import Library

_ENGINE = "sqlalchemy.engine.Engine"
_CONNECTION = "sqlalchemy.engine.Connection"
_SESSION = "sqlalchemy.orm.Session"
_ASYNC = "sqlalchemy.ext.asyncio"
_TORTOISE = "tortoise.Client"

_DRIVERS = ("psycopg2", "pymysql", "pyodbc", "oracledb", "snowflake", "aiomysql")

RETURNS = {
    **{f"{driver}.connect": f"{driver}.Connection" for driver in _DRIVERS},
    **{f"{driver}.Connection.cursor": f"{driver}.Cursor" for driver in _DRIVERS},
    "aiosqlite.connect": "aiosqlite.Connection",
    "aiosqlite.Connection.cursor": "aiosqlite.Cursor",
    "aiosqlite.Connection.execute": "aiosqlite.Cursor",
    "psycopg.connect": "psycopg.Connection",
    "psycopg.Connection.connect": "psycopg.Connection",
    "psycopg.AsyncConnection.connect": "psycopg.Connection",
    "psycopg.Connection.cursor": "psycopg.Cursor",
    "psycopg_pool.ConnectionPool.connection": "psycopg.Connection",
    "psycopg_pool.ConnectionPool.getconn": "psycopg.Connection",
    "psycopg2.pool.ThreadedConnectionPool.getconn": "psycopg2.Connection",
    "psycopg2.pool.SimpleConnectionPool.getconn": "psycopg2.Connection",
    "MySQLdb.connect": "pymysql.Connection",
    "mysql.connector.connect": "pymysql.Connection",
    "pymssql.connect": "pymysql.Connection",
    "cx_Oracle.connect": "oracledb.Connection",
    "snowflake.connector.connect": "snowflake.Connection",
    "aioodbc.connect": "aiomysql.Connection",
    "aiopg.connect": "aiomysql.Connection",
    "asyncmy.connect": "aiomysql.Connection",
    **{f"{driver}.create_pool": "aiomysql.Pool" for driver in ("aiomysql", "aiopg", "asyncmy", "aioodbc")},
    "aiomysql.Pool.acquire": "aiomysql.Connection",
    "aiomysql.Pool.cursor": "aiomysql.Cursor",
    "asyncpg.connect": "asyncpg.Connection",
    "asyncpg.create_pool": "asyncpg.Pool",
    "asyncpg.Pool.acquire": "asyncpg.Connection",
    "duckdb.connect": "duckdb.Connection",
    "duckdb.Connection.cursor": "duckdb.Connection",
    "clickhouse_connect.get_client": "clickhouse_connect.Client",
    "clickhouse_connect.get_async_client": "clickhouse_connect.Client",
    "google.cloud.bigquery.Client": "google.cloud.bigquery.Client",
    "sqlalchemy.create_engine": _ENGINE,
    "sqlmodel.create_engine": _ENGINE,
    "sqlalchemy.engine_from_config": _ENGINE,
    f"{_ENGINE}.connect": _CONNECTION,
    f"{_ENGINE}.begin": _CONNECTION,
    f"{_ENGINE}.execution_options": _ENGINE,
    f"{_ENGINE}.raw_connection": "psycopg2.Connection",
    f"{_CONNECTION}.execution_options": _CONNECTION,
    f"{_SESSION}.connection": _CONNECTION,
    f"{_SESSION}.get_bind": _ENGINE,
    f"{_ASYNC}.create_async_engine": f"{_ASYNC}.AsyncEngine",
    f"{_ASYNC}.AsyncEngine.connect": f"{_ASYNC}.AsyncConnection",
    f"{_ASYNC}.AsyncEngine.begin": f"{_ASYNC}.AsyncConnection",
    f"{_ASYNC}.AsyncEngine.sync_engine": _ENGINE,
    f"{_ASYNC}.AsyncConnection.execution_options": f"{_ASYNC}.AsyncConnection",
    f"{_ASYNC}.AsyncSession.connection": f"{_ASYNC}.AsyncConnection",
    "sqlalchemy.orm.sessionmaker": f"{_SESSION}Maker",
    f"sqlalchemy.orm.sessionmaker:{_ASYNC}.AsyncSession": f"{_ASYNC}.AsyncSessionMaker",
    f"sqlalchemy.orm.session.sessionmaker:{_ASYNC}.AsyncSession": f"{_ASYNC}.AsyncSessionMaker",
    "sqlalchemy.orm.scoped_session": f"{_SESSION}Maker",
    f"{_SESSION}Maker.__call__": _SESSION,
    f"{_SESSION}Maker.begin": _SESSION,
    f"{_ASYNC}.async_sessionmaker": f"{_ASYNC}.AsyncSessionMaker",
    f"{_ASYNC}.async_scoped_session": f"{_ASYNC}.AsyncSessionMaker",
    f"{_ASYNC}.AsyncSessionMaker.__call__": f"{_ASYNC}.AsyncSession",
    f"{_ASYNC}.AsyncSessionMaker.begin": f"{_ASYNC}.AsyncSession",
    "databases.Database.connection": "databases.Database",
    "tortoise.Tortoise.get_connection": _TORTOISE,
    "tortoise.connections.get": _TORTOISE,
    "tortoise.connection.connections.get": _TORTOISE,
    "tortoise.transactions.in_transaction": _TORTOISE,
    "neo4j.GraphDatabase.driver": "neo4j.Driver",
    "neo4j.AsyncGraphDatabase.driver": "neo4j.Driver",
    "neo4j.Driver.session": "neo4j.Session",
    "neo4j.Session.begin_transaction": "neo4j.Session",
}
"""Callable -> class of its result; `callable:class` for a result that the argument `class_` decides.

Classes that a library keeps private go by a plain name of our own.
"""

KIN = {
    "sqlmodel.Session": _SESSION,
    "sqlmodel.orm.session.Session": _SESSION,
    "sqlmodel.ext.asyncio.session.AsyncSession": f"{_ASYNC}.AsyncSession",
    "sqlalchemy.orm.session.Session": _SESSION,
    "sqlalchemy.orm.scoped_session": _SESSION,
    "sqlalchemy.ext.asyncio.session.AsyncSession": f"{_ASYNC}.AsyncSession",
    "sqlalchemy.ext.asyncio.engine.AsyncConnection": f"{_ASYNC}.AsyncConnection",
    "sqlalchemy.ext.asyncio.engine.AsyncEngine": f"{_ASYNC}.AsyncEngine",
    "sqlalchemy.orm.session.sessionmaker": f"{_SESSION}Maker",
    "sqlalchemy.Engine": _ENGINE,
    "sqlalchemy.engine.base.Engine": _ENGINE,
    "sqlalchemy.future.Engine": _ENGINE,
    "sqlalchemy.Connection": _CONNECTION,
    "sqlalchemy.engine.base.Connection": _CONNECTION,
    "sqlalchemy.future.Connection": _CONNECTION,
    "psycopg.AsyncConnection": "psycopg.Connection",
    "psycopg.AsyncCursor": "psycopg.Cursor",
    "psycopg_pool.AsyncConnectionPool": "psycopg_pool.ConnectionPool",
    "psycopg2.extensions.connection": "psycopg2.Connection",
    "psycopg2.extensions.cursor": "psycopg2.Cursor",
    "pymysql.connections.Connection": "pymysql.Connection",
    "pymysql.cursors.Cursor": "pymysql.Cursor",
    "pymysql.cursors.DictCursor": "pymysql.Cursor",
    "aiomysql.DictCursor": "aiomysql.Cursor",
    "asyncpg.pool.Pool": "asyncpg.Pool",
    "asyncpg.connection.Connection": "asyncpg.Connection",
    "asyncpg.pool.PoolConnectionProxy": "asyncpg.Connection",
    "duckdb.DuckDBPyConnection": "duckdb.Connection",
    "clickhouse_connect.driver.client.Client": "clickhouse_connect.Client",
    "clickhouse_connect.driver.Client": "clickhouse_connect.Client",
    "clickhouse_connect.driver.AsyncClient": "clickhouse_connect.Client",
    "databases.core.Database": "databases.Database",
    "tortoise.BaseDBAsyncClient": _TORTOISE,
    "tortoise.backends.base.client.BaseDBAsyncClient": _TORTOISE,
    "neo4j.AsyncDriver": "neo4j.Driver",
    "neo4j.AsyncSession": "neo4j.Session",
    "neo4j.Transaction": "neo4j.Session",
    "neo4j.AsyncTransaction": "neo4j.Session",
    "neo4j.ManagedTransaction": "neo4j.Session",
    "neo4j.AsyncManagedTransaction": "neo4j.Session",
    "surrealdb.AsyncSurreal": "surrealdb.Surreal",
    "surrealdb.AsyncSurrealDB": "surrealdb.Surreal",
    "surrealdb.SurrealDB": "surrealdb.Surreal",
}
"""Class -> the class whose methods it has."""

_TEXTS = (
    "sqlalchemy.text",
    "sqlalchemy.sql.text",
    "sqlmodel.text",
    "sqlalchemy.literal_column",
    "sqlalchemy.sql.literal_column",
)

PASSES = {
    **dict.fromkeys(_TEXTS, (0,)),
    "sqlalchemy.DDL": (0,),
    "sqlalchemy.schema.DDL": (0,),
    ".bindparams": (-1,),
    "psycopg.sql.SQL": (0,),
    "psycopg2.sql.SQL": (0,),
}
"""Callable or method -> positions of the arguments that reach its result; -1 is the receiver."""

STOPS = frozenset({
    "sqlalchemy.inspect", "sqlalchemy.select", "sqlmodel.select", "sqlalchemy.insert", "sqlalchemy.update",
    "sqlalchemy.delete", "sqlalchemy.func", "sqlalchemy.future.select", "sqlalchemy.and_", "sqlalchemy.or_",
    "sqlalchemy.union_all", "sqlalchemy.union", "sqlalchemy.exists", "sqlalchemy.case", "sqlalchemy.desc", "sqlalchemy.asc",
    "sqlalchemy.table", "sqlalchemy.column", "sqlalchemy.Table", "sqlalchemy.bindparam", "sqlalchemy.cast",
    "sqlalchemy.schema.CreateSchema", "sqlalchemy.schema.CreateTable", "sqlalchemy.not_", "sqlalchemy.distinct",
    "sqlalchemy.dialects.postgresql.insert", "sqlalchemy.dialects.mysql.insert", "sqlalchemy.dialects.sqlite.insert",
    "sqlmodel.func", "sqlmodel.and_", "sqlmodel.or_", "sqlmodel.col", "sqlmodel.desc", "sqlmodel.asc",
})  # fmt: skip
"""Callables whose result binds what it is given, and so carries no text of its own."""

STORED = frozenset({
    ".fetchall", ".fetchone", ".fetchmany", ".fetchval", ".fetchrow", ".fetch_all", ".fetch_one", ".fetch_val", ".scalars",
    ".scalar_one_or_none", ".scalar_one", ".one_or_none", ".mappings", ".run_sync", ".get_columns", ".get_table_names",
})  # fmt: skip
"""Methods that give rows."""

SQL = Library(
    returns=RETURNS,
    kin=KIN,
    passes=PASSES,
    stops=STOPS,
    stored=STORED,
    trusted=frozenset({"sqlalchemy.MetaData", "sqlalchemy.Table", "sqlalchemy.Column", ".__tablename__", ".__table__"}),
)
