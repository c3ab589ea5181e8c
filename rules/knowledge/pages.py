"""Templates, pages and XML: where text becomes markup or is read as such.

Sources: Jinja2 3.1 (Template, Environment, loaders, native types, sandbox), Mako, Starlette responses, MarkupSafe, bleach, nh3,
Python 3.14 (html, xml), lxml 6 (parsers and resolve_entities), defusedxml.
"""

import re

from fastlint.insight.flow import ANY, Called, Constant, Record, Sink, Value


def _is_open(called: Called) -> bool:
    """Whether no sandbox in the same function is given what a loader finds."""
    users = (user for user in called.graph.calls if called in (*user.args, *user.keywords.values()))
    return not any("Sandboxed" in getattr(user.function, "dotted", "") for user in users)


TEMPLATE_SINKS: tuple[Sink, ...] = (
    Sink("jinja2.Template", 0, "source", "the source of a template"),
    Sink("jinja2.environment.Template", 0, "source", "the source of a template"),
    Sink("jinja2.Environment.from_string", 0, "source", "the source of a template"),
    Sink("jinja2.environment.Environment.from_string", 0, "source", "the source of a template"),
    Sink("jinja2.sandbox.SandboxedEnvironment.from_string", 0, "source", "the source of a sandboxed template", doubt=2),
    Sink(
        "jinja2.sandbox.ImmutableSandboxedEnvironment.from_string",
        0,
        "source",
        "the source of a sandboxed template",
        doubt=2,
    ),
    Sink("jinja2.nativetypes.NativeTemplate", 0, "source", "the source of a template"),
    *(
        Sink(f"{module}.DictLoader", 0, "mapping", "the source of a template", path=(ANY,), when=_is_open)
        for module in ("jinja2", "jinja2.loaders")
    ),
    Sink("jinja2.Environment.compile_expression", 0, "source", "an expression of a template"),
    Sink("mako.template.Template", 0, "text", "the source of a template"),
    Sink("mako.lookup.TemplateLookup.put_string", 1, "text", "the source of a template"),
    Sink("tornado.template.Template", 0, "template_string", "the source of a template"),
    Sink("chevron.render", 0, "template", "the source of a template", doubt=2),
    Sink(".from_string", 0, "source", "the source of a template", doubt=1),
)


def _is_html(called: Called) -> bool:
    kinds = [called.argument(3, "media_type")]
    headers = called.argument(2, "headers")
    if isinstance(headers, Record):
        kinds += [value for key, value in headers.items.items() if str(key).lower() == "content-type"]
    return any(isinstance(kind, Constant) and _ACTIVE.search(str(kind.value)) for kind in kinds)


_ACTIVE = re.compile(r"html|svg|xml(?!\w)")


HTML_SINKS: tuple[Sink, ...] = (
    Sink("starlette.responses.HTMLResponse", 0, "content", "a page"),
    Sink("starlette.responses.Response", 0, "content", "a page", when=_is_html),
    Sink("starlette.responses.StreamingResponse", 0, "content", "a page", when=_is_html),
    Sink("markupsafe.Markup", 0, "object", "markup that is taken as safe"),
    Sink("jinja2.Markup", 0, "object", "markup that is taken as safe"),
)

HTML_HANDLERS = ("response_class", "starlette.responses.HTMLResponse")
"""The argument of a route's decorator that makes a page of what the handler returns."""

HTML_CLEANERS = frozenset({
    "html.escape", "markupsafe.escape", "markupsafe.Markup.escape", "cgi.escape", "bleach.clean", "nh3.clean",
    "lxml.html.clean.clean_html", "urllib.parse.quote", "urllib.parse.quote_plus", "urllib.parse.urlencode", "html.escape_html",
    "xml.sax.saxutils.escape", "xml.sax.saxutils.quoteattr", "jinja2.escape", "jinja2.utils.escape", ".render", ".render_async",
    ".get_template", "base64.b64encode", "base64.urlsafe_b64encode", "fastapi.openapi.docs.get_swagger_ui_html",
    "fastapi.openapi.docs.get_redoc_html",
})  # fmt: skip


def escapes(value: Value) -> bool:
    """Whether text loses what tags begin with: `text.replace("<", "&lt;")`, or an escape of a script's."""
    if not (isinstance(value, Called) and value.method == "replace" and len(value.args) == 2):
        return False
    old, new = (a.value if isinstance(a, Constant) else None for a in value.args)
    return old == "<" and isinstance(new, str) and "<" not in new


def _resolves_entities(called: Called) -> bool:
    """lxml without a parser of its own, or with one that was not told to leave entities alone."""
    parser = called.argument(1, "parser")
    if isinstance(parser, Called):
        flag = parser.keywords.get("resolve_entities")
        return not (isinstance(flag, Constant) and flag.value is False)
    return True


_STANDARD = ("xml.etree.ElementTree", "xml.etree.cElementTree")

XML_SINKS: tuple[Sink, ...] = (
    *(Sink(f"{m}.{f}", 0, "text", "an XML parser that expands entities") for m in _STANDARD for f in ("fromstring", "XML", "parse", "iterparse", "fromstringlist")),
    *(Sink(f"xml.dom.{m}.{f}", 0, "", "an XML parser that expands entities") for m in ("minidom", "pulldom") for f in ("parseString", "parse")),
    *(Sink(f"xml.sax.{f}", 0, "", "an XML parser that expands entities") for f in ("parseString", "parse")),
    *(Sink(f"lxml.etree.{f}", 0, "text", "an XML parser that resolves entities", when=_resolves_entities) for f in ("fromstring", "XML", "parse", "iterparse")),
    Sink("lxml.objectify.fromstring", 0, "", "an XML parser that resolves entities", when=_resolves_entities),
)  # fmt: skip
