"""Calls that unpack archives, and when they do so unchecked.

Sources: Python 3.14 documentation (tarfile: extraction filters, PEP 706; shutil.unpack_archive; zipfile: member names).
"""

from fastlint.insight.flow import Called, Sink


def _is_unfiltered(called: Called) -> bool:
    return not ({"filter", "members"} & called.keywords.keys()) and not called.stars


ARCHIVE_SINKS: tuple[Sink, ...] = (
    *(Sink(f"tarfile.TarFile.{name}", -1, "", "an archive", when=_is_unfiltered) for name in ("extractall", "extract")),
    Sink("shutil.unpack_archive", 0, "filename", "an archive", when=_is_unfiltered),
)
