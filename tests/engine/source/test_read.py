"""Bytes to text, and what is no text."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from fastlint.source.failure import Failure, FailureKind, Limits
from fastlint.source.read import Source, decode, place, read


def text_of(data: bytes) -> str:
    source = decode(data)
    assert isinstance(source, Source)
    return source.text


def failure_of(data: bytes) -> Failure:
    failure = decode(data)
    assert isinstance(failure, Failure)
    return failure


def test_utf8_is_the_default() -> None:
    assert decode("é = 'ж'\n".encode()) == Source("é = 'ж'\n", "utf-8", has_mark=False)


def test_newlines_stay_as_they_are() -> None:
    assert text_of(b"a\r\nb\rc\n\x0cd\r\n") == "a\r\nb\rc\n\x0cd\r\n"


def test_a_byte_order_mark_is_kept_apart() -> None:
    assert decode(b"\xef\xbb\xbfx = 1\r\n") == Source("x = 1\r\n", "utf-8", has_mark=True)
    assert decode(b"\xef\xbb\xbf# coding: utf-8\n") == Source("# coding: utf-8\n", "utf-8", has_mark=True)


@pytest.mark.parametrize(
    ("head", "codec"),
    [
        (b"# coding: latin-1", "iso8859-1"),
        (b"# -*- coding: cp1252 -*-", "cp1252"),
        (b"#!/usr/bin/env python\r\n# vim: set fileencoding=koi8-r :", "koi8-r"),
        (b"\n\t# coding=shift_jis", "shift_jis"),
        (b"\r# coding: euc-jp", "euc_jp"),
    ],
)
def test_a_coding_comment_in_the_first_two_lines_counts(head: bytes, codec: str) -> None:
    text = head.decode("ascii") + "\nx = '1'\n"
    assert decode(text.encode(codec)) == Source(text, codec)


@pytest.mark.parametrize(
    "head",
    [b"\n\n# coding: latin-1", b"x = 1\n# coding: latin-1", b"x = '# coding: latin-1'", b"'''\n# coding: latin-1'''"],
)
def test_a_coding_comment_elsewhere_does_not_count(head: bytes) -> None:
    assert failure_of(head + b"\n# \xe9\n").kind is FailureKind.ENCODING


@pytest.mark.parametrize(
    "name",
    [
        *("no-such-codec", "hex", "zlib", "rot13", "idna", "punycode", "unicode_escape", "raw-unicode-escape"),
        *("utf-7", "utf-16", "utf-32", "undefined", "cp037", "mbcs", "..etc.passwd", "x" * 5000, "this"),
    ],
)
def test_an_encoding_that_source_cannot_have_is_a_failure(name: str) -> None:
    imported = set(sys.modules)
    failure = failure_of(f"# coding: {name}\nx = 1\n".encode())
    assert failure.kind is FailureKind.ENCODING
    assert "declares an encoding that source code cannot have" in failure.reason
    assert len(failure.reason) < 120
    assert all(
        module.startswith(("encodings", "_")) or module in {"stringprep", "bz2"} or "codec" in module
        for module in set(sys.modules) - imported - {"base64", "binascii", "zlib", "quopri", "struct", "unicodedata"}
    )


def test_a_mark_and_a_comment_that_disagree_are_a_failure() -> None:
    assert "begins with a UTF-8 mark" in failure_of(b"\xef\xbb\xbf# coding: latin-1\n").reason
    assert "two byte order marks" in failure_of(b"\xef\xbb\xbf\xef\xbb\xbfx\n").reason


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"x = 1\ny = '\xe9'\n", 2, 6),
        (b"a\r\nb\rcd\xff", 3, 3),
        ("é = 'ж".encode() + b"\xff'", 1, 7),
        (b"\xff\xfex\x00", 1, 1),
        (b"x\ny = '\xed\xa0\x80'", 2, 6),
    ],
)
def test_an_undecodable_byte_is_a_failure_with_its_place(data: bytes, line: int, column: int) -> None:
    failure = failure_of(data)
    assert (failure.kind, failure.line, failure.column) == (FailureKind.ENCODING, line, column)
    assert failure.reason.startswith("is not valid utf-8: ")
    assert failure.is_syntax


def test_a_nul_character_is_a_failure_with_its_place() -> None:
    assert failure_of(b"x = 1\r\n# a\0b\n") == Failure(FailureKind.SYNTAX, "contains a NUL character", 2, 4)


def test_places_count_lines_as_python_does() -> None:
    text = "a\r\nb\rc\x0c\x0b\x85\u2028d\ne"
    assert [place(text, text.index(letter)) for letter in "abcde"] == [(1, 1), (2, 1), (3, 1), (3, 6), (4, 1)]


def test_a_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_bytes(b"x = 1\r\n")
    assert read(str(file)) == Source("x = 1\r\n")


def test_a_file_larger_than_the_limit_is_a_failure(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_bytes(b"#" * 100)
    assert isinstance(read(str(file), Limits(max_file_size=100)), Source)
    failure = read(str(file), Limits(max_file_size=99))
    assert failure == Failure(FailureKind.LIMIT, "is larger than `max-file-size` allows (99 bytes)")
    assert isinstance(failure, Failure)
    assert not failure.is_syntax


@pytest.mark.parametrize("kind", ["missing", "directory", "pipe", "loop", "nul"])
def test_what_cannot_be_read_is_a_failure(tmp_path: Path, kind: str) -> None:
    path = tmp_path / ("a\0.py" if kind == "nul" else "a.py")
    if kind == "directory":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "loop":
        path.symlink_to("a.py")
    failure = read(str(path))
    assert isinstance(failure, Failure)
    assert failure.kind is FailureKind.UNREADABLE
    assert failure.reason.startswith("cannot be read: ")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no device to try")
def test_a_device_is_not_read() -> None:
    assert read("/dev/zero") == Failure(FailureKind.UNREADABLE, "cannot be read: not a regular file")


def test_a_file_without_permission_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert read(str(tmp_path / "a.py")) == Failure(FailureKind.UNREADABLE, "cannot be read: Permission denied")
