"""Data is encrypted with a cipher or a mode that is broken.

DES and RC4 are decrypted by trying or by statistics, and ECB shows which blocks are alike. Use AES in GCM mode, or
`Fernet`, which also notices when somebody changes what was encrypted. Code that only decrypts is not reported: it reads
what others encrypted as they chose.

```python bad
from Crypto.Cipher import AES
from fastapi import FastAPI

app = FastAPI()

@app.post("/notes")
def seal(note: str):
    return AES.new(KEY, AES.MODE_ECB).encrypt(note.encode()).hex()  # expect: weak-cipher
```

```python good
from cryptography.fernet import Fernet
from fastapi import FastAPI

app = FastAPI()

@app.post("/notes")
def seal(note: str):
    return Fernet(KEY).encrypt(note.encode())
```
"""

from collections.abc import Iterator

from fastlint.model import nodes
from fastlint.rule import Finding, Module, Project, Severity, rule

from ..knowledge import ciphers as known
from ..knowledge.secrets import EXAMPLE_FOLDERS
from .encrypting import is_only_read


@rule(
    "FL315",
    severity=Severity.ERROR,
    guideline="AUTH-5",
    since="0.1",
    cwe=(327,),
    owasp=("API2",),
    words=("cipher",),
)
def weak_cipher(project: Project) -> Iterator[Finding]:
    for module in project.modules.values():
        if module.is_test or not EXAMPLE_FOLDERS.isdisjoint(module.path.split("/")[:-1]):
            continue
        for body in (body for body in module.bodies if not known.NAMES.isdisjoint(body.names)):
            for call in body.calls:
                what = _weakness(project, module, call)
                if what and not is_only_read(module, body):
                    message = f"{what}: encrypt with AES in GCM mode or with `Fernet`."
                    yield Finding(module.span(call), message)


def _weakness(project: Project, module: Module, call: nodes.Call) -> str:
    dotted = project.canonical(module, call.func)
    if dotted in known.BROKEN:
        return f"`{dotted.removesuffix('.new').rpartition('.')[2]}` is broken"
    given = (project.canonical(module, value) for value in (*call.args, *(k.value for k in call.keywords)))
    if dotted in known.ECB_CALLS or not known.ECB_MODES.isdisjoint(given):
        return "ECB shows which blocks of the data are alike"
    return ""
