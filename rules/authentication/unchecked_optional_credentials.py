"""Optional credentials are used as if they had been sent.

A scheme with `auto_error=False`, or a dependency that gives `None` for strangers, lets everybody reach the handler.
Code that then reads `user.id` fails with a server error for those who sent nothing, and a guard that was meant to be
here is not. Depend on the strict guard, or test for `None` and raise `HTTPException(401)`.

Reported is an attribute of the value in a function that never tests it and hands it to no other function.

```python bad
from fastapi import Depends, FastAPI
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

bearer = HTTPBearer(auto_error=False)
app = FastAPI()

@app.get("/orders")
def list_orders(credentials: HTTPAuthorizationCredentials | None = Depends(bearer)):
    return orders_of(credentials.credentials)  # expect: unchecked-optional-credentials
```

```python good
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

bearer = HTTPBearer(auto_error=False)
app = FastAPI()

@app.get("/orders")
def list_orders(credentials: HTTPAuthorizationCredentials | None = Depends(bearer)):
    if credentials is None:
        raise HTTPException(401)
    return orders_of(credentials.credentials)
```
"""

from collections.abc import Iterator, Mapping

from fastlint.insight.flow import Constant, Facts, Flows
from fastlint.model import Function, nodes, subexpressions
from fastlint.rule import Confidence, Dependency, Finding, Project, Severity, rule


@rule("FL107", severity=Severity.ERROR, guideline="AUTH-1", since="0.1", cwe=(287, 476), owasp=("API2",))
def unchecked_optional_credentials(project: Project, flows: Flows) -> Iterator[Finding]:
    told = set()
    for route in project.routes:
        if route.module.is_test:
            continue
        receivers = [(route.handler, d) for d in route.dependencies]
        receivers += [(dependency.function, child) for dependency in route.effective() for child in dependency.children]
        for function, dependency in receivers:
            if function is None or not dependency.parameter or (function, dependency.parameter) in told:
                continue
            if _may_be_nothing(dependency, flows):
                told.add((function, dependency.parameter))
                use = _unchecked_use(function, dependency.parameter)
                if use is not None:
                    message = (
                        f"`{dependency.parameter}` is None for callers who send no credentials, and nothing tests it. "
                        "Raise `HTTPException(401)` then, or depend on a guard that does."
                    )
                    confidence = Confidence.HIGH if dependency.scheme is not None else Confidence.MEDIUM
                    yield Finding(function.module.span(use), message, confidence, route=route)


def _may_be_nothing(dependency: Dependency, flows: Flows) -> bool:
    """Whether a dependency is about credentials and gives None to who sends none."""
    if dependency.scheme is not None:
        return not dependency.scheme.auto_error
    if dependency.function is None or not any(
        d.scheme is not None and not d.scheme.auto_error for d in dependency.walk()
    ):
        return False
    returns = flows.graphs.of(dependency.function).returns
    nothing = [o for o in returns if isinstance(o.value, Constant) and o.value.value is None]
    return not all(_is_switched_off(outcome.facts, dependency.constants) for outcome in nothing)


def _is_switched_off(facts: Facts | None, made_with: Mapping[str, object]) -> bool:
    """Whether a way is only taken when the dependency is made otherwise than it was."""
    tests = [(_switch(fact.value.node), fact.outcome) for fact in facts or () if fact.outcome is not None]
    return any(name in made_with and bool(made_with[name]) != outcome for name, outcome in tests)


def _switch(tested: nodes.Node | None) -> str:
    """The name under which a dependency's constants are kept: of the function around it, or of the instance."""
    match tested:
        case nodes.Ref(name=name):
            return name
        case nodes.Attribute(value=nodes.Ref(name=owner), name=name):
            return f"{owner}.{name}"
    return ""


def _unchecked_use(function: Function, name: str) -> nodes.Expr | None:
    """The first attribute of `name` in a function that neither tests it nor hands it on."""
    first: nodes.Expr | None = None
    for expression in function.body.expressions:
        match expression:
            case nodes.Attribute(value=nodes.Ref(name=used)) if used == name:
                first = first or expression
            case nodes.Call():
                if any(_is(argument, name) for argument in (*expression.args, *(k.value for k in expression.keywords))):
                    return None
            case nodes.Operation() | nodes.Conditional():
                if any(_is(e, name) for e in _below(expression)):
                    return None
    return None if first is None or _is_tested(function, name) else first


def _below(expression: nodes.Operation | nodes.Conditional) -> tuple[nodes.Expr, ...]:
    return expression.operands if isinstance(expression, nodes.Operation) else (expression.test,)


def _is_tested(function: Function, name: str) -> bool:
    for statement in function.body.statements:
        tests: tuple[nodes.Expr, ...] = ()
        if isinstance(statement, (nodes.If, nodes.While)):
            tests = (statement.test,)
        elif isinstance(statement, nodes.Match):
            tests = (statement.subject,)
        elif isinstance(statement, nodes.Try):
            return True
        if any(_is(e, name) for test in tests for e in subexpressions(test)):
            return True
    return False


def _is(expression: nodes.Expr, name: str) -> bool:
    return isinstance(expression, nodes.Ref) and expression.name == name
