"""Whether what a client sends can hold a field that it may not set."""

from fastlint.insight.flow import Called, Flow, Input, Value
from fastlint.insight.types import Typing
from fastlint.rule import Class, Project

from ..knowledge.fields import DUMPS, OPEN_TYPES, has_field, is_left_out


def lets_through(project: Project, typing: Typing, flow: Flow, name: str) -> bool:
    """Whether what the client sends can hold the field, and nothing on the way leaves it out."""
    dumps = [value for value in flow.values if isinstance(value, Called) and value.method in DUMPS]
    if not flow.is_from_client or any(is_left_out(dump, name) for dump in dumps):
        return False
    if not isinstance(flow.values[0], Input):
        return flow.what.startswith("the body")
    return any(_holds(cls, dotted, typing, name) for cls, dotted in _sent(project, typing, flow))


def names_it(project: Project, typing: Typing, flow: Flow, name: str) -> bool:
    """Whether a schema of the project has the field, be it called so where it comes in alone."""
    schemas = [*_sent(project, typing, flow), *_kinds(project, typing, flow.values[0])]
    return any(cls is not None and has_field(cls, typing, name) for cls, _ in schemas)


def _sent(project: Project, typing: Typing, flow: Flow) -> list[tuple[Class | None, str]]:
    """What the client sends as, by class and dotted name."""
    dumps = [value for value in flow.values if isinstance(value, Called) and value.method in DUMPS]
    dumped = dumps[0].receiver if dumps else None
    return _kinds(project, typing, dumped if dumped is not None else flow.values[0])


def _kinds(project: Project, typing: Typing, value: Value) -> list[tuple[Class | None, str]]:
    return [(project.class_(kind.name), kind.name) for kind in typing.of(value)]


def _holds(cls: Class | None, dotted: str, typing: Typing, name: str) -> bool:
    return has_field(cls, typing, name) if cls is not None else dotted in OPEN_TYPES
