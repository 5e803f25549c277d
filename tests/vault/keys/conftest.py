"""A key file that is made in milliseconds, and a password store that lives in the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import keyring
import pytest
from keyring import errors
from keyring.backend import KeyringBackend

from desktop_app.vault.keys.datakey import DataKey
from desktop_app.vault.keys.keyfile import KeyFile, key_path
from desktop_app.vault.keys.passphrase import Calibration, Cost
from desktop_app.vault.keys.quick import Keychain

CHEAP = Calibration(floor=Cost(64, 1, 1), measure=lambda cost: 0.7, least_seconds=0.0)
WORDS = "otter harbour violet ladder"
VAULT_ID = "0198c0de-0000-7000-8000-000000000001"


@dataclass
class Made:
    """A key file just made, and all its secrets."""

    path: Path
    file: KeyFile
    key: DataKey
    code: str

    words: str = WORDS

    def again(self) -> KeyFile:
        """The file as the next start of the program sees it."""
        return KeyFile.load(self.path, calibration=CHEAP)


class StoreInTest(KeyringBackend):
    """A password store of the system, as the library sees one; `mood` says how it answers."""

    # Never chosen by itself: only where a test registers it.
    priority = -1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.mood: Callable[[], None] = lambda: None
        self.persist = "enterprise"

    def set_password(self, service: str, username: str, password: str) -> None:
        self.mood()
        self.kept[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        self.mood()
        return self.kept.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        self.mood()
        if self.kept.pop((service, username), None) is None:
            raise errors.PasswordDeleteError


class OtherStore(StoreInTest):
    """The store of another desktop environment."""


def name_of(kind: type[KeyringBackend]) -> str:
    """How a store is named in the list of trusted ones."""
    return f"{kind.__module__}.{kind.__qualname__}"


@pytest.fixture
def cheap() -> Calibration:
    return CHEAP


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Made]:
    def one(name: str = "desk.vault", vault_id: str = VAULT_ID, words: str = WORDS) -> Made:
        path = key_path(tmp_path / name)
        return Made(path, *KeyFile.create(path, vault_id, words, calibration=CHEAP), words)

    return one


@pytest.fixture
def made(make: Callable[..., Made]) -> Made:
    return make()


@pytest.fixture
def store() -> Iterator[StoreInTest]:
    """A store registered with the library, for the length of a test."""
    before = keyring.get_keyring()
    one = StoreInTest()
    keyring.set_keyring(one)
    yield one
    keyring.set_keyring(before)


@pytest.fixture
def other_store() -> StoreInTest:
    """The store of another desktop environment; a test registers it itself."""
    return OtherStore()


@pytest.fixture
def keychain(store: StoreInTest) -> Keychain:
    return Keychain(trusted=frozenset({name_of(StoreInTest), name_of(OtherStore)}))
