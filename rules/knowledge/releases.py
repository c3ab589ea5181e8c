"""What FastAPI, Starlette and Pydantic removed or deprecated, since when, and what to use instead.

Sources: release notes of FastAPI up to 0.165, of Starlette up to 1.10 and of Pydantic up to 2.14; the migration table
of Pydantic 2 (`pydantic._migration`); the requirements that FastAPI's releases declare. Checked with FastAPI 0.165.0,
Starlette 1.10.0 and Pydantic 2.14.3.
"""

from dataclasses import dataclass

from fastlint.insight.versions import Ceiling


@dataclass(frozen=True)
class Since:
    """A release of a library."""

    library: str
    numbers: tuple[int, ...]

    def __str__(self) -> str:
        names = {"fastapi": "FastAPI", "starlette": "Starlette", "pydantic": "Pydantic"}
        return f"{names[self.library]} {'.'.join(map(str, self.numbers))}"


@dataclass(frozen=True)
class Change:
    """One thing that goes. `name` is a function, class or constant, or with `is_method` a method of that class.

    With `keyword`, only that argument of it. With `only_with_text`, only a call whose first argument is text.
    """

    name: str
    instead: str
    deprecated: Since | None = None
    removed: Since | None = None
    keyword: str = ""
    is_method: bool = False
    only_with_text: bool = False

    @property
    def shown(self) -> str:
        """As it is written in code."""
        words = self.name.split(".")
        last = ".".join(words[-2:]) if self.is_method else words[-1]
        return f"{last}({self.keyword}=...)" if self.keyword else last


@dataclass(frozen=True)
class Signature:
    """All keywords that a callable has left since it takes no other ones."""

    name: str
    since: Since
    keywords: frozenset[str]
    instead: str


def _fastapi(*numbers: int) -> Since:
    return Since("fastapi", numbers)


def _starlette(*numbers: int) -> Since:
    return Since("starlette", numbers)


_PYDANTIC_2 = Since("pydantic", (2, 0))
_LIFESPAN = "a `lifespan` function"
_MARKERS = ("Query", "Path", "Header", "Cookie", "Body", "Form", "File")

CEILINGS = {
    "starlette": tuple(
        Ceiling(since, top)
        for since, top in (
            ((0,), (0, 27)), ((0, 107), (0, 28)), ((0, 108), (0, 32)), ((0, 109), (0, 36)), ((0, 110), (0, 36)),
            ((0, 110, 1), (0, 37)), ((0, 112, 1), (0, 38)), ((0, 115, 2), (0, 40)), ((0, 115, 3), (0, 41)),
            ((0, 115, 7), (0, 45)), ((0, 115, 10), (0, 46)), ((0, 116, 1), (0, 47)), ((0, 116, 2), (0, 48)),
            ((0, 120, 1), (0, 49)), ((0, 121, 3), (0, 50)), ((0, 128, 3), (0,)), ((0, 133), ()),
        )
    ),
    "pydantic": (Ceiling((0,), (1,)), Ceiling((0, 100), ())),
}  # fmt: skip
"""The newest series of a library that FastAPI takes from some release of its own on."""

SIGNATURES = (
    Signature(
        "fastapi.FastAPI",
        _fastapi(0, 145),
        frozenset(
            "telemetry debug routes title summary description version openapi_url openapi_tags servers dependencies "
            "default_response_class redirect_slashes docs_url redoc_url swagger_ui_oauth2_redirect_url "
            "swagger_ui_init_oauth middleware exception_handlers on_startup on_shutdown lifespan terms_of_service contact "
            "license_info root_path root_path_in_servers responses callbacks webhooks deprecated include_in_schema "
            "swagger_ui_parameters generate_unique_id_function separate_input_output_schemas openapi_external_docs "
            "strict_content_type max_body_size form_limits openapi_prefix".split()
        ),
        "keep what it carries in `app.state`",
    ),
    *(
        Signature(
            f"fastapi.{name}",
            _fastapi(0, 155),
            frozenset(
                "alias alias_priority allow_inf_nan convert_underscores decimal_places default default_factory "
                "deprecated description discriminator embed example examples fail_fast ge gt include_in_schema "
                "json_schema_extra le lt max_digits max_length media_type min_length multiple_of openapi_examples "
                "pattern regex serialization_alias strict title union_mode validate_default validation_alias".split()
            ),
            "put it into `json_schema_extra={...}`",
        )
        for name in _MARKERS
    ),
)

