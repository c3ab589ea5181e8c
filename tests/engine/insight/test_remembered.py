"""Answers do not depend on what was asked before, however questions lead back to themselves."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from fastlint.insight.remembered import Remembered

NODES = range(7)
GRAPHS = st.dictionaries(st.sampled_from(NODES), st.lists(st.sampled_from(NODES), max_size=3))


def reachable(graph: dict[int, list[int]], start: int) -> frozenset[int]:
    found, waiting = {start}, [start]
    while waiting:
        new = set(graph.get(waiting.pop(), [])) - found
        found |= new
        waiting += new
    return frozenset(found)


@given(GRAPHS, st.permutations(NODES))
@example({1: [0, 6], 0: [1, 4], 4: [0], 6: [4]}, [1, 0, 2, 3, 4, 5, 6])
def test_every_order_gives_the_same(graph: dict[int, list[int]], order: list[int]) -> None:
    def find(node: int) -> frozenset[int]:
        return frozenset({node}).union(*(answers(below) for below in graph.get(node, [])))

    answers = Remembered[int, frozenset[int]](find, frozenset())
    assert {node: answers(node) for node in order} == {node: reachable(graph, node) for node in NODES}


def test_what_leads_nowhere_back_is_found_once() -> None:
    asked: list[int] = []

    def find(number: int) -> int:
        asked.append(number)
        return 1 if number < 2 else answers(number - 1) + answers(number - 2)

    answers = Remembered[int, int](find, 0)
    assert answers(40) == 165580141
    assert len(asked) == 41


def test_a_circle_is_gone_round_once_for_one_question() -> None:
    asked: list[int] = []

    def find(number: int) -> int:
        asked.append(number)
        return sum(answers(other) for other in range(12) if other != number) + 1

    answers = Remembered[int, int](find, 0)
    answers(0)
    assert len(asked) == 12


def test_a_line_of_questions_that_is_too_long_is_cut() -> None:
    def find(number: int) -> int:
        return answers(number + 1) + 1

    answers = Remembered[int, int](find, 0, most=50)
    assert answers(0) == 50
    assert answers(7) == 50, "what was found on a way that was cut is not kept"
