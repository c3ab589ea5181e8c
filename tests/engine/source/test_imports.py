"""What a look at the bytes says of a file's imports is never less than what the parser says."""

from __future__ import annotations

import sysconfig
from pathlib import Path

import pytest

from fastlint.analyse import analyse
from fastlint.ir.nodes import ModuleIR
from fastlint.source.imports import imports_in

TEXTS = {
    "import a": {"a"},
    "import a.b as c, d": {"a.b", "d"},
    "from a import b, c as d": {"a", "a.b", "a.c"},
    "from . import b": {".", ".b"},
    "from ..a.b import c": {"..a.b", "..a.b.c"},
    "from a import *": {"a"},
    "from a import (  # why\n    b,  # and, this\n    c as d,\n)": {"a", "a.b", "a.c"},
    "from a \\\n    import b, \\\n    c": {"a", "a.b", "a.c"},
    "try: import a\nexcept ImportError: import b": {"a", "b"},
    "def f():\n\timport a; import b": {"a", "b"},
    "from .\\\n a import b": {".a", ".a.b"},
    "lazy import a": {"a"},
    "lazy from a import b": {"a", "a.b"},
    "x = 1\r\nimport a\rimport b": {"a", "b"},
    "importance = important = 1\n__import__('x')": set(),
}


@pytest.mark.parametrize("text", TEXTS)
def test_imports_are_found_in_the_bytes(text: str) -> None:
    assert imports_in(text.encode()) == TEXTS[text]


def test_nothing_that_the_parser_finds_is_missed() -> None:
    folder = Path(sysconfig.get_paths()["stdlib"])
    looked_at = 0
    for path in sorted([*folder.glob("importlib/*.py"), *folder.glob("json/*.py"), *folder.glob("[b-c]*.py")]):
        data = path.read_bytes()
        form = analyse(data)
        if isinstance(form, ModuleIR):
            found = imports_in(data)
            packages = {name[:end] for name in found for end in range(len(name)) if name[end] == "."}
            assert set(form.imports) - found - packages == set(), path
            looked_at += 1
    assert looked_at > 30


def test_any_bytes_can_be_looked_at() -> None:
    assert imports_in(bytes(range(256)) + b"\nfrom \xff import \xfe") == {"\ufffd", "\ufffd.\ufffd"}
