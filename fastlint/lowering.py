"""Files -> lean forms: found in the cache, or made and then kept there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from types import TracebackType

import msgspec

from fastlint.analyse import Form, analyse, decoded, encoded
from fastlint.cache import edition
from fastlint.cache.forms import Forms
from fastlint.resources import Resources
from fastlint.source.failure import Failure, Limits
from fastlint.source.read import SourceFile, load

_BATCH = 200


class Lowering:
    """Lowers files, as often as it is asked to; to be closed, as a context manager does.

    `contents` hold, by absolute path, what is lowered in place of what lies there.
    """

    def __init__(self, limits: Limits, resources: Resources, contents: Mapping[str, bytes] | None = None) -> None:
        self._limits, self._resources = limits, resources
        self._contents = contents or {}
        self._seed = edition.of_forms() + repr(limits).encode() if resources.cache else b""
        self._cache = Forms(resources.cache)

    def __enter__(self) -> Lowering:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._cache.close()

    def forms(self, files: Iterable[SourceFile]) -> dict[str, Form]:
        """The form of each file by its name, or why there is none."""
        loaded = {file.name: self._loaded(file.path) for file in files}
        contents = {name: data for name, data in loaded.items() if isinstance(data, bytes)}
        keys = {name: self._key(data) for name, data in contents.items()}
        known = self._known(set(keys.values()))
        made = self._made({keys[name]: data for name, data in contents.items() if keys[name] not in known})
        known.update(made)
        return {name: data if isinstance(data, Failure) else known[keys[name]] for name, data in loaded.items()}

    def _loaded(self, path: str) -> bytes | Failure:
        return self._contents[path] if path in self._contents else load(path, self._limits)

    def _key(self, data: bytes) -> bytes:
        return blake2b(self._seed + data, digest_size=32).digest()

    def _known(self, keys: set[bytes]) -> dict[bytes, Form]:
        found: dict[bytes, Form] = {}
        for key, form in self._cache.find(sorted(keys)).items():
            try:
                found[key] = decoded(form)
            except msgspec.MsgspecError:  # sound, and yet not ours
                continue
        return found

    def _made(self, contents: dict[bytes, bytes]) -> dict[bytes, Form]:
        """The forms of `contents`; they are kept batch by batch, for the run that follows one that was ended."""
        made: dict[bytes, Form] = {}
        fresh: dict[bytes, bytes] = {}
        try:
            for key, data in contents.items():
                form = made[key] = analyse(data, self._limits)
                if not isinstance(form, Failure) or form.is_lasting:
                    fresh[key] = encoded(form)
                if len(fresh) == _BATCH:
                    self._cache.keep(fresh)
                    fresh = {}
                self._resources.progress("reading files", len(made), len(contents))
        finally:
            self._cache.keep(fresh)
        return made
