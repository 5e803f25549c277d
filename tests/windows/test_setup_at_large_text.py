"""First start at large text on a small screen: what is wrong is said where the person looks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.windows.setup import SetUp


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_a_refusal_is_in_sight(themed: Callable[..., object], qtbot: QtBot, percent: int):
    themed("light", percent)
    window = SetUp()
    qtbot.addWidget(window)
    window.resize(1024, 700)
    with qtbot.waitActive(window):
        window.show()

    def in_sight(field: QWidget) -> bool:
        seen = window.scroller.viewport()
        return seen.rect().contains(QRect(field.mapTo(seen, QPoint()), field.size()))

    qtbot.keyClicks(window.name, "Ruth Ellery")
    qtbot.mouseClick(window.who.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: in_sight(window.workers_field))
    qtbot.keyClicks(window.workers, "Naomi Clarke")
    qtbot.mouseClick(window.who.button, Qt.MouseButton.LeftButton)
    assert window.steps.currentWidget() is window.passphrase
    window.show_code("-".join(["ABCDE"] * 8))
    window.refuse_code("Group 3 is mistyped.", "Look at it once more.")
    qtbot.waitUntil(lambda: in_sight(window.typed_field))
    assert window.typed.hasFocus()
