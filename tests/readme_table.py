"""Writes the table of all rules into the README: `python -m tests.readme_table`, `--check` to compare only."""

from __future__ import annotations

import sys
from pathlib import Path

from fastlint.packs import load
from fastlint.rule import Rule

README = Path(__file__).parent.parent / "README.md"
BEGIN, END = "<!-- rules -->\n", "<!-- /rules -->"


def table() -> str:
    """The table as it belongs into the README."""
    rows = ["| code | name | severity | persona | what it reports |", "|---|---|---|---|---|", *map(_row, load().rules)]
    return "".join(f"{row}\n" for row in rows)


def _row(rule: Rule) -> str:
    title = rule.title.replace("|", "\\|")
    return f"| {rule.code} | `{rule.name}` | {rule.severity} | {rule.persona} | {title} |"


def main() -> int:
    """Write the README, or say with 1 that it is not current."""
    text = README.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    current = f"{before}{BEGIN}{table()}{END}{after}"
    if "--check" in sys.argv:
        return int(text != current)
    README.write_text(current, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
