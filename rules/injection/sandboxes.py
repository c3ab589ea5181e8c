"""Code that is executed with few names at hand, and what it can get at all the same."""

from dataclasses import replace

from fastlint.insight.flow import Flow
from fastlint.model import nodes
from fastlint.rule import Step


def with_way_out(flow: Flow) -> Flow:
    """The flow with the place where the code is given `__import__` among a few names: such a sandbox holds nothing."""
    function = flow.place.graph.function
    for expression in function.body.expressions if function is not None else ():
        if isinstance(expression, nodes.Literal) and expression.value == "__import__":
            step = Step(flow.place.graph.module.span(expression), "gives the code `__import__`, and so every module")
            return replace(flow, trace=(*flow.trace, step))
    return flow
