"""The form in which a rule pack tells the engine what query libraries call things. Data only."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fastlint.insight.flow.library import Library


@dataclass(frozen=True, eq=False)
class Dialect:
    """Words of query libraries. Names are dotted paths; a name that begins with a dot is a method on anything.

    `library` is for telling types. `starts` begin a query, and so do `models`' methods in `of_models`. `fetches` give
    every row, `results` give them when gone through. `run` take the statement as an argument. `bounds` leave a known
    number of rows, and so does whatever `bounding` matches the name of, and an argument that `limits` names. `filters`
    choose rows. `memberships` test a
    column against given values. `aggregates` begin the names of functions over many rows, `groups` are steps that
    give one row per group, `subqueries` make a query something to select from. `hands_on` are callables whose result
    holds their arguments, `shaping` methods that keep the receiver's rows. `silent` are classes that take rows and
    answer with something other than a list.
    """

    library: Library
    starts: frozenset[str]
    models: frozenset[str]
    of_models: frozenset[str]
    fetches: frozenset[str]
    results: frozenset[str]
    run: frozenset[str]
    bounds: frozenset[str]
    bounding: re.Pattern[str]
    limits: frozenset[str]
    filters: frozenset[str]
    memberships: frozenset[str]
    aggregates: tuple[str, ...]
    groups: frozenset[str]
    subqueries: frozenset[str]
    hands_on: frozenset[str]
    shaping: frozenset[str]
    silent: frozenset[str]
