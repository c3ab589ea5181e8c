"""Names that every file knows without saying where they come from."""

from __future__ import annotations

import builtins
from typing import Final

BUILTINS: Final = frozenset(dir(builtins)) | {"__name__", "__file__", "__doc__", "reveal_type"}
