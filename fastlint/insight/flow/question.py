"""What a rule asks of the flows: where values come from, where they must not arrive, what makes them harmless.

Rules fill these in with tables; names are dotted paths, methods are `module.Class.method`, and `.method` stands
for a method of that name on a receiver of which nothing is known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from fastlint.insight.flow.facts import Facts
from fastlint.insight.flow.graphs import Graphs
from fastlint.insight.flow.library import Library
from fastlint.insight.flow.values import Called, Path, Text, Value


@dataclass(frozen=True, slots=True)
class Sink:
    """An argument of a callable where a value does harm; `argument` is a position, `keyword` its name.

    Position -1 is the receiver, `ALL` any argument. `path` is the part of the argument that matters, `when` says of a
    call whether it counts. `kind` says in words what the value arrives at; `doubt` is 0 for a certain sink, 1 for a
    likely one, 2 for a lead.
    """

    callable: str
    argument: int | None = 0
    keyword: str = ""
    kind: str = ""
    doubt: int = 0
    path: Path = ()
    when: Callable[[Called], bool] | None = None


@dataclass(frozen=True, eq=False)
class Sources:
    """Where values come from.

    `client`: whether what clients send counts; with `parameters` off, accessors only, and never parameters that are
    taken from a place in `aside` ("header", "cookie"). `accessors`: attribute or
    method of a class that
    FastAPI injects -> what it holds. `special`: injected classes that hold nothing of the client's by themselves.
    `calls`: callable -> what it gives. `caught`: whether caught exceptions count. `schemes`: modules of
    security schemes. `named` says what a parameter, attribute or key of that name holds wherever it comes up, "" for
    nothing of interest.
    """

    client: bool = True
    parameters: bool = True
    aside: frozenset[str] = frozenset()
    accessors: Mapping[str, str] = field(default_factory=dict)
    special: frozenset[str] = frozenset()
    calls: Mapping[str, str] = field(default_factory=dict)
    schemes: tuple[str, ...] = ()
    caught: bool = False
    named: Callable[[str], str] | None = None


@dataclass(frozen=True, eq=False)
class Guards:
    """Tests after which a value is harmless.

    `calls` must have come out true, `raising` must have returned; `lookups` are beginnings of names of calls
    whose result, asked for by the value, was found to be there. `words` are parts of names of functions that check
    such values: a library's is believed, the project's own when it turns anything down; else the flow is a lead.
    `settings` are words in the name of a setting: what happens only while it is on is meant to. With `values` off, no
    test of the value itself counts. With `membership` and `equality`, being in a collection or equal to something else
    counts; `overlooks` says of which sides of such a test that they tell nothing (the extension of a path). `judge` is
    asked about tests that the tables do not settle, and about the return of the calls in `asked`. `vain` says of the
    tests in a function named in `words` that they tell nothing; one that only makes such tests is not believed.
    """

    calls: frozenset[str] = frozenset()
    raising: frozenset[str] = frozenset()
    lookups: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    values: bool = True
    membership: bool = True
    equality: bool = True
    overlooks: Callable[[Value], bool] | None = None
    judge: Callable[[Facts, Value], bool] | None = None
    asked: frozenset[str] = frozenset()
    vain: Callable[[Facts, Graphs], bool] | None = None


@dataclass(frozen=True, eq=False)
class Question:
    """One question.

    `cleaners` are callables and attributes whose result is harmless, `cleans` may say so of other calls
    and of joined text, and `cleaning` are parts of names that do, as `Guards.words`. `narrow` are
    further types that cannot carry harm. With `copies_only` a value
    goes on as itself or in text, not as a part of an object or through calls that the library's tables do not name.
    With `contents` what is written to a file comes back from where the file is read.
    `passes_text` says whether a value goes on from a hole of a text into the
    text. With `text_only` off, what cannot carry text counts too. Questions that differ in their sources alone name one
    of all these sources as `among`: where it finds nothing that a client or a source chose, none of them looks.
    """

    sinks: tuple[Sink, ...]
    sources: Sources
    library: Library
    cleaners: frozenset[str] = frozenset()
    cleans: Callable[[Value], bool] | None = None
    narrow: frozenset[str] = frozenset()
    cleaning: tuple[str, ...] = ()
    copies_only: bool = False
    contents: bool = False
    text_only: bool = True
    guards: Guards = Guards()
    passes_text: Callable[[Text, int], bool] | None = None
    among: Question | None = None

    @property
    def textless(self) -> frozenset[str]:
        """The types whose values cannot do harm."""
        return self.library.textless | self.narrow if self.text_only else self.narrow