CHANGES = (
    Change("fastapi.FastAPI", "the server's root path (`--root-path`)", _fastapi(0, 56), _fastapi(0, 145), "openapi_prefix"),
    Change("fastapi.FastAPI", "the server's root path (`--root-path`)", _fastapi(0, 146), keyword="root_path"),
    Change("fastapi.FastAPI", _LIFESPAN, _fastapi(0, 93), keyword="on_startup"),
    Change("fastapi.FastAPI", _LIFESPAN, _fastapi(0, 93), keyword="on_shutdown"),
    Change("fastapi.FastAPI.on_event", _LIFESPAN, _fastapi(0, 93), is_method=True),
    Change("fastapi.APIRouter.on_event", _LIFESPAN, _fastapi(0, 93), is_method=True),
    Change("fastapi.FastAPI.add_event_handler", _LIFESPAN, _fastapi(0, 93), _starlette(1, 0), is_method=True),
    Change("fastapi.FastAPI.route", "`api_route`", _starlette(0, 23), _starlette(1, 0), is_method=True),
    Change("fastapi.FastAPI.add_websocket_route", "`websocket`", removed=_starlette(1, 0), is_method=True),
    *(Change(f"fastapi.{name}", "`pattern=`", _fastapi(0, 100), keyword="regex") for name in _MARKERS),
    *(Change(f"fastapi.{name}", "`examples=[...]`", _fastapi(0, 103), keyword="example") for name in _MARKERS),
    *(
        Change(f"starlette.responses.{name}", "a response model, which FastAPI serialises as fast", _fastapi(0, 131))
        for name in ("ORJSONResponse", "UJSONResponse")
    ),
    *(
        Change(f"fastapi.status.{old}", f"`{new}`", _starlette(0, 48))
        for old, new in (
            ("HTTP_413_REQUEST_ENTITY_TOO_LARGE", "HTTP_413_CONTENT_TOO_LARGE"),
            ("HTTP_414_REQUEST_URI_TOO_LONG", "HTTP_414_URI_TOO_LONG"),
            ("HTTP_416_REQUESTED_RANGE_NOT_SATISFIABLE", "HTTP_416_RANGE_NOT_SATISFIABLE"),
            ("HTTP_422_UNPROCESSABLE_ENTITY", "HTTP_422_UNPROCESSABLE_CONTENT"),
        )
    ),
    Change("fastapi.status.WS_1004_NO_STATUS_RCVD", "`WS_1005_NO_STATUS_RCVD`", _starlette(0, 19), _starlette(0, 45)),
    Change("fastapi.status.WS_1005_ABNORMAL_CLOSURE", "`WS_1006_ABNORMAL_CLOSURE`", _starlette(0, 19), _starlette(0, 45)),
    Change("starlette.exceptions.ExceptionMiddleware", "`starlette.middleware.exceptions`", removed=_starlette(0, 45)),
    Change("starlette.graphql.GraphQLApp", "a GraphQL library", _starlette(0, 15), _starlette(0, 17)),
    Change("starlette.middleware.wsgi.WSGIMiddleware", "`a2wsgi.WSGIMiddleware`", _starlette(0, 19)),
    Change("starlette.concurrency.run_until_first_complete", "a task group of `anyio`", _starlette(0, 19)),
    Change("starlette.responses.FileResponse", "nothing", _starlette(0, 34), _starlette(1, 0), "method"),
    Change(
        "starlette.templating.Jinja2Templates.TemplateResponse",
        "`TemplateResponse(request, name, context)`",
        _starlette(0, 29),
        _starlette(1, 0),
        is_method=True,
        only_with_text=True,
    ),
    *(
        Change(f"starlette.Starlette.{name}", instead, deprecated, _starlette(1, 0), is_method=True)
        for name, instead, deprecated in (
            ("on_event", _LIFESPAN, _starlette(0, 26)), ("add_event_handler", _LIFESPAN, _starlette(0, 26)),
            ("route", "`routes=[Route(...)]`", _starlette(0, 23)), ("middleware", "`middleware=[...]`", _starlette(0, 23)),
            ("websocket_route", "`routes=[WebSocketRoute(...)]`", _starlette(0, 23)),
            ("exception_handler", "`exception_handlers={...}`", _starlette(0, 23)),
        )
    ),
    Change("pydantic.BaseSettings", "`pydantic_settings.BaseSettings`", removed=_PYDANTIC_2),
    Change("pydantic.validator", "`field_validator`", _PYDANTIC_2),
    Change("pydantic.root_validator", "`model_validator`", _PYDANTIC_2),
    Change("pydantic.parse_obj_as", "`TypeAdapter(...).validate_python`", _PYDANTIC_2),
    Change("pydantic.tools.parse_obj_as", "`TypeAdapter(...).validate_python`", _PYDANTIC_2),
    Change("pydantic.schema_of", "`TypeAdapter(...).json_schema`", _PYDANTIC_2),
    Change("pydantic.generics.GenericModel", "`BaseModel` with type parameters", _PYDANTIC_2),
    Change("pydantic.fields.ModelField", "`FieldInfo`", removed=_PYDANTIC_2),
    Change("pydantic.fields.Undefined", "`pydantic_core.PydanticUndefined`", removed=_PYDANTIC_2),
    Change("pydantic.error_wrappers.ErrorWrapper", "`pydantic_core.InitErrorDetails`", removed=_PYDANTIC_2),
    *(
        Change(f"pydantic.{name}", instead, removed=_PYDANTIC_2)
        for name, instead in (
            ("ConstrainedStr", "`Annotated[str, StringConstraints(...)]`"), ("ConstrainedInt", "`Annotated[int, Field(...)]`"),
            ("ConstrainedFloat", "`Annotated[float, Field(...)]`"), ("ConstrainedList", "`Annotated[list, Field(...)]`"),
            ("ConstrainedBytes", "`Annotated[bytes, Field(...)]`"), ("ConstrainedDecimal", "`Annotated[Decimal, Field(...)]`"),
            ("Required", "a field without a default"), ("parse_raw_as", "`TypeAdapter(...).validate_json`"),
            ("parse_file_as", "`TypeAdapter(...).validate_json`"), ("validate_model", "`model_validate`"),
            ("NoneStr", "`str | None`"), ("NoneBytes", "`bytes | None`"), ("StrBytes", "`str | bytes`"),
            ("stricturl", "`Annotated[AnyUrl, UrlConstraints(...)]`"), ("JsonWrapper", "`Json`"),
        )
    ),
    *(
        Change("pydantic.Field", instead, removed=_PYDANTIC_2, keyword=keyword)
        for keyword, instead in (("regex", "`pattern=`"), ("const", "`Literal`"), ("unique_items", "a set"))
    ),
    *(
        Change("pydantic.Field", instead, _PYDANTIC_2, keyword=keyword)
        for keyword, instead in (
            ("min_items", "`min_length=`"), ("max_items", "`max_length=`"), ("allow_mutation", "`frozen=`"),
            ("example", "`examples=[...]`"),
        )
    ),
    Change("pydantic.constr", "`pattern=`", removed=_PYDANTIC_2, keyword="regex"),
    *(
        Change(f"pydantic.{name}", instead, removed=_PYDANTIC_2, keyword=keyword)
        for name in ("conlist", "conset")
        for keyword, instead in (("min_items", "`min_length=`"), ("max_items", "`max_length=`"))
    ),
    *(
        Change(f"pydantic.BaseModel.{old}", f"`{new}`", _PYDANTIC_2, is_method=True)
        for old, new in (
            ("dict", "model_dump"), ("json", "model_dump_json"), ("copy", "model_copy"), ("parse_obj", "model_validate"),
            ("parse_raw", "model_validate_json"), ("from_orm", "model_validate"), ("construct", "model_construct"),
            ("schema", "model_json_schema"), ("schema_json", "model_json_schema"), ("validate", "model_validate"),
            ("update_forward_refs", "model_rebuild"),
        )
    ),
)  # fmt: skip
