"""Where text leaves for the client.

Sources: Starlette 1.x documentation on responses, websockets and templates; FastAPI documentation on handling errors.
"""

from fastlint.insight.flow import Sink

_RESPONSES = (
    "Response",
    "JSONResponse",
    "PlainTextResponse",
    "HTMLResponse",
    "StreamingResponse",
    "ORJSONResponse",
    "UJSONResponse",
)

ANSWERS: tuple[Sink, ...] = (
    Sink("fastapi.HTTPException", 1, "detail", "the client as an error's detail"),
    Sink("starlette.exceptions.HTTPException", 1, "detail", "the client as an error's detail"),
    Sink("fastapi.WebSocketException", 1, "reason", "the client as a reason"),
    *(Sink(f"starlette.responses.{name}", 0, "content", "the client in a response") for name in _RESPONSES),
    Sink("sse_starlette.EventSourceResponse", 0, "content", "the client in a stream"),
    Sink("sse_starlette.sse.EventSourceResponse", 0, "content", "the client in a stream"),
    *(
        Sink(f"starlette.websockets.WebSocket.{method}", 0, "data", "the client in a message")
        for method in ("send", "send_text", "send_json", "send_bytes")
    ),
    Sink("starlette.websockets.WebSocket.close", 1, "reason", "the client as a reason"),
)

BODILESS = frozenset({204, 205, 304})
"""Status codes whose responses have no body (RFC 9110)."""

RENDERING = frozenset(f"starlette.responses.{name}" for name in ("JSONResponse", "ORJSONResponse", "UJSONResponse"))
"""Responses that render even None as a body: `null`."""
