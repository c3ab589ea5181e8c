"""Where this fastlint was installed from, so that the hook and the workflow of a project get the same one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.metadata import distribution


@dataclass(frozen=True, slots=True)
class Origin:
    """`requirement` is what pip takes, "" when others cannot get it; `url` and `commit` are set for a repository."""

    requirement: str = ""
    url: str = ""
    commit: str = ""


def origin() -> Origin:
    """Where the distribution says that it came from: a repository, an archive, or else an index."""
    installed = distribution("fastlint")
    text = installed.read_text("direct_url.json")
    return from_direct_url(json.loads(text) if text else None, installed.version)


def from_direct_url(direct: dict[str, object] | None, version: str) -> Origin:
    """The origin as the record of a direct installation tells it (PEP 610); without one, it was an index."""
    if direct is None:
        return Origin(f"fastlint=={version}")
    url, source = str(direct.get("url", "")), direct.get("vcs_info")
    if isinstance(source, dict) and source.get("vcs") == "git" and url.startswith("https://"):
        commit = str(source.get("commit_id", ""))
        return Origin(f"fastlint @ git+{url}@{commit}", url, commit)
    if "archive_info" in direct and url.startswith("https://"):
        return Origin(f"fastlint @ {url}")
    return Origin()
