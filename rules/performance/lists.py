"""Which routes list things, and how they say how many."""

import re
from collections.abc import Iterable

from fastlint.insight.calls import ReachedCalls
from fastlint.insight.database import Listing
from fastlint.model import Parameter, nodes
from fastlint.rule import Confidence, Function, Route

from ..knowledge.databases import SMALL_TABLES
from ..knowledge.sensitive import snake

_PAGE = re.compile(r"Page|Paginat|Cursor|Slice")
_EXPORT = re.compile(r"export|download|backup|dump", re.IGNORECASE)
_SEARCH = re.compile(r"^(?:list|search|query|find)(?:$|[_-])|[_-](?:list|search|query)$", re.IGNORECASE)
_DETAIL = re.compile(
    r"\}$|detail|config|settings?(?:_|$)|stat(?:s|istics)|dashboard|summary|overview|about|info(?:_|$)|metrics|analytics|chart"
    r"|check|conflict|report|sheet|kpi",
    re.IGNORECASE,
)
_CHOICES = re.compile(r"(?:^|[_-])(?:options|choices|types|kinds)$", re.IGNORECASE)
"""What a form lets people choose from: few, or nobody could choose."""
_LIMIT = re.compile(r"^(?:limit|size|page_?size|per_?page|top|max_?(?:results|items)|count|first|take)$", re.IGNORECASE)


_PAGE_SIZE = re.compile(
    r"^(?:limit|page_?(?:size|limit)|per_?page|max_?(?:results|items)|items_per_page)$", re.IGNORECASE
)
_POSITION = re.compile(r"^(?:page|page_?(?:number|no|num|index)|offset|skip|start|cursor|after|from_)$", re.IGNORECASE)


def is_page_size(parameter: Parameter, others: Iterable[Parameter]) -> bool:
    """Whether a parameter says how many rows a page has; `size` and its kin do beside one that says which page."""
    name = parameter.alias or parameter.name
    if _PAGE_SIZE.match(name):
        return True
    return bool(_LIMIT.match(name)) and any(_POSITION.match(other.name) for other in others)


def is_list(route: Route) -> bool:
    """Whether the route answers with things for a client to show: no page already, no export, no POST but a search."""
    last = route.path.rstrip("/").rpartition("/")[2]
    if _PAGE.search(route.response_model) or _EXPORT.search(last) or _EXPORT.search(route.endpoint.rpartition(":")[2]):
        return False
    return "GET" in route.methods or ("POST" in route.methods and bool(_SEARCH.search(last)))


def confidence_in(listing: Listing, route: Route) -> Confidence:
    """How sure it is that the list may grow long.

    Hardly, where it is a part of one thing's details, holds what belongs to one person or to one thing that the path
    names, is what a form offers, or comes from a table of kinds that people maintain by hand.
    """
    names = (route.path.rstrip("/").rpartition("/")[2], route.endpoint.rpartition(":")[2])
    is_detail = listing.is_nested and any(map(_DETAIL.search, names))
    belongs = listing.statement.is_owned or (listing.statement.is_filtered and "{" in route.path)
    table = snake(listing.statement.entity.rpartition(".")[2])
    if is_detail or belongs or any(map(_CHOICES.search, names)) or SMALL_TABLES.search(table):
        return Confidence.LOW
    return Confidence.MEDIUM if listing.statement.is_filtered else Confidence.HIGH


def limit_of(route: Route) -> str:
    """The parameter by which a client says how many it wants, "" when there is none."""
    return next((parameter.name for parameter in route.parameters if _LIMIT.match(parameter.name)), "")


def hands_limit_on(listing: Listing, route: Route, reached: ReachedCalls) -> bool:
    """Whether the call that leads to the rows is given what the client says, and code behind it reads a limit."""
    limit, handler = limit_of(route), route.handler
    if not limit or not listing.trace or handler is None:
        return False
    calls = (call.ir for call in handler.calls() if handler.module.span(call.ir) == listing.span)
    given = (value for call in calls for value in (*call.args, *(keyword.value for keyword in call.keywords)))
    if not any(isinstance(value, nodes.Ref) and value.name == limit for value in given):
        return False
    fetching = listing.trace[-1].span.path
    return any(
        f is not handler and f.module.path == fetching and _reads_limit(f) for f in reached.functions_from(handler)
    )


def _reads_limit(function: Function) -> bool:
    limits = {parameter.name for parameter in function.ir.parameters if _LIMIT.match(parameter.name)}
    return any(isinstance(e, nodes.Ref) and e.name in limits for e in function.body.expressions)
