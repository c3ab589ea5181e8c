"""What a run saw of the sources, so that a later run can tell whether it would see the same in a file edited since."""

from __future__ import annotations

import msgspec

from fastlint.source.failure import Limits


class Seen(msgspec.Struct, frozen=True, array_like=True):
    """One file: what reports call it, where it is, under which key its form is kept, whether it was analysed."""

    name: str
    path: str
    key: bytes
    is_analysed: bool


class Sight(msgspec.Struct, frozen=True, array_like=True):
    """All files of a run, and what decided which of them were analysed: the limits, and words they may hold.

    `quoted` are the lines that a report shows, by the name of their file and their number; of files in `whole` it
    shows, or counts on, more than that.
    """

    limits: Limits
    words: tuple[str, ...]
    files: tuple[Seen, ...]
    quoted: dict[str, dict[int, str]] = {}
    whole: frozenset[str] = frozenset()


_SIGHT = msgspec.msgpack.Decoder(Sight)


def encoded(sight: Sight) -> bytes:
    """A sight as a record keeps it."""
    return msgspec.msgpack.encode(sight)


def decoded(data: bytes) -> Sight:
    """What `encoded` made `data` of. Raises msgspec.MsgspecError for anything else."""
    return _SIGHT.decode(data)
