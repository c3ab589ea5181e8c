"""What an application keeps on `state`: put there at startup or by a dependency, read wherever a request is at hand."""

from __future__ import annotations

from fastlint.insight.flow.graphs import Graphs
from fastlint.insight.flow.values import Part, Value
from fastlint.ir import nodes
from fastlint.model import Body

_STATE = "state"


class States:
    """The values behind `app.state.name` and `request.state.name`, whichever application and request it is."""

    def __init__(self, graphs: Graphs) -> None:
        self._graphs = graphs
        self._kept: dict[str, list[Value]] | None = None

    def of(self, value: Part) -> list[Value]:
        """What the project puts on any `state` under the name that `value` reads."""
        if not (value.is_attribute and isinstance(value.whole, Part) and value.whole.key == _STATE):
            return []
        if self._kept is None:
            self._kept = self._collected()
        return self._kept.get(str(value.key), [])

    def _collected(self) -> dict[str, list[Value]]:
        kept: dict[str, list[Value]] = {}
        for module in self._graphs.project.modules.values():
            if module.is_test:
                continue
            graphs = [self._graphs.top(module)] if _keeps(module.body) else []
            graphs += [self._graphs.of(function) for function in module.functions if _keeps(function.body)]
            for graph in graphs:
                for whole, key, stored in graph.stores:
                    if isinstance(whole, Part) and whole.key == _STATE:
                        kept.setdefault(str(key), []).append(stored)
        return kept


def _keeps(body: Body) -> bool:
    return _STATE in body.names and any(
        isinstance(target, nodes.Attribute)
        and isinstance(target.value, nodes.Attribute)
        and target.value.name == _STATE
        for statement in body.statements
        if isinstance(statement, nodes.Assign)
        for target in statement.targets
    )
