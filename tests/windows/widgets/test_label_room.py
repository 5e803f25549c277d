"""A line without room says less, never half."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.windows.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from desktop_app.windows.look.theme import Look


def test_a_line_without_room_shows_its_shorter_words(qtbot: QtBot, themed: Callable[..., Look]):
    themed("light", 100)
    label, short = Label("Everything above is saved", elide=True), Label("Saved", elide=True)
    label.shorter = ("Saved", "")
    for one in (label, short):
        qtbot.addWidget(one)
        one.resize(60, 24)
    assert label.grab().toImage() == short.grab().toImage()
    assert label.toolTip() == "Everything above is saved"
    label.resize(400, 24)
    label.grab()
    assert label.toolTip() == ""
