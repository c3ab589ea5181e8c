"""Writes into the README what changes with the rules and the fixtures: the table of all rules, the shop's figures.

`python -m tests.readme_table`, with `--check` to compare only.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from click.testing import CliRunner

from fastlint.cli import cli
from fastlint.packs import load
from fastlint.rule import Rule

README = Path(__file__).parent.parent / "README.md"
BEGIN, END = "<!-- rules -->\n", "<!-- /rules -->"
SHOWN = "fixtures/shop"
FIGURES = re.compile(r"^\d+ routes in \d+ files: .*$", re.MULTILINE)


def table() -> str:
    """The table as it belongs into the README."""
    rows = ["| code | name | severity | persona | what it reports |", "|---|---|---|---|---|", *map(_row, load().rules)]
    return "".join(f"{row}\n" for row in rows)


def _row(rule: Rule) -> str:
    title = rule.title.replace("|", "\\|")
    return f"| {rule.code} | `{rule.name}` | {rule.severity} | {rule.persona} | {title} |"


def figures() -> str:
    """How many routes the application in the README's examples has, as the program says it."""
    found = FIGURES.search(CliRunner().invoke(cli, ["routes", str(README.parent / SHOWN)]).stdout)
    assert found is not None
    return found[0]


def main() -> int:
    """Write the README, or say with 1 that it is not current."""
    text = README.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    current = FIGURES.sub(figures(), f"{before}{BEGIN}{table()}{END}{after}")
    if "--check" in sys.argv:
        return int(text != current)
    README.write_text(current, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
