"""Queries of document stores, where a mapping from the client can hold operators.

Sources: PyMongo 4 (Collection), Motor, Beanie, MongoDB's list of query operators, elasticsearch-py 8 (search),
OpenSearch.
"""

from fastlint.insight.flow import Sink

_COLLECTIONS = ("pymongo.collection.Collection",)
_FILTERS = (
    "find", "find_one", "find_one_and_update", "find_one_and_delete", "find_one_and_replace", "update_one", "update_many",
    "replace_one", "delete_one", "delete_many", "count_documents", "aggregate",
)  # fmt: skip
_TELLING = tuple(name for name in _FILTERS if "_" in name)

DOCUMENT_SINKS: tuple[Sink, ...] = (
    *(Sink(f"{owner}.{name}", 0, "filter", "a MongoDB query") for owner in _COLLECTIONS for name in _FILTERS),
    *(Sink(f"{owner}.distinct", 1, "filter", "a MongoDB query") for owner in _COLLECTIONS),
    *(Sink(f".{name}", 0, "filter", "a MongoDB query", doubt=1) for name in _TELLING),
    *(Sink(f"{owner}.search", None, keyword, "a search query") for owner in ("elasticsearch.Elasticsearch", "elasticsearch.AsyncElasticsearch", "opensearchpy.OpenSearch") for keyword in ("body", "query")),
)  # fmt: skip

STORES = ("pymongo", "motor", "beanie", "odmantic", "mongoengine", "umongo", "bson", "elasticsearch", "opensearchpy")
"""Packages without one of which nothing is a query of a document store."""

SCALARS = frozenset({
    "builtins.str", "builtins.bytes", "pydantic.EmailStr", "pydantic.StrictStr", "pydantic.HttpUrl", "pydantic.AnyUrl",
    "pydantic.SecretStr", "pydantic.constr",
})  # fmt: skip
"""Types that hold no operators."""

DOCUMENT_CLEANERS = frozenset(
    {"bson.ObjectId", "bson.objectid.ObjectId", "beanie.PydanticObjectId", "builtins.str", "re.escape"}
)
