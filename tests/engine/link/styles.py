"""Small applications in the styles of real code, and the routes that they have.

A row reads `METHODS path -> handler(dependency, ...) response model, status`; the last two only where they are set.
tests/engine/link/test_against_fastapi.py imports every one of them and holds its rows against FastAPI itself.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass


@dataclass(frozen=True)
class Style:
    name: str
    text: str
    rows: tuple[str, ...]


STYLES: list[Style] = []


def style(name: str, text: str, *rows: str) -> None:
    STYLES.append(Style(name, textwrap.dedent(text), rows))


style(
    "one module",
    """
    from fastapi import FastAPI
    from pydantic import BaseModel
    class Item(BaseModel):
        id: int
    app = FastAPI()
    @app.get("/items", response_model=list[Item])
    def items(): ...
    @app.post("/items", status_code=201)
    def create(item: Item) -> Item: ...
    @app.put("/items/{id}", response_model=None)
    def replace(id: int) -> Item: ...
    @app.patch("/items/{id}")
    def change(id: int) -> Item | None: ...
    @app.delete("/items/{id}", status_code=204)
    def delete(id: int): ...
    @app.api_route("/any", methods=["POST", "GET"])
    def both(): ...
    @app.options("/o")
    def options(): ...
    @app.head("/h")
    def head(): ...
    @app.trace("/t")
    def trace(): ...
    @app.websocket("/ws")
    async def socket(websocket): ...
    """.replace("(websocket)", "()"),
    "GET /items -> main:items() list[Item]",
    "POST /items -> main:create() Item, 201",
    "PUT /items/{id} -> main:replace()",
    "PATCH /items/{id} -> main:change() Item | None",
    "DELETE /items/{id} -> main:delete() 204",
    "GET,POST /any -> main:both()",
    "OPTIONS /o -> main:options()",
    "HEAD /h -> main:head()",
    "TRACE /t -> main:trace()",
    "WS /ws -> main:socket()",
)

style(
    "dependencies of every level, in order",
    """
    from fastapi import FastAPI
    from routers import outer
    from deps import of_app, of_include
    app = FastAPI(dependencies=of_app)
    app.include_router(outer.router, prefix="/v1", dependencies=of_include)
    # file: deps.py
    from fastapi import Depends
    def a(): ...
    def b(): ...
    def c(): ...
    def d(): ...
    def e(): ...
    def f(x=Depends(e)): ...
    def g(): ...
    def h(): ...
    of_app = [Depends(a)]
    of_include = [Depends(b)]
    # file: routers/__init__.py
    # file: routers/outer.py
    from fastapi import APIRouter, Depends
    import deps
    from . import inner as nested
    router = APIRouter(prefix="/outer", dependencies=[Depends(deps.c)])
    router.include_router(nested.router, prefix="/mid", dependencies=[Depends(deps.d)])
    @router.get("/plain")
    def plain(): ...
    # file: routers/inner.py
    from fastapi import APIRouter, Depends
    from deps import f, g, h
    router = APIRouter(prefix="/inner", dependencies=[Depends(f)])
    @router.get("/{id}", dependencies=[Depends(g)])
    def deep(id: int, x=Depends(h), y=Depends(g)): ...
    """,
    "GET /v1/outer/mid/inner/{id} -> routers.inner:deep(deps:a,"
    " deps:b, deps:c, deps:d, deps:f, deps:e, deps:g, deps:h)",
    "GET /v1/outer/plain -> routers.outer:plain(deps:a, deps:b, deps:c)",
)

style(
    "the same router twice",
    """
    from fastapi import APIRouter, Depends, FastAPI
    def guard(): ...
    router = APIRouter()
    @router.get("/x")
    def x(): ...
    app = FastAPI()
    app.include_router(router)
    app.include_router(router, prefix="/again", dependencies=[Depends(guard)])
    """,
    "GET /x -> main:x()",
    "GET /again/x -> main:x(main:guard)",
)

style(
    "routes added after the inclusion",
    """
    from fastapi import APIRouter, FastAPI
    router = APIRouter()
    app = FastAPI()
    @router.get("/before")
    def before(): ...
    app.include_router(router)
    @router.get("/after")
    def after(): ...
    """,
    "GET /before -> main:before()",
    "GET /after -> main:after()",
)

style(
    "a subclass of APIRouter that registers twice and adds a dependency",
    """
    from fastapi import Depends, FastAPI
    from routing import Router
    router = Router(prefix="/api")
    @router.get("/users")
    def users(): ...
    @router.post("/", status_code=201)
    def root(): ...
    app = FastAPI()
    app.include_router(router)
    # file: routing.py
    from typing import Any, Callable
    from fastapi import APIRouter, Depends
    def guard(): ...
    class Router(APIRouter):
        def __init__(self, *args, **kwargs):
            kwargs.setdefault("dependencies", []).append(Depends(guard))
            super().__init__(*args, **kwargs)
        def api_route(self, path: str, *, include_in_schema: bool = True, **kwargs: Any) -> Callable:
            if path.endswith("/"):
                path = path[:-1]
            add = super().api_route(path, include_in_schema=include_in_schema, **kwargs)
            also = super().api_route(path + "/", include_in_schema=False, **kwargs)
            def decorator(func):
                also(func)
                return add(func)
            return decorator
        def get(self, path, **kwargs):
            return self.api_route(path, methods=["GET"], **kwargs)
        def post(self, path, **kwargs):
            return self.api_route(path, methods=["POST"], **kwargs)
    """,
    "GET /api/users/ -> main:users(routing:guard)",
    "GET /api/users -> main:users(routing:guard)",
    "POST /api/ -> main:root(routing:guard) 201",
    "POST /api -> main:root(routing:guard) 201",
)

style(
    "a subclass of APIRouter with its own add_api_route",
    """
    from fastapi import APIRouter, FastAPI
    class Versioned(APIRouter):
        version = "v2"
        def add_api_route(self, path, endpoint, **kwargs):
            super().add_api_route(f"/{self.version}{path}", endpoint, **kwargs)
    class Newer(Versioned):
        version = "v3"
    app = FastAPI()
    old, new = Versioned(), Newer(prefix="/new")
    @old.get("/a")
    @new.get("/b", status_code=202)
    def a(): ...
    app.include_router(old)
    app.include_router(new)
    """,
    "GET /v2/a -> main:a()",
    "GET /new/v3/b -> main:a() 202",
)

style(
    "a subclass of FastAPI",
    """
    from fastapi import Depends, FastAPI, APIRouter
    def guard(): ...
    class Server(FastAPI):
        def __init__(self, **kwargs):
            super().__init__(dependencies=[Depends(guard)], **kwargs)
            self.install()
        def install(self):
            router = APIRouter(prefix="/health")
            router.add_api_route("/live", self.live, methods=["GET"])
            self.include_router(router)
        async def live(self): ...
    app = Server(title="x")
    @app.get("/x")
    def x(): ...
    """,
    "GET /health/live -> main:Server.live(main:guard)",
    "GET /x -> main:x(main:guard)",
)

style(
    "a route class that adds a dependency",
    """
    from fastapi import APIRouter, Depends, FastAPI
    from fastapi.routing import APIRoute
    def guard(): ...
    class Guarded(APIRoute):
        def __init__(self, path, endpoint, *, dependencies=None, **kwargs):
            super().__init__(path, endpoint, dependencies=[*(dependencies or []), Depends(guard)], **kwargs)
    router = APIRouter(route_class=Guarded)
    @router.get("/x")
    def x(): ...
    app = FastAPI()
    app.include_router(router)
    """,
    "GET /x -> main:x(main:guard)",
)

style(
    "inclusion in a function, in loops and under conditions",
    """
    from fastapi import APIRouter, FastAPI
    import a, b, c, d
    FLAG = True
    ROUTERS = (b.router, c.router)
    app = FastAPI()
    def install(application, routers, prefix=""):
        for router in routers:
            application.include_router(router, prefix=prefix)
    install(app, [a.router])
    install(app, ROUTERS, prefix="/bc")
    if FLAG:
        app.include_router(d.router, prefix="/flagged")
    try:
        from e import router as late
    except ImportError:
        late = None
    if late is not None:
        app.include_router(late)
    for name, router in {"x": a.router, "y": b.router}.items():
        app.include_router(router, prefix=f"/{name}")
    # file: a.py
    from fastapi import APIRouter
    router = APIRouter()
    @router.get("/a")
    def a(): ...
    # file: b.py
    from fastapi import APIRouter
    router = APIRouter()
    @router.get("/b")
    def b(): ...
    # file: c.py
    from fastapi import APIRouter
    router = APIRouter()
    @router.get("/c")
    def c(): ...
    # file: d.py
    from fastapi import APIRouter
    router = APIRouter()
    @router.get("/d")
    def d(): ...
    # file: e.py
    from fastapi import APIRouter
    router = APIRouter()
    @router.get("/e")
    def e(): ...
    """,
    "GET /a -> a:a()",
    "GET /bc/b -> b:b()",
    "GET /bc/c -> c:c()",
    "GET /flagged/d -> d:d()",
    "GET /e -> e:e()",
    "GET /x/a -> a:a()",
    "GET /y/b -> b:b()",
)

style(
    "factories of apps and routers",
    """
    from fastapi import FastAPI
    from factory import create_app
    app = create_app(prefix="/api")
    # file: factory.py
    from fastapi import APIRouter, Depends, FastAPI
    def crud(name, guard=None, *, read_only=False):
        router = APIRouter(prefix=f"/{name}", dependencies=[Depends(guard)] if guard else [])
        @router.get("")
        def read(): ...
        if not read_only:
            @router.post("", status_code=201)
            def write(): ...
        return router
    def admin(): ...
    def create_app(prefix: str = "") -> FastAPI:
        app = FastAPI()
        app.include_router(crud("users", admin), prefix=prefix)
        app.include_router(crud("posts", read_only=True), prefix=prefix)
        @app.get("/inner")
        async def inner(): ...
        return app
    """,
    "GET /api/users -> factory:crud.<locals>.read(factory:admin)",
    "POST /api/users -> factory:crud.<locals>.write(factory:admin) 201",
    "GET /api/posts -> factory:crud.<locals>.read()",
    "GET /inner -> factory:create_app.<locals>.inner()",
)

style(
    "Annotated aliases: re-exported, nested, quoted",
    """
    from fastapi import FastAPI
    from deps import Admin, User as Someone
    app = FastAPI()
    @app.get("/me")
    def me(user: Someone): ...
    @app.get("/admin")
    def admin(user: Admin, again: "Someone"): ...
    # file: deps/__init__.py
    from .aliases import *
    # file: deps/aliases.py
    from typing import Annotated
    from fastapi import Depends, Security
    from .functions import check_admin, current_user
    User = Annotated[dict, Depends(current_user)]
    Admin = Annotated[User, Security(check_admin, scopes=["admin"])]
    # file: deps/functions.py
    from fastapi import Depends
    def token(): ...
    def current_user(token: str = Depends(token)): ...
    def check_admin(user=Depends(current_user)): ...
    """,
    "GET /me -> main:me(deps.functions:current_user, deps.functions:token)",
    "GET /admin -> main:admin(deps.functions:check_admin, deps.functions:current_user, deps.functions:token)",
)

style(
    "Depends without argument",
    """
    from typing import Annotated
    from fastapi import Depends, FastAPI
    class Common:
        def __init__(self, q: str = "", limit=Depends(lambda: 1)): ...
    class Service:
        def __init__(self, common: Annotated[Common, Depends()]): ...
    app = FastAPI()
    @app.get("/a")
    def a(common: Common = Depends()): ...
    @app.get("/b")
    def b(service: Annotated[Service, Depends()]): ...
    """,
    "GET /a -> main:a(main:Common, main:Common.<lambda>)",
    "GET /b -> main:b(main:Service, main:Common, main:Common.<lambda>)",
)

style(
    "kinds of dependency",
    """
    from functools import partial, wraps
    from fastapi import Depends, FastAPI
    from fastapi.security import HTTPBearer, OAuth2PasswordBearer
    from guards import Guard, Service, require, service, settings
    bearer = HTTPBearer(auto_error=False)
    def base(level, user=Depends(bearer)): ...
    app = FastAPI()
    @app.get("/class")
    def of_class(x=Depends(Service)): ...
    @app.get("/instance")
    def instance(x=Depends(Guard("admin"))): ...
    @app.get("/method")
    def method(x=Depends(service.load)): ...
    @app.get("/classmethod")
    def classmethod_(x=Depends(Service.make)): ...
    @app.get("/static")
    def static(x=Depends(Service.check)): ...
    @app.get("/partial")
    def partial_(x=Depends(partial(base, 1))): ...
    @app.get("/closure", dependencies=[Depends(require("a"))])
    def closure(): ...
    @app.get("/attribute", dependencies=[Depends(settings.guard)])
    def attribute(): ...
    @app.get("/scheme")
    def scheme(x=Depends(OAuth2PasswordBearer(tokenUrl="t"))): ...
    # file: guards.py
    from fastapi import Depends
    def db(): ...
    class Guard:
        def __init__(self, role): self.role = role
        def __call__(self, db=Depends(db)): ...
    class Service:
        def __init__(self, db=Depends(db)): ...
        def load(self, other=Depends(db)): ...
        @classmethod
        def make(cls, db=Depends(db)): ...
        @staticmethod
        def check(): ...
    service = Service()
    def require(*roles):
        def inner(db=Depends(db)): ...
        return inner
    class settings:
        guard = require("b")
    """,
    "GET /class -> main:of_class(guards:Service, guards:db)",
    "GET /instance -> main:instance(guards:Guard, guards:db)",
    "GET /method -> main:method(guards:Service.load, guards:db)",
    "GET /classmethod -> main:classmethod_(guards:Service.make, guards:db)",
    "GET /static -> main:static(guards:Service.check)",
    "GET /partial -> main:partial_(main:base, fastapi.security.http:HTTPBearer)",
    "GET /closure -> main:closure(guards:require.<locals>.inner, guards:db)",
    "GET /attribute -> main:attribute(guards:require.<locals>.inner, guards:db)",
    "GET /scheme -> main:scheme(fastapi.security.oauth2:OAuth2PasswordBearer)",
)

style(
    "mounted applications do not inherit dependencies",
    """
    from fastapi import Depends, FastAPI
    def guard(): ...
    def own(): ...
    app = FastAPI(dependencies=[Depends(guard)])
    admin = FastAPI(dependencies=[Depends(own)])
    deep = FastAPI()
    @admin.get("/users")
    def users(): ...
    @deep.get("/x")
    def x(): ...
    admin.mount("/deep", deep)
    app.mount("/admin/", admin)
    @app.get("/y")
    def y(): ...
    """,
    "GET /admin/users -> main:users(main:own)",
    "GET /admin/deep/x -> main:x()",
    "GET /y -> main:y(main:guard)",
)

style(
    "several decorators, wrappers with and without wraps",
    """
    from functools import wraps
    from fastapi import Depends, FastAPI
    def db(): ...
    def honest(func):
        @wraps(func)
        async def wrapper(*args, **kwargs):
            return await func(*args, **kwargs)
        return wrapper
    def hiding(func):
        async def wrapper(): ...
        return wrapper
    def parametrised(role):
        def decorator(func):
            @wraps(func)
            def wrapper(*args, **kwargs): ...
            return wrapper
        return decorator
    app = FastAPI()
    @app.get("/a")
    @app.post("/b", status_code=201)
    @honest
    async def several(x=Depends(db)): ...
    @app.get("/c")
    @hiding
    async def hidden(x=Depends(db)): ...
    @app.get("/d")
    @parametrised("admin")
    def checked(x=Depends(db)): ...
    @honest
    @app.get("/e")
    async def above(x=Depends(db)): ...
    """,
    "POST /b -> main:several(main:db) 201",
    "GET /a -> main:several(main:db)",
    "GET /c -> main:hiding.<locals>.wrapper()",
    "GET /d -> main:checked(main:db)",
    "GET /e -> main:above(main:db)",
)

style(
    "discovery of what lies in a folder",
    """
    import importlib
    import os
    from fastapi import FastAPI
    app = FastAPI()
    for name in sorted(os.listdir(os.path.join(os.path.dirname(__file__), "api"))):
        if name.endswith(".py") and not name.startswith("__"):
            app.include_router(importlib.import_module(f"api.{name[:-3]}").router)
    # file: api/__init__.py
    # file: api/one.py
    from fastapi import APIRouter
    router = APIRouter()
    @router.get("/one")
    def one(): ...
    # file: api/two.py
    from fastapi import APIRouter
    router = APIRouter()
    @router.get("/two")
    def two(): ...
    """,
    "GET /one -> api.one:one()",
    "GET /two -> api.two:two()",
)

style(
    "discovery with pathlib, below a package",
    """
    from fastapi import FastAPI
    from service.api import include_all
    app = FastAPI()
    include_all(app)
    # file: service/__init__.py
    # file: service/api/__init__.py
    from importlib import import_module
    from pathlib import Path
    from fastapi import APIRouter
    HERE = Path(__file__).resolve().parent
    def include_all(app):
        for path in sorted(HERE.rglob("*.py")):
            if path.stem == "__init__":
                continue
            parts = path.relative_to(HERE.parent).with_suffix("").parts
            module = import_module(".".join(("service", *parts)))
            for name in dir(module):
                value = getattr(module, name)
                if isinstance(value, APIRouter):
                    app.include_router(value, prefix=f"/{path.parent.name}")
    # file: service/api/v1/__init__.py
    # file: service/api/v1/one.py
    from fastapi import APIRouter
    router = APIRouter()
    @router.get("/one")
    def one(): ...
    # file: service/api/v1/two.py
    from fastapi import APIRouter
    router = APIRouter()
    @router.get("/two")
    def two(): ...
    # file: service/api/v2/__init__.py
    # file: service/api/v2/three.py
    from fastapi import APIRouter
    router = APIRouter()
    @router.get("/three")
    def three(): ...
    """,
    "GET /v1/one -> service.api.v1.one:one()",
    "GET /v1/two -> service.api.v1.two:two()",
    "GET /v2/three -> service.api.v2.three:three()",
)

style(
    "discovery with a pattern, by what modules hold",
    """
    import glob
    import importlib
    import os
    from fastapi import APIRouter, FastAPI
    class Finder:
        def __init__(self, app):
            self.app = app
            self.root = os.path.dirname(os.path.abspath(__file__))
        def files(self):
            return sorted(glob.glob(os.path.join(self.root, "*", "routes", "[!_]*.py")))
        def include(self):
            for file in self.files():
                name = os.path.relpath(file, self.root).replace(os.sep, ".")[:-3]
                for key, value in vars(importlib.import_module(name)).items():
                    if isinstance(value, APIRouter):
                        self.app.include_router(value)
    app = FastAPI()
    Finder(app).include()
    # file: shop/__init__.py
    # file: shop/routes/__init__.py
    # file: shop/routes/_shared.py
    from fastapi import APIRouter
    left_out = APIRouter()
    @left_out.get("/left-out")
    def nobody(): ...
    # file: shop/routes/one.py
    from fastapi import APIRouter
    router = APIRouter()
    @router.get("/one")
    def one(): ...
    # file: shop/routes/two.py
    from fastapi import APIRouter
    router = APIRouter()
    @router.get("/two")
    def two(): ...
    """,
    "GET /one -> shop.routes.one:one()",
    "GET /two -> shop.routes.two:two()",
)

style(
    "discovery of files that are no modules of a package",
    """
    import importlib.util
    import os
    from pathlib import Path
    from fastapi import FastAPI
    app = FastAPI()
    for folder, _, files in os.walk(Path(__file__).parent / "plugins"):
        for file in sorted(files):
            if file.endswith(".py"):
                spec = importlib.util.spec_from_file_location(file[:-3], os.path.join(folder, file))
                module = importlib.util.module_from_spec(spec)
                spec.loader.exec_module(module)
                app.include_router(module.router)
    # file: plugins/one.py
    from fastapi import APIRouter
    router = APIRouter()
    @router.get("/one")
    def one(): ...
    # file: plugins/two.py
    from fastapi import APIRouter
    router = APIRouter()
    @router.get("/two")
    def two(): ...
    """,
    "GET /one -> one:one()",
    "GET /two -> two:two()",
)

style(
    "discovery with pkgutil, packages in packages",
    """
    import importlib
    import pkgutil
    from fastapi import FastAPI
    import api
    app = FastAPI()
    for _, name, is_package in pkgutil.walk_packages(api.__path__, api.__name__ + "."):
        if not is_package:
            app.include_router(importlib.import_module(name).router)
    # file: api/__init__.py
    # file: api/v1/__init__.py
    # file: api/v1/one.py
    from fastapi import APIRouter
    router = APIRouter()
    @router.get("/one")
    def one(): ...
    # file: api/v1/two.py
    from fastapi import APIRouter
    router = APIRouter()
    @router.get("/two")
    def two(): ...
    """,
    "GET /one -> api.v1.one:one()",
    "GET /two -> api.v1.two:two()",
)

style(
    "discovery with pkgutil",
    """
    import importlib
    import pkgutil
    from fastapi import FastAPI
    import api
    app = FastAPI()
    for module_info in pkgutil.iter_modules(api.__path__):
        module = importlib.import_module(f"api.{module_info.name}")
        if hasattr(module, "router"):
            app.include_router(module.router, prefix="/api")
    # file: api/__init__.py
    # file: api/one.py
    from fastapi import APIRouter
    router = APIRouter()
    @router.get("/one")
    def one(): ...
    # file: api/two.py
    from fastapi import APIRouter
    router = APIRouter()
    @router.get("/two")
    def two(): ...
    # file: api/without.py
    x = 1
    """,
    "GET /api/one -> api.one:one()",
    "GET /api/two -> api.two:two()",
)

style(
    "paths from constants, enums and settings",
    """
    from fastapi import APIRouter, FastAPI
    from settings import API, Names, Paths, settings
    VERSION = 2
    app = FastAPI()
    router = APIRouter(prefix=API + "/v%d" % VERSION, tags=[Names.USERS])
    @router.get(Paths.USERS)
    def users(): ...
    @router.get(f"/{Names.USERS.value}/{{id}}")
    def user(id: int): ...
    @router.get("/{}".format(settings.suffix), status_code=settings.STATUS)
    def suffix(): ...
    app.include_router(router, prefix=settings.prefix)
    # file: settings.py
    from enum import Enum
    from pydantic import BaseModel
    API = "/api"
    class Names(str, Enum):
        USERS = "users"
    class Paths:
        USERS = "/users"
    class Settings(BaseModel):
        prefix: str = "/p"
        suffix: str = "s"
        STATUS: int = 202
    settings = Settings()
    """,
    "GET /p/api/v2/users -> main:users()",
    "GET /p/api/v2/users/{id} -> main:user()",
    "GET /p/api/v2/s -> main:suffix() 202",
)

style(
    "imports in a circle",
    """
    from fastapi import FastAPI
    app = FastAPI()
    import routes
    app.include_router(routes.router)
    # file: routes.py
    from fastapi import APIRouter, Depends
    import helpers
    router = APIRouter()
    @router.get("/x", dependencies=[Depends(helpers.guard)])
    def x(): ...
    # file: helpers.py
    import routes
    def guard(): ...
    def use(): return routes.router
    """,
    "GET /x -> routes:x(helpers:guard)",
)

style(
    "handlers that shadow builtins and each other",
    """
    from fastapi import Depends, FastAPI
    def db(): ...
    app = FastAPI()
    @app.get("/list")
    async def list(x=Depends(db)): ...
    @app.get("/id")
    def id(): ...
    @app.get("/one")
    def same(): ...
    @app.get("/two")
    def same(x=Depends(db)): ...
    """,
    "GET /list -> main:list(main:db)",
    "GET /id -> main:id()",
    "GET /one -> main:same()",
    "GET /two -> main:same(main:db)",
)

style(
    "routes by call, in a loop and as a list",
    """
    from fastapi import APIRouter, Depends, FastAPI
    from fastapi.routing import APIRoute
    def guard(): ...
    def ping() -> str: ...
    def pong(): ...
    def socket(): ...
    router = APIRouter(routes=[APIRoute("/listed", ping)])
    router.add_api_route("/ping", ping, methods=["GET", "HEAD"], dependencies=[Depends(guard)], status_code=203)
    router.add_api_websocket_route("/ws", socket)
    for path, handler in [("/l1", ping), ("/l2", pong)]:
        router.add_api_route(path, endpoint=handler)
    app = FastAPI()
    app.router.add_api_route("/direct", pong, response_model=dict)
    app.include_router(router)
    """,
    "GET /direct -> main:pong() dict",
    "GET /listed -> main:ping() str",
    "GET,HEAD /ping -> main:ping(main:guard) str, 203",
    "WS /ws -> main:socket()",
    "GET /l1 -> main:ping() str",
    "GET /l2 -> main:pong()",
)

style(
    "decorators in a method, handlers as methods",
    """
    from fastapi import APIRouter, Depends, FastAPI
    def db(): ...
    class Controller:
        path = "/base"
        def __init__(self, name):
            self.name = name
            self.router = APIRouter(prefix=f"{self.path}/{name}")
            self.router.add_api_route("/list", self.list, methods=["GET"])
            self.register()
        def register(self):
            @self.router.get("/{id}")
            def one(id: int, x=Depends(self.guard)): ...
        def guard(self, x=Depends(db)): ...
        def list(self, x=Depends(db)): ...
    class Special(Controller):
        path = "/special"
        def guard(self): ...
    app = FastAPI()
    for controller in (Controller("a"), Special("b")):
        app.include_router(controller.router)
    """,
    "GET /base/a/list -> main:Controller.list(main:db)",
    "GET /base/a/{id} -> main:Controller.register.<locals>.one(main:Controller.guard, main:db)",
    "GET /special/b/list -> main:Controller.list(main:db)",
    "GET /special/b/{id} -> main:Controller.register.<locals>.one(main:Special.guard)",
)

style(
    "a class-based view of the project's own",
    """
    from fastapi import APIRouter, Depends, FastAPI
    from views import view
    def db(): ...
    def user(): ...
    router = APIRouter(prefix="/items")
    class Base:
        session: dict = Depends(db)
    @view(router)
    class Items(Base):
        user: dict = Depends(user)
        @router.get("")
        def index(self): ...
        @router.post("", status_code=201)
        def create(self, x=Depends(db)): ...
    app = FastAPI()
    app.include_router(router)
    # file: views.py
    import inspect
    from fastapi import Depends
    def view(router):
        def decorator(cls):
            given = {}
            for line in reversed(cls.__mro__):
                for name, value in list(vars(line).items()):
                    if type(value).__name__ == "Depends":
                        given[name] = value
            parameters = [inspect.Parameter(n, inspect.Parameter.KEYWORD_ONLY, default=d) for n, d in given.items()]
            def __init__(self, **kwargs):
                self.__dict__.update(kwargs)
            cls.__init__ = __init__
            cls.__signature__ = inspect.Signature(parameters)
            for route in router.routes:
                handler = route.endpoint
                signature = inspect.signature(handler)
                first, *rest = signature.parameters.values()
                first = first.replace(default=Depends(cls), kind=inspect.Parameter.KEYWORD_ONLY)
                rest = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in rest]
                handler.__signature__ = signature.replace(parameters=[first, *rest])
            routes, router.routes[:] = list(router.routes), []
            for route in routes:
                router.add_api_route(
                    route.path.removeprefix(router.prefix), route.endpoint,
                    methods=route.methods, status_code=route.status_code,
                )
            return cls
        return decorator
    """,
    "GET /items -> main:Items.index(main:Items, main:db, main:user)",
    "POST /items -> main:Items.create(main:Items, main:db, main:user) 201",
)

style(
    "names through packages",
    """
    import app.core.api as core
    from app import application as app
    # file: app/__init__.py
    from .core.application import application
    # file: app/core/__init__.py
    from . import api
    # file: app/core/api.py
    from fastapi import APIRouter
    from ..security import guard as secure
    from .. import security
    import fastapi as f
    router = f.APIRouter(prefix="/core", dependencies=[f.Depends(secure)])
    @router.get("/x")
    def x(user: security.User, other=f.Depends(security.other)): ...
    # file: app/core/application.py
    from fastapi import FastAPI
    from app.core import api as endpoints
    application = FastAPI()
    application.include_router(endpoints.router)
    # file: app/security.py
    from typing import Annotated
    from fastapi import Depends
    def guard(): ...
    def user(): ...
    def other(): ...
    User = Annotated[dict, Depends(user)]
    """,
    "GET /core/x -> app.core.api:x(app.security:guard, app.security:user, app.security:other)",
)

style(
    "response models",
    """
    from typing import Any, Optional, Union
    from fastapi import FastAPI, Response, status
    from fastapi.responses import JSONResponse, HTMLResponse
    from pydantic import BaseModel
    class A(BaseModel): x: int
    class B(BaseModel): y: int
    app = FastAPI()
    @app.get("/a", response_model=A)
    def a() -> B: ...
    @app.get("/b")
    def b() -> Response: ...
    @app.get("/c")
    def c() -> JSONResponse: ...
    @app.get("/d", response_class=HTMLResponse)
    def d() -> "list[A]": ...
    @app.get("/e", status_code=status.HTTP_202_ACCEPTED)
    def e() -> dict[str, A]: ...
    @app.get("/f")
    def f() -> None: ...
    @app.get("/g")
    def g() -> A | B: ...
    """,
    "GET /a -> main:a() A",
    "GET /b -> main:b()",
    "GET /c -> main:c()",
    "GET /d -> main:d() list[A]",
    "GET /e -> main:e() dict[str, A], 202",
    "GET /f -> main:f()",
    "GET /g -> main:g() A | B",
)

style(
    "lifespans",
    """
    from contextlib import asynccontextmanager
    from fastapi import FastAPI
    @asynccontextmanager
    async def lifespan(app):
        yield
    app = FastAPI(lifespan=lifespan)
    @app.get("/x")
    def x(): ...
    """,
    "GET /x -> main:x()",
)

style(
    "sequences that are repeated",
    """
    import os
    from fastapi import APIRouter, FastAPI
    flags = [False] * 2 if os.environ.get("FLAGGED") else [True]
    app = FastAPI()
    router = APIRouter()
    @router.get("/x")
    def x(): ...
    for each, prefix in zip((router,) * 2, ["/a", *["/b"] * 1]):
        app.include_router(each, prefix=prefix)
    """,
    "GET /a/x -> main:x()",
    "GET /b/x -> main:x()",
)

style(
    "mounted lists of routes",
    """
    from fastapi import APIRouter, FastAPI
    from fastapi.routing import APIRoute
    from starlette.routing import Mount
    def hello(): ...
    router = APIRouter()
    @router.get("/z")
    def z(): ...
    inner = Mount("/d", routes=[APIRoute("/e", hello)])
    app = FastAPI(routes=[Mount("/r", router), Mount("/x", routes=[APIRoute("/y", hello), inner])])
    """,
    "GET /r/z -> main:z()",
    "GET /x/y -> main:hello()",
    "GET /x/d/e -> main:hello()",
)

style(
    "fields with default factories",
    """
    from dataclasses import dataclass, field
    from fastapi import APIRouter, FastAPI
    from pydantic import BaseModel, Field
    class Run(BaseModel):
        root: str = "/run"
    class Config(BaseModel):
        run: Run = Field(default_factory=Run)
    @dataclass
    class Base:
        names: list = field(default_factory=lambda: ["p", "q"])
        router: APIRouter = field(default_factory=APIRouter)
        def __post_init__(self):
            self.register()
        def register(self): ...
    @dataclass
    class Made(Base):
        prefix: str = field(default="/made")
        def register(self):
            for name in self.names:
                @self.router.get(f"{self.prefix}/{name}")
                def landing(): ...
    config = Config()
    app = FastAPI()
    app.include_router(Made().router, prefix=config.run.root)
    app.include_router(Made(["z"]).router)
    """,
    "GET /run/made/p -> main:Made.register.<locals>.landing()",
    "GET /run/made/q -> main:Made.register.<locals>.landing()",
    "GET /made/z -> main:Made.register.<locals>.landing()",
)

style(
    "types that are asked for",
    """
    from collections.abc import Mapping
    from typing import Protocol, runtime_checkable
    from fastapi import APIRouter, FastAPI
    @runtime_checkable
    class Runs(Protocol):
        def run(self): ...
    class Host:
        def run(self): ...
    class Own(APIRouter): ...
    host, own = Host(), Own()
    assert isinstance(host, Runs) and isinstance({}, Mapping) and isinstance([], list | tuple)
    app = FastAPI()
    @own.get("/own")
    def mine(): ...
    for each in [1, "x", host, own, Host]:
        if isinstance(each, APIRouter):
            app.include_router(each)
    """,
    "GET /own -> main:mine()",
)

style(
    "methods that decorators marked and others look for",
    """
    import inspect
    from fastapi import APIRouter, FastAPI
    def get(path):
        def mark(function):
            function.path = path
            return function
        return mark
    def controller(router):
        def register(cls):
            made = cls()
            for name, method in inspect.getmembers(cls, predicate=inspect.isfunction):
                if hasattr(method, "path"):
                    router.add_api_route(method.path, getattr(made, name), methods=["GET"])
            return cls
        return register
    router = APIRouter(prefix="/c")
    @controller(router)
    class Things:
        def __init__(self): ...
        @get("/x")
        def x(self): ...
        @get("/y")
        async def y(self): ...
    class Others:
        @get("/z")
        def z(self): ...
        def helper(self): ...
    for name in dir(Others):
        method = getattr(Others, name)
        if not name.startswith("_") and getattr(method, "path", None):
            router.add_api_route(method.path, method)
    for name, value in Others.__dict__.items():
        if callable(value) and hasattr(value, "path"):
            router.add_api_route(f"/own/{name}", value)
    for name, value in vars(Others()).items():
        router.add_api_route("/never", value)
    for _, value in inspect.getmembers(Others(), inspect.ismethod):
        if inspect.iscoroutinefunction(value) or inspect.isclass(value):
            router.add_api_route("/never", value)
    app = FastAPI()
    app.include_router(router)
    """,
    "GET /c/x -> main:Things.x()",
    "GET /c/y -> main:Things.y()",
    "GET /c/z -> main:Others.z()",
    "GET /c/own/z -> main:Others.z()",
)

style(
    "classes that tell their base, and counted from another number than 0",
    """
    from fastapi import APIRouter, FastAPI
    class Plugin:
        known = []
        prefix = ""
        def __init_subclass__(cls, version=1, **rest):
            super().__init_subclass__(**rest)
            Plugin.known.append((cls, version))
        @classmethod
        def router(cls):
            router = APIRouter(prefix=cls.prefix)
            router.get("/info")(cls.info)
            return router
        @staticmethod
        def info(): ...
    class A(Plugin):
        prefix = "/a"
    class B(A, version=2):
        prefix = "/b"
    app = FastAPI()
    for number, (plugin, version) in enumerate(Plugin.known, start=5):
        app.include_router(plugin.router(), prefix=f"/{number}/v{version}")
    """,
    "GET /5/v1/a/info -> main:Plugin.info()",
    "GET /6/v2/b/info -> main:Plugin.info()",
)

style(
    "an alias of a dependency that takes the type",
    """
    from typing import Annotated, TypeVar
    from fastapi import Depends, FastAPI
    T = TypeVar("T")
    def get(): ...
    Got = Annotated[T, Depends(get)]
    Number = Got[int]
    app = FastAPI()
    @app.get("/1")
    def one(a: Got[int], b: Got[str]): ...
    @app.get("/2")
    def two(a: Number): ...
    @app.get("/3")
    def three(a: Annotated[Got[int], "third"]): ...
    """,
    "GET /1 -> main:one(main:get)",
    "GET /2 -> main:two(main:get)",
    "GET /3 -> main:three(main:get)",
)
