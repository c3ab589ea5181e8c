import time

import jwt


def ticket(user_id: int) -> str:
    payload = {"user_id": user_id, "expires_at": time.time() + 900}
    return jwt.encode(payload, "key", algorithm="HS256")  # expect: jwt-without-expiry


def pass_(user_id: int) -> str:
    return jwt.encode({"user_id": user_id, "experience": 3}, "key", algorithm="HS256")  # expect: jwt-without-expiry
