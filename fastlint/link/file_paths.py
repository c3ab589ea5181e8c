"""Paths of the project's files, for code that looks for its own modules: `__file__`, os.path, pathlib, glob.

A path is text relative to the root, as `__file__` is. Only Python files and the folders around them are known.
"""

from __future__ import annotations

import fnmatch
import posixpath
import re
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from fastlint.link.values import Const, External, Instance, ModuleValue, Native, Seq, Unknown, Value, text

if TYPE_CHECKING:
    from fastlint.link.arguments import Arguments
    from fastlint.link.evaluator import Evaluator
    from fastlint.link.frames import Frame

_PATH: Final = "pathlib.Path"
_MOST_PARTS: Final = 50
_LONGEST_PATTERN: Final = 200
_Method = Callable[["Evaluator", "Frame", "Arguments", str], Value]


def path_value(written: str) -> Instance:
    """A `pathlib.Path`, or an entry of `os.scandir`; as text it is its path."""
    whole = _normal(written)
    path = PurePosixPath(whole)
    made = Instance(External(_PATH), [], {})
    made.attributes = {
        "value": Const(whole), "path": Const(whole), "name": Const(path.name), "stem": Const(path.stem),
        "suffix": Const(path.suffix), "parts": Seq("tuple", [Const(part) for part in path.parts]),
        **{name: _method(name, does, whole) for name, does in _METHODS.items()},
    }  # fmt: skip
    has_above = path.parent != path and len(path.parts) <= _MOST_PARTS
    above = [path_value(str(path.parent))] if has_above else []
    made.attributes["parent"] = above[0] if above else made
    further = above[0].attributes["parents"] if above else None
    made.attributes["parents"] = Seq("tuple", [*above, *(further.items if isinstance(further, Seq) else [])])
    return made


def joined_path(left: Value, right: Value) -> Value | None:
    """`left / right` where either is a path and both are known."""
    if not any(isinstance(s, Instance) and isinstance(s.cls, External) and s.cls.path == _PATH for s in (left, right)):
        return None
    parts = text(left), text(right)
    return path_value(posixpath.join(parts[0], parts[1])) if parts[0] is not None and parts[1] is not None else None


def _normal(written: str) -> str:
    """A path without detours; the root is ""."""
    path = posixpath.normpath(written) if written else ""
    return "" if path == "." else path


def _method(name: str, does: _Method, whole: str) -> Native:
    return Native(name, lambda e, f, a: does(e, f, a, whole))


# ---------------------------------------------------------------- what lies where


def _inside(e: Evaluator, f: Frame, folder: str) -> tuple[str, list[str]] | None:
    """A folder as the project has it, and what lies directly in it; None where it has none of that name.

    What does not begin at the root begins where the program is started: in one of the folders around the file.
    """
    parts = f.module.path.split("/")[:-1]
    for start in ("", *("/".join(parts[: i + 1]) for i in range(len(parts)))):
        whole = _normal(posixpath.join(start, folder))
        if whole in e.index.contents:
            return whole, e.index.contents[whole]
    return None


def _matching(e: Evaluator, f: Frame, folder: str, pattern: str) -> list[str] | None:
    """The files and folders below a folder that a pattern names, as `glob` has it."""
    found = _inside(e, f, folder)
    if found is None or len(pattern) > _LONGEST_PATTERN:
        return None
    e.steps += len(e.index.paths) // 10  # each is looked at
    begin = f"{found[0]}/" if found[0] else ""
    below = [path[len(begin) :] for path in e.index.paths if path.startswith(begin)]
    folders = {"/".join(path.split("/")[: i + 1]) for path in below for i in range(path.count("/"))}
    wanted = re.compile("".join(map(_segment, pattern.strip("/").split("/"))))
    return sorted(begin + path for path in {*below, *folders} if wanted.fullmatch(f"{path}/"))


