"""Code that is prepared for several versions, or only asks what others made."""

from fastlint.model import Body, nodes, subexpressions
from fastlint.rule import Module, Project

from ..knowledge.releases import Change

_FAILING = frozenset({"ImportError", "ModuleNotFoundError", "Exception", "AttributeError"})

_TESTS = frozenset({"isinstance", "issubclass"})


def chooses(module: Module) -> bool:
    """Whether a file asks which Pydantic there is: it has code for several."""
    return any("PYDANTIC" in name or name == "VERSION" for body in module.bodies for name in body.names)


def knows_both(body: Body, change: Change) -> bool:
    """Whether code that uses what goes also knows, or asks for, what is there in its stead."""
    instead = change.instead.strip("`")
    return instead in body.names or any(isinstance(e, nodes.Literal) and e.value == instead for e in body.expressions)


def modules_of_older(project: Project) -> frozenset[str]:
    """The names of the modules that take something from `pydantic.v1`: what they call a model may be one of it."""
    return frozenset(
        module.name
        for module in project.modules.values()
        if any(target == "pydantic.v1" or target.startswith("pydantic.v1.") for target in module.ir.imports)
    )


def asked_about(module: Module) -> set[int]:
    """Classes that an object is only asked to be of: who makes it is another's choice."""
    tests = (call for body in module.bodies for call in body.calls if getattr(call.func, "name", "") in _TESTS)
    return {id(inner) for call in tests for kind in call.args[1:] for inner in subexpressions(kind)}


def tried(module: Module) -> set[str]:
    """Names that are imported where a failure is expected."""
    found: set[str] = set()
    for statement in module.body.statements:
        if isinstance(statement, nodes.Try) and any(_is_failing(handler) for handler in statement.handlers):
            blocks = (*statement.body, *(s for handler in statement.handlers for s in handler.body), *statement.orelse)
            found |= {local for s in blocks if isinstance(s, nodes.Import) for local, _ in s.names}
    return found


def _is_failing(handler: nodes.Handler) -> bool:
    exception = handler.exception
    return exception is None or (isinstance(exception, nodes.Ref) and exception.name in _FAILING)
