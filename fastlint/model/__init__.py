"""What fastlint knows of a codebase: the words that rules speak.

`Project` holds everything; `Module`, `Function`, `Class`, `Call` are code; `App`, `Router`,
`Route`, `Dependency`, `SecurityScheme`, `Parameter` are the application FastAPI would build.
The expression and statement forms of `fastlint.ir.nodes` are re-exported as `nodes`.
"""

from fastlint.ir import nodes
from fastlint.ir.walk import blocks_of, calls_in, expressions_in, statements_in, subexpressions
from fastlint.model.application import (
    AS_SCRIPT,
    STARTED,
    UNKNOWN,
    App,
    Dependency,
    Level,
    Middleware,
    Named,
    Parameter,
    Pattern,
    Route,
    Router,
    SecurityScheme,
    Switch,
    Unresolved,
)
from fastlint.model.body import Body
from fastlint.model.code import Call, Class, Function, Module
from fastlint.model.names import last_names
from fastlint.model.project import Project
from fastlint.source.span import Span

__all__ = [
    "AS_SCRIPT",
    "STARTED",
    "UNKNOWN",
    "App",
    "Body",
    "Call",
    "Class",
    "Dependency",
    "Function",
    "Level",
    "Middleware",
    "Module",
    "Named",
    "Parameter",
    "Pattern",
    "Project",
    "Route",
    "Router",
    "SecurityScheme",
    "Span",
    "Switch",
    "Unresolved",
    "blocks_of",
    "calls_in",
    "expressions_in",
    "last_names",
    "nodes",
    "statements_in",
    "subexpressions",
]
