"""FastAPI itself, asked about the same code, gives the same routes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from generated import projects
from hypothesis import HealthCheck, given, settings
from styles import STYLES

from fastlint.testing import files_in

pytest.importorskip("fastapi")

RowsOfFiles = Callable[[Mapping[str, str]], list[str]]


def believed(folder: Path, projects: Sequence[Mapping[str, str]]) -> list[list[str]]:
    """What FastAPI believes about each project, all imported by one process."""
    folders = []
    for number, files in enumerate(projects):
        root = folder / f"project_{number}"
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text)
        folders.append(f"{root}{os.sep}")
    program = Path(__file__).parent / "introspect.py"
    done = subprocess.run([sys.executable, program, *folders], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    return [found[root] for root in folders]


def test_generated_projects(tmp_path: Path, rows_of_files: RowsOfFiles) -> None:
    generated: list[dict[str, str]] = []

    @settings(max_examples=25, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(projects())
    def generate(files: dict[str, str]) -> None:
        if files not in generated:
            generated.append(files)

    generate()
    assert len(generated) > 15
    truth = believed(tmp_path, generated)
    assert sum(map(len, truth)) > 120
    for files, rows in zip(generated, truth, strict=True):
        assert rows_of_files(files) == rows, "\n".join(f"# file: {p}\n{t}" for p, t in files.items())


def test_styles_say_the_truth(tmp_path: Path) -> None:
    truth = believed(tmp_path, [files_in(textwrap.dedent(style.text)) for style in STYLES])
    assert {s.name: rows for s, rows in zip(STYLES, truth, strict=True)} == {s.name: list(s.rows) for s in STYLES}
