"""Entering functions of the project, and what security schemes do."""

from __future__ import annotations

from fastlint.insight.auth.atoms import ABSENT, NOTHING, UNKNOWN, Caller, Kind, Known, Object, Value, known
from fastlint.insight.auth.callers import sent_by
from fastlint.insight.auth.trial import NEVER, SURE, Outcome, Refused, Run, run_function
from fastlint.insight.auth.world import CodeIndex
from fastlint.ir import nodes
from fastlint.model import Function


def of_scheme(run: Run, node: nodes.Call, credential: Value, *, refuses: bool | None = None) -> Value:
    """What a security scheme does with what it found: where it does not refuse, nothing is passed on as None.

    It refuses by its `auto_error`; without `refuses`, by that of the scheme that runs.
    """
    if Kind.ABSENT not in credential and known(credential) is not None:
        return credential
    if refuses is None:
        refuses = run.constants.get("self.auto_error", run.constants.get("auto_error", True)) is not False
    return refused(run, node, "HTTPException") if refuses else ABSENT


def sent_to_scheme(run: Run) -> Value:
    """The credential that a scheme finds in the caller's request."""
    return sent_by(run.world.asked(), None)


def refused(run: Run, node: nodes.Call, name: str) -> Value:
    """Raise the refusal of a library's check; HTTPException is the one that FastAPI's schemes raise."""
    short = name.rpartition(".")[2] or "the call"
    raise run.refuse(node, "HTTPException" if name == "HTTPException" else "?", f"`{short}` refuses bad credentials")


def of_session(run: Run, node: nodes.Call, name: str, is_required: Value) -> Value:
    """What a library gives for the request: the caller's session. Raises Refused where he has to have one."""
    if run.world.asked() is Caller.VALID:
        return UNKNOWN
    return NOTHING if known(is_required) is False else refused(run, node, name)


def captured(run: Run, function: Function) -> dict[str, Value]:
    """What a function that is defined in the one that runs sees of its variables."""
    if function.parent is None or function.parent is not run.function:
        return {}
    read = {e.name for e in function.body.expressions if isinstance(e, nodes.Ref) and not e.target}
    return {name: value for name, value in run.names.items() if name in read}


def enter(run: Run, node: nodes.Node, function: Function, args: list[Value], keywords: dict[str, Value]) -> Value:
    """Run a function of the project with these arguments; raises Refused when it never returns."""
    names = captured(run, function)
    rest = list(args)
    for parameter in function.ir.parameters:
        if parameter.kind in ("args", "kwargs"):
            names[parameter.name] = UNKNOWN
        elif rest and parameter.kind != "keyword":
            names[parameter.name] = rest.pop(0)
        elif parameter.name in keywords:
            names[parameter.name] = keywords[parameter.name]
        else:
            names[parameter.name] = default_value(parameter)
    is_same = function.owner is not None and bool(args) and args[0] == run.names.get("self")
    constants = run.constants if is_same else {}
    outcome = run_function(run.world, function, names, constants, run.depth + 1)
    return settle(run, node, outcome, function)


def default_value(parameter: nodes.Parameter) -> Value:
    """The value of a parameter that the call does not give."""
    return (Known(parameter.default.value),) if isinstance(parameter.default, nodes.Literal) else UNKNOWN


def settle(run: Run, node: nodes.Node, outcome: Outcome, function: Function) -> Value:
    """The value of an outcome; a refusal goes on as one, a doubt stays with the statement."""
    if outcome.level == NEVER:
        if outcome.refusals:
            last = outcome.refusals[-1]  # those before it left a way on
            raise Refused(last.name, last.span, last.text)
        raise run.refuse(node, "?", f"`{function.ir.name}` does not return")
    if outcome.level < SURE:
        run.is_doubtful = True
        run.refusals += outcome.refusals
    return outcome.value


def bound(index: CodeIndex, function: Function, names: dict[str, Value]) -> dict[str, Value]:
    """The values of all parameters of a function, `self` and defaults among them."""
    found: dict[str, Value] = {}
    for i, parameter in enumerate(function.ir.parameters):
        if i == 0 and function.owner is not None and parameter.name in ("self", "cls"):
            found[parameter.name] = (Object(function.owner, {}),)
        else:
            given = names.get(parameter.name) or default_value(parameter)
            found[parameter.name] = index.typed(function, parameter.name) if given == UNKNOWN else given
    return found
