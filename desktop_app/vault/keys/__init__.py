"""The key file beside the vault, and every way of opening it.

Nothing heavy is imported with this package: the ciphers, Argon2, the keyring and the strength scorer come
when first needed, or ahead of that through `preload` on a thread while the person types.
"""

from __future__ import annotations

import importlib

_HEAVY = (
    "cryptography.hazmat.primitives.ciphers.aead",
    "cryptography.hazmat.primitives.kdf.hkdf",
    "cryptography.hazmat.primitives.asymmetric.x25519",
    "argon2.low_level",
    "keyring",
    "zxcvbn",
)


def preload() -> None:
    """Import what opening a vault will need. Safe on any thread, and cheap the second time."""
    for name in _HEAVY:
        importlib.import_module(name)
