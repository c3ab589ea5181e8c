"""Document stores and parsers of documents: MongoDB, search engines, YAML, XML, tables.

Sources: PyMongo 4 (MongoClient, Database, Collection), Motor 3, Beanie, elasticsearch-py 8, opensearch-py, PyYAML,
orjson, ujson, msgpack, lxml 6, defusedxml, Beautiful Soup 4, pandas 2.
"""

from fastlint.insight.flow import ALL, Library

_MONGO = ("pymongo.MongoClient", "pymongo.AsyncMongoClient", "motor.motor_asyncio.AsyncIOMotorClient")
_DATABASE = "pymongo.database.Database"
_COLLECTION = "pymongo.collection.Collection"

RETURNS = {
    **{f"{client}{m}": _DATABASE for client in _MONGO for m in ("[]", ".*", ".get_database", ".get_default_database")},
    **{f"{_DATABASE}{member}": _COLLECTION for member in ("[]", ".*", ".get_collection", ".create_collection")},
    f"{_COLLECTION}.with_options": _COLLECTION,
}
"""Callable -> class of its result. Classes that a library keeps private go by a plain name of our own."""

KIN = {
    "motor.motor_asyncio.AsyncIOMotorDatabase": _DATABASE,
    "motor.motor_asyncio.AsyncIOMotorCollection": _COLLECTION,
    "motor.core.AgnosticDatabase": _DATABASE,
    "motor.core.AgnosticCollection": _COLLECTION,
    "pymongo.asynchronous.database.AsyncDatabase": _DATABASE,
    "pymongo.asynchronous.collection.AsyncCollection": _COLLECTION,
    "pymongo.asynchronous.mongo_client.AsyncMongoClient": "pymongo.AsyncMongoClient",
    "pymongo.mongo_client.MongoClient": "pymongo.MongoClient",
}
"""Class -> the class whose methods it has."""

_FIRST = (
    "orjson.loads", "orjson.dumps", "ujson.loads", "ujson.dumps", "simplejson.loads", "simplejson.dumps", "msgspec.json.decode",
    "msgpack.unpackb", "msgpack.loads", "yaml.safe_load", "yaml.load", "yaml.safe_load_all", "yaml.full_load", "tomllib.loads",
    "toml.loads", "tomli.loads", "xmltodict.parse", "json5.loads", "json_repair.loads", "json_repair.repair_json", "pyjson5.loads",
    "bs4.BeautifulSoup", "lxml.html.fromstring", "lxml.etree.fromstring", "lxml.etree.parse", "defusedxml.ElementTree.fromstring",
    "defusedxml.ElementTree.parse", "xml.etree.ElementTree.fromstring", "xml.etree.ElementTree.parse",
    "pandas.read_csv", "pandas.read_excel", "pandas.read_json", "pandas.DataFrame", "pandas.Series", "polars.read_csv",
)  # fmt: skip

PASSES = {
    **dict.fromkeys(_FIRST, (0,)),
    "pandas.concat": (0,),
    "pandas.merge": (0, 1),
    "lxml.etree.tostring": (0,),
    "bson.SON": (ALL,),
}
"""Callable or method -> positions of the arguments that reach its result; -1 is the receiver."""

DOCUMENTS = Library(
    returns=RETURNS,
    kin=KIN,
    passes=PASSES,
    textless=frozenset({"bson.ObjectId", "bson.objectid.ObjectId", "beanie.PydanticObjectId"}),
    stored=frozenset({".find_one", ".to_list"}),
)
