"""Code that runs while one writes the application, and switches that belong there."""

import re

from fastlint.model import nodes
from fastlint.rule import Function, Module, Project

FOR_DEVELOPMENT = re.compile(r"dev|debug|local|watch|test|demo|example", re.IGNORECASE)


def is_true(value: nodes.Expr | None) -> bool:
    """Whether it says `True`."""
    return isinstance(value, nodes.Literal) and value.value is True


def is_on(project: Project, module: Module, value: nodes.Expr | None) -> bool:
    """Whether a value is True in the code, or a module's constant that is."""
    dotted = project.canonical(module, value)
    is_constant = dotted.rpartition(".")[0] in project.modules and project.constants.get(dotted) is True
    return is_true(value) or is_constant


def sets_debug(statement: nodes.Assign) -> bool:
    """Whether it is `app.debug = True`."""
    targets = (t for t in statement.targets if isinstance(t, nodes.Attribute) and t.name == "debug")
    holders = (getattr(target.value, "name", "") for target in targets)
    return is_true(statement.value) and any(holder in ("app", "application", "api") for holder in holders)


def for_production(body: tuple[nodes.Stmt, ...]) -> tuple[nodes.Stmt, ...]:
    """The statements that run unless the file is run by hand, or a test says that this is development."""
    return tuple(s for s in body if not (isinstance(s, nodes.If) and _is_for_development(s.test)))


def _is_for_development(test: nodes.Expr) -> bool:
    if isinstance(test, nodes.Operation):
        return any(map(_is_for_development, test.operands))
    if isinstance(test, nodes.Call):
        return any(map(_is_for_development, (test.func, *test.args)))
    if isinstance(test, nodes.Literal):
        return test.value == "__main__" or bool(FOR_DEVELOPMENT.search(str(test.value)))
    return bool(FOR_DEVELOPMENT.search(getattr(test, "name", "")))


def is_tool(function: Function) -> bool:
    """Whether a function is called for development, or a decorator's text says that it is."""
    decorators = [d for d in function.ir.decorators if isinstance(d, nodes.Call)]
    texts = [str(a.value) for d in decorators for a in d.args if isinstance(a, nodes.Literal)]
    return any(FOR_DEVELOPMENT.search(text) for text in (function.ir.name, *texts))
