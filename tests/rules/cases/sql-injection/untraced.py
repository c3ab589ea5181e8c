import sqlite3


def named(connection: sqlite3.Connection, name: str):
    return connection.execute(f"SELECT id FROM users WHERE name = '{name}'")  # expect: sql-injection


def sized(connection: sqlite3.Connection, table: str):
    return connection.execute(f"SELECT count(*) FROM {table}")  # expect: sql-injection


def described(connection: sqlite3.Connection) -> None:
    cursor = connection.cursor()
    cursor.execute("SELECT name FROM sqlite_master")
    for row in cursor.fetchall():
        cursor.execute(f"PRAGMA table_info('{row[0]}')")  # expect: sql-injection
