"""All that the rules know of libraries: the tables of `libraries`, put together."""

from .libraries.clients import CLIENTS
from .libraries.documents import DOCUMENTS
from .libraries.files import FILES
from .libraries.python import PYTHON
from .libraries.sql import SQL
from .libraries.web import WEB

LIBRARY = PYTHON | SQL | DOCUMENTS | WEB | FILES | CLIENTS
