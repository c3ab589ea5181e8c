"""Code that only reads what a client sent."""

from fastlint.insight.flow import Caught, Flow
from fastlint.insight.types import Typing
from fastlint.model import calls_in, nodes
from fastlint.rule import Project

from ..knowledge.exceptions import PARSERS, PARSING_METHODS


def is_parsing(project: Project, typing: Typing, flow: Flow) -> bool:
    """Whether all that can go wrong under the `try` is the form of what was sent: what is wrong with it is theirs."""
    caught = flow.values[0]
    calls = list(calls_in(caught.body)) if isinstance(caught, Caught) else []
    return bool(calls) and all(_parses(project, typing, flow, call) for call in calls)


def _parses(project: Project, typing: Typing, flow: Flow, call: nodes.Call) -> bool:
    name = project.canonical(flow.place.graph.module, call.func)
    if name in PARSERS or getattr(call.func, "name", "") in PARSING_METHODS:
        return True
    return project.class_(name) is not None and "pydantic.BaseModel" in typing.lineage(name)
