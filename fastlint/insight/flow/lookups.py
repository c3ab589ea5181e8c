"""Look-ups: what was found by a value is known to be there, and the value to name it."""

from __future__ import annotations

from fastlint.insight.flow.carriers import Carriers
from fastlint.insight.flow.places import Place, made_of, places_in
from fastlint.insight.flow.values import Called, Part, Value
from fastlint.insight.types import Typing
from fastlint.model import Function


class Lookups:
    """Answers for one question; `names` are beginnings of names of calls that look something up."""

    def __init__(self, names: tuple[str, ...], carriers: Carriers, typing: Typing) -> None:
        self._names = names
        self._carriers = carriers
        self._typing = typing

    def are_made_by(self, function: Function) -> bool:
        """Whether a function looks something up, by its name, and gives an object rather than text or a path."""
        if not f".{function.ir.name}".startswith(self._names):
            return False
        types = self._typing.of_result(function) if function.ir.returns is not None else ()
        return bool(types) and not any(t.name.partition(".")[0] in ("builtins", "pathlib", "typing") for t in types)

    def _asks(self, called: Called) -> bool:
        """Whether a call looks something up, and not in what the client itself sent."""
        receiver = called.receiver
        if isinstance(receiver, Part) and receiver.key in ("cookies", "headers", "query_params", "path_params"):
            return False
        return any(name.startswith(self._names) for name in self._carriers.names(called))

    def is_made(self, value: Value, place: Place) -> bool:
        """Whether `value` was looked up by what is at `place`."""
        for inner in made_of(value):
            if isinstance(inner, Called) and self._asks(inner):
                given = (*inner.args, *inner.keywords.values())
                if any(place in places_in(argument) for argument in given):
                    return True
        return False
