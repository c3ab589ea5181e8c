"""A project's own sanitizers and sinks, added to what a rule asks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from fastlint.insight.declared import Declared
from fastlint.insight.flow.question import Question, Sink
from fastlint.insight.flow.values import Called
from fastlint.insight.flow.visits import ALL
from fastlint.insight.types import Typing
from fastlint.model import Project

_ARGUMENT = re.compile(r"(?P<callable>[^()]+?)\s*\(\s*(?P<argument>\w+)\s*\)\s*")


class Declarations:
    """What the configuration declares, all of it or what is meant for one rule."""

    def __init__(self, project: Project, declared: Declared) -> None:
        self._project = project
        self._declared = declared
        self._meant: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
        # One extended question for each pair, whichever rule asks: searches are kept by question.
        self._extended: dict[tuple[Question, object], Question] = {}

    def meant_for(self, is_meant: Callable[[str], bool]) -> Declarations:
        """The part whose rules, named in the configuration, are the asking one."""
        own = Declarations(self._project, self._declared)
        own._extended = self._extended
        tables = (self._declared.sanitizers, self._declared.sinks)
        sanitizers, sinks = (tuple(n for n, rules in table.items() if any(map(is_meant, rules))) for table in tables)
        own._meant = (sanitizers, sinks)
        return own

    def added_to(self, question: Question) -> Question:
        """`question` with these sanitizers and sinks; the same one for the same rule, however often it is asked."""
        if not any(self._meant):
            return question
        key = (question, self._meant)
        if key not in self._extended:
            added = self._added(question)
            self._extended[key] = self._extended[added, self._meant] = added
        return self._extended[key]

    def _added(self, question: Question) -> Question:
        names, sinks = frozenset(self._meant[0]), tuple(map(self._sink, self._meant[1]))
        guards = question.guards
        return replace(
            question,
            sinks=(*question.sinks, *sinks),
            cleaners=question.cleaners | names,
            guards=replace(guards, calls=guards.calls | names, raising=guards.raising | names),
        )

    def _sink(self, written: str) -> Sink:
        """`app.db.run` is all that is given to it, `app.db.run(sql)` or `app.db.run(0)` one argument."""
        match = _ARGUMENT.fullmatch(written)
        name, argument = (match["callable"], match["argument"]) if match else (written, "")
        kind = f"`{name.rpartition('.')[2]}`"
        if not argument:
            return Sink(name, ALL, "", kind)
        return Sink(name, *self._position(name, argument), kind)

    def _position(self, name: str, argument: str) -> tuple[int | None, str]:
        if argument.isdecimal():
            return int(argument), ""
        function = self._project.function(self._project.follow(name))
        names = [parameter.name for parameter in function.ir.parameters] if function else []
        if function is not None and function.owner is not None and names[:1] in (["self"], ["cls"]):
            names = names[1:]
        return (names.index(argument) if argument in names else None), argument


def own_names(typing: Typing, called: Called) -> list[str]:
    """The dotted names of the project's own functions that a call may mean: those that a project declares."""
    return [f"{function.module.name}.{function.qualname}" for function in typing.functions(called.function)]