def _segment(written: str) -> str:
    """One part of a pattern, with the slash behind it, as a regular expression."""
    if written == "**":
        return "(?:[^/]+/)*"
    return fnmatch.translate(written)[4:-3].replace(".*", "[^/]*") + "/"


def _seq(found: list[str] | None, made: Callable[[str], Value]) -> Value:
    return Seq("list", list(map(made, found or [])), found is None)


# ---------------------------------------------------------------- pathlib


def _glob(e: Evaluator, f: Frame, a: Arguments, whole: str) -> Value:
    pattern = text(a.get(0, "pattern"))
    return _seq(_matching(e, f, whole, pattern) if pattern else None, path_value)


def _rglob(e: Evaluator, f: Frame, a: Arguments, whole: str) -> Value:
    pattern = text(a.get(0, "pattern"))
    return _seq(_matching(e, f, whole, f"**/{pattern}") if pattern else None, path_value)


def _iterdir(e: Evaluator, f: Frame, a: Arguments, whole: str) -> Value:
    found = _inside(e, f, whole)
    return _seq([posixpath.join(found[0], n) for n in found[1]] if found else None, path_value)


def _join(e: Evaluator, f: Frame, a: Arguments, whole: str) -> Value:
    parts = [text(arg) for arg in a.args]
    known = [part for part in parts if part is not None]
    return path_value(posixpath.join(whole, *known)) if len(known) == len(parts) else _unknown(f, a)


def _relative(e: Evaluator, f: Frame, a: Arguments, whole: str) -> Value:
    other = text(a.get(0, "other"))
    return path_value(posixpath.relpath(whole or ".", other or ".")) if other is not None else _unknown(f, a)


def _with_suffix(e: Evaluator, f: Frame, a: Arguments, whole: str) -> Value:
    suffix = text(a.get(0, "suffix"))
    return path_value(posixpath.splitext(whole)[0] + suffix) if suffix is not None else _unknown(f, a)


def _is_file(e: Evaluator, f: Frame, a: Arguments, whole: str) -> Value:
    return Const(True) if whole in e.index.paths else _unless(_inside(e, f, whole), f, a)


def _is_folder(e: Evaluator, f: Frame, a: Arguments, whole: str) -> Value:
    return Const(False) if whole in e.index.paths else Const(True) if _inside(e, f, whole) else _unknown(f, a)


def _exists(e: Evaluator, f: Frame, a: Arguments, whole: str) -> Value:
    return Const(True) if whole in e.index.paths or _inside(e, f, whole) else _unknown(f, a)


def _unless(folder: object, f: Frame, a: Arguments) -> Value:
    return Const(False) if folder else _unknown(f, a)


def _unknown(f: Frame, a: Arguments) -> Value:
    return Unknown("a path made at run time", f.module, a.node)


_METHODS: dict[str, _Method] = {
    "glob": _glob, "rglob": _rglob, "iterdir": _iterdir, "joinpath": _join, "relative_to": _relative,
    "with_suffix": _with_suffix, "is_file": _is_file, "is_dir": _is_folder, "exists": _exists,
    **dict.fromkeys(("resolve", "absolute"), lambda e, f, a, whole: path_value(whole)),
    "as_posix": lambda e, f, a, whole: Const(whole),
}  # fmt: skip


# ---------------------------------------------------------------- os, os.path, glob


def _path(e: Evaluator, f: Frame, a: Arguments) -> Value:
    parts = [text(arg) for arg in a.args]
    known = [part for part in parts if part is not None]
    if known and len(known) == len(parts):
        return path_value(posixpath.join(known[0], *known[1:]))
    return Instance(External(_PATH), a.args, a.keywords, {}, a.module, a.node)


