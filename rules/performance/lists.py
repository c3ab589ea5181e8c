"""Which routes list things, and how they say how many."""

import re

from fastlint.rule import Route

_PAGE = re.compile(r"Page|Paginat|Cursor|Slice")
_EXPORT = re.compile(r"export|download|backup|dump", re.IGNORECASE)
_SEARCH = re.compile(r"^(?:list|search|query|find)(?:$|[_-])|[_-](?:list|search|query)$", re.IGNORECASE)
_LIMIT = re.compile(r"^(?:limit|size|page_?size|per_?page|top|max_?(?:results|items)|count|first|take)$", re.IGNORECASE)


def is_list(route: Route) -> bool:
    """Whether the route answers with things for a client to show: no page already, no export, no POST but a search."""
    last = route.path.rstrip("/").rpartition("/")[2]
    if _PAGE.search(route.response_model) or _EXPORT.search(last) or _EXPORT.search(route.endpoint.rpartition(":")[2]):
        return False
    return "GET" in route.methods or ("POST" in route.methods and bool(_SEARCH.search(last)))


def limit_of(route: Route) -> str:
    """The parameter by which a client says how many it wants, "" when there is none."""
    return next((parameter.name for parameter in route.parameters if _LIMIT.match(parameter.name)), "")
