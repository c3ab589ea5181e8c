"""What has to be written for a project to use fastlint, what is there already, and what stands in the way."""

from __future__ import annotations

import copy
import os
import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

from fastlint import config as configuration
from fastlint.adopt import hooks, texts
from fastlint.adopt.origin import Origin
from fastlint.problem import Problem
from fastlint.source.rewrite import replace_file

CONFIGURATION = "pyproject.toml"
OWN_CONFIGURATION = "fastlint.toml"
HOOKS = ".pre-commit-config.yaml"
WORKFLOWS = ".github/workflows"
_TABLE = f"[tool.fastlint]\n{texts.SETTINGS}"
_LARGEST = 1024 * 1024
_PLAIN = re.compile(r"[\w. /+-]+")


@dataclass(frozen=True, slots=True)
class Proposal:
    """One file to write: its absolute path, what it holds now (None for a new one), and what it would hold."""

    path: str
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A file that cannot be added to, why, and the text that would have to be put in by hand."""

    path: str
    reason: str
    text: str


@dataclass(slots=True)
class Plan:
    """`settled` are the files that need nothing, each with what it has already."""

    proposals: list[Proposal] = field(default_factory=list)
    obstacles: list[Obstacle] = field(default_factory=list)
    settled: list[tuple[str, str]] = field(default_factory=list)


def plan(directory: str, origin: Origin) -> Plan:
    """The plan for the project in `directory`: its configuration there, hook and workflow at the repository's root."""
    made = Plan()
    directory = os.path.abspath(directory)
    root = _repository(directory)
    _plan_configuration(made, directory)
    _plan_hook(made, os.path.join(root, HOOKS), texts.hook(origin))
    _plan_workflow(made, os.path.join(root, *WORKFLOWS.split("/")), origin, os.path.relpath(directory, root))
    return made


def apply(made: Plan) -> None:
    """Write what the plan says; a file that has changed since it was made stops it."""
    for proposal in made.proposals:
        if _text(proposal.path) != proposal.before:
            raise Problem(f"{proposal.path}: has changed meanwhile and was left alone. Run `fastlint init` again")
        try:
            os.makedirs(os.path.dirname(proposal.path), exist_ok=True)
            replace_file(proposal.path, proposal.after.encode())
        except OSError as error:
            raise Problem(f"{proposal.path}: cannot be written: {error.strerror}") from error


def _plan_configuration(made: Plan, directory: str) -> None:
    known = configuration.find(directory).file
    file = os.path.join(directory, CONFIGURATION)
    if known:
        made.settled.append((known, "has the configuration"))
    elif not os.path.lexists(file):
        made.proposals.append(Proposal(os.path.join(directory, OWN_CONFIGURATION), None, texts.SETTINGS))
    elif reason := _unfit(file):
        made.obstacles.append(Obstacle(file, reason, _TABLE))
    else:
        text = _text(file) or ""
        after = _with_table(text)
        if after is None:
            reason = "the table `tool` is written in a form that cannot be added to"
            made.obstacles.append(Obstacle(file, reason, _TABLE))
        else:
            made.proposals.append(Proposal(file, text, after))


def _with_table(text: str) -> str | None:
    """`text` with our table at its end, None unless exactly that is what a parser then reads."""
    newline = "\r\n" if "\r\n" in text else "\n"
    gap = "" if not text else newline if text.endswith("\n") else newline * 2
    after = text + gap + _TABLE.replace("\n", newline)
    expected = copy.deepcopy(_parsed(text))
    try:
        expected.setdefault("tool", {})["fastlint"] = tomllib.loads(texts.SETTINGS)
        return after if _parsed(after) == expected else None
    except (tomllib.TOMLDecodeError, TypeError):
        return None


def _plan_hook(made: Plan, file: str, entry: str) -> None:
    whole = hooks.with_entry("repos:\n  - \n", entry).replace("  - \n", "", 1)
    if not os.path.lexists(file):
        made.proposals.append(Proposal(file, None, whole))
    elif reason := _unfit(file):
        made.obstacles.append(Obstacle(file, reason, entry))
    elif hooks.has_hook(text := _text(file) or ""):
        made.settled.append((file, "has the hook"))
    elif not text.strip():
        made.proposals.append(Proposal(file, text, text + whole))
    else:
        try:
            made.proposals.append(Proposal(file, text, hooks.with_entry(text, entry)))
        except hooks.NotUnderstood as error:
            made.obstacles.append(Obstacle(file, str(error), entry))


def _plan_workflow(made: Plan, folder: str, origin: Origin, path: str) -> None:
    names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
    for name in names:
        file = os.path.join(folder, name)
        if name.endswith((".yml", ".yaml")) and (name.startswith("fastlint.") or "fastlint" in _peek(file)):
            made.settled.append((file, "has the workflow"))
            return
    if not _PLAIN.fullmatch(path):
        raise Problem(f"{path}: a directory of this name cannot be written into a workflow")
    after = texts.workflow(origin, path.replace(os.sep, "/"))
    made.proposals.append(Proposal(os.path.join(folder, "fastlint.yml"), None, after))


def _repository(directory: str) -> str:
    """The root of the repository that `directory` lies in, itself when it lies in none."""
    folder = directory
    while not os.path.lexists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return directory
        folder = above
    return folder


def _unfit(file: str) -> str:
    """Why `file` cannot be added to, "" when nothing stands in the way."""
    if os.path.islink(file) or not os.path.isfile(file):
        return "it is no regular file"
    try:
        text = _text(file)
        if file.endswith(".toml"):
            _parsed(text or "")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        return f"it cannot be read: {error}"
    return ""


def _parsed(text: str) -> dict[str, Any]:
    return tomllib.loads(text.removeprefix("\ufeff"))


def _text(file: str) -> str | None:
    """What `file` holds, its line ends as they are; None when there is none."""
    try:
        with open(file, encoding="utf-8", newline="") as stream:
            return stream.read()
    except FileNotFoundError:
        return None


def _peek(file: str) -> str:
    """The beginning of a file of whatever kind, for a search."""
    if not os.path.isfile(file):
        return ""
    with open(file, encoding="utf-8", errors="replace") as stream:
        return stream.read(_LARGEST)
