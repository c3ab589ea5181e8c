"""An uploaded archive is unpacked without a filter.

The names in a tar archive may hold `../` or be absolute, and its links may point anywhere, so unpacking it
overwrites files of
the client's choice. Give `extractall(..., filter="data")`, or check every member first. (Python's own `zipfile`
drops such
parts of names by itself.) Where the client names an archive and does not send it, this is a lead for the auditor
persona.

```python bad
import tarfile
from fastapi import FastAPI, UploadFile

app = FastAPI()

@app.post("/plugins")
def install(archive: UploadFile):
    with tarfile.open(fileobj=archive.file) as tar:
        tar.extractall("/srv/plugins")  # expect: archive-slip
```

```python good
import tarfile
from fastapi import FastAPI, UploadFile

app = FastAPI()

@app.post("/plugins")
def install(archive: UploadFile):
    with tarfile.open(fileobj=archive.file) as tar:
        tar.extractall("/srv/plugins", filter="data")
```
"""

from collections.abc import Iterator

from fastlint.insight.flow import Flows, Guards, Question
from fastlint.rule import Finding, Project, Severity, rule

from ..knowledge.archives import ARCHIVE_SINKS
from ..knowledge.library import LIBRARY
from ..knowledge.sources import REQUEST
from .reporting import lead, told

ARCHIVES = Question(ARCHIVE_SINKS, REQUEST, LIBRARY, guards=Guards(judge=lambda fact, value: fact.outcome is not None))
NAMES = ("path parameter", "query parameter", "header parameter", "cookie parameter")
ADVICE = 'unpack with `filter="data"`'


@rule("FL211", severity=Severity.ERROR, guideline="SEC-8", since="0.1", cwe=(22,), owasp=("API8",))
def archive_slip(project: Project, flows: Flows) -> Iterator[Finding]:
    for flow in flows.into(ARCHIVES):
        if flow.is_from_client:
            flow = flow.doubted(2) if flow.what.startswith(NAMES) else flow
            yield told(flow, "is unpacked wherever its members say", ADVICE)
        else:
            yield lead(flow, "names an archive that is unpacked wherever its members say", ADVICE)
