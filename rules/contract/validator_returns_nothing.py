"""Validator that gives nothing back.

What a Pydantic validator returns becomes the value: one that ends without `return` puts None in its place, whatever
the client sent. Return the value, or `self` in a model validator, at the end of every path. An explicit `return None`
is taken to be meant.

```python bad
from fastapi import FastAPI
from pydantic import BaseModel, field_validator

app = FastAPI()

class Item(BaseModel):
    name: str

    @field_validator("name")
    @classmethod
    def check_name(cls, value: str) -> str:  # expect: validator-returns-nothing
        if not value.isalpha():
            raise ValueError("letters only")
```

```python good
from fastapi import FastAPI
from pydantic import BaseModel, field_validator

app = FastAPI()

class Item(BaseModel):
    name: str

    @field_validator("name")
    @classmethod
    def check_name(cls, value: str) -> str:
        if not value.isalpha():
            raise ValueError("letters only")
        return value
```
"""

from collections.abc import Iterator

from fastlint.insight.flow.graphs import Graphs
from fastlint.model import nodes, statements_in
from fastlint.rule import Finding, Function, Severity, rule

_VALIDATORS = frozenset({"field_validator", "model_validator", "validator", "root_validator"})


@rule("FL830", severity=Severity.ERROR, guideline="SEC-2", since="0.1")
def validator_returns_nothing(function: Function, graphs: Graphs) -> Iterator[Finding]:
    if function.owner is None or not any(_is_validator(d, function, graphs) for d in function.ir.decorators):
        return
    graph = graphs.of(function)
    fitting = _where_value_is_none(function)
    bare = (s for s in function.body.statements if isinstance(s, nodes.Return) and s.value is None)
    is_bare = any(id(statement) not in fitting for statement in bare)
    if not graph.is_partial and (graph.ends_normally or is_bare) and not _is_empty(function):
        what = "`self`" if _is_model(function) else "the value"
        message = (
            f"`{function.ir.name}` can end without `return`, and then puts None in place of {what}. Return {what}."
        )
        yield Finding(function.span, message)


def _is_validator(decorator: nodes.Expr, function: Function, graphs: Graphs) -> bool:
    called = decorator.func if isinstance(decorator, nodes.Call) else decorator
    package, _, name = graphs.name(function.module, called).rpartition(".")
    return name in _VALIDATORS and package.startswith("pydantic")


def _where_value_is_none(function: Function) -> set[int]:
    """The statements that run only while the value is None already, by the identity of their nodes."""
    found: set[int] = set()
    names = [parameter.name for parameter in function.ir.parameters if parameter.name not in ("self", "cls")]
    for statement in function.body.statements:
        match statement:
            case nodes.If(
                test=nodes.Operation(operator="is", operands=(nodes.Ref() as left, nodes.Literal(value=None)))
            ):
                if left.name in names[:1]:
                    found |= {id(inner) for inner in statements_in(statement.body)}
    return found


def _is_model(function: Function) -> bool:
    own = function.ir.parameters[:1]
    return bool(own) and own[0].name == "self"


def _is_empty(function: Function) -> bool:
    """`...` or a docstring alone: the body is elsewhere."""
    return all(isinstance(s, nodes.Evaluate) and not isinstance(s.value, nodes.Call) for s in function.ir.body)
