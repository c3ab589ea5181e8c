"""What a linked project tells beyond its routes' rows: levels, conditions, doubts, versions, apps."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fastlint.model import Project

Make = Callable[..., Project]
Rows = Callable[[Project], list[str]]


def test_a_dependency_knows_its_level_and_where_it_was_attached(project: Make) -> None:
    found = project("""\
        from fastapi import APIRouter, Depends, FastAPI
        def a(): ...
        def b(x=Depends(a)): ...
        app = FastAPI(dependencies=[Depends(a)])
        router = APIRouter(dependencies=[Depends(b)])
        @router.get("/x", dependencies=[Depends(a)])
        def x(
            p=Depends(b),
        ): ...
        app.include_router(router, dependencies=[Depends(a)])
        """)
    (route,) = found.routes
    assert [(d.level, d.span.start_line) for d in route.dependencies if d.span] == [
        ("app", 4),
        ("include", 10),
        ("router", 5),
        ("route", 6),
        ("parameter", 8),
    ]
    assert [(c.level, c.name) for c in route.dependencies[-1].children] == [("dependency", "main:a")]
    assert [d.parameter for d in route.dependencies] == ["", "", "", "", "p"]


def test_schemes_and_scopes(project: Make) -> None:
    found = project("""
        from fastapi import Depends, FastAPI, Security
        from fastapi.security import APIKeyHeader, OAuth2PasswordBearer, SecurityScopes
        oauth = OAuth2PasswordBearer(tokenUrl="token", scopes={"me": "", "items": ""})
        key = APIKeyHeader(name="X-Key", auto_error=False, scheme_name="keys")
        ME = "me"
        def user(scopes: SecurityScopes, token: str = Depends(oauth), k=Security(key)): ...
        app = FastAPI()
        @app.get("/x")
        def x(user=Security(user, scopes=[ME, "items"])): ...
        """)
    (route,) = found.routes
    user, oauth, key = route.effective()
    assert user.scopes == ("me", "items")
    assert oauth.scheme is not None
    assert key.scheme is not None
    assert (oauth.scheme.kind, oauth.scheme.auto_error) == ("OAuth2PasswordBearer", True)
    assert (key.scheme.kind, key.scheme.name, key.scheme.auto_error) == ("APIKeyHeader", "keys", False)


def test_what_a_dependency_was_made_with_is_known(project: Make) -> None:
    found = project("""
        from fastapi import Depends, FastAPI
        class Guard:
            strict = True
            def __init__(self, role, optional=False):
                self.role = role
                self.optional = optional
        def guard(self): ...
        Guard.__call__ = guard
        class Called(Guard):
            def __call__(self): ...
        def require(role, level=1):
            def inner(): ...
            return inner
        app = FastAPI()
        @app.get("/x", dependencies=[Depends(Called("admin", optional=True)), Depends(require("editor"))])
        def x(): ...
        """)
    (route,) = found.routes
    instance, closure = route.dependencies
    assert instance.function is not None
    assert instance.function.qualname == "Called.__call__"
    assert {"self.role": "admin", "self.optional": True, "self.strict": True}.items() <= instance.constants.items()
    assert closure.function is not None
    assert closure.function.qualname == "require.<locals>.inner"
    assert {"role": "editor", "level": 1}.items() <= closure.constants.items()


def test_conditions_are_the_tests_under_which_a_route_exists(project: Make) -> None:
    found = project("""
        import os
        from fastapi import APIRouter, FastAPI
        app = FastAPI()
        router = APIRouter()
        @router.get("/a")
        def a(): ...
        if os.environ.get("DEBUG") == "1":
            @router.get("/debug")
            def debug(): ...
        if os.environ.get("V2"):
            app.include_router(router, prefix="/v2")
        else:
            app.include_router(router, prefix="/v1")
        if False:
            app.include_router(router, prefix="/never")
        """)
    conditions = {route.path: len(route.conditions) for route in found.routes}
    assert conditions == {"/v2/a": 1, "/v2/debug": 2, "/v1/a": 1, "/v1/debug": 2}
    texts = {c for route in found.routes if route.path == "/v2/a" for c in route.conditions}
    assert any("V2" in text for text in texts)


def test_what_is_not_known_is_said_with_its_place(project: Make) -> None:
    found = project("""\
        from fastapi import APIRouter, Depends, FastAPI
        from somewhere import compute, router as foreign
        app = FastAPI()
        @app.get(compute())
        def a(): ...
        app.include_router(foreign)
        """)
    (a,) = found.routes
    assert a.path == "?"
    assert [(u.span.start_line if u.span else 0) for u in a.unresolved] == [4]
    assert [u.span.start_line for u in found.unresolved if u.span] == [6]


@pytest.mark.parametrize(
    "place",
    [
        'app = FastAPI(); router = APIRouter(); router.get("/x", dependencies=GUARDS)(x); app.include_router(router)',
        'app = FastAPI(); router = APIRouter(dependencies=GUARDS); router.get("/x")(x); app.include_router(router)',
        'app = FastAPI(); router = APIRouter(); router.get("/x")(x); app.include_router(router, dependencies=GUARDS)',
        "app = FastAPI(dependencies=GUARDS); app.get('/x')(x)",
    ],
)
@pytest.mark.parametrize("guards", ["compute()", "compute", "[Depends(g) for g in compute()]", "[*compute()]"])
def test_dependencies_that_are_not_known_are_said(project: Make, place: str, guards: str) -> None:
    found = project(f"""
