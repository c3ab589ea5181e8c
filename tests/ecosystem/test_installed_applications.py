"""Published applications, installed and imported: FastAPI and fastlint agree on their routes.

Each is installed with its dependencies into an environment of its own, so this needs the network and some minutes:

    pytest -m network tests/ecosystem
"""

from __future__ import annotations

import json
import subprocess
import venv
from dataclasses import dataclass
from pathlib import Path

import pytest

from fastlint.analyse import analyse_text
from fastlint.ir.nodes import ModuleIR
from fastlint.link.project import link
from fastlint.source.read import Source

# (method, path) of every HTTP route with a dependant: what FastAPI adds for its documentation has none.
PROGRAM = """
import importlib, json, sys
from fastapi.routing import iter_route_contexts
module, expression = sys.argv[1].split(":")
app = eval(expression, vars(importlib.import_module(module)))
found = []
for context in iter_route_contexts(app.routes):
    if getattr(context, "dependant", None) is not None:
        found += [(method, context.path) for method in getattr(context, "methods", None) or []]
print("ROUTES", json.dumps(found))
"""


@dataclass(frozen=True)
class Application:
    requirement: str
    package: str
    target: str


APPLICATIONS = [Application("tiled[server]", "tiled", "tiled.server.app:build_app({})")]


@pytest.mark.network
@pytest.mark.parametrize("application", APPLICATIONS, ids=lambda a: a.package)
def test_installed_application(application: Application, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", application.requirement], check=True, timeout=600)
    check(python, application)


def check(python: Path, application: Application) -> None:
    """Demand that FastAPI's routes and fastlint's agree to 99 % in both directions."""
    done = subprocess.run(
        [python, "-c", PROGRAM, application.target], capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    line = next(line for line in done.stdout.splitlines() if line.startswith("ROUTES "))
    truth = {tuple(row) for row in json.loads(line.removeprefix("ROUTES "))}
    (root,) = python.parent.parent.glob(f"lib/python*/site-packages/{application.package}")
    project = link(dict(lowered(root)))
    routes = list(project.routes)
    found = {(method, route.path) for route in routes for method in route.methods}
    certain = {(method, r.path) for r in routes for method in r.methods if not r.conditions and not r.unresolved}
    assert truth
    assert len(truth & found) >= 0.99 * len(truth), sorted(truth - found)
    assert len(certain & truth) >= 0.99 * len(certain), sorted(certain - truth)


def lowered(root: Path) -> list[tuple[str, ModuleIR]]:
    found = []
    for file in sorted(root.rglob("*.py")):
        ir = analyse_text(Source(file.read_text(encoding="utf-8")))
        if isinstance(ir, ModuleIR):
            found.append((file.relative_to(root.parent).as_posix(), ir))
    return found
