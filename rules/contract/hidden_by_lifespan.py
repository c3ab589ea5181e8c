"""Startup or shutdown handler that never runs.

An app that is given a `lifespan` runs that alone: functions registered on it with `on_event`, `on_startup`,
`on_shutdown` or `add_event_handler` are silently left out, so what they set up is missing. Move their code into the
lifespan function, before its `yield` for startup and after it for shutdown. The rule sees handlers registered on
the app itself and on its own router; those of included routers do run since FastAPI 0.137 and are left alone.

```python bad
from contextlib import asynccontextmanager
from fastapi import FastAPI

@asynccontextmanager
async def lifespan(app: FastAPI):
    yield
    await pool.close()

app = FastAPI(lifespan=lifespan)

@app.on_event("startup")  # expect: hidden-by-lifespan
async def open_pool():
    await pool.open()
```

```python good
from contextlib import asynccontextmanager
from fastapi import FastAPI

@asynccontextmanager
async def lifespan(app: FastAPI):
    await pool.open()
    yield
    await pool.close()

app = FastAPI(lifespan=lifespan)
```
"""

from collections.abc import Iterator

from fastlint.rule import Finding, Project, Severity, Step, rule


@rule("FL834", severity=Severity.ERROR, guideline="FW", since="0.1")
def hidden_by_lifespan(project: Project) -> Iterator[Finding]:
    mounted = (app for route in project.routes for app in route.inside)
    for app in dict.fromkeys((*project.apps, *mounted)):
        for place in app.event_handlers if app.has_lifespan and not app.module.is_test else ():
            message = (
                "This handler never runs: the app has a `lifespan`, which replaces all others. Move its code there."
            )
            yield Finding(place, message, trace=(Step(app.span, "the app is given a `lifespan`"),))
