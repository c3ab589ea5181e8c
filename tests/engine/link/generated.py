"""Small FastAPI projects of several modules, put together from the styles of real code by chance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import strategies as st

DEPS = """\
from functools import partial, wraps
from typing import Annotated, Optional
from fastapi import Depends, Security
from fastapi.security import APIKeyHeader, HTTPBearer, OAuth2PasswordBearer, SecurityScopes

bearer = HTTPBearer()
oauth = OAuth2PasswordBearer(tokenUrl="token")
key = APIKeyHeader(name="X-Key", auto_error=False)

def db(): ...
def session(db=Depends(db)): ...
def token(t: str = Depends(oauth)): ...
async def user(scopes: SecurityScopes, t=Depends(token), s=Depends(session)): ...

class Page:
    def __init__(self, limit: int = 10, s=Depends(session)): ...

class Guard:
    def __init__(self, *roles): self.roles = roles
    def __call__(self, user=Depends(user)): ...

class Service:
    def __init__(self, db=Depends(db)): ...
    def load(self, key=Depends(key)): ...
    @classmethod
    def make(cls, page: Page = Depends()): ...
    @staticmethod
    def check(b=Depends(bearer)): ...

class Special(Service): ...

service = Special()

def require(*roles):
    def inner(user=Security(user, scopes=list(roles))): ...
    return inner

def chained(first):
    async def check(x=Depends(first)): ...
    return check

def level(n, p=Depends(Page)): ...

SCOPES = ["a", "b"]
admin = Guard("admin")
User = Annotated[dict, Security(user, scopes=SCOPES)]
Paged = Annotated[Page, Depends()]
Closed = Annotated[User, Depends(chained(admin))]
Db = Annotated[Optional[str], Depends(db)]

def wrapped(func):
    @wraps(func)
    async def wrapper(*args, **kwargs): ...
    return wrapper
"""

MODELS = """\
from pydantic import BaseModel

class Item(BaseModel):
    id: int = 0

class ItemList(BaseModel):
    items: list[Item] = []
"""

SETTINGS = """\
from enum import Enum
PREFIX = "/const"
class Paths(str, Enum):
    LIST = "/list"
    ITEM = "/item/{id}"
class config:
    version = "v1"
    CREATED = 201
