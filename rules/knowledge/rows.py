"""How rows come out of queries.

Sources: the reference documentation of SQLAlchemy 1.4 and 2.0, SQLModel, Tortoise ORM, Django 5, Beanie, peewee.
"""

FETCHES = frozenset({
    "first", "one", "one_or_none", "all", "scalar", "scalars", "scalar_one", "scalar_one_or_none", "get", "get_one", "unique",
    "fetchall", "fetchone", "find_one", "find_all", "to_list", "get_or_none", "get_or_404", "first_or_none", "partitions",
    "aget", "afirst", "merge", "yield_per", "limit", "offset", "create",
})  # fmt: skip
"""Methods that give rows."""

SELECTS = frozenset({"select", "query", "get", "get_one", "get_or_404", "merge", "find", "find_one"})
"""Functions that are given the class whose rows are wanted."""

HANDS_ON = frozenset({
    "builtins.list", "builtins.tuple", "builtins.sorted", "builtins.reversed", "builtins.vars", "builtins.dict", "builtins.next",
    "fastapi.encoders.jsonable_encoder", "typing.cast", "copy.copy",
})  # fmt: skip
"""Functions that give what they are given, or a dictionary of it."""
