"""Where the cache lies: in the user's own cache directory, never in a repository unless told so."""

from __future__ import annotations

import os
import stat
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME = "fastlint"
_TAG = "CACHEDIR.TAG"
_TAG_TEXT = (
    "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# Made by fastlint; backup programs may leave this directory out. `fastlint clean` empties it.\n"
)


def directory(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> str:
    """The user's cache directory for fastlint: FASTLINT_CACHE_DIR, else the platform's own; "" when there is none."""
    told = environment.get("FASTLINT_CACHE_DIR")
    if told:
        return os.path.abspath(told)
    if platform == "win32":
        above = environment.get("LOCALAPPDATA") or os.path.expanduser(os.path.join("~", "AppData", "Local"))
    elif platform == "darwin":
        above = os.path.expanduser(os.path.join("~", "Library", "Caches"))
    else:
        above = environment.get("XDG_CACHE_HOME", "")
        if not os.path.isabs(above):  # the XDG specification has relative ones ignored
            above = os.path.expanduser(os.path.join("~", ".cache"))
    return os.path.join(above, _NAME) if os.path.isabs(above) else ""


def prepare(path: str) -> None:
    """Make the directory, readable by its owner alone, and say in it what it is. Raises OSError."""
    if os.path.isdir(path):
        return
    os.makedirs(path, mode=0o700, exist_ok=True)
    with open(os.path.join(path, _TAG), "w", encoding="utf-8") as stream:
        stream.write(_TAG_TEXT)


def is_own_file(path: str) -> bool:
    """Whether `path` is a regular file of this user: what somebody else put there is not to be trusted."""
    try:
        status = os.lstat(path)
    except (OSError, ValueError):
        return False
    owner = os.geteuid() if hasattr(os, "geteuid") else status.st_uid
    return stat.S_ISREG(status.st_mode) and status.st_uid == owner


def clean(path: str) -> int:
    """Remove what fastlint wrote into the cache directory `path`, and nothing else; how many bytes that freed."""
    freed = 0
    for folder, folders, files in os.walk(path, topdown=False):
        for name in files:
            if name == _TAG or name.startswith(("forms", "run-")):
                file = os.path.join(folder, name)
                freed += os.lstat(file).st_size
                os.unlink(file)
        if not os.listdir(folder) and (folder != path or not folders):
            os.rmdir(folder)
    return freed