from fastapi import APIRouter, Depends, FastAPI
from somewhere import compute
GUARDS = {guards}
def x(): ...
{place}
""")
    (route,) = found.routes
    assert route.unresolved or found.unresolved


@pytest.mark.parametrize(
    ("code", "path", "is_known"),
    [
        ("router = APIRouter(**given()); router.get('/x')(x); app.include_router(router)", "?", False),
        ("router = APIRouter(prefix='/a', **given()); router.get('/x')(x); app.include_router(router)", "/a/x", False),
        ("router = APIRouter(); router.get('/x')(x); app.include_router(router, **given())", "?", False),
        ("router = APIRouter(); router.get('/x', **given())(x); app.include_router(router)", "/x", False),
        (
            "router = APIRouter(prefix='', dependencies=N, **given()); router.get('/x')(x); app.include_router(router)",
            "/x",
            True,
        ),
        ("router = APIRouter(); router.get('/x')(x); app.include_router(router, **OWN)", "/own/x", True),
        (
            "router = APIRouter(); router.get('/x')(x); app.include_router(router, **(OWN if given() else OWN))",
            "/own/x",
            True,
        ),
        (
            "router = APIRouter(); router.get('/x')(x); app.include_router(router, **(OWN if given() else {}))",
            "?",
            True,
        ),
        ("app.get('/x', tags=['a'], dependencies=[], **given())(x)", "/x", True),
    ],
)
def test_what_a_spread_argument_may_hold_is_not_guessed(project: Make, code: str, path: str, is_known: bool) -> None:
    found = project(f"""
