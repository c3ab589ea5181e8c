"""Which edition of fastlint made an entry: what another edition wrote is not read."""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from hashlib import blake2b
from importlib.util import find_spec

import fastlint

_MAKERS = ("ir", "source", "analyse.py")
"""The code that a lean form depends on, beside libcst."""


@lru_cache(maxsize=1)
def of_forms() -> bytes:
    """A digest of all that turns bytes into lean forms: the code itself, since not each edit raises the version."""
    digest = blake2b(digest_size=16)
    digest.update(f"{fastlint.__version__} {sys.version} {sys.platform}".encode())
    folder = os.path.dirname(fastlint.__file__)
    for path in [*_sources(folder), _version_of("libcst")]:
        digest.update(_text(path))
        digest.update(b"\0")
    return digest.digest()


def _sources(folder: str) -> list[str]:
    found = []
    for name in _MAKERS:
        path = os.path.join(folder, name)
        if os.path.isdir(path):
            found += [os.path.join(path, file) for file in sorted(os.listdir(path)) if file.endswith(".py")]
        else:
            found.append(path)
    return found


def _version_of(package: str) -> str:
    """The file that says which version is installed; asking the distribution's metadata takes ten times as long."""
    spec = find_spec(package)
    return os.path.join(os.path.dirname(spec.origin), "_version.py") if spec is not None and spec.origin else ""


def _text(path: str) -> bytes:
    try:
        with open(path, "rb") as stream:
            return stream.read()
    except OSError:  # installed without its source: the version must do
        return b""
