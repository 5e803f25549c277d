"""Calls come back to the windows' thread; one for a window that is gone is not our mistake, any other still is."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.windows.post import Poster


def test_a_call_for_a_deleted_window_ends_quietly(qtbot: QtBot):
    poster = Poster()
    label, host = QLabel("x"), QWidget()
    qtbot.addWidget(host)
    shiboken6.delete(label)
    poster.post(lambda: label.setText("late"))
    poster.post(lambda: host.setWindowTitle("after"))
    qtbot.waitUntil(lambda: host.windowTitle() == "after")


def test_another_mistake_is_not_hidden(qtbot: QtBot):
    poster = Poster()

    def wrong() -> None:
        raise RuntimeError("ours")

    with qtbot.captureExceptions() as raised:
        poster.post(wrong)
        qtbot.waitUntil(lambda: bool(raised))
    assert "ours" in str(raised[0][1])
    with pytest.raises(RuntimeError):
        wrong()
