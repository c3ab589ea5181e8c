"""Members of archives that a client sent: what is small when it comes in may be gigabytes when it is unpacked."""

from collections.abc import Iterator

from fastlint.insight.flow import Called, Flows, Graph, Guards, Question, Value, made_of
from fastlint.model import Function
from fastlint.rule import Confidence

from ..knowledge.library import LIBRARY
from ..knowledge.sources import REQUEST
from .sizes import is_compared

_ARCHIVES = frozenset({"zipfile.ZipFile"})
SENT = Question((), REQUEST, LIBRARY, guards=Guards(values=False), text_only=False)


def members_read(flows: Flows) -> Iterator[tuple[Called, Confidence]]:
    """The calls that read a member of such an archive whole, where nothing looks at its size."""
    calls = flows.calls(LIBRARY)
    for graph in flows.graphs_holding(("read",), LIBRARY):
        for called in graph.calls:
            archive = called.receiver if called.method == "read" and called.args else None
            if archive is None or graph.function is None or not calls.typing.is_kind(archive, _ARCHIVES):
                continue
            asked = (graph.function, *_given(graph, set(made_of(archive)), flows))
            if any(is_compared(flows, function) for function in asked):
                continue
            flow = flows.origin(SENT, archive)
            if flow is not None and flow.is_from_client:
                yield called, flow.confidence


def _given(graph: Graph, archive: set[Value], flows: Flows) -> Iterator[Function]:
    """The functions that get the archive from the same code."""
    for called in graph.calls:
        if any(not archive.isdisjoint(made_of(value)) for value in (*called.args, *called.keywords.values())):
            yield from (target.function for target in flows.calls(LIBRARY).targets(called))
