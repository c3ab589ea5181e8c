"""The framework, its schemas, HTTP clients and task runners.

Sources: FastAPI and Starlette 1.x (concurrency, background tasks, requests, templating), Pydantic 2 and 1,
pydantic-settings, anyio, asgiref, Celery, Dramatiq, TaskIQ, RQ, APScheduler, requests, httpx, aiohttp, urllib3, Authlib, tenacity.
"""

from fastlint.insight.flow import ALL, Library

_CLIENTS = ("httpx.AsyncClient", "httpx.Client", "requests.Session", "aiohttp.ClientSession")

RETURNS = {
    "requests.session": "requests.Session",
    "cloudscraper.create_scraper": "requests.Session",
    "aiohttp.request": "aiohttp.ClientResponse",
    "urllib3.PoolManager": "urllib3.PoolManager",
    "starlette.templating.Jinja2Templates.env": "jinja2.Environment",
    "starlette.templating.Jinja2Templates.get_template": "jinja2.LoadedTemplate",
    "jinja2.Environment.get_template": "jinja2.LoadedTemplate",
    "jinja2.Environment.overlay": "jinja2.Environment",
    **{f"{client}.__aenter__": client for client in _CLIENTS},
}
"""Callable -> class of its result. Classes that a library keeps private go by a plain name of our own."""

KIN = {
    "starlette.datastructures.UploadFile": "fastapi.UploadFile",
    "starlette.requests.HTTPConnection": "starlette.requests.Request",
    "fastapi.requests.HTTPConnection": "starlette.requests.Request",
    "sqlmodel.SQLModel": "pydantic.BaseModel",
    "pydantic.v1.BaseModel": "pydantic.BaseModel",
    "pydantic.main.BaseModel": "pydantic.BaseModel",
    "pydantic.v1.BaseSettings": "pydantic.BaseSettings",
    "pydantic_settings.BaseSettings": "pydantic.BaseSettings",
    "requests.sessions.Session": "requests.Session",
    "requests_html.HTMLSession": "requests.Session",
    "requests_cache.CachedSession": "requests.Session",
    "curl_cffi.requests.Session": "requests.Session",
    "curl_cffi.requests.AsyncSession": "requests.Session",
    "authlib.integrations.httpx_client.AsyncOAuth2Client": "httpx.AsyncClient",
    "authlib.integrations.httpx_client.OAuth2Client": "httpx.Client",
    "authlib.integrations.requests_client.OAuth2Session": "requests.Session",
    "aiohttp.client.ClientSession": "aiohttp.ClientSession",
    "aiohttp_retry.RetryClient": "aiohttp.ClientSession",
    "jinja2.environment.Environment": "jinja2.Environment",
    "jinja2.nativetypes.NativeEnvironment": "jinja2.Environment",
}
"""Class -> the class whose methods it has."""

PASSES = {
    "httpx.URL": (0,),
    "yarl.URL": (0,),
    "furl.furl": (0,),
    "starlette.datastructures.URL": (0,),
    "pydantic.HttpUrl": (0,),
    "pydantic.AnyUrl": (0,),
    "pydantic.AnyHttpUrl": (0,),
    "pydantic.parse_obj_as": (1,),
    "pydantic.TypeAdapter": (),
    "fastapi.encoders.jsonable_encoder": (0,),
    "starlette.concurrency.iterate_in_threadpool": (0,),
    ".validate_python": (0,),
    ".validate_json": (0,),
    ".model_validate": (0,),
    ".model_validate_json": (0,),
    ".model_construct": (ALL,),
    ".parse_obj": (0,),
    ".parse_raw": (0,),
    **{
        f"pydantic.BaseModel.{name}": (0,)
        for name in ("model_validate", "model_validate_json", "parse_obj", "parse_raw")
    },
    "pydantic.BaseModel.model_construct": (ALL,),
    **dict.fromkeys(("attr.evolve", "attrs.evolve", "msgspec.structs.replace"), (0,)),
}
"""Callable or method -> positions of the arguments that reach its result; -1 is the receiver."""

FORWARDS = {
    "starlette.concurrency.run_in_threadpool": 0,
    "anyio.to_thread.run_sync": 0,
    "anyio.from_thread.run": 0,
    "anyio.run": 0,
    "asgiref.sync.sync_to_async": 0,
    "asgiref.sync.async_to_sync": 0,
    "fastapi.BackgroundTasks.add_task": 0,
    "starlette.background.BackgroundTask": 0,
    ".add_task": 0,
    ".run_in_threadpool": 0,
    ".start_soon": 0,
    ".delay": -1,
    ".apply_async": -1,
    ".kiq": -1,
    ".send": -1,
    ".send_with_options": -1,
    ".enqueue": 0,
    ".add_job": 0,
}
"""Callable -> position of the argument that it calls, with the arguments after it; -1 is the receiver."""

TEXTLESS = frozenset({
    "pydantic.PositiveInt", "pydantic.NonNegativeInt", "pydantic.NegativeInt", "pydantic.NonPositiveInt", "pydantic.PositiveFloat",
    "pydantic.NonNegativeFloat", "pydantic.StrictInt", "pydantic.StrictBool", "pydantic.StrictFloat", "pydantic.UUID4",
    "pydantic.UUID1", "pydantic.UUID3", "pydantic.UUID5", "pydantic.conint", "pydantic.confloat", "pydantic.condecimal",
    "pydantic.IPvAnyAddress", "pydantic.PastDate", "pydantic.FutureDate", "pydantic.AwareDatetime", "pydantic.NaiveDatetime",
    "pydantic.types.UUID4", "fastapi.BackgroundTasks",
})  # fmt: skip

WEB = Library(
    returns=RETURNS,
    kin=KIN,
    passes=PASSES,
    forwards=FORWARDS,
    textless=TEXTLESS,
    trusted=frozenset({"pydantic.BaseSettings"}),
)