def _of_texts(does: Callable[..., object]) -> Callable[[Evaluator, Frame, Arguments], Value]:
    """A function of os.path, which makes text of texts."""

    def run(e: Evaluator, f: Frame, a: Arguments) -> Value:
        parts = [text(arg) for arg in (*a.args, *a.keywords.values())]
        if not parts or None in parts:
            return _unknown(f, a)
        made = does(*parts)
        return Seq("tuple", [Const(part) for part in made]) if isinstance(made, tuple) else Const(made)

    return run


def _of_files(does: _Method, made: Callable[[str], Value]) -> Callable[[Evaluator, Frame, Arguments], Value]:
    """A function that is given a path and does what a method of paths does."""

    def run(e: Evaluator, f: Frame, a: Arguments) -> Value:
        whole = text(a.args[0]) if a.args else None
        if whole is None:
            return _unknown(f, a)
        found = does(e, f, a, _normal(whole))
        if not isinstance(found, Seq):
            return found
        return Seq("list", [made(text(item) or "") for item in found.items], found.is_open)

    return run


def _named(e: Evaluator, f: Frame, a: Arguments, pattern: str) -> Value:
    fixed = pattern.split("/")
    count = next((i for i, part in enumerate(fixed) if set(part) & set("*?[")), len(fixed) - 1)
    return _seq(_matching(e, f, "/".join(fixed[:count]), "/".join(fixed[count:])), path_value)


def _walk(e: Evaluator, f: Frame, a: Arguments) -> Value:
    """`os.walk`: each folder with its folders and its files."""
    whole = text(a.get(0, "top"))
    top = _inside(e, f, _normal(whole)) if whole is not None else None
    if top is None:
        return Seq("list", [], True)
    rows: list[Value] = []
    waiting = [top[0]]
    while waiting:
        folder = waiting.pop(0)
        inside = _inside(e, f, folder)
        names = inside[1] if inside else []
        files = [name for name in names if posixpath.join(folder, name) in e.index.paths]
        folders = [name for name in names if name not in files]
        waiting += [posixpath.join(folder, name) for name in folders]
        rows.append(Seq("tuple", [Const(folder), *(Seq("list", list(map(Const, n))) for n in (folders, files))]))
    return Seq("list", rows)


def _spec(e: Evaluator, f: Frame, a: Arguments) -> Value:
    """`importlib.util.spec_from_file_location(name, location)`."""
    location = a.get(1, "location")
    made = Instance(External("importlib.machinery.ModuleSpec"), a.args, a.keywords, {}, a.module, a.node)
    if location is not None:
        made.attributes["origin"] = location
    return made


def _module_of_spec(e: Evaluator, f: Frame, a: Arguments) -> Value:
    spec = a.get(0, "spec")
    path = text(spec.attributes.get("origin")) if isinstance(spec, Instance) else None
    known = _normal(path) in e.states if path is not None else False
    return ModuleValue(e.run(_normal(path or ""))) if known else Unknown("a module of a file that is not known")


FILE_FUNCTIONS: Final = {
    _PATH: _path, "pathlib.PurePath": _path, "os.walk": _walk,
    **{f"os.path.{name}": _of_texts(getattr(posixpath, name)) for name in ("dirname", "basename", "join", "splitext",
                                                                          "split")},
    **dict.fromkeys(
        (f"os.path.{name}" for name in ("abspath", "realpath", "normpath")), _of_texts(_normal),
    ),
    "os.path.relpath": _of_texts(lambda path, start="": posixpath.relpath(path or ".", start or ".")),
    "os.listdir": _of_files(_iterdir, lambda path: Const(posixpath.basename(path))),
    "os.scandir": _of_files(_iterdir, path_value),
    "glob.glob": _of_files(_named, Const), "glob.iglob": _of_files(_named, Const),
    "os.path.isfile": _of_files(_is_file, Const), "os.path.isdir": _of_files(_is_folder, Const),
    "os.path.exists": _of_files(_exists, Const),
    "importlib.util.spec_from_file_location": _spec, "importlib.util.module_from_spec": _module_of_spec,
}  # fmt: skip
