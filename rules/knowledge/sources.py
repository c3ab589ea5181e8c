"""Where values that a client chooses come in.

Sources: Starlette 1.x documentation on requests, websockets and form data; FastAPI documentation on parameters,
`UploadFile`, `Request` and security schemes.
"""

from dataclasses import replace

from fastlint.insight.flow import Sources

from .credentials import secret

_REQUEST = "starlette.requests.Request"
_SOCKET = "starlette.websockets.WebSocket"
_UPLOAD = "fastapi.UploadFile"

ACCESSORS = {
    f"{_REQUEST}.query_params": "the query of the request",
    f"{_REQUEST}.path_params": "the path of the request",
    f"{_REQUEST}.headers": "the headers of the request",
    f"{_REQUEST}.cookies": "the cookies of the request",
    f"{_REQUEST}.url": "the URL of the request",
    f"{_REQUEST}.body": "the body of the request",
    f"{_REQUEST}.json": "the body of the request",
    f"{_REQUEST}.form": "the form of the request",
    f"{_REQUEST}.stream": "the body of the request",
    f"{_SOCKET}.query_params": "the query of the websocket",
    f"{_SOCKET}.path_params": "the path of the websocket",
    f"{_SOCKET}.headers": "the headers of the websocket",
    f"{_SOCKET}.cookies": "the cookies of the websocket",
    f"{_SOCKET}.url": "the URL of the websocket",
    f"{_SOCKET}.receive": "a websocket message",
    f"{_SOCKET}.receive_text": "a websocket message",
    f"{_SOCKET}.receive_bytes": "a websocket message",
    f"{_SOCKET}.receive_json": "a websocket message",
    f"{_SOCKET}.iter_text": "a websocket message",
    f"{_SOCKET}.iter_bytes": "a websocket message",
    f"{_SOCKET}.iter_json": "a websocket message",
    f"{_UPLOAD}.filename": "the name of an uploaded file",
    f"{_UPLOAD}.content_type": "the content type of an uploaded file",
    f"{_UPLOAD}.headers": "the headers of an uploaded file",
    f"{_UPLOAD}.read": "the content of an uploaded file",
    f"{_UPLOAD}.file": "the content of an uploaded file",
}

SPECIAL = frozenset({
    _REQUEST, _SOCKET, _UPLOAD, "starlette.responses.Response", "fastapi.BackgroundTasks", "fastapi.security.SecurityScopes",
})  # fmt: skip
"""What FastAPI hands over that is no text of the client's; parts of it may be."""

REQUEST = Sources(accessors=ACCESSORS, special=SPECIAL, schemes=("fastapi.security.",))
"""Everything a client sends."""

_NAME = f"{_UPLOAD}.filename"

_UPLOADED = {key: "" for key in ACCESSORS if key.startswith(_UPLOAD)}

REQUEST_TEXTS = Sources(accessors={**ACCESSORS, **_UPLOADED}, special=SPECIAL, schemes=("fastapi.security.",))
"""Everything a client sends but uploaded files, their names included."""

_OWN = {key: "" for key in ACCESSORS if key.rpartition(".")[2] in ("url", "headers", "cookies")}

REQUEST_TARGETS = Sources(
    accessors={**ACCESSORS, **_UPLOADED, **_OWN}, special=SPECIAL, aside=frozenset({"header", "cookie"})
)
"""What a link to this site can choose: no headers, no cookies, and not the site's own address."""

UPLOAD_NAMES = Sources(parameters=False, accessors={_NAME: ACCESSORS[_NAME]}, special=SPECIAL)
"""The names of uploaded files."""

MEMBER_NAMES = Sources(
    client=False,
    accessors=dict.fromkeys(ACCESSORS, ""),
    special=SPECIAL,
    calls={
        **dict.fromkeys((f"zipfile.ZipFile.{name}" for name in ("namelist", "infolist")), "a name in an archive"),
        **dict.fromkeys((f"tarfile.TarFile.{name}" for name in ("getnames", "getmembers")), "a name in an archive"),
        **dict.fromkeys((f"rarfile.RarFile.{name}" for name in ("namelist", "infolist")), "a name in an archive"),
        "py7zr.SevenZipFile.getnames": "a name in an archive",
        ".namelist": "a name in an archive",
        ".getmembers": "a name in an archive",
    },
)
"""The names of an archive's members, which whoever made it chose."""

ALL_NAMES = replace(
    REQUEST_TEXTS, accessors={**REQUEST_TEXTS.accessors, **UPLOAD_NAMES.accessors}, calls=MEMBER_NAMES.calls
)
"""What chooses the name of a file in any of these ways."""

_TEXTS = (
    "query_params",
    "path_params",
    "headers",
    "cookies",
    "url",
    "filename",
    "content_type",
    "read",
    "file",
    "body",
    "stream",
)

REQUEST_MAPPINGS = Sources(
    accessors={key: "" if key.rpartition(".")[2] in _TEXTS else what for key, what in ACCESSORS.items()},
    special=SPECIAL,
)
"""Everything a client sends that can be a mapping."""

_WHOLE = ("body", "json", "headers")

SECRETS = Sources(
    parameters=False,
    named=secret,
    special=SPECIAL,
    accessors={
        key: what if key.rpartition(".")[2] in _WHOLE and key.startswith(_REQUEST) else ""
        for key, what in ACCESSORS.items()
    },
)
"""What carries secrets: by name, and requests as a whole."""

EXCEPTIONS = Sources(
    client=False,
    caught=True,
    accessors=dict.fromkeys(ACCESSORS, ""),
    special=SPECIAL,
    calls={
        "traceback.format_exc": "a traceback",
        "traceback.format_exception": "a traceback",
        "traceback.format_tb": "a traceback",
        "traceback.format_stack": "a traceback",
        "sys.exc_info": "the current exception",
    },
)
"""What went wrong inside, in the words of whoever raised it."""
