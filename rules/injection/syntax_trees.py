"""Code that is parsed before it runs: parsing checks nothing, turning down what it holds may."""

from fastlint.insight.flow import Called, Flow, Flows, Global, Part, Value, made_of

from ..knowledge.library import LIBRARY


def refuses_syntax(flow: Flow, flows: Flows) -> bool:
    """Whether the code on the way raises for what a syntax tree of the value holds, or has a visitor look at it."""
    trees = [v for v in flow.values if isinstance(v, Called) and _dotted(v) == "ast.parse"]
    return any(_raises_for(tree) or _is_looked_at(tree, flows) for tree in trees)


def _raises_for(tree: Called) -> bool:
    facts = (fact for raised in tree.graph.raises for fact in raised.facts or ())
    return any(fact.outcome is not None and _is_of(fact.value, tree) for fact in facts)


def _is_looked_at(tree: Called, flows: Flows) -> bool:
    calls = flows.calls(LIBRARY)
    given = (c for c in tree.graph.calls if any(_is_of(v, tree) for v in (*c.args, *c.keywords.values())))
    return any(c.method == "visit" or any(map(calls.refuses, calls.targets(c))) for c in given)


def _is_of(value: Value, tree: Called) -> bool:
    """Whether a value is made from the tree, or is a part of it."""
    return any(_root(inner) is tree for inner in made_of(value))


def _root(value: Value) -> Value:
    while isinstance(value, Part):
        value = value.whole
    return value


def _dotted(called: Called) -> str:
    return called.function.dotted if isinstance(called.function, Global) else ""
