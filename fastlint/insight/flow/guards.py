"""Whether what is known at a point makes a value harmless."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from fastlint.insight.flow.asked import as_written, called_for, is_nothing
from fastlint.insight.flow.calls import IN_THREADS, Calls
from fastlint.insight.flow.carriers import Carriers, derived
from fastlint.insight.flow.facts import Facts
from fastlint.insight.flow.flags import remaining
from fastlint.insight.flow.lookups import Lookups
from fastlint.insight.flow.places import Place, alternatives, is_empty, made_of, place_of, places_in, spoken_of
from fastlint.insight.flow.question import Question
from fastlint.insight.flow.refusals import is_vain, turns_down
from fastlint.insight.flow.running import assumed
from fastlint.insight.flow.selections import told_of_one
from fastlint.insight.flow.switches import Switches
from fastlint.insight.flow.targets import Target
from fastlint.insight.flow.values import ANY, Called, Computed, Constant, Graph, Part, Path, Value
from fastlint.insight.flow.written import spelled_out, told_of_each
from fastlint.insight.remembered import Remembered
from fastlint.insight.types import Typing
from fastlint.model import Function

_MOST_QUESTIONS = 20


class _Settled(NamedTuple):
    """Does a fact make what lies below a place harmless?"""

    fact: Facts
    place: Place
    below: Path


class _Ensured(NamedTuple):
    """Does a function come back, with an outcome, only when what lies at a path of a parameter is harmless?"""

    graph: Graph
    parameter: str
    path: Path
    outcome: bool | None


class Judge:
    """Answers for one question whether a value was checked."""

    def __init__(self, question: Question, typing: Typing, calls: Calls) -> None:
        self.question, self.guards = question, question.guards
        self.typing = typing
        self.calls = calls
        self._telling: dict[Facts, tuple[Facts, ...]] = {}
        self._places: dict[Facts, tuple[frozenset[Place] | None, frozenset[object]]] = {}
        self._carriers = Carriers(question, calls)
        self._answers = Remembered[_Settled | _Ensured, bool](self._answer, False, _MOST_QUESTIONS)
        self._lookups = Lookups(question.guards.lookups, self._carriers, typing)
        self._switches = Switches(question.guards.settings)
        # Else only a test of the value itself can settle anything, and no function that it is given to.
        self._may_check = self.guards.membership or bool(self.guards.words)

    def is_checked(self, value: Value, path: Path, facts: Facts | None) -> bool:
        """Whether some fact says that `value.path` is harmless, or each of its elements."""
        if facts is None:
            return False
        if self._switches.is_on(facts):
            return True
        root, whole = place_of(value, path)
        return self.guards.values and any(self._is_settled((root, way), facts) for way in (whole, (*whole, ANY)))

    def _is_settled(self, where: Place, facts: Facts) -> bool:
        root, whole = where
        for fact in self._telling_of(facts):
            places, roots = self._about(fact)
            if places is None or root in roots:
                for length in range(len(whole), -1, -1):
                    place = (root, whole[:length])
                    if (places is None or place in places) and self._answers(_Settled(fact, place, whole[length:])):
                        return True
        return False

    def _about(self, fact: Facts) -> tuple[frozenset[Place] | None, frozenset[object]]:
        """The places that a fact speaks of and what they hang on; None for one that may speak of any."""
        found = self._places.get(fact)
        if found is None:
            places = places_in(fact.value).union(*(places_in(v) for v, _ in alternatives(fact.value, fact.outcome)))
            found = None if remaining(fact) else places, frozenset(root for root, _ in places)
            self._places[fact] = found
        return found

    def is_doubtful(self, value: Value, path: Path, facts: Facts | None) -> bool:
        """Whether a function that by its name checks such values was asked about it, without proof that it does."""
        if facts is None or not self.guards.values or not self.guards.words:
            return False
        place = place_of(value, path)
        return any(self._is_named_check(fact, place) for fact in self._telling_of(facts))

    def _is_named_check(self, fact: Facts, place: Place) -> bool:
        called = fact.value
        if not isinstance(called, Called) or fact.outcome is False:
            return False
        if any(is_vain(self.calls, self.guards, target) for target in self._over(called)):
            return False
        return self.is_named(called, self.guards.words) and self._is_given(called, place)

    def is_named(self, called: Called, words: tuple[str, ...]) -> bool:
        """Whether the name of what is called holds one of `words`, or of what it has another thread call meanwhile."""
        handed = (target.function.ir.name for target in self._over(called) if target.first)
        return any(_holds(name, words) for name in (self._last_name(called), *handed))

    def _last_name(self, called: Called) -> str:
        return called.method or (self.typing.names(called) or ("",))[0].rpartition(".")[2]

    def _over(self, called: Called) -> tuple[Target, ...]:
        """The project's functions that are over when the call is."""
        is_waited_for = self._last_name(called) in IN_THREADS
        return self.calls.targets(called) if is_waited_for else self.calls.run_here(called)

    def _telling_of(self, facts: Facts) -> tuple[Facts, ...]:
        """The facts that may settle anything, among `facts` and those before."""
        known: tuple[Facts, ...] = ()
        pending: list[Facts] = []
        current: Facts | None = facts
        while current is not None:
            found = self._telling.get(current)
            if found is not None:
                known = found
                break
            pending.append(current)
            current = current.before
        for fact in reversed(pending):
            known = (*known, fact) if self._may_settle(fact) else known
            self._telling[fact] = known
        return known

    def _may_settle(self, fact: Facts) -> bool:
        """A call that merely returned is no test unless it is known to raise, or is the project's own."""
        if fact.outcome is not None or not self._may_check:
            return fact.outcome is not None
        assert isinstance(fact.value, Called)
        names = self._carriers.names(fact.value)
        is_known = self._raises(fact.value, names) or not names.isdisjoint(self.guards.asked)
        return is_known or self.is_named(fact.value, self.guards.words) or bool(self.calls.targets(fact.value))

    def _answer(self, question: _Settled | _Ensured) -> bool:
        if isinstance(question, _Settled):
            return self._weigh(question.fact, question.place, question.below)
        value = question.graph.inputs[question.parameter]
        return self._holds_at_exits(question.graph, value, question.path, question.outcome)

    def _weigh(self, fact: Facts, place: Place, below: Path) -> bool:
        if is_nothing(fact, place):
            return True
        several = alternatives(fact.value, fact.outcome)
        if not (several or self._may_check):
            return self._judged(fact, place)
        value, left = fact.value, remaining(fact)
        if any(self._carriers.are_above(one, place) for one in told_of_one(value, fact.outcome)):
            return False
        if left and all(facts is not None and self._is_settled((place[0], place[1] + below), facts) for facts in left):
            return True
        if self._is_told_of_each(fact, place, below):
            return True
        if several:
            return all(self._weigh(replace(fact, value=v, outcome=o), place, below) for v, o in several)
        called = called_for(value, fact.outcome)
        if called is not None and self._weigh(replace(fact, value=called, outcome=True), place, below):
            return True
        if isinstance(value, Computed) and fact.outcome is not None:
            return self._compares(value, fact.outcome, place) or self._judged(fact, place)
        if isinstance(value, Called):
            if self._calls(value, fact.outcome) and self._is_given(value, place):
                return True
            if self._in_function(value, fact.outcome, place, below):
                return True
        if fact.outcome and self._lookups.is_made(value, place):
            return True
        return self._judged(fact, place)

    def _is_told_of_each(self, fact: Facts, place: Place, below: Path) -> bool:
        """Whether a test of the elements of a display settles it: where it says something of all, with one of them."""
        if fact.outcome is None:
            return False
        tests, is_of_all = told_of_each(self.calls.graphs, fact.value, fact.outcome, is_presumed=fact.is_presumed)
        settled = (self._weigh(replace(fact, value=test), place, below) for test in tests)
        return bool(tests) and (any(settled) if is_of_all else all(settled))

    def _judged(self, fact: Facts, place: Place) -> bool:
        judge = self.guards.judge
        if judge is None or not any(place_of(v) == place for v in spoken_of(fact.value)):
            return False
        fact = replace(fact, value=spelled_out(self.calls.graphs, fact.value))
        return any(judge(fact, v) for v in spoken_of(fact.value) if place_of(v) == place)

    def _calls(self, called: Called, outcome: bool | None) -> bool:
        names = self._carriers.names(called)
        targets = self._over(called)
        is_check = outcome is not False and self.is_named(called, self.guards.words)
        if is_check and all(turns_down(self.calls, self.guards, t, outcome) for t in targets):
            return True
        if outcome:
            return not names.isdisjoint(self.guards.calls)
        return outcome is None and self._raises(called, names)

    def _raises(self, called: Called, names: set[str]) -> bool:
        """Whether a call only returns for harmless text: enums take no value but their own."""
        made = (kind for kind in self.typing.of(called.function) if kind.of_class)
        is_member = any("enum.Enum" in self.typing.lineage(kind.name) for kind in made)
        return is_member or not names.isdisjoint(self.guards.raising)

    def _is_given(self, called: Called, place: Place) -> bool:
        given = [*called.args, *called.keywords.values(), *([called.receiver] if called.receiver is not None else [])]
        return any(self._carriers.speak_of(value, place) for value in given)

    def _compares(self, test: Computed, outcome: bool, place: Place) -> bool:
        operator, operands = test.operator, test.operands
        if len(operands) != 2:
            return False
        if operator in ("in", "not in"):
            held = outcome == (operator == "in")
            return (
                held
                and self.guards.membership
                and self._is_about(operands[0], place)
                and not self.typing.is_text(operands[1])
            )
        if operator in ("is", "is not", "==", "!="):
            held = outcome == (operator in ("is", "=="))
            left, right = (self._is_about(o, place) for o in operands)
            other = operands[1] if left else operands[0]
            if isinstance(other, Constant) and other.value is None:
                asked = operands[0] if left else operands[1]
                return not held and self._lookups.is_made(asked, place)
            if not held:
                return False
            if left and right:
                return any(self._is_cleaned(o) for o in operands)
            return (left or right) and self.guards.equality and not is_empty(other)
        return False

    def _is_about(self, value: Value, place: Place) -> bool:
        overlooks = self.guards.overlooks
        if overlooks is not None and overlooks(value) and place not in map(place_of, as_written(value)):
            return False
        return self._carriers.speak_of(value, place)

    def _is_cleaned(self, value: Value) -> bool:
        made = [inner for inner in made_of(value) if isinstance(inner, (Called, Part))]
        return any(not self.question.cleaners.isdisjoint(self._carriers.names(inner)) for inner in made)

    def _in_function(self, called: Called, outcome: bool | None, place: Place, below: Path) -> bool:
        """Whether a project's function only comes back, or comes back so, when the value is harmless."""
        for target in self._over(called):
            graph = self.calls.graphs.of(target.function)
            for parameter in target.function.ir.parameters:
                given = [v for v, _ in target.given(parameter, ()) or () if self._carriers.speak_of(v, place)]
                ways = (
                    [below, *derived(graph, parameter.name, self.guards.overlooks)]
                    if place not in map(place_of, given)
                    else [below]
                )
                if given and any(self._answers(_Ensured(graph, parameter.name, way, outcome)) for way in ways):
                    return True
                if given and outcome and self._lookups.are_made_by(target.function):
                    return True
        return False

    def ensures(self, function: Function, parameter: int, path: Path = ()) -> bool:
        """Whether a function only comes back when what lies at a path of its parameter at a position is harmless."""
        graph = self.calls.graphs.of(function)
        names = [p.name for p in function.ir.parameters]
        return parameter < len(names) and self._answers(_Ensured(graph, names[parameter], path, None))

    def _holds_at_exits(self, graph: Graph, value: Value, path: Path, outcome: bool | None) -> bool:
        exits: list[Facts | None] = []
        for leaving in graph.returns:
            facts = leaving.facts
            if outcome is not None:
                if isinstance(leaving.value, Constant):
                    if bool(leaving.value.value) != outcome:
                        continue
                else:
                    facts = assumed(facts, leaving.value, outcome)
            exits.append(facts)
        if graph.ends_normally and outcome is not True:
            exits.append(graph.end)
        return bool(exits) and all(self.is_checked(value, path, facts) for facts in exits)


@lru_cache(maxsize=65_536)
def _holds(name: str, words: tuple[str, ...]) -> bool:
    """Whether a name holds one of `words`. Projects have few names, and each is asked about for every question."""
    return any(word in name.lower() for word in words)
