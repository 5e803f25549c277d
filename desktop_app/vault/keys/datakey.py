"""The key of one vault, held while it is open and forgotten when it locks."""

from __future__ import annotations

import hmac
import secrets
from typing import NoReturn

KEY_BYTES = 32


class KeyForgotten(RuntimeError):
    """The key was asked for after the vault locked: whoever asks is working on a closed vault."""

    def __init__(self) -> None:
        super().__init__("the vault is locked, its key is forgotten")


class DataKey:
    """32 random bytes that open one vault.

    They live in a bytearray so that `forget` can overwrite them. Python may have made copies on the way
    (the text for the pragma is one), so forgetting shortens the time they lie in memory and promises no more.
    """

    __slots__ = ("_bytes",)

    def __init__(self, raw: bytes | bytearray | memoryview) -> None:
        if len(raw) != KEY_BYTES:
            raise ValueError(f"a data key has {KEY_BYTES} bytes, not {len(raw)}")
        self._bytes: bytearray | None = bytearray(raw)

    @classmethod
    def fresh(cls) -> DataKey:
        """A new key from the machine's random source."""
        return cls(secrets.token_bytes(KEY_BYTES))

    @property
    def forgotten(self) -> bool:
        """Whether the vault has locked since."""
        return self._bytes is None

    def view(self) -> memoryview:
        """The 32 bytes themselves, read-only and without a copy. Raises KeyForgotten."""
        if self._bytes is None:
            raise KeyForgotten
        return memoryview(self._bytes).toreadonly()

    def hex(self) -> str:
        """64 hex digits, for the one pragma that takes them. Raises KeyForgotten."""
        return self.view().hex()

    def derive(self, purpose: str, length: int = 32) -> bytes:
        """`length` bytes that follow from this key and `purpose` and tell nothing of the key (HKDF-SHA256)."""
        from desktop_app.vault.keys.ciphers import stretch

        return stretch(self.view(), salt=b"", purpose=purpose, length=length)

    def forget(self) -> None:
        """Overwrite the bytes. A second call does nothing."""
        held, self._bytes = self._bytes, None
        if held is not None:
            # In place: a new bytearray would leave the old one behind.
            held[:] = bytes(len(held))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, DataKey):
            return NotImplemented
        return hmac.compare_digest(self.view(), other.view())

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return "<DataKey, forgotten>" if self.forgotten else "<DataKey>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a data key is never written anywhere")

    def __copy__(self) -> NoReturn:
        raise TypeError("a data key has no second copy")

    def __deepcopy__(self, memo: object) -> NoReturn:
        raise TypeError("a data key has no second copy")
