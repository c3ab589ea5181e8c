"""What a run may use. None of it changes a result."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Resources:
    """`cache` is the directory that keeps what runs found out, "" for none."""

    cache: str = ""


DEFAULT_RESOURCES = Resources()
