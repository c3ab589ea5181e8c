"""What query libraries call things.

Sources: the reference documentation of SQLAlchemy 1.4 and 2.0 (select, Query, Result, ScalarResult, AsyncSession),
SQLModel, Databases, asyncpg, PEP 249, Tortoise ORM, Django 5, Beanie, PyMongo and Motor, peewee, ormar, Piccolo.
"""

import re

from fastlint.insight.dialect import Dialect

from .library import LIBRARY

STARTS = frozenset({
    "sqlalchemy.select", "sqlalchemy.future.select", "sqlalchemy.sql.select", "sqlmodel.select",
    "sqlmodel.sql.select", "sqlmodel.sql.expression.select", "sqlalchemy.sql.selectable.select", "sqlalchemy.union",
    "sqlalchemy.union_all", ".query", ".find_all", ".find",
})  # fmt: skip

MODELS = frozenset({
    "tortoise.models.Model", "tortoise.Model", "django.db.models.Model", "django.db.models.base.Model",
    "beanie.Document", "beanie.odm.documents.Document", "peewee.Model", "ormar.Model", "piccolo.table.Table",
    "odmantic.Model", "mongoengine.Document", "edgy.Model", "saffier.Model",
})  # fmt: skip

OF_MODELS = frozenset(
    {"all", "filter", "exclude", "find", "find_all", "find_many", "select", "aall", "order_by", "values"}
)

FETCHES = frozenset({
    ".all", ".fetchall", ".fetch_all", ".to_list", ".unique", ".tuples", ".fetch", ".execute_fetchall",
    ".find_many", ".values", ".values_list", ".find", ".fetchmany_all", ".partitions",
})  # fmt: skip

RESULTS = frozenset({
    ".scalars", ".execute", ".exec", ".mappings", ".stream", ".stream_scalars", ".iterate", ".query", ".filter",
    ".filter_by", ".order_by", ".where", ".join", ".outerjoin", ".options", ".find", ".sort", ".select_related",
    ".prefetch_related", ".cursor", ".yield_per", ".raw", ".from_statement", ".dicts", ".objects", ".exclude",
})  # fmt: skip

RUN = frozenset({
    ".execute", ".scalars", ".exec", ".stream", ".stream_scalars", ".fetch_all", ".fetch", ".iterate",
    ".exec_driver_sql", ".execute_fetchall", ".raw", ".from_statement", ".sql", ".cursor",
})  # fmt: skip

BOUNDS = frozenset({
    ".limit", ".slice", ".paginate", ".first", ".one", ".one_or_none", ".scalar", ".scalar_one",
    ".scalar_one_or_none", ".get", ".get_or_none", ".count", ".exists", ".fetchone", ".fetch_one", ".fetchmany",
    ".fetchval", ".fetchrow", ".find_one", ".page", ".top", ".sample", ".first_or_none", ".aggregate_one",
    ".get_one", ".aget", ".afirst", ".earliest", ".latest", ".delete", ".update", ".rowcount", ".head",
})  # fmt: skip

BOUNDING = re.compile(r"paginat|(?:^|_)pages?(?:_|$)|limit|slice|(?:^|_)cursor_page|(?:^|_)top_", re.IGNORECASE)

FILTERS = frozenset({
    ".where", ".filter", ".filter_by", ".having", ".exclude", ".find", ".find_many", ".select_from_filter",
})  # fmt: skip

HANDS_ON = frozenset({
    "builtins.list", "builtins.tuple", "builtins.set", "builtins.sorted", "builtins.reversed", "builtins.filter",
    "builtins.map", "builtins.dict", "builtins.zip", "builtins.enumerate", "builtins.iter", "typing.cast",
    "fastapi.encoders.jsonable_encoder", "asyncio.gather", "pydantic.parse_obj_as",
    "starlette.concurrency.run_in_threadpool", "asyncio.to_thread", ".model_validate", ".parse_obj", ".from_orm",
    ".validate_python", ".from_queryset", ".dump_python", "asgiref.sync.sync_to_async", "json.dumps",
    "orjson.dumps",
})  # fmt: skip

QUERIES = Dialect(
    library=LIBRARY,
    starts=STARTS,
    models=MODELS,
    of_models=OF_MODELS,
    fetches=FETCHES,
    results=RESULTS,
    run=RUN,
    bounds=BOUNDS,
    bounding=BOUNDING,
    limits=frozenset({"limit"}),
    filters=FILTERS,
    memberships=frozenset({".in_", ".any_"}),
    aggregates=(
        "sqlalchemy.func.",
        "sqlalchemy.sql.func.",
        "sqlmodel.func.",
        "sqlalchemy.exists",
        "sqlalchemy.sql.functions.",
    ),
    groups=frozenset({".group_by", ".annotate", ".distinct_on"}),
    subqueries=frozenset({".subquery", ".cte", ".alias", ".lateral"}),
    hands_on=HANDS_ON,
    shaping=frozenset({".tolist", "tolist", "items", "values", "to_dict", "model_dump"}),
    silent=frozenset({"StreamingResponse", "FileResponse", "EventSourceResponse", "TemplateResponse"}),
)

SMALL_TABLES = re.compile(
    r"(?:^|_)(?:role|permission|categor(?:y|ie)|tag|label|setting|config(?:uration)?|preference|plan|tier|countr(?:y|ie)"
    r"|region|language|locale|currenc(?:y|ie)|time_?zone|type|kind|status(?:e)?|priorit(?:y|ie)|severit(?:y|ie)"
    r"|department|level|feature|flag|module|menu|theme|template|unit|tax|provider|polic(?:y|ie)|standard|holiday|shift"
    r"|genre|brand|channel|entitlement|binding|integration|connector|plugin|webhook|api_?key|repositor(?:y|ie))s?(?:_(?:model|table|db|entity|orm))?$"
)
"""Names, in lower case with words apart, of tables of kinds and settings: people fill them by hand, they stay short."""
