"""What stands in the code of a guard: the value of a local name, literals, names."""

from fastlint.model import Function, nodes


def assigned(function: Function, name: str) -> nodes.Expr | None:
    """What a local name is given first, when it is more than None; None for a parameter."""
    given: list[nodes.Expr | None] = []
    for statement in function.body.statements:
        targets = statement.targets if isinstance(statement, nodes.Assign) else ()
        parts = [part for t in targets for part in (t.items if isinstance(t, nodes.Sequence) else (t,))]
        if isinstance(statement, nodes.Assign) and any(isinstance(p, nodes.Ref) and p.name == name for p in parts):
            given.append(statement.value)
    return next((value for value in given if not is_literal(value, None)), given[0] if given else None)


def text_of(expression: nodes.Expr) -> str:
    """A literal's text, or the last name of a reference."""
    return str(expression.value) if isinstance(expression, nodes.Literal) else getattr(expression, "name", "")


def is_literal(value: nodes.Expr | None, wanted: object) -> bool:
    """Whether an expression is written as that constant."""
    return isinstance(value, nodes.Literal) and value.value is wanted