"""

CALLABLES = (
    "deps.db", "deps.session", "deps.user", "deps.Page", "deps.admin", "deps.Guard('x')", "deps.Service",
    "deps.service.load", "deps.Service.make", "deps.Service.check", "deps.Special.check", "deps.require('a')",
    "deps.chained(deps.db)", "deps.chained(deps.require('a', 'b'))", "deps.partial(deps.level, 1)", "deps.bearer",
    "deps.oauth", "deps.key",
)  # fmt: skip
ALIASES = ("deps.User", "deps.Paged", "deps.Closed", "deps.Db")
PREFIXES = ('""', '"/a"', '"/b/c"', "PREFIX", 'f"/{config.version}"', '"/" + config.version')
PATHS = (
    '"/x"',
    '"/y/{id}"',
    "Paths.LIST",
    "Paths.ITEM",
    'PREFIX + "/p"',
    'f"{PREFIX}/q"',
    '"/{}".format(config.version)',
)
MODELS_OF = ("", "Item", "list[Item]", "dict[str, Item]", "Item | None", "ItemList", "int")
STATUSES = ("", "201", "204", "config.CREATED", "status.HTTP_202_ACCEPTED")
METHODS = ("get", "post", "put", "patch", "delete")
HEADER = """\
from typing import Annotated
from fastapi import APIRouter, Depends, FastAPI, Security, status
import deps
from models import Item, ItemList
from settings import PREFIX, Paths, config
"""


@dataclass
class Handler:
    """One endpoint: how it is registered, what it depends on, what it answers."""

    style: str
    methods: list[str]
    path: str
    route_dependencies: list[str]
    parameters: list[str]
    returns: str
    response_model: str
    status: str

    def code(self, router: str, name: str) -> str:
        keywords = [f"dependencies=[{', '.join(self.route_dependencies)}]"] if self.route_dependencies else []
        if self.response_model:
            keywords.append(f"response_model={self.response_model}")
        if self.status:
            keywords.append(f"status_code={self.status}")
        returns = f" -> {self.returns}" if self.returns else ""
        define = f"async def {name}({', '.join(self.parameters)}){returns}: ..."
        if self.style == "call":
            methods = [m.upper() for m in self.methods]
            return f"{define}\n{router}.add_api_route({', '.join([self.path, name, f'methods={methods}', *keywords])})"
        if self.style == "api_route":
            methods = [m.upper() for m in self.methods]
            return f"@{router}.api_route({', '.join([self.path, f'methods={methods}', *keywords])})\n{define}"
        lines = [f"@{router}.{method}({', '.join([self.path, *keywords])})" for method in self.methods]
        return "\n".join([*lines, *(["@deps.wrapped"] if self.style == "wrapped" else []), define])


@dataclass
class RouterModule:
    """One module with a router, its handlers and the routers that it includes."""

    prefix: str
    dependencies: list[str]
    is_made_by_factory: bool
    handlers: list[Handler]
    inner: list[tuple[RouterModule, str, list[str]]] = field(default_factory=list)
    is_included_first: bool = False


def markers() -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(CALLABLES).map(lambda c: f"Depends({c})"), max_size=2)


@st.composite
def handlers(draw: Callable[..., object]) -> Handler:
    parameters = []
    for number in range(draw(st.integers(0, 3))):  # type: ignore[call-overload]  # draw gives what is asked for
        if draw(st.booleans()):
            parameters.append(f"p{number}: {draw(st.sampled_from(ALIASES))}")
        else:
            call = draw(st.sampled_from(CALLABLES))
            kind = draw(st.sampled_from(["Depends", "Security"]))
            is_annotated = draw(st.booleans())
            parameters.append(
                f"p{number}: Annotated[object, {kind}({call})]" if is_annotated else f"p{number}={kind}({call})"
            )
    parameters.sort(key=lambda p: "=" in p)
    status = str(draw(st.sampled_from(STATUSES)))
    has_body = status != "204"
    return Handler(
        style=str(draw(st.sampled_from(["decorator", "decorator", "wrapped", "call", "api_route"]))),
        methods=draw(st.lists(st.sampled_from(METHODS), min_size=1, max_size=2, unique=True)),  # type: ignore[arg-type]
        path=str(draw(st.sampled_from(PATHS))),
        route_dependencies=draw(markers()),  # type: ignore[arg-type]
        parameters=parameters,
        returns=str(draw(st.sampled_from(MODELS_OF))) if has_body else "",
        response_model=str(draw(st.sampled_from((*MODELS_OF, "None")))) if has_body else "",
        status=status,
    )


@st.composite
def routers(draw: Callable[..., object], depth: int = 2) -> RouterModule:
    made = RouterModule(
        prefix=str(draw(st.sampled_from(PREFIXES))),
        dependencies=draw(markers()),  # type: ignore[arg-type]
        is_made_by_factory=bool(draw(st.booleans())),
        handlers=draw(st.lists(handlers(), min_size=1, max_size=2)),  # type: ignore[arg-type]
        is_included_first=bool(draw(st.booleans())),
    )
    if depth:
        for _ in range(draw(st.integers(0, 2))):  # type: ignore[call-overload]
            inner = draw(routers(depth=depth - 1))
            made.inner.append((inner, str(draw(st.sampled_from(PREFIXES))), draw(markers())))  # type: ignore[arg-type]
    return made


@st.composite
def projects(draw: Callable[..., object]) -> dict[str, str]:
    """Path -> text of every file; `main.py` holds `app`."""
    files = {"deps.py": DEPS, "models.py": MODELS, "settings.py": SETTINGS, "api/__init__.py": ""}
    dependencies = draw(markers())
    lines = [f"app = FastAPI(dependencies=[{', '.join(dependencies)}])"]  # type: ignore[arg-type]
    imports = []
    for number in range(draw(st.integers(1, 2))):  # type: ignore[call-overload]
        module = _write(draw(routers()), f"r{number}", files)  # type: ignore[arg-type]
        prefix, given = draw(st.sampled_from(PREFIXES)), draw(markers())
        style = draw(st.sampled_from(["plain", "loop", "function", "twice"]))
        imports.append(f"from api import {module}")
        arguments = f"prefix={prefix}, dependencies=[{', '.join(given)}]"  # type: ignore[arg-type]
        lines += _included(str(style), f"{module}.router", arguments, number)
    if draw(st.booleans()):
        lines.append(draw(handlers()).code("app", "of_app"))  # type: ignore[attr-defined]
    if draw(st.booleans()):
        lines.append("sub = FastAPI(dependencies=[Depends(deps.key)])")
        lines.append(draw(handlers()).code("sub", "of_sub"))  # type: ignore[attr-defined]
        where = draw(st.sampled_from(['"/sub"', "PREFIX"]))
        lines.append(f"app.mount({where}, sub)")
    files["main.py"] = "\n".join([HEADER, *imports, *lines, ""])
    return files


def _included(style: str, router: str, arguments: str, number: int) -> list[str]:
    match style:
        case "loop":
            return [f"for each in ({router},):", f"    app.include_router(each, {arguments})"]
        case "function":
            body = f"    application.include_router(each, {arguments})"
            return [f"def install{number}(application, each):", body, f"install{number}(app, {router})"]
        case "twice":
            return [f"app.include_router({router}, {arguments})", f'app.include_router({router}, prefix="/again")']
    return [f"app.include_router({router}, {arguments})"]


def _write(router: RouterModule, name: str, files: dict[str, str]) -> str:
    """Write the module of a router and of those it includes; its name."""
    made = f"APIRouter(prefix={router.prefix}, dependencies=[{', '.join(router.dependencies)}])"
    lines = [HEADER]
    if router.is_made_by_factory:
        lines += ["def make(guards):", f"    return APIRouter(prefix={router.prefix}, dependencies=guards)"]
        made = f"make([{', '.join(router.dependencies)}])"
    lines.append(f"router = {made}")
    includes = []
    for number, (inner, prefix, given) in enumerate(router.inner):
        module = _write(inner, f"{name}_{number}", files)
        # FastAPI refuses a route whose prefix and path are both empty; these paths never are.
        includes.append(f"from . import {module}")
        includes.append(f"router.include_router({module}.router, prefix={prefix}, dependencies=[{', '.join(given)}])")
    defined = [handler.code("router", f"h{number}") for number, handler in enumerate(router.handlers)]
    lines += [*includes, *defined] if router.is_included_first else [*defined, *includes]
    files[f"api/{name}.py"] = "\n".join([*lines, ""])
    return name
