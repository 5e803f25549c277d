"""The key file beside the vault: made once, opened by any of its slots, changed slot by slot.

The data key never changes, so a new passphrase rewrites a kilobyte, not the vault. One thread at a time.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from desktop_app import clock
from desktop_app.errors import EnvironmentProblem
from desktop_app.vault.keys import escrow, layout, passphrase, quick, recovery, saving
from desktop_app.vault.keys.ciphers import from_text, to_text
from desktop_app.vault.keys.datakey import DataKey
from desktop_app.vault.keys.layout import MARK_BYTES, Body
from desktop_app.vault.keys.passphrase import Calibration
from desktop_app.vault.keys.quick import Keychain
from desktop_app.vault.keys.slots import (
    ESCROW,
    PASSPHRASE,
    QUICK,
    RECOVERY,
    SALT_BYTES,
    Fields,
    NotThisSecret,
    Slot,
    fresh_id,
    wrap,
)
from desktop_app.vault.keys.troubles import (
    AlreadyThere,
    KeyFileClosed,
    KeyFileDamaged,
    KeyFileMissing,
    KeyringAbsent,
    KeyringDenied,
    KeyringForgot,
    KeyringLocked,
    NotAnEscrowKey,
    QuickNotSet,
    QuickUnlockUnavailable,
    SlotsSwapped,
    VaultMissing,
    WrongEscrowKey,
    WrongPassphrase,
    WrongRecoveryCode,
)

SUFFIX = ".keys"
_SEEN_EVERY = timedelta(minutes=1)


def key_path(vault: Path) -> Path:
    """Where the key file of a vault is: desk.vault has desk.vault.keys beside it."""
    return vault.with_name(vault.name + SUFFIX)


def vault_path(keys: Path) -> Path:
    """The vault a key file is for. Raises ValueError for a path that isn't a key file's."""
    if not keys.name.endswith(SUFFIX) or keys.name == SUFFIX:
        raise ValueError(f"a key file's name ends in {SUFFIX}")
    return keys.with_name(keys.name.removesuffix(SUFFIX))


def is_there(vault: Path) -> bool:
    """Whether there is a vault to open (True) or nothing at all yet (False).

    Raises KeyFileMissing or VaultMissing when only one of the two files is there: then a new vault must not be
    made, and the person is told what to put back.
    """
    keys = key_path(vault).exists()
    if vault.exists():
        if not keys:
            raise KeyFileMissing
        return True
    if keys:
        raise VaultMissing
    return False


class KeyFile:
    """The ways into one vault."""

    def __init__(self, path: Path, body: Body, calibration: Calibration) -> None:
        self.path = path
        self._body = body
        self._calibration = calibration
        self._cheap = False

    # Making and reading

    @classmethod
    def prepare(
        cls, path: Path, vault_id: str, text: str, *, calibration: Calibration | None = None
    ) -> tuple[KeyFile, DataKey, str]:
        """A new key file in memory, its data key and the recovery code to be shown once. Nothing is written.

        Takes a second or two: the cost of a guess is measured on this machine. `place` writes it, once the
        person has typed the recovery code back. Raises AlreadyThere, PassphraseTooShort.
        """
        calibration = calibration or Calibration()
        if path.exists() or vault_path(path).exists():
            raise AlreadyThere
        passphrase.demand(text)
        key = DataKey.fresh()
        body = Body(vault_id, clock.now().isoformat(timespec="seconds"), _mark(key, vault_id), ())
        made = cls(path, body, calibration)
        code = recovery.fresh()
        made._body = body.changed(made._passphrase_slot(key, text)).changed(made._recovery_slot(key, code))
        return made, key, recovery.show(code)

    def place(self) -> None:
        """Write a prepared key file for the first time. Raises AlreadyThere, KeyFileNotSaved."""
        if vault_path(self.path).exists():
            raise AlreadyThere
        saving.put(self.path, layout.encode(self._body), first=True)

    @classmethod
    def create(
        cls, path: Path, vault_id: str, text: str, *, calibration: Calibration | None = None
    ) -> tuple[KeyFile, DataKey, str]:
        """`prepare` and `place` in one step, for set-up without a window."""
        made, key, code = cls.prepare(path, vault_id, text, calibration=calibration)
        made.place()
        return made, key, code

    @classmethod
    def load(cls, path: Path, *, calibration: Calibration | None = None) -> KeyFile:
        """The key file at `path`, read whole and checked.

        Raises KeyFileMissing, KeyFileClosed, KeyFileTruncated, KeyFileDamaged, KeyFileNewer, SlotsSwapped.
        """
        calibration = calibration or Calibration()
        try:
            with path.open("rb") as file:
                raw = file.read(layout.MAX_BYTES + 1)
        except FileNotFoundError as raised:
            raise KeyFileMissing from raised
        except IsADirectoryError as raised:
            raise KeyFileDamaged from raised
        except OSError as raised:
            raise KeyFileClosed from raised
        if len(raw) > layout.MAX_BYTES:
            raise KeyFileDamaged
        return cls(path, layout.decode(raw, calibration), calibration)

    # What it says

    @property
    def vault_id(self) -> str:
        """The vault this file is for."""
        return self._body.vault_id

    @property
    def has_quick(self) -> bool:
        """Whether quick unlock is turned on; whether it still works shows when it is used."""
        return bool(self._body.of(QUICK))

    @property
    def organisations(self) -> tuple[str, ...]:
        """Who else can open this vault, by the names given when their keys were added."""
        return tuple(str(slot.fields["organisation"]) for slot in self._body.of(ESCROW))

    @property
    def wants_stronger(self) -> bool:
        """Whether the last opening by passphrase was so quick that `strengthen` is due."""
        return self._cheap

    # Opening

    def open_with_passphrase(self, text: str) -> DataKey:
        """The data key. Raises WrongPassphrase, SlotsSwapped, NotEnoughMemory."""
        started = clock.elapsed()
        (slot,) = self._body.of(PASSPHRASE)
        material = passphrase.derive(text, passphrase.salt_of(slot.fields), self._cost(slot))
        key = self._unwrap(slot, material, WrongPassphrase)
        self._cheap = self._calibration.too_quick(clock.elapsed() - started)
        return key

    def open_with_recovery(self, typed: str) -> DataKey:
        """The data key. Raises MistypedRecoveryCode (which group), WrongRecoveryCode, SlotsSwapped."""
        (slot,) = self._body.of(RECOVERY)
        code = recovery.read(typed)
        material = recovery.derive(code, from_text(slot.fields["salt"], SALT_BYTES), self.vault_id)
        return self._unwrap(slot, material, WrongRecoveryCode)

    def open_with_private_key(self, private_pem: str, password: bytes | None = None) -> DataKey:
        """The data key, for the organisation. Raises NotAnEscrowKey, WrongEscrowKey, SlotsSwapped."""
        for slot in self._body.of(ESCROW):
            with contextlib.suppress(WrongEscrowKey):
                material = escrow.unlock(slot, private_pem, self.vault_id, password)
                return self._unwrap(slot, material, WrongEscrowKey)
        raise WrongEscrowKey

    def open_quickly(self, now: datetime, keychain: Keychain) -> DataKey:
        """The data key by this computer's password store.

        Raises a QuickUnlockUnavailable, each kind with its own sentence: the passphrase is always the way on.
        What can't work again is turned off; a refusal is counted, and the third turns it off too.
        """
        if not self.has_quick:
            raise QuickNotSet
        (slot,) = self._body.of(QUICK)
        try:
            quick.demand_in_time(slot, now)
            key = self._unwrap(slot, quick.unlock(slot, self.vault_id, keychain), KeyringForgot)
        except (KeyringAbsent, KeyringLocked):
            raise  # it may be back, or unlocked, the next time
        except KeyringDenied:
            again = quick.failed(slot)
            self._note(self._body.changed(again) if again else self._body.without([slot]))
            raise
        except (QuickUnlockUnavailable, SlotsSwapped):
            self._note(self._body.without([slot]))
            keychain.forget(quick.service(self.vault_id))
            raise
        seen = quick.seen(slot, now)
        if seen.tally["seen"] - slot.tally.get("seen", 0) >= _SEEN_EVERY / timedelta(milliseconds=1):
            self._note(self._body.changed(seen))
        return key

    # Changing. Each takes the data key of the open vault: whoever holds it may change who else opens it.

    def change_passphrase(self, key: DataKey, new: str) -> None:
        """From now on only the new passphrase opens. Raises PassphraseTooShort, KeyFileNotSaved."""
        self._demand_ours(key)
        passphrase.demand(new)
        self._keep(self._swapped(PASSPHRASE, self._passphrase_slot(key, new)))
        self._cheap = False

    def strengthen(self, key: DataKey, text: str) -> bool:
        """Wrap again at a higher cost under the passphrase just used; whether that was done.

        Slow: run it on a worker after the vault is open. Raises WrongPassphrase, KeyFileNotSaved.
        """
        self._demand_ours(key)
        if self.open_with_passphrase(text) != key:
            raise SlotsSwapped
        (old,) = self._body.of(PASSPHRASE)
        slot = self._passphrase_slot(key, text)
        self._cheap = False
        if self._cost(slot).work <= self._cost(old).work:
            return False
        self._keep(self._swapped(PASSPHRASE, slot))
        return True

    def new_recovery(self, key: DataKey) -> str:
        """A new code to be shown once; the old one opens nothing any more. Raises KeyFileNotSaved."""
        self._demand_ours(key)
        code = recovery.fresh()
        self._keep(self._swapped(RECOVERY, self._recovery_slot(key, code)))
        return recovery.show(code)

    def add_quick(self, key: DataKey, now: datetime, keychain: Keychain) -> None:
        """Turn quick unlock on for the next hours, or renew it.

        Raises KeyringAbsent, KeyringLocked, KeyringDenied, KeyringForgot, KeyFileNotSaved.
        """
        self._demand_ours(key)
        fields, material = quick.lock(self.vault_id, now, keychain)
        self._keep(self._swapped(QUICK, self._slot(QUICK, fields, material, key)))

    def drop_quick(self, keychain: Keychain) -> None:
        """Turn quick unlock off. Raises KeyFileNotSaved."""
        keychain.forget(quick.service(self.vault_id))
        if self.has_quick:
            self._keep(self._body.without(self._body.of(QUICK)))

    def add_escrow(self, key: DataKey, organisation: str, public_pem: str) -> None:
        """Let an organisation open this vault. Raises NotAnEscrowKey, KeyFileNotSaved."""
        self._demand_ours(key)
        fields, material = escrow.lock(organisation, public_pem, self.vault_id)
        same = [slot for slot in self._body.of(ESCROW) if slot.fields["recipient"] == fields["recipient"]]
        self._keep(self._body.without(same).changed(self._slot(ESCROW, fields, material, key)))

    def drop_escrow(self, key: DataKey, organisation: str) -> None:
        """Take an organisation's way in out again. Raises NotAnEscrowKey, KeyFileNotSaved."""
        self._demand_ours(key)
        theirs = [slot for slot in self._body.of(ESCROW) if slot.fields["organisation"] == organisation]
        if not theirs:
            raise NotAnEscrowKey
        self._keep(self._body.without(theirs))

    # Within

    def _unwrap(self, slot: Slot, material: bytes, wrong: Callable[[], Exception]) -> DataKey:
        try:
            key = slot.unwrap(self._body.home, material)
        except NotThisSecret as raised:
            raise wrong() from raised
        if _mark(key, self.vault_id) != self._body.mark:
            key.forget()
            raise SlotsSwapped
        return key

    def _demand_ours(self, key: DataKey) -> None:
        # Wrapping another vault's key here would lock this vault's owner out for good.
        if _mark(key, self.vault_id) != self._body.mark:
            raise ValueError("not the key of this vault")

    def _slot(self, kind: str, fields: Fields, material: bytes, key: DataKey) -> Slot:
        return wrap(self._body.home, kind, fresh_id(), fields, material, key)

    def _passphrase_slot(self, key: DataKey, text: str) -> Slot:
        cost = self._calibration.choose()
        fields = passphrase.fresh_fields(cost)
        return self._slot(PASSPHRASE, fields, passphrase.derive(text, passphrase.salt_of(fields), cost), key)

    def _recovery_slot(self, key: DataKey, code: bytes) -> Slot:
        fields = recovery.fresh_fields()
        salt = from_text(fields["salt"], SALT_BYTES)
        return self._slot(RECOVERY, fields, recovery.derive(code, salt, self.vault_id), key)

    def _cost(self, slot: Slot) -> passphrase.Cost:
        return passphrase.cost_of(slot, self._calibration)

    def _swapped(self, kind: str, slot: Slot) -> Body:
        return self._body.without(self._body.of(kind)).changed(slot)

    def _keep(self, body: Body) -> None:
        """On disk first: what memory says is never newer than the file."""
        saving.put(self.path, layout.encode(body))
        self._body = body

    def _note(self, body: Body) -> None:
        """Keep what is only bookkeeping: a folder that can't be written must not stop the vault opening."""
        self._body = body
        with contextlib.suppress(EnvironmentProblem):
            saving.put(self.path, layout.encode(body))


def _mark(key: DataKey, vault_id: str) -> str:
    return to_text(key.derive(f"mark {vault_id}", MARK_BYTES))
