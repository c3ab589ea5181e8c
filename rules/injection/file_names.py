"""The question behind every rule about names of files: which names arrive uncontained where files are opened."""

from dataclasses import replace

from fastlint.insight.flow import Guards, Question

from ..knowledge.files import FILE_SINKS
from ..knowledge.library import LIBRARY
from ..knowledge.parsing import FORM_TESTS
from ..knowledge.paths import (
    CLEANING_WORDS,
    CONTAINMENT_ASKED,
    CONTAINMENT_RAISING,
    LOOKUPS,
    NOT_NAMES,
    PATH_CLEANERS,
    PATH_WORDS,
    cleans_path,
    contains,
    is_extension,
)
from ..knowledge.sources import ALL_NAMES, REQUEST_TEXTS

NAMES = Question(
    FILE_SINKS,
    REQUEST_TEXTS,
    LIBRARY,
    cleaners=PATH_CLEANERS,
    cleans=cleans_path,
    cleaning=CLEANING_WORDS,
    narrow=NOT_NAMES,
    guards=Guards(
        FORM_TESTS,
        CONTAINMENT_RAISING,
        LOOKUPS,
        PATH_WORDS,
        overlooks=is_extension,
        judge=contains,
        asked=CONTAINMENT_ASKED,
    ),
)

FILES = replace(NAMES, among=replace(NAMES, sources=ALL_NAMES))
"""The same, for the rules that ask it of the files that are opened, each with sources of its own."""
