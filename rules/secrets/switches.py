"""Arguments and assignments that switch the verification of TLS off."""

from fastlint.model import nodes
from fastlint.rule import Module, Project

from ..knowledge import tls as known


def is_off(project: Project, module: Module, keyword: nodes.Keyword) -> bool:
    """Whether an argument switches verification off."""
    off = known.OFF.get(keyword.name, ())
    if isinstance(keyword.value, nodes.Literal):
        return (type(keyword.value.value), keyword.value.value) in {(type(value), value) for value in off}
    return bool(off) and project.canonical(module, keyword.value) in known.NO_CERTIFICATE


def switches_off(project: Project, module: Module, statement: nodes.Assign) -> bool:
    """Whether an assignment switches verification off."""
    for target in statement.targets:
        if not isinstance(target, nodes.Attribute) or statement.value is None:
            continue
        if target.name in known.FALSE_ATTRIBUTES and isinstance(statement.value, nodes.Literal):
            holder = getattr(target.value, "name", "")
            is_telling = target.name == "check_hostname" or holder.lower().endswith(("session", "client", "http"))
            return statement.value.value is False and is_telling
        named = known.ATTRIBUTES.get(target.name)
        if named and project.canonical(module, statement.value) in named:
            return True
    return False
