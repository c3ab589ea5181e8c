"""One step back from a value to what it is made of, inside a function or by way of an outer scope."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from fastlint.insight.flow.closures import captured
from fastlint.insight.flow.displays import place_in
from fastlint.insight.flow.facts import Facts
from fastlint.insight.flow.shapes import elsewhere, is_mapping
from fastlint.insight.flow.values import (
    ANY,
    KEYS,
    SLICE,
    Anonymous,
    Called,
    Caught,
    Changed,
    Choice,
    Computed,
    Constant,
    Entered,
    Free,
    Global,
    Input,
    Key,
    Part,
    Record,
    Text,
    Value,
)
from fastlint.insight.flow.visits import Frames, Origin, Visit
from fastlint.ir import nodes
from fastlint.model import Function

if TYPE_CHECKING:
    from fastlint.insight.flow.search import Search

_ADDING = frozenset({"append", "add", "extend", "write"})
_MOST_MAKERS = 4
_COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">=", "in", "not in", "is", "is not", "not"})

Step = Iterator[Visit | Origin]


def ends(search: Search, visit: Visit, value: Value) -> Step:
    """End a search at a value that nothing more is known of."""
    yield Origin("unknown", "", visit)


def _constant(search: Search, visit: Visit, value: Value) -> Step:
    yield from ()


def _part(search: Search, visit: Visit, value: Part) -> Step:
    kept = search.typing.states.of(value)
    if kept:
        for stored in kept:
            yield search.to(visit, stored, None, f"kept as `state.{value.key}`", facts=None, frames=())
        return
    if search.is_cleaned(value):
        return
    if value.key == SLICE:
        yield search.to(visit, value.whole, elsewhere(visit.path))
        return
    what = search.inputs.accessed(value)
    if what is not None:
        if what and not (visit.path and search.question.copies_only):
            yield Origin("client", what, visit)
        return
    if value.is_attribute and (search.is_trusted(value.whole) or search.is_textless(search.typing.of(value))):
        return
    if (read := search.calls.read(value)) is not None:
        yield search.to(visit, read)
        return
    is_annotated = isinstance(value.whole, Input) or (isinstance(value.whole, Part) and value.whole.is_attribute)
    key = KEYS if value.is_turn and is_annotated and is_mapping(search, value.whole) else value.key
    yield search.to(visit, value.whole, (key, *visit.path))


def _is_element(value: Changed) -> bool:
    """Whether a method added the part as one element among others, which no attribute and no text key reaches."""
    call = value.node
    return isinstance(call, nodes.Call) and isinstance(call.func, nodes.Attribute) and call.func.name in _ADDING


def _is_given_away(search: Search, value: Changed) -> bool:
    """`session.add(row)`: an object of a library that is no set takes it, and gives back what it finds elsewhere."""
    call = value.node
    if not (isinstance(call, nodes.Call) and isinstance(call.func, nodes.Attribute) and call.func.name == "add"):
        return False
    return any(search.typing.annotations.is_foreign(kind) for kind in search.typing.of(value.whole))


def _is_written_file(search: Search, value: Changed) -> bool:
    """Whether a file was written to that is harmless whatever it holds, as where names of files are asked for."""
    call = value.node
    if not (isinstance(call, nodes.Call) and isinstance(call.func, nodes.Attribute) and call.func.name == "write"):
        return False
    waiting: list[Value] = [value.whole]
    seen: set[Value] = {value}
    while waiting:
        whole = waiting.pop()
        match whole:
            case _ if whole in seen:
                continue
            case Changed():
                waiting.append(whole.whole)
            case Entered():
                waiting.append(whole.context)
            case Choice():
                waiting += [option for option, _ in whole.options]
            case _ if not (isinstance(whole, Called) and search.is_cleaned(whole)):
                return False
        seen.add(whole)
    return True


def _changed(search: Search, visit: Visit, value: Changed) -> Step:
    path = visit.path
    if not path and _is_written_file(search, value):
        return
    is_beside = bool(path) and isinstance(path[0], str) and path[0] != ANY and _is_element(value)
    if path[:1] == (KEYS,) and not value.others:
        yield search.to(visit, value.whole)
        if value.named is not None:
            yield search.to(visit, value.named, ())
        return
    if is_beside or _is_given_away(search, value) or (_is_element(value) and path and _has_item(value.whole, path[0])):
        yield search.to(visit, value.whole)
        return
    if not path and search.question.copies_only and not isinstance(value.whole, (Record, Constant, Changed)):
        yield search.to(visit, value.whole)
        return
    if value.others:
        yield from _merged(search, visit, value)
        return
    if not path or path[0] == ANY or value.key in (path[0], ANY):
        yield search.to(visit, value.part, path[1:])
    if not path or path[0] != value.key or value.key == ANY:
        yield search.to(visit, value.whole)


def _merged(search: Search, visit: Visit, value: Changed) -> Step:
    """After `update` or `extend`: what others hold at the path, and what was there, unless they replace that."""
    path = visit.path
    is_replaced = False
    for other in value.others:
        yield search.to(visit, other, elsewhere(path))
        is_replaced = is_replaced or (bool(path) and _surely_has(other, path[0]))
    if not is_replaced:
        yield search.to(visit, value.whole)


def _surely_has(value: Value, key: Key) -> bool:
    """Whether a mapping is written out and has something of its own under a key."""
    return isinstance(value, Record) and isinstance(value.node, nodes.Mapping) and key in value.items


def _record(search: Search, visit: Visit, value: Record) -> Step:
    path = visit.path
    if path[:1] == (KEYS,):
        for named in value.keys:
            yield search.to(visit, named, ())
        for part in value.spread:
            yield search.to(visit, part)
        return
    wanted = place_in(value, path[0]) if path else ANY
    for key, part in value.items.items():
        if wanted in (key, ANY):
            yield search.to(visit, part, path[1:])
    if wanted not in value.items or wanted in value.replaceable:
        for part in value.rest:
            yield search.to(visit, part, path[1:])
        for part in value.spread:
            yield search.to(visit, part, elsewhere(path))


def _text(search: Search, visit: Visit, value: Text) -> Step:
    passes, cleans = search.question.passes_text, search.question.cleans
    if value.kind == "join" and cleans is not None and cleans(value):
        return
    for index, part in enumerate(value.parts):
        if isinstance(part, Constant) or (passes is not None and not passes(value, index)):
            continue
        yield search.to(visit, part, (), "text")


def _computed(search: Search, visit: Visit, value: Computed) -> Step:
    if value.operator in _COMPARISONS:
        return
    first, last = value.operands[0], value.operands[-1]
    if value.operator == "|" and visit.path and _surely_has(last, visit.path[0]):
        yield search.to(visit, last)
        return
    if value.operator == "+" and visit.path and _has_item(first, visit.path[0]):
        yield search.to(visit, first)
        return
    for operand in value.operands:
        path = visit.path if value.operator in ("or", "and", "|", "+") else ()
        yield search.to(visit, operand, elsewhere(path) if value.operator == "+" and operand is not first else path)


def _has_item(value: Value, index: Key) -> bool:
    """Whether a list is written out as far as `index`, also when others were added to its end."""
    while isinstance(value, (Computed, Changed, Choice)):
        if isinstance(value, Choice):
            value = value.options[0][0]
        elif isinstance(value, Changed):
            if not _is_element(value):
                return False
            value = value.whole
        elif value.operator == "+":
            value = value.operands[0]
        else:
            return False
    return isinstance(value, Record) and isinstance(value.node, nodes.Sequence) and index in value.items


def _choice(search: Search, visit: Visit, value: Choice) -> Step:
    for option, facts in value.options:
        if not search.is_ruled_out(facts, visit.frames):
            yield search.to(visit, option, facts=facts)


def _entered(search: Search, visit: Visit, value: Entered) -> Step:
    yield search.to(visit, value.context)


def _anonymous(search: Search, visit: Visit, value: Anonymous) -> Step:
    if value.result is not None:
        yield search.to(visit, value.result, ())


def _caught(search: Search, visit: Visit, value: Caught) -> Step:
    if search.question.sources.caught:
        yield Origin("caught", "a caught exception", visit)


def _free(search: Search, visit: Visit, value: Free) -> Step:
    found = captured(search.graphs.of, value)
    if found is None:
        yield Origin("unknown", "", visit)
        return
    frames, known = _frames_around(search, visit, found.function)
    for outer, facts in found.values:
        yield search.to(visit, outer, facts=known or facts, frames=frames)


def _frames_around(search: Search, visit: Visit, around: Function) -> tuple[Frames, Facts | None]:
    """The calls in which a search is when it steps from a closure to `around`, whose call made that closure.

    With what is known in that call, when the closure is called there.
    """
    frames = visit.frames
    for i in range(len(frames) - 1, -1, -1):
        (target, facts), before = frames[i], frames[:i]
        if target.called.graph.function is around:
            return before, facts
        if target.function is around:
            return frames[: i + 1], None
    maker = frames[-1][0].called.function if frames else None
    for _ in range(_MOST_MAKERS):
        if not isinstance(maker, Called):
            break
        made = next((t for t in search.calls.targets(maker) if t.function is around), None)
        if made is not None:
            return (*frames[:-1], (made, frames[-1][1])), None
        maker = maker.function
    return (), None


def _global(search: Search, visit: Visit, value: Global) -> Step:
    dotted = search.graphs.follow(value.dotted)
    if dotted in search.question.sources.calls:
        yield Origin("call", search.question.sources.calls[dotted], visit)
        return
    if not search.is_trusted(value):
        module, name = search.graphs.split(dotted)
        given = search.typing.assigned.to_variable(module, name) if module is not None else []
        for outer in (*search.graphs.variable(dotted), *given):
            yield search.to(visit, outer, facts=None, frames=(), doubt=1)


WITHIN: dict[type, Callable[[Search, Visit, Any], Step]] = {
    Constant: _constant,
    Part: _part,
    Changed: _changed,
    Record: _record,
    Text: _text,
    Computed: _computed,
    Choice: _choice,
    Entered: _entered,
    Anonymous: _anonymous,
    Caught: _caught,
    Free: _free,
    Global: _global,
}
