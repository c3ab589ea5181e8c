"""Calls that change what a database holds.

Sources: the reference documentation of SQLAlchemy 2.0 (`Session`, `AsyncSession`), SQLModel, PyMongo and Motor, Tortoise
ORM, Beanie.
"""

import re

_SESSIONS = ("sqlalchemy.orm.Session", "sqlalchemy.ext.asyncio.AsyncSession", "sqlmodel.Session")
_SESSION_METHODS = (
    "add",
    "add_all",
    "delete",
    "merge",
    "bulk_save_objects",
    "bulk_insert_mappings",
    "bulk_update_mappings",
)
_COLLECTION_METHODS = (
    "insert_one", "insert_many", "update_one", "update_many", "delete_one", "delete_many", "replace_one", "bulk_write",
    "find_one_and_update", "find_one_and_delete",
)  # fmt: skip

CHANGING = frozenset(f"{session}.{method}" for session in _SESSIONS for method in _SESSION_METHODS)
"""Methods of sessions whose class is known."""

CHANGING_METHODS = frozenset((*_SESSION_METHODS, *_COLLECTION_METHODS))
DATABASES = re.compile(
    r"^(?:db|session|database|conn|connection|collection|mongo|uow)$|_(?:db|session|collection)$|^(?:db|session)_",
    re.IGNORECASE,
)
"""Methods on a receiver of that name."""

RUNNING = frozenset({"execute", "exec", "exec_driver_sql", "fetch", "fetchrow", "fetchval", "scalar", "scalars"})
WRITING = frozenset(
    f"{module}.{verb}" for module in ("sqlalchemy", "sqlmodel") for verb in ("insert", "update", "delete")
)
SQL = re.compile(r"\s*(?:insert\s+into|update\s+\w+\s+set|delete\s+from|replace\s+into|truncate)\b", re.IGNORECASE)
"""Methods that run a statement, and statements that change rows."""

IN_PASSING = re.compile(
    r"[Aa]udit|(?:^|[_. ])log(?:$|_|ger)|Log(?:$|[A-Z ])|[Ee]vent|[Tt]rack|[Vv]isit|[Vv]iew(?:s|ed|_count|er)?(?:$|[_ ])|last_?(?:seen|used|login|active|access)"
    r"|touch|[Cc]ounter|[Cc]lick|[Uu]sage|[Mm]etric|telemetry|[Ss]tat(?:s|istic)|[Hh]istor|[Cc]ache|session(?!maker)|Session$|[Tt]oken|or_create"
    r"|ensure|[Rr]efresh|sync|seed|(?:^|_)init|lock|expire|cleanup|clean_up|rollback|[Rr]ecord_|Record|[Aa]ctivity|heartbeat|[Nn]once|[Tt]race|[Ss]pan"
    r"|[Nn]otif|[Ii]mpression|create_default",
)
"""Words in names of what is noted in passing."""

EXPECTED = re.compile(
    r"callback|oauth|sso|saml|oidc|login|log_?out|sign|authorize|verif|confirm|activat|unsubscribe|track|pixel|redirect|click|open$|health"
    r"|setup|install|webhook|hook|invit|accept|magic|token|session|me$|init|seed|migrat|sync|cron|refresh",
    re.IGNORECASE,
)
"""Words in paths and handlers of links that must be GET, or that only note who came."""
