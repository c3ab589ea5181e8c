"""Follows a value backwards to where it comes from, through the functions that hand it on."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from types import EllipsisType

from fastlint.insight.annotations import NOTHING, Types
from fastlint.insight.flow.across import ACROSS
from fastlint.insight.flow.calls import Calls
from fastlint.insight.flow.carriers import attribute_names
from fastlint.insight.flow.declarations import own_names
from fastlint.insight.flow.entries import Entries
from fastlint.insight.flow.facts import Facts
from fastlint.insight.flow.files import Written
from fastlint.insight.flow.guards import Judge
from fastlint.insight.flow.inputs import Inputs
from fastlint.insight.flow.places import made_of
from fastlint.insight.flow.question import Question
from fastlint.insight.flow.values import Called, Choice, Constant, Input, Part, Path, Value
from fastlint.insight.flow.visits import DOUBTFUL, Frames, Origin, Visit
from fastlint.insight.flow.within import WITHIN, ends
from fastlint.insight.types import Typing

_MOST_VISITS = 3000
_LONGEST_PATH = 5
_SETTING = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)+")
_STEPS = {**WITHIN, **ACROSS}


class Search:
    """The ways back from one place, for one question."""

    def __init__(self, question: Question, calls: Calls, entries: Entries) -> None:
        self.question = question
        self._textless = question.textless
        self.calls = calls
        self.typing: Typing = calls.typing
        self.graphs = calls.graphs
        self.entries = entries
        self.inputs = Inputs(question, entries, self.typing)
        self.judge = Judge(question, self.typing, calls)
        self.fields = calls.fields
        self.written = Written()

    def origins(self, start: Visit) -> Iterator[Origin]:
        """Every end of a way back from `start`, nearest first; harmless ways have none."""
        queue = deque([start])
        seen: set[tuple[Value, Path, Frames]] = set()
        while queue and len(seen) < _MOST_VISITS:
            visit = queue.popleft()
            state = (visit.value, visit.path, visit.frames)
            if state in seen:
                continue
            if self.judge.is_checked(visit.value, visit.path, visit.facts):
                continue  # another way to the same value may know less
            seen.add(state)
            if visit.doubt < DOUBTFUL and self.judge.is_doubtful(visit.value, visit.path, visit.facts):
                visit.doubt = DOUBTFUL
            named = self._named(visit) if not visit.path else ""
            if named:
                yield Origin("named", named, visit)
                continue
            if self.question.contents:
                queue.extend(self.to(visit, v, (), "written to the file") for v in self.written.to(visit.value))
            for found in _STEPS.get(type(visit.value), ends)(self, visit, visit.value):
                if isinstance(found, Origin):
                    yield found
                else:
                    queue.append(found)

    def _named(self, visit: Visit) -> str:
        """What the names that hold a value, or that it is reached by, say it is."""
        named, value = self.question.sources.named, visit.value
        if named is None or isinstance(value, Constant):
            return ""
        names = value.graph.names_of(value)
        if isinstance(value, Part) and isinstance(value.key, str):
            names = [*names, value.key]
        elif isinstance(value, Input):
            names = [*names, value.parameter.name]
        told = next((what for name in names if (what := named(name))), "")
        key = self._key(value, visit.frames) if told and visit.frames else ""
        return named(key) if key else told

    def _key(self, value: Value, frames: Frames) -> str:
        """The name of a setting that a function is asked for and makes a value from: it says what that is."""
        given = self.calls.nothing_given.inside(target for target, _ in frames)
        found = (given.value(inner).value for inner in made_of(value) if isinstance(inner, (Input, Choice)))
        return next((key for key in found if isinstance(key, str) and _SETTING.fullmatch(key)), "")

    def to(
        self,
        visit: Visit,
        value: Value,
        path: Path | None = None,
        note: str = "",
        *,
        facts: Facts | EllipsisType | None = ...,
        frames: Frames | None = None,
        doubt: int = 0,
        at: Value | None = None,
    ) -> Visit:
        """The next visit from `visit`: what is not given stays as it was, `doubt` is added."""
        shortened = (visit.path if path is None else path)[:_LONGEST_PATH]
        frames = visit.frames if frames is None else frames
        facts = visit.facts if facts is ... else facts
        return Visit(value, shortened, frames, facts, visit, note, at, visit.doubt + doubt, visit.is_inward)

    def is_ruled_out(self, facts: Facts | None, frames: Frames) -> bool:
        """Whether the innermost call, with what it gives, does not get where `facts` are known in its function."""
        if facts is None or not frames:
            return False
        return self.calls.nothing_given.inside(target for target, _ in frames).rules_out(facts)

    def is_textless(self, types: Types) -> bool:
        """Whether the types are known and none can carry text."""
        told = [self.typing.lineage(t.name) for t in types if t.name != NOTHING]
        return bool(told) and all(any(line in self._textless for line in lines) for lines in told)

    def is_trusted(self, value: Value) -> bool:
        """Whether `value` is an object whose parts the project itself decides, such as settings."""
        trusted = self.question.library.trusted
        lines = (line for t in self.typing.of(value) for line in self.typing.lineage(t.name))
        return any(line in trusted for line in lines if isinstance(line, str))

    def is_cleaned(self, value: Called | Part) -> bool:
        """Whether a call, or what an attribute holds, is harmless whatever it is made from."""
        cleaners, library = self.question.cleaners, self.question.library
        if isinstance(value, Called):
            names: tuple[str, ...] = self.names(value)
        else:
            names = attribute_names(self.typing, value)
            if value.is_attribute and names[0] in library.trusted:
                return True
        if any(name in cleaners for name in names):
            return True
        if isinstance(value, Called) and self.judge.is_named(value, self.question.cleaning):
            return not self.calls.targets(value)
        return self.question.cleans is not None and self.question.cleans(value)

    def names(self, value: Called) -> tuple[str, ...]:
        """The dotted names of what is called, the project's own functions included, and `.method` for a method."""
        names = (*self.typing.names(value), *own_names(self.typing, value))
        return (*names, f".{value.method}") if value.method else names
