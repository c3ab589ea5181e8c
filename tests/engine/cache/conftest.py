"""A small project, and the command line run on it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.engine.cache.recorded import APP, ITEMS, PROBE, Run


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    (root / "shop").mkdir(parents=True)
    (root / "pyproject.toml").write_text("[tool.fastlint]\n")
    (root / "shop" / "__init__.py").touch()
    (root / "shop" / "main.py").write_text(APP)
    (root / "shop" / "items.py").write_text(ITEMS)
    return root


@pytest.fixture
def run(tree: Path, tmp_path: Path) -> Run:
    """Run the command line in a process; its standard error ends with what it had to import."""

    def run(*arguments: str, cwd: Path = tree, **environment: str) -> subprocess.CompletedProcess[str]:
        time.sleep(0.1)  # what was written a moment ago is not trusted to be all that will be written
        return subprocess.run(
            [sys.executable, "-c", PROBE, *arguments],
            cwd=cwd, env={**os.environ, "FASTLINT_CACHE_DIR": str(tmp_path / "cache"), **environment},
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    return run
