"""Bytes of a file -> text, as Python reads it; newlines stay as they are."""

from __future__ import annotations

import codecs
import os
import re
import stat
from dataclasses import dataclass

from fastlint.source.failure import DEFAULTS, Failure, FailureKind, Limits

_COOKIE = re.compile(rb"[ \t\f]*#[^\r\n]*?coding[:=][ \t]*([-\w.]+)")
_BLANK = re.compile(rb"[ \t\f]*(?:#[^\r\n]*)?(?:\r\n|\r|\n)")
_LONGEST_CODEC_NAME = 40
_CHUNK = 262_144
# What a codec must leave as it is: with any other, bytes and text would disagree about what is code.
_ASCII = bytes([9, 10, 12, 13, *range(32, 92), *range(93, 127)]) + rb"\u0041 \x41 +AEE- x.xn--bcher-kva.x"
# Never wait for the other end of a pipe, never become a terminal's owner, never pass the descriptor on.
_FLAGS = os.O_RDONLY | sum(getattr(os, flag, 0) for flag in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"))


@dataclass(frozen=True, slots=True, order=True)
class SourceFile:
    """A file to analyse: what reports call it, and where it is.

    `name` is relative to the root, with forward slashes; `path` is absolute. `is_given` says that the user
    named this very file.
    """

    name: str
    path: str
    is_given: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a file, and what it takes to write it back: `encoding`, and whether a byte order mark came first."""

    text: str
    encoding: str = "utf-8"
    has_mark: bool = False


def read(path: str, limits: Limits = DEFAULTS) -> Source | Failure:
    """The text of the file at `path`, or why there is none."""
    data = load(path, limits)
    return data if isinstance(data, Failure) else decode(data)


def load(path: str, limits: Limits = DEFAULTS) -> bytes | Failure:
    """The bytes of the file at `path`, or why there are none. Opens nothing but regular files."""
    try:
        data = read_bytes(path, limits.max_file_size + 1)
    except (OSError, ValueError) as error:
        return Failure(FailureKind.UNREADABLE, f"cannot be read: {_problem(error)}")
    if data is None:
        return Failure(FailureKind.UNREADABLE, "cannot be read: not a regular file")
    if len(data) > limits.max_file_size:
        reason = f"is larger than `max-file-size` allows ({limits.max_file_size} bytes)"
        return Failure(FailureKind.LIMIT, reason)
    return data


def decode(data: bytes) -> Source | Failure:
    """`data` as text, by its byte order mark or coding comment (PEP 263), else UTF-8."""
    has_mark = data.startswith(codecs.BOM_UTF8)
    body = data[len(codecs.BOM_UTF8) :] if has_mark else data
    declared = _declared(body)
    codec = _codec(declared) if declared else "utf-8"
    if not codec:
        return Failure(
            FailureKind.ENCODING,
            f"declares an encoding that source code cannot have: {declared[:_LONGEST_CODEC_NAME]!r}",
        )
    if has_mark and codec != "utf-8":
        return Failure(FailureKind.ENCODING, f"begins with a UTF-8 mark but declares the encoding {declared!r}")
    try:
        text = body.decode(codec)
    except UnicodeDecodeError as error:
        return _undecodable(body, error, codec)
    except Exception as error:  # a codec may raise anything, and none may end the run
        return Failure(FailureKind.ENCODING, f"cannot be decoded as {codec}: {error}")
    if text.startswith("\ufeff"):
        return Failure(FailureKind.SYNTAX, "begins with two byte order marks")
    position = text.find("\0")
    if position >= 0:
        line, column = place(text, position)
        return Failure(FailureKind.SYNTAX, "contains a NUL character", line, column)
    return Source(text, codec, has_mark)


def encode(source: Source) -> bytes:
    """The bytes of a file that holds `source`: what `decode` takes apart. Raises UnicodeEncodeError."""
    return (codecs.BOM_UTF8 if source.has_mark else b"") + source.text.encode(source.encoding)


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column of a character offset, both from 1, lines counted as Python counts them."""
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def read_bytes(path: str, most: int) -> bytes | None:
    """The first `most` bytes of a regular file, None for anything else. Raises OSError."""
    descriptor = os.open(path, _FLAGS)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        parts = []
        while part := os.read(descriptor, min(most, _CHUNK)):
            parts.append(part)
            most -= len(part)
        return b"".join(parts)
    finally:
        os.close(descriptor)


def _problem(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__


def _declared(data: bytes) -> str:
    """The encoding that a comment in one of the first two lines names, "" for none."""
    match = _COOKIE.match(data)
    if match is None and (first := _BLANK.match(data)):
        match = _COOKIE.match(data, first.end())
    return match[1].decode("ascii", "replace") if match else ""


def _codec(name: str) -> str:
    """The codec called `name` if it keeps ASCII as it is, else ""."""
    # Looking a codec up imports it; names beyond those of the standard library must not get that far.
    if len(name) > _LONGEST_CODEC_NAME or "." in name:
        return ""
    try:
        found = codecs.lookup(name)
        is_plain = found.decode(_ASCII, "strict")[0] == _ASCII.decode("ascii")
    except Exception:  # unknown, not for text, not on this platform
        return ""
    return {"utf-8-sig": "utf-8"}.get(found.name, found.name) if is_plain else ""


def _undecodable(data: bytes, error: UnicodeDecodeError, codec: str) -> Failure:
    before = data[: error.start].decode(codec, "replace")
    line, column = place(before, len(before))
    return Failure(FailureKind.ENCODING, f"is not valid {codec}: {error.reason}", line, column)
