"""Ciphers and modes that are broken.

Sources: PyCryptodome (AES, DES, DES3, ARC2, ARC4, Blowfish; MODE_ECB), cryptography (primitives.ciphers and its `decrepit`
module), NIST SP 800-131A.
"""

BROKEN = frozenset({
    *(f"{package}.Cipher.{name}.new" for package in ("Crypto", "Cryptodome") for name in ("DES", "DES3", "ARC2", "ARC4", "Blowfish", "XOR")),
    *(
        f"cryptography.hazmat.{place}.{name}"
        for place in ("primitives.ciphers.algorithms", "decrepit.ciphers.algorithms")
        for name in ("ARC4", "TripleDES", "Blowfish", "IDEA", "SEED", "CAST5", "RC2", "DES")
    ),
})  # fmt: skip
"""What makes such a cipher."""

ECB_CALLS = frozenset({"cryptography.hazmat.primitives.ciphers.modes.ECB"})

ECB_MODES = frozenset({f"{package}.Cipher.AES.MODE_ECB" for package in ("Crypto", "Cryptodome")})
"""The mode that shows which blocks are alike."""

DECRYPTING = frozenset({"decrypt", "decryptor", "decrypt_and_verify"})
ENCRYPTING = frozenset({"encrypt", "encryptor", "encrypt_and_digest"})
"""Last names of methods that make one of the other."""

NAMES = frozenset(name.rpartition(".")[2] for name in (*BROKEN, *ECB_CALLS, *ECB_MODES))
"""The last parts of all these names: code that writes none of them uses none."""
