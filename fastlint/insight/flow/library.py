"""The form in which a rule pack tells the engine what it must know about libraries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, eq=False)
class Library:
    """Facts about code that is not part of the project. Names are dotted paths; methods are `module.Class.method`.

    `returns`: callable -> class of what it gives, when that is not the class called; attributes alike, with
    `Class.*` for
    any other attribute and `Class[]` for an item.
    `kin`: class -> the class whose methods it has.
    `passes`: callable or `.method` -> positions of the arguments that reach its result.
    `opens`: callables and `.method`s that are given the name of a file and give what it holds, or ways to it.
    `stops`: callables and `.method`s whose result carries nothing of what they are given.
    `forwards`: callable or `.method` -> position of the argument that it calls with the arguments that follow, or
    with those in `args` and `kwargs`; -1 is the receiver.
    `starts`: method -> the receiver's own method that it has another thread or process run.
    `stored`: callables and `.method`s that give what was stored before.
    `textless`: classes whose values cannot carry text.
    `trusted`: dotted names and attribute names whose values are not the client's: settings, schema metadata.
    """

    returns: Mapping[str, str] = field(default_factory=dict)
    kin: Mapping[str, str] = field(default_factory=dict)
    passes: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    opens: frozenset[str] = frozenset()
    stops: frozenset[str] = frozenset()
    forwards: Mapping[str, int] = field(default_factory=dict)
    starts: Mapping[str, str] = field(default_factory=dict)
    textless: frozenset[str] = frozenset()
    stored: frozenset[str] = frozenset()
    trusted: frozenset[str] = frozenset()

    def __or__(self, other: Library) -> Library:
        """What either says; `other` where they differ."""
        return Library(
            returns={**self.returns, **other.returns},
            kin={**self.kin, **other.kin},
            passes={**self.passes, **other.passes},
            opens=self.opens | other.opens,
            stops=self.stops | other.stops,
            forwards={**self.forwards, **other.forwards},
            starts={**self.starts, **other.starts},
            textless=self.textless | other.textless,
            stored=self.stored | other.stored,
            trusted=self.trusted | other.trusted,
        )