from fastapi import APIRouter, Depends, FastAPI
from somewhere import given
N, OWN = [], dict(prefix="/own", dependencies=[Depends(given)])
app = FastAPI()
def x(): ...
{code}
""")
    (route,) = found.routes
    assert route.path == path
    assert any("dependency" in u.reason for u in route.unresolved) is not is_known


def test_a_name_that_an_environment_decides_is_not_guessed(project: Make) -> None:
    found = project("""
        import os
        from decouple import config
        from fastapi import FastAPI
        app = FastAPI()
        @app.get("/" + config("SHOP", default="shop/").strip("/"))
        def c(): ...
        @app.get("/" + config("MUST_BE_SET"))
        def d(): ...
        @app.get("/" + os.environ["SECRET_PATH"])
        def a(): ...
        @app.get("/" + os.getenv("OTHER", "default"))
        def b(): ...
        """)
    assert [route.path for route in found.routes] == ["/shop", "?", "?", "/default"]


LATE = """
    from fastapi import APIRouter, FastAPI
    router, inner = APIRouter(), APIRouter()
    app = FastAPI()
    @router.get("/before")
    def before(): ...
    router.include_router(inner)
    app.include_router(router)
    @router.get("/after")
    def after(): ...
    @inner.get("/inner")
    def of_inner(): ...
    """


@pytest.mark.parametrize(
    ("version", "paths"),
    [
        ((0, 115, 6), ["/before"]),
        ((0, 136, 3), ["/before"]),
        ((0, 137), ["/before", "/inner", "/after"]),
        ((0, 165), ["/before", "/inner", "/after"]),
        ((), ["/before", "/inner", "/after"]),
    ],
)
def test_routes_added_after_the_inclusion_count_since_0_137(
    project: Make, version: tuple[int, ...], paths: list[str]
) -> None:
    assert [route.path for route in project(LATE, version).routes] == paths


@pytest.mark.parametrize(("version", "model"), [((0, 88), ""), ((0, 89), "Item"), ((), "Item")])
def test_the_return_annotation_is_the_response_model_since_0_89(
    project: Make, version: tuple[int, ...], model: str
) -> None:
    text = """
        from fastapi import FastAPI
        from pydantic import BaseModel
        class Item(BaseModel): ...
        app = FastAPI()
        @app.get("/")
        def read() -> Item: ...
        """
    assert [route.response_model for route in project(text, version).routes] == [model]


def test_apps_and_mounts(project: Make) -> None:
    found = project("""
        from fastapi import FastAPI
        from fastapi.staticfiles import StaticFiles
        app, other, inner = FastAPI(), FastAPI(title="Other"), FastAPI()
        app.mount("/static", StaticFiles(directory="static"))
        app.mount("/inner", inner)
        @inner.get("/x")
        def x(): ...
        @other.get("/y")
        def y(): ...
        """)
    assert [app.name for app in found.apps] == ["main:app", "main:other"]
    (x,) = found.apps[0].routes
    assert (x.path, x.mounts) == ("/inner/x", ("/inner",))
    assert [app.name for app in x.inside] == ["main:inner"]
    assert x.inside[0].mounted_in is found.apps[0]
    assert x.inside[0].mount_path == "/inner"
    assert [str(route) for route in found.apps[1].routes] == ["GET /y"]


def test_routers_and_whether_they_are_served(project: Make) -> None:
    found = project("""
        from fastapi import APIRouter, FastAPI
        app = FastAPI()
        used, unused = APIRouter(prefix="/used"), APIRouter()
        @used.get("")
        @unused.get("/x")
        def x(): ...
        app.include_router(used)
        """)
    assert [(r.name, r.prefix, r.is_included, r.routes) for r in found.routers] == [
        ("main:used", "/used", True, 1),
        ("main:unused", "", False, 1),
    ]
    assert [route.path for route in found.routes] == ["/used"]


def test_startup_code_registers_routes(project: Make) -> None:
    found = project("""
        from contextlib import asynccontextmanager
        from fastapi import APIRouter, FastAPI
        plugin = APIRouter()
        @plugin.get("/plugin")
        def of_plugin(): ...
        @asynccontextmanager
        async def lifespan(application: FastAPI):
            application.include_router(plugin)
            yield
        app = FastAPI(lifespan=lifespan)
        @app.get("/x")
        def x(): ...
        """)
    assert [(route.path, route.conditions) for route in found.routes] == [
        ("/x", ()),
        ("/plugin", ("the app has started",)),
    ]


def test_a_factory_that_nothing_calls_still_makes_its_app(project: Make, rows: Rows) -> None:
    found = project("""
        from fastapi import FastAPI
        def create_app(debug: bool = False):
            app = FastAPI(debug=debug)
            @app.get("/x")
            def x(): ...
            if debug:
                @app.get("/debug")
                def debug_(): ...
            return app
        """)
    assert rows(found) == ["GET /x -> main:create_app.<locals>.x()"]


def test_an_example_that_guards_the_app_leaves_the_app_itself_as_it_is(project: Make) -> None:
    found = project(
        """
        # file: examples/guarded/main.py
        from service.app import create_app
        app = create_app()
        @app.middleware("http")
        async def guard(request, call_next): ...
        # file: service/__init__.py
        # file: service/app.py
        from fastapi import FastAPI
        def create_app():
            app = FastAPI()
            @app.post("/x")
            def x(): ...
            return app
        # file: service/cli.py
        from service.app import create_app
        def serve():
            run(create_app())
        """
    )
    assert {app.name: len(app.middleware) for app in found.apps} == {
        "examples.guarded.main:app": 1,
        "service.app:create_app()": 0,
    }


def test_what_a_file_adds_when_it_is_run_by_itself_is_there_under_that_condition(project: Make) -> None:
    found = project(
        """
        from fastapi import FastAPI
        from routes import router
        app = FastAPI()
        @app.get("/always")
        def always(): ...
        if __name__ == "__main__":
            app.include_router(router, prefix="/api")
            serve(app)
        # file: tool.py
        from main import app
        from routes import router
        if __name__ == "__main__":
            print(len(app.routes), router)
        # file: routes.py
        from fastapi import APIRouter
        router = APIRouter()
        @router.get("/x")
        def x(): ...
        """
    )
    assert {route.path: route.conditions for route in found.routes} == {
        "/always": (),
        "/api/x": ('__name__ == "__main__"',),
    }


def test_middleware_in_all_its_forms(project: Make) -> None:
    found = project("""
        from fastapi import FastAPI, Request
        from fastapi.middleware import Middleware
        from fastapi.middleware.cors import CORSMiddleware
        from starlette.middleware.base import BaseHTTPMiddleware
        class Own(BaseHTTPMiddleware):
            async def dispatch(self, request, call_next): ...
        class Pure:
            def __init__(self, app, level=1): self.app = app
            async def __call__(self, scope, receive, send): ...
        app = FastAPI(middleware=[Middleware(Pure, level=2)])
        app.add_middleware(Own)
        app.add_middleware(CORSMiddleware, allow_origins=["*"])
        @app.middleware("http")
        async def decorated(request: Request, call_next): ...
        """)
    (app,) = found.apps
    code = {m.function.qualname for m in app.middleware if m.function}
    assert code == {"Own.dispatch", "Pure.__call__", "decorated"}
    assert len(app.middleware) == 4
    (cors,) = (m for m in app.middleware if m.function is None)
    assert cors.name.endswith("CORSMiddleware")
    assert cors.constants["allow_origins"] == ["*"] or cors.constants["allow_origins"] == ("*",)


def test_flags_and_tags_add_up(project: Make) -> None:
    found = project("""
        from fastapi import APIRouter, FastAPI
        router = APIRouter(tags=["of router"])
        @router.get("/x", tags=["of route"], deprecated=True)
        def x(): ...
        hidden = APIRouter()
        @hidden.get("/y", include_in_schema=False)
        @hidden.get("/z")
        def y(): ...
        app = FastAPI()
        app.include_router(router, tags=["of include"])
        app.include_router(hidden, include_in_schema=False)
        """)
    x, z, y = found.routes
    assert x.tags == ("of include", "of router", "of route")
    assert (x.deprecated, x.include_in_schema) == (True, True)
    assert (z.include_in_schema, y.include_in_schema) == (False, False)


def test_parameters_and_where_they_come_from(project: Make) -> None:
    found = project("""
        from typing import Annotated
        from uuid import UUID
        from fastapi import Body, Cookie, FastAPI, File, Form, Header, Path, Query, Request, UploadFile
        from pydantic import BaseModel
        class Item(BaseModel): ...
        app = FastAPI()
        @app.post("/{id}/{name:path}")
        def x(
            request: Request, id: UUID, name: str, item: Item, q: str | None = None, limit: int = Query(10, alias="l"),
            user_agent: Annotated[str, Header()] = "", session: str = Cookie(), part: str = Form(),
            f: UploadFile = File(), extra: Annotated[int, Body()] = 1, ids: list[int] = Query([]),
        ): ...
        """)
    (route,) = found.routes
    assert [(p.name, p.alias, p.source, p.required) for p in route.parameters] == [
        ("request", "request", "special", True),
        ("id", "id", "path", True),
        ("name", "name", "path", True),
        ("item", "item", "body", True),
        ("q", "q", "query", False),
        ("limit", "l", "query", False),
        ("user_agent", "user-agent", "header", False),
        ("session", "session", "cookie", True),
        ("part", "part", "form", True),
        ("f", "f", "file", True),
        ("extra", "extra", "body", False),
        ("ids", "ids", "query", False),
    ]


def test_parameters_without_a_marker(project: Make) -> None:
    found = project("""
        from typing import Any, Optional, Sequence
        from fastapi import FastAPI, Header, UploadFile
        app = FastAPI()
        @app.post("/x")
        def x(
            a: list[int], b: dict, c: list, d: Any, e, g: Optional[list[str]] = None, h: Sequence[str] = (),
            i: tuple[int, int] = (1, 2), j: dict | None = None, k: int | None = None,
            l: str = Header(alias="X_L"), m_n: str = Header(convert_underscores=False), o_p: str = Header(),
            q: list[UploadFile] = [],
        ): ...
        """)
    (route,) = found.routes
    sources = {p.name: p.source for p in route.parameters}
    assert "".join(name for name in sources if sources[name] == "body") == "abcghij"
    assert "".join(name for name in sources if sources[name] == "query") == "dek"
    assert sources["q"] == "file"
    assert [p.alias for p in route.parameters if p.source == "header"] == ["X_L", "m_n", "o-p"]


def test_a_type_statement_is_an_alias(project: Make, rows: Rows) -> None:
    found = project("""
        from typing import Annotated
        from fastapi import Depends, FastAPI
        def user(): ...
        type User = Annotated[dict, Depends(user)]
        type Again = User
        app = FastAPI()
        @app.get("/x")
        def x(user: User): ...
        @app.get("/y")
        def y(user: Again): ...
        """)
    assert rows(found) == ["GET /x -> main:x(main:user)", "GET /y -> main:y(main:user)"]


def test_the_stock_class_based_view(project: Make, rows: Rows) -> None:
    found = project("""
        from fastapi import APIRouter, Depends, FastAPI
        from fastapi_utils.cbv import cbv
        def db(): ...
        def user(): ...
        router = APIRouter()
        class Mixin:
            session: dict = Depends(db)
        @cbv(router)
        class Items(Mixin):
            user: dict = Depends(user)
            @router.get("/items")
            def index(self, again=Depends(db)): ...
        app = FastAPI()
        app.include_router(router)
        """)
    assert rows(found) == ["GET /items -> main:Items.index(main:Items, main:db, main:user)"]


def test_a_loop_without_end_ends(project: Make) -> None:
    found = project("""
        from fastapi import FastAPI
        app = FastAPI()
        @app.get("/x")
        def x(): ...
        def again(n):
            while True:
                n = again(n + 1)
        again(0)
        while True:
            app.title = app.title + "x"
        """)
    assert [route.path for route in found.routes] == ["/x"]


def test_a_router_that_includes_itself_ends(project: Make) -> None:
    found = project("""
        from fastapi import APIRouter, FastAPI
        router = APIRouter()
        @router.get("/x")
        def x(): ...
        router.include_router(router, prefix="/r")
        app = FastAPI()
        app.include_router(router)
        """)
    assert "/x" in [route.path for route in found.routes]


def test_dependencies_in_a_circle_end(project: Make) -> None:
    found = project("""
        from fastapi import Depends, FastAPI
        def outer(x=Depends(lambda: inner)): ...
        def inner(x=Depends(outer)): ...
        class C:
            def __init__(self, c: "C" = Depends()): ...
        app = FastAPI()
        @app.get("/x")
        def x(a=Depends(inner), c: C = Depends()): ...
        """)
    (route,) = found.routes
    assert {"main:inner", "main:outer", "main:C"} <= {d.name for d in route.effective()}


def test_tests_are_not_the_application(project: Make) -> None:
    found = project("""
        from fastapi import FastAPI
        app = FastAPI()
        # file: tests/test_main.py
        from fastapi import FastAPI
        from main import app
        other = FastAPI()
        @app.get("/test")
        def test_route(): ...
        """)
    assert [app.name for app in found.apps] == ["main:app"]
    assert list(found.routes) == []


def test_two_runs_agree(project: Make, rows: Rows) -> None:
    from styles import STYLES

    for style in STYLES[:8]:
        assert rows(project(style.text)) == rows(project(style.text))


def test_positions_point_at_handler_and_registration(project: Make) -> None:
    found = project("""\
        from fastapi import FastAPI
        app = FastAPI()

        @app.get(
            "/x")
        async def x(): ...
        def y(): ...
        app.add_api_route("/y", y)
        """)
    x, y = found.routes
    assert (x.line, x.span.start_line, x.span.end_line) == (6, 4, 5)
    assert (y.line, y.span.start_line) == (7, 8)
    assert x.handler is not None
    assert x.handler.is_async


@pytest.mark.parametrize("registering", ["app.include_router(router)", "core.include_router(router)"])
def test_startup_code_may_do_a_lot_before_it_registers(project: Make, registering: str) -> None:
    found = project(f"""
        from fastapi import APIRouter, FastAPI
        router = APIRouter()
        @router.get("/late")
        def late(): ...
        def work(n):
            return [n]
        async def lifespan(app):
            core.state.ready = False
            for n in range(1500):
                work(work(n))
                work(work(n))
            {registering}
            yield
        core = FastAPI(lifespan=lifespan)
        """)
    assert [route.path for route in found.routes] == ["/late"]


def test_factories_that_nobody_calls_are_followed_from_the_outermost(project: Make, rows: Rows) -> None:
    found = project("""\
        from fastapi import APIRouter, FastAPI
        class App(FastAPI): ...
        router = APIRouter()
        @router.post("/deploy")
        def deploy(): ...
        def base():
            return App(title="base")
        def create():
            made = base()
            @made.get("/a")
            def a(): ...
            made.include_router(router)
            return made
        class Controller:
            def __init__(self, name):
                self.app = FastAPI()
            def run(self):
                @self.app.get("/info")
                def info(): ...
        """)
    assert [row.partition(" ->")[0] for row in rows(found)] == ["GET /a", "POST /deploy", "GET /info"]
    assert [route.conditions for route in found.routes] == [(), (), ("Controller.run() is called",)]


def test_an_app_that_one_method_makes_and_another_adds_to_is_followed_from_the_one_that_calls_both(
    project: Make, rows: Rows
) -> None:
    found = project("""\
        from fastapi import APIRouter, FastAPI
        router = APIRouter()
        @router.post("/items")
        def items(): ...
        class Host:
            def _make(self) -> FastAPI:
                return FastAPI()
            def _add(self, app, router):
                app.include_router(router)
            def _add_all(self, app):
                self._add(app=app, router=router)
            def get_app(self):
                app = self._make()
                self._add_all(app)
                return app
            def show(self):
                print(self._make())
        """)
    assert rows(found) == ["POST /items -> main:items()"]


def test_what_adds_to_an_object_of_its_own_adds_nothing_to_an_app_that_its_caller_makes(project: Make) -> None:
    found = project("""\
        from fastapi import APIRouter, FastAPI
        router = APIRouter()
        @router.get("/x")
        def x(): ...
        def make(): return FastAPI()
        def report(): router.include_router(APIRouter())
        def main():
            app = make()
            report()
        """)
    assert list(found.routes) == []


def test_an_app_that_another_module_makes_has_the_name_that_it_is_given_there(project: Make) -> None:
    found = project("""\
        # file: factory.py
        from fastapi import FastAPI
        def make(path):
            app = FastAPI()
            @app.get(path)
            def x(): ...
            return app
        # file: main.py
        from factory import make
        app = make("/a")
        # file: other.py
        from factory import make
        app = make("/b")
        # file: serve.py
        from other import app
        """)
    assert {app.name: [route.path for route in app.routes] for app in found.apps} == {
        "main:app": ["/a"],
        "other:app": ["/b"],
    }


def test_what_a_turn_of_a_loop_leaves_out_is_there_under_a_condition(project: Make) -> None:
    found = project("""\
        from fastapi import APIRouter, FastAPI
        from company import wanted
        app, router = FastAPI(), APIRouter()
        @router.get("/x")
        def x(): ...
        for each in (router,):
            if not wanted(each):
                continue
            app.include_router(each)
        """)
    assert [route.conditions for route in found.routes] == [("not (not wanted(each))",)]


def test_an_app_that_an_object_makes_for_itself_is_there_once(project: Make, rows: Rows) -> None:
    found = project("""\
        from fastapi import FastAPI
        class Server:
            def __init__(self, settings):
                self.app = self.make()
            def make(self):
                app = FastAPI()
                app.add_api_route("/m", self.handle)
                return app
            def handle(self): ...
        """)
    assert rows(found) == ["GET /m -> main:Server.handle()"]


NAMES = {
    "a factory": ("def create_app():\n    app = FastAPI()\n    return app\n", "main:create_app()"),
    "a factory that wraps": ("def create_app():\n    return wrap(FastAPI())\n", "main:create_app()"),
    "a method": (
        "class Server:\n    def build(self):\n        app = FastAPI()\n        return app\n",
        "main:Server.build()",
    ),
    "an attribute": (
        "class Server:\n    def __init__(self):\n        self.app = FastAPI()\nServer()\n",
        "main:Server.app",
    ),
    "a variable": ("def main():\n    app = FastAPI()\n    run(app)\nmain()\n", "main:main.<locals>.app"),
    "a variable of the module": ("def create_app():\n    return FastAPI()\nserver = create_app()\n", "main:server"),
    "nothing": ("run(FastAPI())\n", "main:?"),
}


@pytest.mark.parametrize(("code", "name"), NAMES.values(), ids=NAMES)
def test_an_app_is_called_by_its_variable_or_by_what_makes_it(project: Make, code: str, name: str) -> None:
    (app,) = project(f"from fastapi import FastAPI\n{code}").apps
    assert app.name == name


def test_apps_of_one_factory_have_names_of_their_own(project: Make) -> None:
    found = project("""
        from fastapi import FastAPI
        def create_app():
            inner = FastAPI()
            @inner.get("/x")
            def x(): ...
            app = FastAPI()
            app.mount("/inner", inner)
            return app
        """)
    (route,) = found.routes
    assert route.app is not None
    assert route.app.name == "main:create_app()"
    assert [app.name for app in route.inside] == ["main:create_app.<locals>.inner"]


def test_what_an_object_does_not_have_is_asked_of_the_one_that_it_forwards_to(project: Make, rows: Rows) -> None:
    found = project("""
        from fastapi import APIRouter, FastAPI
        class Settings:
            prefix = "/v1"
            inner = "/never"
        class Lazy:
            inner = "/own"
            def __init__(self): self.settings = Settings()
            def __getattr__(self, name): return getattr(self.settings, name)
        class Guarded:
            def __getattr__(self, name):
                if name == "prefix": return os.environ["PREFIX"]
                return getattr(Settings(), name)
        router = APIRouter()
        @router.get("/x")
        def x(): ...
        app = FastAPI()
        app.include_router(router, prefix=Lazy().prefix)
        app.include_router(router, prefix=Lazy().inner)
        app.include_router(router, prefix=Guarded().prefix)
        """)
    assert [row.partition(" ->")[0] for row in rows(found)] == ["GET /v1/x", "GET /own/x", "GET ?"]


def test_a_property_that_can_be_set_is_read_as_one(project: Make, rows: Rows) -> None:
    found = project("""
        from fastapi import FastAPI
        class Service:
            def __init__(self): self._prefix = "/v1"
            @property
            def prefix(self): return self._prefix
            @prefix.setter
            def prefix(self, value): self._prefix = value
            @prefix.deleter
            def prefix(self): ...
            def plain(self): return "/plain"
        app = FastAPI()
        @app.get(Service().prefix + "/x")
        def x(): ...
        @app.get(Service().plain)
        def y(): ...
        """)
    assert [row.partition(" ->")[0] for row in rows(found)] == ["GET /v1/x", "GET ?"]
