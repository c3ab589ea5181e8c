"""A Jinja environment for HTML does not escape.

`jinja2.Environment` escapes nothing unless told to, so every value in a page is markup. Give `autoescape=True`, or
`select_autoescape()`; Starlette's `Jinja2Templates` does so by itself. Environments for other text need no escaping:
without
a sign of HTML nearby the finding is a lead for the auditor persona.

```python bad
from jinja2 import Environment, FileSystemLoader

pages = Environment(loader=FileSystemLoader("templates"))  # expect: autoescape-off

def render(name: str) -> str:
    return pages.get_template("index.html").render(name=name)
```

```python good
from jinja2 import Environment, FileSystemLoader, select_autoescape

pages = Environment(loader=FileSystemLoader("templates"), autoescape=select_autoescape())

def render(name: str) -> str:
    return pages.get_template("index.html").render(name=name)
```
"""

from collections.abc import Iterator

from fastlint.model import nodes
from fastlint.rule import Confidence, Finding, Module, Persona, Project, Severity, rule

ENVIRONMENTS = ("jinja2.Environment", "jinja2.environment.Environment", "jinja2.sandbox.SandboxedEnvironment")
PAGES = (".html", ".htm", ".xhtml", ".svg", ".html.j2", ".html.jinja", ".html.jinja2")
WORDS = ("environment(",)


@rule("FL215", severity=Severity.WARNING, guideline="SEC-8", since="0.1", cwe=(79, 116), owasp=("API8",), words=WORDS)
def autoescape_off(project: Project) -> Iterator[Finding]:
    for module in project.modules.values():
        if module.is_test:
            continue
        for body in module.bodies:
            for call in body.calls:
                if _name(project, module, call) in ENVIRONMENTS and _is_off(call):
                    yield _finding(module, call)


def _finding(module: Module, call: nodes.Call) -> Finding:
    message = "This environment escapes nothing that templates print: give `autoescape=True`"
    writes_sources = call.keyword("block_start_string") is not None  # of pages that are templates, or of code
    if _makes_pages(module) and not writes_sources:
        return Finding(module.span(call.func), message)
    return Finding(module.span(call.func), message, Confidence.LOW, persona=Persona.AUDITOR)


def _name(project: Project, module: Module, call: nodes.Call) -> str:
    last = call.func.name if isinstance(call.func, (nodes.Ref, nodes.Attribute)) else ""
    return project.canonical(module, call.func) if last.endswith("Environment") else ""


def _is_off(call: nodes.Call) -> bool:
    given = call.keyword("autoescape")
    is_spread = any(not keyword.name for keyword in call.keywords)
    return (isinstance(given, nodes.Literal) and not given.value) if given is not None else not is_spread


def _makes_pages(module: Module) -> bool:
    literals = (e for body in module.bodies for e in body.expressions if isinstance(e, nodes.Literal))
    return any(str(literal.value).lower().endswith(PAGES) for literal in literals)
