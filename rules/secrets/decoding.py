"""How a call decodes a token."""

from fastlint.insight.flow import Called, Constant, Value
from fastlint.insight.mappings import Mappings

from ..knowledge.library import LIBRARY

_SIGNATURE = "verify_signature"


def is_verifying(called: Called, mappings: Mappings) -> bool:
    """Whether a decoder's options leave the signature's verification on, on some way at least."""
    options = called.argument(3, "options")
    switches: list[Value] = [called.keywords["verify"]] if "verify" in called.keywords else []
    if options is not None:
        switches += mappings.entry(options, _SIGNATURE, LIBRARY)
    return not any(_is_off(switch) for switch in switches)


def _is_off(value: Value) -> bool:
    return isinstance(value, Constant) and value.value is False
