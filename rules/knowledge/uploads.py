"""How uploads are read whole, and what bounds them.

Sources: Starlette 1.x (`UploadFile.read(size=-1)`, `max_part_size` bounds fields and not files), FastAPI 0.164
(`max_body_size`) and 0.165 (`form_limits`), Python 3.14 (`shutil.copyfileobj`).
"""

import re

READERS = frozenset({"read", "copyfileobj", "readlines"})

BOUNDING_KEYWORDS = frozenset({"max_body_size", "form_limits"})
"""Arguments of apps, routers, inclusions and routes that bound a body."""

BOUND_SINCE = (0, 164)
OWN_BOUND = "read it in pieces and stop at a limit"
BOUND = f"bound it with `max_body_size` (FastAPI 0.164), or {OWN_BOUND}"
"""What to do, and the release of FastAPI that the first needs."""

MEASURING = re.compile(
    r"(?:^|_)size$|^getsize$|^tell$|^len$|content_?length|^st_size$|byte_?count|total|written|read_bytes", re.IGNORECASE
)
"""Names of values that say how much was sent."""

CHECKING = re.compile(
    r"max_?(?:file|upload|body|content|bytes|size|length)|(?:file|upload|body|content|request)_?(?:size|length)_?limit"
    r"|size_?limit|limit_?(?:size|body|upload|content)|too_?large|check_?(?:file|upload)|(?:check|validate)_?(?:file|upload|image|size)"
    r"|content-length|(?:^|_)413|ENTITY_TOO_LARGE|CONTENT_TOO_LARGE|body_?limit|contentsize",
    re.IGNORECASE,
)
"""Names in code that refuses what is too large."""
