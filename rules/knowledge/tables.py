"""Classes that are rows of a database, by what they are made of.

Sources: SQLAlchemy 2.0 (declarative mapping), SQLModel (table=True), Tortoise ORM, Peewee, Beanie, MongoEngine, Django.
"""

from fastlint.insight.types import Typing
from fastlint.model import Class, Project, nodes

_MODELS = frozenset({
    "sqlalchemy.orm.DeclarativeBase", "sqlalchemy.orm.MappedAsDataclass", "tortoise.models.Model", "tortoise.Model",
    "peewee.Model", "beanie.Document", "mongoengine.Document", "django.db.models.Model", "ormar.Model", "piccolo.table.Table",
})  # fmt: skip
_COLUMNS = ("Column", "mapped_column", "relationship")


def is_table(cls: Class, typing: Typing) -> bool:
    """Whether a class of the project is a row of a database."""
    lines = typing.lineage(f"{cls.module.name}.{cls.qualname}")
    if any(line in _MODELS for line in lines if isinstance(line, str)):
        return True
    return any(_is_mapped(line) for line in lines if isinstance(line, Class))


def tables_below(project: Project, typing: Typing) -> dict[Class, list[Class]]:
    """The rows that have their methods from a class that is none itself: a mixin, or an abstract model."""
    classes = [cls for module in project.modules.values() for cls in module.classes]
    tables = {cls: None for cls in classes if cls.ir.bases and is_table(cls, typing)}
    found: dict[Class, list[Class]] = {}
    for table in tables:
        for line in typing.lineage(f"{table.module.name}.{table.qualname}"):
            if isinstance(line, Class) and line not in tables:
                found.setdefault(line, []).append(table)
    return found


def _is_mapped(cls: Class) -> bool:
    table = next((k.value for k in cls.ir.keywords if k.name == "table"), None)
    if isinstance(table, nodes.Literal) and table.value is True:
        return True
    for statement in cls.body.statements:
        if isinstance(statement, nodes.Assign) and isinstance(statement.targets[0], nodes.Ref):
            made = statement.value.func if isinstance(statement.value, nodes.Call) else None
            if statement.targets[0].name == "__tablename__" or getattr(made, "name", "") in _COLUMNS:
                return True
    return False


def columns(cls: Class, typing: Typing) -> set[str]:
    """The names of a table's columns, those of its bases among them."""
    lines = typing.lineage(f"{cls.module.name}.{cls.qualname}")
    return {name for line in lines if isinstance(line, Class) for name in typing.graphs.fields(line)}


def sets_by_itself(cls: Class, name: str) -> bool:
    """Whether the class has code of its own that runs when attribute `name` is set, or when it is made."""
    own = cls.methods.get("__init__") or cls.methods.get(name) or cls.methods.get(f"set_{name}")
    return own is not None or any(_validates(method.ir, name) for method in cls.methods.values())


def _validates(function: nodes.Function, name: str) -> bool:
    for decorator in function.decorators:
        if isinstance(decorator, nodes.Call) and getattr(decorator.func, "name", "") in (
            "validates",
            "field_validator",
            "validator",
        ):
            return any(isinstance(a, nodes.Literal) and a.value == name for a in decorator.args)
    return False
