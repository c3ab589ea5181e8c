"""Callables that give the time without its zone, and those that put times into tokens.

Sources: Python 3.14 documentation of datetime; PyJWT 2.10, python-jose 3.5, Authlib 1.6, joserfc 1.4.
"""

NAIVE = frozenset({"datetime.datetime.utcnow", "datetime.datetime.now", "datetime.datetime.today"})
LOCAL = NAIVE - {"datetime.datetime.utcnow"}
"""Those that a database driver rightly takes for local time."""

TOKENS = (
    ("jwt.encode", 0, "payload"),
    ("jwt.api_jwt.encode", 0, "payload"),
    ("jose.jwt.encode", 0, "claims"),
    ("authlib.jose.jwt.encode", 1, "payload"),
    ("joserfc.jwt.encode", 1, "claims"),
)
