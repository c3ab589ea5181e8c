"""Where values go: from what a client sends, or another origin, to where it does harm, through any functions."""

from fastlint.insight.flow.calls import IN_THREADS
from fastlint.insight.flow.facts import Facts
from fastlint.insight.flow.flow import Flow
from fastlint.insight.flow.flows import Flows
from fastlint.insight.flow.graphs import Graphs
from fastlint.insight.flow.library import Library
from fastlint.insight.flow.places import made_of, name_of
from fastlint.insight.flow.question import Guards, Question, Sink, Sources
from fastlint.insight.flow.raising import class_names
from fastlint.insight.flow.texts import HOLE, OTHER
from fastlint.insight.flow.values import (
    ANY,
    SLICE,
    Called,
    Caught,
    Changed,
    Choice,
    Computed,
    Constant,
    Global,
    Graph,
    Input,
    Part,
    Record,
    Text,
    Value,
)
from fastlint.insight.flow.visits import ALL

__all__ = [
    "ALL",
    "ANY",
    "HOLE",
    "IN_THREADS",
    "OTHER",
    "SLICE",
    "Called",
    "Caught",
    "Changed",
    "Choice",
    "Computed",
    "Constant",
    "Facts",
    "Flow",
    "Flows",
    "Global",
    "Graph",
    "Graphs",
    "Guards",
    "Input",
    "Library",
    "Part",
    "Question",
    "Record",
    "Sink",
    "Sources",
    "Text",
    "Value",
    "class_names",
    "made_of",
    "name_of",
]
