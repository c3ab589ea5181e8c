"""A client chooses a shell command.

Text that a shell reads can hold `;`, `$(...)` and `|`, so whoever chooses a part of a command runs any command, with
the
rights of the server. Give the program and its arguments as a list, without a shell; where a shell is needed, pass
values
through `shlex.quote`. A program's name that a client chooses is as bad, list or not.

```python bad
import subprocess
from fastapi import FastAPI

app = FastAPI()

@app.get("/ping")
def ping(host: str):
    return subprocess.run(f"ping -c 1 {host}", shell=True, capture_output=True).stdout  # expect: command-injection
```

```python good
import subprocess
from fastapi import FastAPI

app = FastAPI()

@app.get("/ping")
def ping(host: str):
    return subprocess.run(["ping", "-c", "1", "--", host], capture_output=True).stdout
```
"""

from collections.abc import Iterator
from dataclasses import replace

from fastlint.insight.flow import Flows, Guards, Question
from fastlint.rule import Finding, Project, Severity, rule

from ..knowledge.commands import ARGUMENT_SINKS, COMMAND_CLEANERS, COMMAND_SINKS, begins_text
from ..knowledge.library import LIBRARY
from ..knowledge.parsing import FORM_TESTS, PARSING, picks_characters
from ..knowledge.pieces import is_first_word
from ..knowledge.sources import REQUEST
from .reporting import lead, told

COMMANDS = Question(
    COMMAND_SINKS,
    REQUEST,
    LIBRARY,
    cleaners=COMMAND_CLEANERS,
    cleans=picks_characters,
    guards=Guards(FORM_TESTS, PARSING, overlooks=is_first_word),
)
ARGUMENTS = replace(COMMANDS, sinks=ARGUMENT_SINKS, passes_text=begins_text)
ADVICE = "give program and arguments as a list, or quote with `shlex.quote`"
WORDS = ("subprocess", "os.system", "popen")


@rule("FL204", severity=Severity.ERROR, guideline="SEC-8", since="0.1", cwe=(78,), owasp=("API8",), words=WORDS)
def command_injection(project: Project, flows: Flows) -> Iterator[Finding]:
    certain = []
    for flow in flows.into(COMMANDS):
        if flow.is_from_client:
            certain.append(flow.place)
            yield told(flow, f"chooses {flow.sink.kind}", ADVICE)
        elif flow.is_certain_sink and flow.sink.kind == "a shell command":
            yield lead(flow, "chooses a shell command", ADVICE)
    for flow in flows.into(ARGUMENTS):
        if flow.is_from_client and flow.place not in certain:
            yield told(flow, f"can be {flow.sink.kind}", "put `--` before it, or refuse a leading dash")
