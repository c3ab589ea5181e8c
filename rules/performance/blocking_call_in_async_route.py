"""Blocking call in an async route.

A coroutine that blocks stops the event loop: until the call comes back, no other request is served. Await an
asynchronous client, hand the call to a thread (`asyncio.to_thread`, `run_in_threadpool`), or declare the route with
plain `def`, so that FastAPI runs it in its thread pool.

The rule goes through async handlers, async dependencies and middleware, the coroutines they await and the plain
functions they call, to functions known to wait: for the network, a database driver, a process, a disk, or with
hashing a password. What is given to a thread, plain `def` routes and start-up code do not block. It is less sure
about files, which may be quick enough, and tells a function that opens one only where it is first called. It does not
know how long other computations take. Sessions of an ORM are the matter of `sync-session-in-async-route`.

```python bad
import time
from fastapi import FastAPI

app = FastAPI()

def build_report():
    time.sleep(2)
    return []

@app.get("/report")
async def report():
    return build_report()  # expect: blocking-call-in-async-route
```

```python good
import asyncio
import time
from fastapi import FastAPI

app = FastAPI()

def build_report():
    time.sleep(2)
    return []

@app.get("/report")
async def report():
    return await asyncio.to_thread(build_report)

@app.get("/slow")
def slow():
    return build_report()
```
"""

from collections.abc import Iterator

from fastlint.insight.blocking import Blocking, BlockingCalls
from fastlint.rule import Finding, Project, Severity, rule

from ..knowledge.blocking import BLOCKING


@rule("FL701", severity=Severity.ERROR, guideline="PERF-1", since="0.1")
def blocking_call_in_async_route(project: Project, blocking: BlockingCalls) -> Iterator[Finding]:
    told = set()
    # By name: where the routes stand must not decide which of several coroutines is told of.
    for found in sorted(blocking.on_the_loop(BLOCKING), key=lambda found: found.coroutine.name):
        what = _what(found)
        if what not in told:
            told.add(what)
            yield Finding(found.span, _message(found), found.confidence, found.trace, found.route)


def _what(found: Blocking) -> tuple[object, ...]:
    """What is told once: a library's objects or a function in a coroutine, one that may be quick anywhere."""
    if found.through is not None and found.wait.doubt:
        return (found.through,)
    return found.coroutine, found.through or found.receiver.partition(".")[0] or found.span


def _message(found: Blocking) -> str:
    where = f"`{found.coroutine.ir.name}`"
    call = f"`{found.through.ir.name}` calls `{found.name}`, which" if found.through else f"`{found.name}`"
    return (
        f"{call} {found.wait.doing} and stops the event loop in {where}: no other request is served meanwhile; "
        f"{found.wait.instead}"
    )
