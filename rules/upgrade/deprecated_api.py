"""Use of something that the project's FastAPI, Starlette or Pydantic deprecates.

It works, warns, and goes in some later release; what took its place is there already. The versions come from lock
files, pinned requirements and the ranges in pyproject.toml and setup.cfg: what the project's release does not
deprecate yet is not reported. A name is reported once for each file. Code that asks for the version is left out.

```python bad
from fastapi import FastAPI, Query, status
from pydantic import BaseModel, validator

app = FastAPI()

class Item(BaseModel):
    name: str

    @validator("name")  # expect: deprecated-api
    def strip(cls, value):
        return value.strip()

@app.on_event("startup")  # expect: deprecated-api
def start(): ...

@app.post("/items", status_code=status.HTTP_422_UNPROCESSABLE_ENTITY)  # expect: deprecated-api
def create_item(item: Item, q: str = Query("", regex="a+")):  # expect: deprecated-api
    return item.dict()  # expect: deprecated-api
```

```python good
from contextlib import asynccontextmanager
from fastapi import FastAPI, Query, status
from pydantic import BaseModel, field_validator

@asynccontextmanager
async def lifespan(app):
    yield

app = FastAPI(lifespan=lifespan)

class Item(BaseModel):
    name: str

    @field_validator("name")
    @classmethod
    def strip(cls, value):
        return value.strip()

@app.post("/items", status_code=status.HTTP_422_UNPROCESSABLE_CONTENT)
def create_item(item: Item, q: str = Query("", pattern="a+")):
    return item.model_dump()
```
"""

from collections.abc import Iterator

from fastlint.insight.versions import Versions
from fastlint.rule import Finding, Project, Severity, rule

from .uses import Uses, by_file, reached


@rule("FL852", severity=Severity.NOTE, guideline="FW", since="0.1", words=("pydantic",))
def deprecated_api(project: Project, uses: Uses, versions: Versions) -> Iterator[Finding]:
    for use in by_file(uses.found):
        confidence = reached(versions, use.change.deprecated)
        if confidence is not None and reached(versions, use.change.removed) is None:
            times = f", {use.times} times in this file," if use.times > 1 else ""
            what = f"`{use.change.shown}`{times} is deprecated since {use.change.deprecated}"
            yield Finding(use.span, f"{what}: use {use.change.instead}.", confidence)
