"""Unlocking by this laptop's keyring: asked about, renewed, turned on and off on a thread of its own.

A password store may ask the person something and wait: neither a window nor the locking may wait with it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app import clock
from desktop_app.errors import EnvironmentProblem
from desktop_app.windows.later import Later

if TYPE_CHECKING:
    from desktop_app.settings import Settings
    from desktop_app.vault.door import OpenVault
    from desktop_app.vault.keys.passphrase import Calibration
    from desktop_app.vault.keys.quick import Keychain


class QuickUnlock:
    """The keyring as the session uses it. Everything but `open` is handed to `later`."""

    def __init__(
        self, path: Path, settings: Settings, later: Later, calibration: Calibration | None, keychain: Keychain | None
    ) -> None:
        self._path, self._settings, self._later = path, settings, later
        self._calibration, self._given = calibration, keychain

    def _keychain(self) -> Keychain:
        from desktop_app.vault.keys.quick import Keychain

        return self._given or Keychain()

    @property
    def wanted(self) -> bool:
        """Whether the person turned it on."""
        return bool(self._settings.get("quick_unlock"))

    def open(self) -> OpenVault:
        """The vault by the keyring; raises a QuickUnlockUnavailable that says why not."""
        from desktop_app.vault import door

        return door.open_quickly(self._path, self._keychain(), calibration=self._calibration)

    def ask(self, told: Callable[[bool], object]) -> None:
        """Whether the locked window may offer it."""

        def call() -> bool:
            from desktop_app.vault import door

            return door.offers_quick(self._path, self._keychain(), calibration=self._calibration)

        if self.wanted:
            self._later(call, told)

    def after_unlocking(self, opened: OpenVault, passphrase: str, told: Callable[[bool], object]) -> None:
        """Is there a keyring; renew it for the next hours; wrap the key more dearly on a quicker machine."""

        def call() -> bool:
            from desktop_app.vault import door
            from desktop_app.vault.keys.datakey import KeyForgotten

            keychain = self._keychain()
            here = keychain.available
            # What could not be renewed is said where it is used: at the next locked window.
            with contextlib.suppress(EnvironmentProblem, KeyForgotten):
                if here and passphrase and self.wanted:
                    opened.keys.add_quick(opened.key, clock.now(), keychain)
            if passphrase:
                door.strengthen(opened, passphrase)
            return here

        self._later(call, told)

    def turn(self, opened: OpenVault, on: bool, failed: Callable[[BaseException], object]) -> None:
        """The setting was changed: the key file learns it, or the setting goes back."""

        def call() -> None:
            if on:
                opened.keys.add_quick(opened.key, clock.now(), self._keychain())
            else:
                opened.keys.drop_quick(self._keychain())

        def refused(trouble: BaseException) -> None:
            self._settings.set("quick_unlock", False)
            failed(trouble)

        self._later(call, lambda _done: None, refused)
