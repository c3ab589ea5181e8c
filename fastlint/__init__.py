"""Static analysis for FastAPI.

`check(paths, config)` is the whole of it: it reads the files, rebuilds the application and returns a `Report`.
Nothing of the code that is looked at is ever imported or run.
"""

# Nothing is imported here, not even `typing` or `__future__`: under `python -m fastlint` the current directory is
# still first on `sys.path`, and a file of that name in a scanned repository would run.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from fastlint.config import Config
    from fastlint.finding import Confidence, Finding, Persona, Severity
    from fastlint.outcome import Report, Skipped
    from fastlint.problem import Problem
    from fastlint.run import check

__all__ = [
    "Confidence",
    "Config",
    "Finding",
    "Persona",
    "Problem",
    "Report",
    "Severity",
    "Skipped",
    "__version__",
    "check",
]

__version__ = "0.1.0"

_HOMES = {
    **dict.fromkeys(("Confidence", "Finding", "Persona", "Severity"), "finding"),
    **dict.fromkeys(("Report", "Skipped"), "outcome"),
    "Config": "config",
    "Problem": "problem",
    "check": "run",
}


def __getattr__(name: str) -> object:
    """Import what is asked for only then: `fastlint --help` must not wait for a parser."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
