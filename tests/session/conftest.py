"""Sessions on a folder of the test's own, as the program starts them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from desktop_app.app import Session
from desktop_app.settings import Settings
from tests.helpers.sessions import CHEAP, TRUSTED, Start, StoreInTest


@pytest.fixture
def store() -> Iterator[StoreInTest]:
    before = keyring.get_keyring()
    one = StoreInTest()
    keyring.set_keyring(one)
    yield one
    keyring.set_keyring(before)


@pytest.fixture
def sessions(tmp_path: Path, qapp: QApplication, themed: object) -> Iterator[Start]:
    """Starts sessions on one folder, each as the program's next start would; all end with the test."""
    made: list[Session] = []

    def start() -> Session:
        settings = Settings(tmp_path / "settings.json")
        one = Session(qapp, settings, tmp_path / "here" / "desk.vault", calibration=CHEAP, keychain=TRUSTED)
        made.append(one)
        return one

    yield start
    for one in made:
        window = one.window
        one.end()
        if window is not None:
            window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.processEvents()


@pytest.fixture
def session(sessions: Start) -> Session:
    """A session on a folder of its own."""
    return sessions()
