"""TLS without verifying who is on the other side.

An encrypted connection to whoever answers protects from nobody on the way: they read and change what goes over it,
credentials included. Leave verification on; for a private authority, give its certificate (`verify="ca.pem"`,
`ssl.create_default_context(cafile=...)`).

Reported are `verify=False` and its kin given to HTTP clients, databases and search engines, contexts that verify
nothing, sessions that are told so, and SSH host keys accepted unseen. A switch that comes from the settings is not.

```python bad
import httpx
from fastapi import FastAPI

app = FastAPI()

@app.get("/rates")
async def rates():
    async with httpx.AsyncClient(verify=False) as client:  # expect: tls-verification-off
        return (await client.get("https://rates.example.com")).json()
```

```python good
import httpx
from fastapi import FastAPI

app = FastAPI()

@app.get("/rates")
async def rates():
    async with httpx.AsyncClient(verify="/etc/ssl/private-ca.pem") as client:
        return (await client.get("https://rates.example.com")).json()
```
"""

from collections.abc import Iterator

from fastlint.model import Body, nodes, statements_in
from fastlint.rule import Confidence, Finding, Module, Project, Severity, rule

from ..knowledge import tls as known
from ..knowledge.secrets import EXAMPLE_FOLDERS
from .switches import is_asked, is_off, switches_off, switches_on

MESSAGE = "Nobody verifies who is on the other side of this connection: leave verification on, or name the authority."
WORDS = ("verify", "ssl", "host_key")


@rule("FL316", severity=Severity.ERROR, guideline="SEC-4", since="0.1", cwe=(295,), owasp=("API8",), words=WORDS)
def tls_verification_off(project: Project) -> Iterator[Finding]:
    for module in project.modules.values():
        if module.is_test or not EXAMPLE_FOLDERS.isdisjoint(module.path.split("/")[:-1]):
            continue
        for body in module.bodies:
            is_naming = not known.NAMES.isdisjoint(body.names)
            for call in body.calls:
                if is_naming or any(keyword.name in known.OFF for keyword in call.keywords):
                    yield from _in_call(project, module, call)
            yield from (Finding(module.span(s), MESSAGE) for s in _assigned(project, module, body))


def _assigned(project: Project, module: Module, body: Body) -> list[nodes.Assign]:
    """The assignments that switch it off, one for each context, where nothing asks a setting for it."""
    assigned = [s for s in body.statements if isinstance(s, nodes.Assign)]
    if any(switches_on(project, module, s) for s in assigned) or _has_own_authority(body):
        return []
    asked = {id(s) for i in body.statements if isinstance(i, nodes.If) and is_asked(i) for s in statements_in(i.body)}
    off = [s for s in assigned if id(s) not in asked and switches_off(project, module, s)]
    return list({getattr(getattr(s.targets[0], "value", None), "name", ""): s for s in reversed(off)}.values())


def _has_own_authority(body: Body) -> bool:
    """Whether certificates are checked against an authority that is named, so that only the host's name is not."""
    return "load_verify_locations" in body.names


def _in_call(project: Project, module: Module, call: nodes.Call) -> Iterator[Finding]:
    last = call.func.name if isinstance(call.func, (nodes.Ref, nodes.Attribute)) else ""
    if project.canonical(module, call.func) in known.UNVERIFIED_CONTEXTS:
        yield Finding(module.span(call), MESSAGE)
    if last == "set_missing_host_key_policy" and call.args:
        policy = call.args[0].func if isinstance(call.args[0], nodes.Call) else call.args[0]
        if project.canonical(module, policy) in known.ANY_HOST_KEY:
            yield Finding(module.span(call), MESSAGE.replace("this connection", "this SSH connection"))
    switches = [k for k in call.keywords if k.name in known.OFF and (k.name != "ssl" or last in known.TAKING_SSL)]
    if switches and last in known.METHODS and any(is_off(project, module, keyword) for keyword in switches):
        yield from _told(module, call, project.canonical(module, call.func))


def _told(module: Module, call: nodes.Call, dotted: str) -> Iterator[Finding]:
    """A finding when the call goes over a network, by its package, its class or what its receiver is called."""
    receiver = getattr(call.func.value, "name", "") if isinstance(call.func, nodes.Attribute) else ""
    if dotted.startswith(known.CLIENTS) or getattr(call.func, "name", "")[:1].isupper():
        yield Finding(module.span(call), MESSAGE)
    elif known.RECEIVER.search(receiver):
        yield Finding(module.span(call), MESSAGE, Confidence.MEDIUM)
