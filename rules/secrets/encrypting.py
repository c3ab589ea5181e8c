"""Whether code encrypts at all."""

from fastlint.model import Body, last_names
from fastlint.rule import Module

from ..knowledge import ciphers as known


def is_only_read(module: Module, body: Body) -> bool:
    """Whether code, or the class around it, decrypts and encrypts nothing: whoever encrypted it chose how."""
    owner = next((f.owner for f in module.functions if f.body is body and f.owner is not None), None)
    methods = [method.body for method in owner.methods.values()] if owner is not None else []
    return any(
        not known.DECRYPTING.isdisjoint(names) and known.ENCRYPTING.isdisjoint(names)
        for names in (_called(body), set().union(*map(_called, methods)))
    )


def _called(body: Body) -> set[str]:
    return {name for call in body.calls for name in last_names(call.func)}
