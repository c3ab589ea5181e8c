"""The keys of the configuration, each with what it means."""

from __future__ import annotations

import dataclasses
import os
from typing import Annotated, Any

from msgspec import Meta, Struct

from fastlint.config.places import Origin
from fastlint.finding import Confidence, Persona, Severity
from fastlint.source.failure import DEFAULTS, Limits

_Names = tuple[str, ...]


class ProjectSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """The keys that a project may set."""

    extend: Annotated[
        str, Meta(description="Another configuration file, whose values hold where this one is silent.")
    ] = ""
    select: Annotated[_Names, Meta(description="Rules that run: names, codes, families, the beginning of a code.")] = ()
    extend_select: Annotated[_Names, Meta(description="Rules that run beside those selected.")] = ()
    ignore: Annotated[_Names, Meta(description="Rules that do not run. The more exact name wins over `select`.")] = ()
    per_file_ignores: Annotated[
        dict[str, _Names],
        Meta(description="Rules that are silent in the files that a pattern (as in .gitignore) fits."),
    ] = {}
    persona: Annotated[
        Persona,
        Meta(
            description="How much to report: `regular` is hardly ever wrong, `pedantic` adds style and design, "
            "`auditor` adds leads."
        ),
    ] = Persona.REGULAR
    min_severity: Annotated[Severity, Meta(description="The least grave findings to show.")] = Severity.NOTE
    min_confidence: Annotated[
        Confidence | None, Meta(description="The least sure findings to show: medium, and low for auditors.")
    ] = None
    fail_on: Annotated[Severity, Meta(description="The least grave findings that end a run with 1.")] = Severity.WARNING
    exclude: Annotated[_Names, Meta(description="Files and directories to leave out, as in .gitignore.")] = ()
    force_exclude: Annotated[bool, Meta(description="Whether files that are left out stay so when they are given.")] = (
        False
    )
    baseline: Annotated[str, Meta(description="The file of findings that are known and not shown.")] = ""
    require_ignore_reason: Annotated[bool, Meta(description="Whether an ignore comment must say why.")] = False
    public_paths: Annotated[
        _Names, Meta(description="Paths of routes that are public on purpose, as `/public/*`.")
    ] = ()
    auth_dependencies: Annotated[
        _Names, Meta(description="Dotted names of dependencies that refuse callers without credentials.")
    ] = ()
    limiters: Annotated[_Names, Meta(description="Dotted names of callables that limit the rate of requests.")] = ()
    sanitizers: Annotated[
        dict[str, _Names],
        Meta(description="Dotted names of callables whose result is harmless, each with the rules for which it is."),
    ] = {}
    sinks: Annotated[
        dict[str, _Names],
        Meta(
            description="Dotted names of callables where a client's value does harm, each with the rules that say so; "
            "`app.db.run(sql)` means that parameter alone."
        ),
    ] = {}
    target_fastapi: Annotated[str, Meta(description="FastAPI's version, in place of what lock files say.")] = ""
    max_file_size: Annotated[int, Meta(description="The largest file to analyse, in bytes.")] = DEFAULTS.max_file_size
    max_nesting: Annotated[int, Meta(description="The deepest nesting of brackets to analyse.")] = DEFAULTS.max_nesting
    max_pattern_nesting: Annotated[int, Meta(description="The deepest nesting of a `match` pattern to analyse.")] = (
        DEFAULTS.max_pattern_nesting
    )
    max_chain: Annotated[int, Meta(description="The longest chain of operators or calls to analyse.")] = (
        DEFAULTS.max_chain
    )
    max_blank_lines: Annotated[int, Meta(description="The longest run of blank lines to analyse.")] = (
        DEFAULTS.max_blank_lines
    )
    max_seconds: Annotated[int, Meta(ge=1, description="The most processor time that parsing a file may take.")] = (
        DEFAULTS.max_seconds
    )
    max_memory: Annotated[int, Meta(ge=64, description="The most memory that parsing a file may take, in MB.")] = (
        DEFAULTS.max_memory
    )
    rules: Annotated[
        dict[str, dict[str, Any]],
        Meta(description="A table for each rule: `severity`, `persona`, and its own options."),
    ] = {}


class UserSettings(ProjectSettings, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """What the user may set beside that, for all projects: code is imported at the user's own word alone."""

    local_packs: Annotated[_Names, Meta(description="Files and folders of rules to load. Runs their code.")] = ()


class Config(UserSettings, frozen=True, kw_only=True):
    """The settings in force and where they come from: `file` is an absolute path, "" when no file was read.

    `origins` tells by key, as `("select",)` or `("rules", "sql-injection", "severity")`, who set what is not a default.
    `base` is the directory of a configuration without a file, the current one when empty.
    """

    file: str = ""
    base: str = ""
    origins: dict[tuple[str, ...], Origin] = {}

    @property
    def directory(self) -> str:
        """Where the project begins, as far as the configuration tells."""
        return self.base or os.path.dirname(self.file) or os.getcwd()

    @property
    def lowest_confidence(self) -> Confidence:
        """The least sure findings that are shown: leads that are hardly more than a guess are for auditors."""
        if self.min_confidence is not None:
            return self.min_confidence
        return Confidence.LOW if self.persona == Persona.AUDITOR else Confidence.MEDIUM

    @property
    def limits(self) -> Limits:
        """How large and how deep a file may be."""
        return Limits(**{field.name: getattr(self, field.name) for field in dataclasses.fields(Limits)})

    @property
    def fastapi_version(self) -> tuple[int, ...]:
        """`target_fastapi` as numbers, () when it is not given."""
        return tuple(int(part) for part in self.target_fastapi.split(".")) if self.target_fastapi else ()

    @property
    def baseline_file(self) -> str:
        """The absolute path of the baseline, "" for none."""
        return os.path.abspath(os.path.join(self.start("baseline"), self.baseline)) if self.baseline else ""

    @property
    def pack_paths(self) -> tuple[str, ...]:
        """The absolute paths of the user's own packs."""
        start = self.start("local-packs")
        return tuple(os.path.abspath(os.path.join(start, os.path.expanduser(path))) for path in self.local_packs)

    def origin(self, *keys: str) -> Origin | None:
        """Who said the value of `keys`, or of the table that holds it; None for a default."""
        for end in range(len(keys), 0, -1):
            if keys[:end] in self.origins:
                return self.origins[keys[:end]]
        return None

    def place(self, *keys: str) -> str:
        """`file:line` of a key, as far as it can be found, or what else said it; for messages."""
        origin = self.origin(*keys)
        return origin.place(*keys) if origin else self.file or "configuration"

    def start(self, *keys: str) -> str:
        """The directory that a pattern or path of the configuration is relative to."""
        origin = self.origin(*keys)
        return origin.start if origin else self.directory
