"""What takes the danger out of the name of a file, and which tests contain a path.

Sources: Python 3.14 documentation (os.path, pathlib, re, mimetypes), Werkzeug (secure_filename, safe_join),
pathvalidate, python-slugify, Django (slugify).
"""

from fastlint.insight.flow import (
    Called,
    Choice,
    Computed,
    Constant,
    Facts,
    Global,
    Graph,
    Input,
    Part,
    Text,
    Value,
    made_of,
)

from .parsing import PARSING, picks_characters

NOT_NAMES = frozenset({"builtins.bytes", "builtins.bytearray", "typing.BinaryIO", "typing.IO", "io.BytesIO"})
"""Types that name no file."""

PATH_CLEANERS = frozenset({
    "io.BytesIO", "io.StringIO", "tempfile.SpooledTemporaryFile", "tempfile.TemporaryFile", "tempfile.NamedTemporaryFile",
    "os.path.basename", "posixpath.basename", "ntpath.basename", "werkzeug.utils.secure_filename", "werkzeug.utils.safe_join",
    "werkzeug.security.safe_join", "pathvalidate.sanitize_filename", "slugify.slugify", ".slugify", "django.utils.text.slugify",
    "pathlib.Path.name", "pathlib.Path.stem", "pathlib.Path.suffix", ".suffix", "mimetypes.guess_extension", "mimetypes.guess_type",
    "mimetypes.types_map", "urllib.parse.quote_plus", "tempfile.mktemp", "uuid.uuid3", ".hex", "starlette.staticfiles.StaticFiles.lookup_path",
})  # fmt: skip

LISTED = frozenset({".name", ".iterdir", ".glob", ".rglob", "os.listdir", "os.scandir", "os.walk", "glob.glob"})
"""What gives names that are in a directory already."""


def cleans_path(value: Value) -> bool:
    """Whether an expression leaves at most one harmless component of a path."""
    match value:
        case Called(method="replace", args=[Constant(value=str(old)), *_]):
            return old in ("/", "\\", ".")
        case Called(function=Global(dotted="re.sub"), args=[Constant(value=str(pattern)), *_]):
            return pattern.startswith("[^") and "/" not in pattern
        case Called(function=Global(dotted="urllib.parse.quote"), keywords={"safe": Constant(value="")}):
            return True
        case Part(whole=Called(method="split" | "rsplit"), key=key):
            return key == -1
        case Part(whole=Called(method="rpartition"), key=key):
            return key in (2, -1)
        case Part(whole=Called(function=Global(dotted="os.path.splitext")), key=key):
            return key in (1, -1)
        case Part(whole=Called(function=Global(dotted="os.path.split")), key=key):
            return key in (1, -1)
    return picks_characters(value)


def is_extension(value: Value) -> bool:
    """Whether a value is what follows the last dot of a name, which says nothing of the directory before it."""
    while isinstance(value, Called) and value.method in (
        "lower",
        "upper",
        "casefold",
        "strip",
        "lstrip",
        "removeprefix",
    ):
        assert value.receiver is not None
        value = value.receiver
    match value:
        case Part(key="suffix" | "suffixes"):
            return True
        case Part(whole=Called(method="split" | "rsplit", args=[Constant(value="."), *_]), key=key):
            return key in (-1, 1)
        case Part(whole=Called(method="rpartition" | "partition", args=[Constant(value=".")]), key=key):
            return key in (2, -1)
        case Part(whole=Called(function=Global(dotted="os.path.splitext")), key=key):
            return key in (1, -1)
    return False


CONTAINMENT_RAISING = frozenset({"pathvalidate.validate_filename", "pathvalidate.validate_filepath", *PARSING})
CONTAINMENT_ASKED = frozenset({".relative_to"})
LOOKUPS = (
    ".get", ".find", ".fetch", ".filter", ".where", ".lookup", ".query", ".select", ".one", ".first", ".scalar", ".load", ".has_",
)  # fmt: skip
"""Beginnings of methods that look something up by a key."""

PATH_WORDS = (
    "safe", "allowed", "traversal", "contain", "validate_path", "check_path", "valid_path", "validate_file", "valid_name",
    "whitelist", "allowlist", "permitted", "within", "inside", "is_in_", "lfi",
    "sanit",
)  # fmt: skip
"""Parts of names of functions that check paths."""

CLEANING_WORDS = ("sanit", "secure", "slugify", "safe_", "clean_")
"""Parts of names of functions that make text harmless."""

_RESOLVING = (".resolve", "os.path.abspath", "os.path.realpath", ".absolute")


