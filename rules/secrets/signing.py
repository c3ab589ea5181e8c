"""Keys that code is seen to sign or encrypt with, written down where it does so or as a constant of the file."""

from collections.abc import Iterator

from fastlint.model import nodes
from fastlint.rule import Module, Project

from ..knowledge import defaults as known
from .defaults import Fallback, text_of


class Keys:
    """Answers for one module."""

    def __init__(self, project: Project, module: Module) -> None:
        self._project, self._module = project, module
        self._unused = {id(call) for body in module.bodies for s in body.statements for call in _thrown_away(s)}

    def given_to(self, call: nodes.Call) -> Iterator[Fallback]:
        """The key that a call is given."""
        name, key = self._project.canonical(self._module, call.func), call.keyword("secret_key")
        names = (name, *(self._project.canonical(self._module, node) for node in call.args)) if key is not None else ()
        if key is not None and any(each.endswith("SessionMiddleware") for each in names):
            yield Fallback("secret_key", key)
        elif name in known.KEYED:
            yield from _key(self._module, call.argument(*known.KEYED[name]))
        elif name in known.DIGESTING and id(call) not in self._unused:
            label = call.argument(*known.DIGESTING[name])
            if label is not None and text_of(label) and text_of(label) not in known.LABELS:
                yield Fallback("signing_key", label)


def _key(module: Module, key: nodes.Expr | None) -> Iterator[Fallback]:
    """A key as it is written: there, or once at the top of the file."""
    written = key
    if isinstance(key, nodes.Ref) and key.target == f"@{key.name}":
        made = [s for s in module.ir.body if isinstance(s, nodes.Assign) and _binds(s, key.name)]
        written = made[0].value if len(made) == 1 else None
    if written is not None and text_of(written) and not known.PUBLIC.search(text_of(written)):
        yield Fallback(key.name if isinstance(key, nodes.Ref) else "signing_key", written, is_key=True)


def _binds(statement: nodes.Assign, name: str) -> bool:
    return any(isinstance(target, nodes.Ref) and target.name == name for target in statement.targets)


def _thrown_away(statement: nodes.Stmt) -> Iterator[nodes.Expr]:
    """The digest that a statement makes and leaves, and the call before it: it is there to take as long as others."""
    is_bound = isinstance(statement, nodes.Assign) and getattr(statement.targets[0], "name", "") != "_"
    made = statement.value if isinstance(statement, (nodes.Evaluate, nodes.Assign)) and not is_bound else None
    while isinstance(made, nodes.Call):
        yield made
        made = made.func.value if isinstance(made.func, nodes.Attribute) else None
