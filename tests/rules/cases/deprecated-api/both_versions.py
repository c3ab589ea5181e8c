from pydantic import BaseModel
from shop import compat


class Usage(BaseModel):
    n: int = 0


class Old(compat.Model):
    n: int = 0


class Older(compat.BaseModel):
    n: int = 0


def dump(usage: Usage):
    return usage.model_dump() if hasattr(usage, "model_dump") else usage.dict()


def read(usage: Usage):
    if hasattr(usage, "model_dump"):
        return None
    return usage.dict()


def written(usage: Usage, older: Older):
    print(usage.dict())  # expect: deprecated-api
    return older.dict()


# file: shop/compat.py
try:
    from pydantic.v1 import BaseModel
except ImportError:
    from pydantic import BaseModel