def contains(fact: Facts, value: Value) -> bool:
    """Whether a test keeps a path inside its directory, in ways that tables of calls cannot say."""
    test, held = fact.value, fact.outcome
    if isinstance(test, Computed) and test.operator in ("in", "not in") and held is not None:
        is_in = held == (test.operator == "in")
        left, right = test.operands
        if is_in:
            return isinstance(right, Part) and right.key == "parents" and is_resolved(right.whole)
        if isinstance(left, Constant) and left.value in ("/", "\\"):
            return True
        if isinstance(left, Global) and left.dotted in ("os.sep", "os.path.sep"):
            return True
    if isinstance(test, Called) and test.method == "samefile" and held:
        return isinstance(test.receiver, Part) and test.receiver.key == "parent"
    if isinstance(test, Called) and (test.method, held) in (("is_relative_to", True), ("relative_to", None)):
        return test.receiver is not None and (is_resolved(test.receiver) or not is_joined(test.receiver))
    if isinstance(test, Called) and test.method == "startswith" and held:
        return is_resolved(test.receiver)
    return is_relative_check(test, held) and any(is_relative_check(f.value, f.outcome, other=test) for f in fact)


def is_relative_check(test: Value, held: bool | None, other: Value | None = None) -> bool:
    """Whether a test refuses `..`, or absolute paths; with `other`, the one of the two that `other` is not."""
    if held is not False and not (isinstance(test, Computed) and test.operator == "not in" and held):
        return False
    kind = _kind(test)
    return kind != "" and (other is None or _kind(other) != kind)


def _kind(test: Value) -> str:
    if isinstance(test, Computed) and test.operator in ("in", "not in"):
        left = test.operands[0]
        return "parent" if isinstance(left, Constant) and left.value in ("..", "../") else ""
    if isinstance(test, Called) and test.method == "startswith":
        return "absolute"
    if isinstance(test, Called) and (
        test.method == "is_absolute" or getattr(test.function, "dotted", "") == "os.path.isabs"
    ):
        return "absolute"
    return ""


def is_resolved(value: Value | None) -> bool:
    """Whether a path was made absolute and free of `..`."""
    if value is None:
        return False
    calls = [v for v in made_of(value) if isinstance(v, Called)]
    return any(f".{c.method}" in _RESOLVING or getattr(c.function, "dotted", "") in _RESOLVING for c in calls)


def ends_with_separator(value: Value) -> bool:
    """Whether a prefix ends where a directory's name ends, whichever of several it is."""
    waiting, seen = [value], set[Value]()
    while waiting:
        current = waiting.pop()
        if current in seen:
            continue
        seen.add(current)
        if isinstance(current, (Text, Computed)):
            waiting.append(current.parts[-1] if isinstance(current, Text) else current.operands[-1])
        elif isinstance(current, Choice):
            waiting += [option for option, facts in current.options if not _was_seen_to_end(facts)]
        elif not _is_separated(current):
            return False
    return True


def _is_separated(value: Value) -> bool:
    if isinstance(value, Constant):
        return str(value.value).endswith(("/", "\\"))
    if isinstance(value, Global):
        return value.dotted in ("os.sep", "os.path.sep")
    return isinstance(value, Called) and value.method == "join" and not value.args


def _was_seen_to_end(facts: Facts | None) -> bool:
    """Whether something was tested to end with the separator, as in `root if root.endswith(os.sep) else root + os.sep`."""
    return any(
        isinstance(fact.value, Called)
        and fact.value.method == "endswith"
        and fact.outcome is True
        and any(ends_with_separator(given) for given in fact.value.args)
        for fact in facts or ()
    )


def _is_number(value: Value) -> bool:
    return isinstance(value, Constant) and isinstance(value.value, (int, float))


def is_joined(value: Value) -> bool:
    """Whether a path is joined from parts here."""
    inside = list(made_of(value))
    calls = [v for v in inside if isinstance(v, Called)]
    divided = (v for v in inside if isinstance(v, Computed) and v.operator == "/")
    is_divided = any(not any(map(_is_number, v.operands)) for v in divided)
    return is_divided or any(c.method == "joinpath" or getattr(c.function, "dotted", "") in _JOINING for c in calls)


def names_path(value: Value) -> bool:
    """Whether the name of a value says that it is a path or the name of a file."""
    name = str(value.key) if isinstance(value, Part) else value.parameter.name if isinstance(value, Input) else ""
    return any(word in name.lower() for word in ("path", "file", "folder", "directory"))


def is_contained_in(graph: Graph) -> bool:
    """Whether a function holds a test that does contain paths, or refuses both `..` and absolute ones."""
    kinds = {_kind(value) for test, _, _ in graph.tests for value in made_of(test)}
    if {"parent", "absolute"} <= kinds or any(_refuses_slash(v) for test, _, _ in graph.tests for v in made_of(test)):
        return True
    return any(c.method in ("relative_to", "is_relative_to") for c in graph.calls) or any(
        getattr(c.function, "dotted", "") in ("os.path.commonpath", "os.path.basename") for c in graph.calls
    )


def _refuses_slash(value: Value) -> bool:
    if not isinstance(value, Computed) or value.operator not in ("in", "not in"):
        return False
    searched = value.operands[0]
    return isinstance(searched, Constant) and str(searched.value) in ("/", "\\")


_JOINING = ("os.path.join", "posixpath.join", "pathlib.Path")
