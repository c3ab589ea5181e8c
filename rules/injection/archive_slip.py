"""An uploaded archive is unpacked without a filter.

The names in a tar archive may hold `../` or be absolute, and its links may point anywhere, so unpacking it overwrites
files of the client's choice. Give `extractall(..., filter="data")`, or check every member first. (Python's `zipfile`
drops such parts of names.) Where the client names an archive and does not send it, it is a lead for auditors.

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
from dataclasses import replace

from fastlint.insight.flow import Flow, Flows, Guards, Question
from fastlint.rule import Confidence, Finding, Project, Severity, rule

from ..knowledge.archives import ARCHIVE_SINKS
from ..knowledge.library import LIBRARY
from ..knowledge.sources import MEMBER_NAMES, REQUEST
from .file_names import FILES
from .reporting import lead, once, told

TESTED = Guards(judge=lambda fact, value: fact.outcome is not None)
ARCHIVES = Question(ARCHIVE_SINKS, REQUEST, LIBRARY, contents=True, guards=TESTED)
MEMBERS = replace(FILES, sources=MEMBER_NAMES)
BY_NAME = ("path parameter", "query parameter", "header parameter", "cookie parameter")
ADVICE = 'unpack with `filter="data"`'
WORDS = ("extract", "unpack_archive")


@rule("FL211", severity=Severity.ERROR, guideline="SEC-8", since="0.1", cwe=(22,), owasp=("API8",), words=WORDS)
def archive_slip(project: Project, flows: Flows) -> Iterator[Finding]:
    for flow in flows.into(ARCHIVES):
        if flow.is_from_client:
            flow = flow.doubted(2) if flow.what.startswith(BY_NAME) else flow
            yield told(flow, "is unpacked wherever its members say", ADVICE)
        else:
            yield lead(flow, "names an archive that is unpacked wherever its members say", ADVICE)
    for flow in once(flows.from_calls(MEMBERS)):
        yield _by_member(flow)


def _by_member(flow: Flow) -> Finding:
    message = "The name of an archive's member chooses a file: keep it inside the directory, or use its last component"
    confidence = Confidence.LOW if flow.confidence is Confidence.LOW else Confidence.MEDIUM
    return Finding(flow.span, message, confidence, flow.trace, severity=Severity.WARNING)
