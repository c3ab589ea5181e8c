"""A digest that is made to take as long as another says nothing by its key; what is kept or set does."""

import hashlib
import hmac
import os

os.environ.setdefault("JWT_SECRET", "unsafe")  # expect: weak-default-secret


def find(sessions: dict, token: str) -> dict | None:
    session = sessions.get(token)
    if session is None:
        hmac.new(b"equal-time", token.encode(), hashlib.sha256).digest()
        _ = hmac.new(b"equal-time", token.encode(), hashlib.sha256).hexdigest()
        return None
    digest = hmac.new(b"shop-key", token.encode(), hashlib.sha256).hexdigest()  # expect: weak-default-secret
    return session if hmac.compare_digest(session["digest"], digest) else None
