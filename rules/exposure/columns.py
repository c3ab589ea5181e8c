"""Columns of tables that nobody else may see."""

from fastlint.insight.flow import Flows
from fastlint.model import Class, nodes, statements_in

from ..knowledge.library import LIBRARY
from ..knowledge.sensitive import PASSWORD, SECRET, snake


def secret_column(table: Class, flows: Flows) -> str:
    """A column of `table` that is called like a secret, "" for none."""
    for line in flows.calls(LIBRARY).typing.lineage(f"{table.module.name}.{table.qualname}"):
        for statement in statements_in(line.ir.body) if isinstance(line, Class) else ():
            target = statement.targets[0] if isinstance(statement, nodes.Assign) else None
            if isinstance(target, nodes.Ref) and (
                PASSWORD.search(snake(target.name)) or SECRET.search(snake(target.name))
            ):
                return target.name
    return ""
