"""The inventory as a Mermaid flowchart: which guard stands before which routes."""

from __future__ import annotations

from collections.abc import Iterator

from fastlint.outcome import Report
from fastlint.report.routes_rows import Row, group, rows

_CLASSES = {"protected": "protected", "public": "public"}


def render(report: Report) -> str:
    """App -> guard -> route, the routes in boxes by the first part of their path."""
    return "".join(f"{line}\n" for line in ["flowchart LR", *_chart(list(rows(report))), *_styles()])


def _chart(found: list[Row]) -> Iterator[str]:
    apps = {name: f"app{i}" for i, name in enumerate(dict.fromkeys(row.app for row in found))}
    guards: dict[tuple[str, str], str] = {}
    boxes: dict[tuple[str, str], list[int]] = {}
    for name, node in apps.items():
        yield f"  {node}([{_label(name)}])"
    for number, row in enumerate(found):
        boxes.setdefault((row.app, group(row.path)), []).append(number)
        if row.auth == "protected" and (row.app, row.guard) not in guards:
            node = guards[row.app, row.guard] = f"guard{len(guards)}"
            yield f"  {apps[row.app]} --> {node}{{{{{_label(row.guard)}}}}}"
    for box, ((_, name), numbers) in enumerate(boxes.items()):
        yield f"  subgraph box{box}[{_label(name)}]"
        for number in numbers:
            row = found[number]
            yield f"    route{number}[{_label(f'{row.method} {row.path}')}]:::{_CLASSES.get(row.auth, 'unknown')}"
        yield "  end"
    for number, row in enumerate(found):
        yield f"  {guards.get((row.app, row.guard), apps[row.app])} --> route{number}"


def _styles() -> Iterator[str]:
    yield "  classDef public stroke:#c00,stroke-width:2px"
    yield "  classDef unknown stroke:#c80,stroke-dasharray:4"
    yield "  classDef protected stroke:#888"


def _label(text: str) -> str:
    """A quoted label; what has a meaning inside is written as an entity."""
    for character, entity in (("#", "#35;"), ('"', "#quot;"), ("<", "#lt;"), (">", "#gt;"), ("`", "#96;")):
        text = text.replace(character, entity)
    return f'"{text}"'
