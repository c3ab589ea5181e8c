"""The texts that `fastlint init` writes."""

from __future__ import annotations

import json
from shlex import quote

from fastlint import __version__
from fastlint.adopt.origin import Origin

SETTINGS = """\
# How much to report: regular (hardly ever wrong), pedantic (style and design too), auditor (leads too).
persona = "regular"
# exclude = ["scripts/"]
# public-paths = ["/health", "/public/*"]             # routes that are public on purpose
# auth-dependencies = ["acme_auth.require_login"]     # guards whose code is not part of the project
"""

_CHECK = "fastlint check --report-only-given --force-exclude"
_CHECKOUT = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1"
_PYTHON = "actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97 # v7.0.0"
_UPLOAD = "github/codeql-action/upload-sarif@8aad20d150bbac5944a9f9d289da16a4b0d87c1e # v4.36.2"


def hook(origin: Origin) -> str:
    """The entry for pre-commit: of the repository, with the package, or as the machine has it when neither is known."""
    if origin.url:
        return f"- repo: {origin.url}\n  rev: {origin.commit}\n  hooks:\n    - id: fastlint\n"
    language = "language: python" if origin.requirement else "language: system # the fastlint that is on the PATH"
    lines = ["id: fastlint", "name: fastlint", f"entry: {_CHECK}", language]
    if origin.requirement:
        lines.append(f"additional_dependencies: [{json.dumps(origin.requirement)}]")
    lines += ["types_or: [python, pyproject]", "require_serial: true"]
    return "- repo: local\n  hooks:\n    - " + "\n      ".join(lines) + "\n"


def workflow(origin: Origin, path: str) -> str:
    """The workflow of GitHub Actions that checks `path`, annotates the pull request and uploads what it found."""
    requirement = origin.requirement or f"fastlint=={__version__}"
    where = f" -- {quote(path)}" if path != "." else ""
    return f"""\
name: fastlint

on:
  push:
    branches: [main, master]
  pull_request:

permissions: {{}}

concurrency:
  group: fastlint-${{{{ github.ref }}}}
  cancel-in-progress: true

jobs:
  fastlint:
    name: fastlint
    runs-on: ubuntu-latest
    permissions:
      contents: read
      security-events: write # to upload the findings to code scanning
    steps:
      - uses: {_CHECKOUT}
        with:
          persist-credentials: false
      - uses: {_PYTHON}
        with:
          python-version: "3.13"
      - name: Install fastlint
        run: python -m pip install {quote(requirement)}
      - name: Check
        run: fastlint check --output-format github --output-format sarif:fastlint.sarif{where}
      - name: Upload the findings
        if: ${{{{ !cancelled() && hashFiles('fastlint.sarif') != '' }}}}
        uses: {_UPLOAD}
        with:
          sarif_file: fastlint.sarif
          category: fastlint
"""
