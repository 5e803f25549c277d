"""Quick unlock: a random wrapping key kept in this computer's own password store, for some hours.

Any program of the same person may be able to read that store, so it is opt-in, short-lived and never the only
way in. Only stores the system itself guards are trusted; `keyrings.alt` and its kind keep secrets in plain files.
Calls here can wait for a question the system asks the person: keep them off the GUI thread.
"""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from desktop_app.vault.keys.ciphers import from_text, stretch, to_text
from desktop_app.vault.keys.datakey import KEY_BYTES
from desktop_app.vault.keys.slots import MATERIAL_BYTES, SALT_BYTES, Fields, Slot, number_of, text_of
from desktop_app.vault.keys.troubles import (
    KeyringAbsent,
    KeyringChanged,
    KeyringDenied,
    KeyringForgot,
    KeyringLocked,
    QuickClockBack,
    QuickOver,
)

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")

TRUSTED = frozenset(
    {
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.macOS.Keyring",
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.libsecret.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.kwallet.DBusKeyringKWallet4",
    }
)
HOURS = 12
MOST_FAILURES = 3
# A clock corrected by the network moves by seconds; this much back is somebody's hand.
SLACK = timedelta(minutes=10)
_USER = "quick unlock"
_NO_SUCH_LOGON_SESSION = 1312


@dataclass(frozen=True, slots=True)
class Keychain:
    """This computer's password store, as far as we trust it."""

    trusted: frozenset[str] = TRUSTED

    @property
    def available(self) -> bool:
        """Whether to offer quick unlock at all."""
        return self._backend() is not None

    @property
    def identity(self) -> str:
        """Which store answers. Raises KeyringAbsent."""
        return _name(self._need())

    def keep(self, service: str, secret: str) -> None:
        """Put a secret in. Raises KeyringAbsent, KeyringLocked, KeyringDenied."""
        backend = self._need()
        if hasattr(backend, "persist"):
            # Windows would otherwise carry the entry to every computer of the domain.
            backend.persist = "local machine"
        _ask(lambda: backend.set_password(service, _USER, secret))

    def recall(self, service: str) -> str | None:
        """The secret, or None when the store has none. Raises as `keep` does."""
        backend = self._need()
        return _ask(lambda: backend.get_password(service, _USER))

    def forget(self, service: str) -> None:
        """Take the secret out, if the store lets us: without its slot it opens nothing anyway."""
        backend = self._backend()
        if backend is not None:
            with contextlib.suppress(Exception):
                backend.delete_password(service, _USER)

    def _need(self) -> KeyringBackend:
        backend = self._backend()
        if backend is None:
            raise KeyringAbsent
        return backend

    def _backend(self) -> KeyringBackend | None:
        """The store the person's system prefers, if it is one we trust."""
        try:
            import keyring

            chosen = keyring.get_keyring()
            # Where several answer, the library hands out a chain that would try all of them, trusted or not.
            several = getattr(chosen, "backends", None)
            candidates = list(several) if several else [chosen]
        except Exception:  # a broken configuration file or bus is a store that isn't there
            return None
        return next((one for one in candidates if _name(one) in self.trusted), None)


def service(vault_id: str) -> str:
    """The name of our entry in the store: no person, no family."""
    return f"casemate {vault_id}"


def lock(vault_id: str, now: datetime, keychain: Keychain) -> tuple[Fields, bytes]:
    """A new wrapping key in the store: the public part of its slot, and the 48 bytes that wrap.

    Raises KeyringAbsent, KeyringLocked, KeyringDenied; KeyringForgot when the store kept something else.
    """
    key = secrets.token_bytes(KEY_BYTES)
    fields: Fields = {
        "backend": keychain.identity,
        "salt": to_text(secrets.token_bytes(SALT_BYTES)),
        "made": _millis(now),
    }
    keychain.keep(service(vault_id), to_text(key))
    if keychain.recall(service(vault_id)) != to_text(key):
        raise KeyringForgot
    return fields, _material(key, fields, vault_id)


def unlock(slot: Slot, vault_id: str, keychain: Keychain) -> bytes:
    """The 48 bytes that unwrap. Raises KeyringAbsent, KeyringChanged, KeyringLocked, KeyringDenied, KeyringForgot."""
    if keychain.identity != text_of(slot, "backend"):
        raise KeyringChanged
    kept = keychain.recall(service(vault_id))
    try:
        key = from_text(kept, KEY_BYTES)
    except ValueError as raised:
        raise KeyringForgot from raised
    return _material(key, slot.fields, vault_id)


def demand_in_time(slot: Slot, now: datetime) -> None:
    """Raise QuickOver after its hours, QuickClockBack when the clock shows a time before the last one seen."""
    made, moment = number_of(slot, "made"), _millis(now)
    if moment < max(made, slot.tally.get("seen", made)) - SLACK // timedelta(milliseconds=1):
        raise QuickClockBack
    if moment - made >= timedelta(hours=HOURS) // timedelta(milliseconds=1):
        raise QuickOver(HOURS)


def seen(slot: Slot, now: datetime) -> Slot:
    """The slot after it opened the vault: failures forgotten, the latest time remembered."""
    return slot.with_tally(failures=0, seen=max(_millis(now), slot.tally.get("seen", 0)))


def failed(slot: Slot) -> Slot | None:
    """The slot after one more failure, or None when that was one too many."""
    failures = slot.tally.get("failures", 0) + 1
    return slot.with_tally(failures=failures) if failures < MOST_FAILURES else None


def validate(slot: Slot) -> None:
    """Raise ValueError when the slot's fields are not those of quick unlock."""
    text_of(slot, "backend")
    number_of(slot, "made")


def _material(key: bytes, fields: Fields, vault_id: str) -> bytes:
    salt = from_text(fields["salt"], SALT_BYTES)
    return stretch(key, salt=salt, purpose=f"quick {vault_id}", length=MATERIAL_BYTES)


def _ask(question: Callable[[], T]) -> T:
    """What the store answers, its many ways of saying no put into three."""
    from keyring import errors

    try:
        return question()
    except errors.KeyringLocked as raised:
        # macOS says "locked" when the person pressed Deny.
        denied = type(raised.__cause__).__name__ == "KeychainDenied"
        raise (KeyringDenied if denied else KeyringLocked)() from raised
    except (errors.NoKeyringError, errors.InitError) as raised:
        raise KeyringAbsent from raised
    except Exception as raised:
        kind = type(raised).__name__
        if kind in {"LockedException", "PromptDismissedException"}:
            raise KeyringLocked from raised
        if kind == "SecretServiceNotAvailableException" or getattr(raised, "winerror", 0) == _NO_SUCH_LOGON_SESSION:
            raise KeyringAbsent from raised
        raise KeyringDenied from raised


def _name(backend: KeyringBackend) -> str:
    return f"{type(backend).__module__}.{type(backend).__qualname__}"


def _millis(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
