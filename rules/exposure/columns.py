"""Columns of tables that nobody else may see."""

from fastlint.insight.flow import Flows
from fastlint.model import Class, nodes

from ..knowledge.library import LIBRARY
from ..knowledge.sensitive import PASSWORD, SECRET, snake


def secret_column(table: Class, flows: Flows) -> str:
    """A column of `table` that is called like a secret, "" for none."""
    lineage = flows.calls(LIBRARY).typing.lineage(f"{table.module.name}.{table.qualname}")
    for line in (line for line in lineage if isinstance(line, Class)):
        for statement in line.body.statements:
            target = statement.targets[0] if isinstance(statement, nodes.Assign) else None
            if isinstance(target, nodes.Ref) and _is_secret(snake(target.name)):
                return target.name
    return ""


def _is_secret(name: str) -> bool:
    is_flag = name.startswith(("is_", "has_", "needs_"))
    return not is_flag and bool(PASSWORD.search(name) or SECRET.search(name))
