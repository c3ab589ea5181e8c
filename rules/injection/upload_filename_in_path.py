"""The name of an uploaded file is used as a path.

The client writes the name of the file it uploads, so it may hold `../` or be absolute, and the upload overwrites a
file of the
client's choice. Store uploads under generated names, or keep only `Path(name).name` or `secure_filename(name)`.

```python bad
from pathlib import Path
from fastapi import FastAPI, UploadFile

app = FastAPI()

@app.post("/avatars")
async def upload(avatar: UploadFile):
    Path("avatars", avatar.filename).write_bytes(await avatar.read())  # expect: upload-filename-in-path
```

```python good
from pathlib import Path
from uuid import uuid4
from fastapi import FastAPI, UploadFile

app = FastAPI()

@app.post("/avatars")
async def upload(avatar: UploadFile):
    Path("avatars", uuid4().hex).write_bytes(await avatar.read())
```
"""

from collections.abc import Iterator
from dataclasses import replace

from fastlint.insight.flow import Flows
from fastlint.rule import Finding, Project, Severity, rule

from ..knowledge.files import FILE_SINKS, STORAGE_SINKS
from ..knowledge.sources import UPLOAD_NAMES
from .file_names import FILES
from .reporting import once, told

UPLOADS = replace(FILES, sinks=(*FILE_SINKS, *STORAGE_SINKS), sources=UPLOAD_NAMES)


@rule("FL210", severity=Severity.ERROR, guideline="SEC-8", since="0.1", cwe=(22, 434), owasp=("API8",))
def upload_filename_in_path(project: Project, flows: Flows) -> Iterator[Finding]:
    for flow in once(flows.into(UPLOADS)):
        if flow.is_from_client:
            yield told(flow, f"chooses {flow.sink.kind}", "generate a name, or keep only its last component")
