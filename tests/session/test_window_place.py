"""Where the window stands: remembered for each screen, and never where no screen shows it."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.windows import placing
from tests.helpers.sessions import Start, locked, vault


def test_the_window_stands_where_it_stood_on_this_screen(sessions: Start, qtbot: QtBot):
    first = sessions()
    vault(first.path)
    window = locked(first)
    window.setGeometry(20, 30, 820, 600)
    first.end()
    again = locked(sessions())
    assert again.geometry().getRect() == (20, 30, 820, 600)
    again.setGeometry(9000, 9000, 820, 600)
    sessions_window = locked(sessions())
    assert sessions_window.geometry().getRect() == (20, 30, 820, 600)


def test_a_place_no_screen_shows_is_not_taken(sessions: Start, qtbot: QtBot):
    one = sessions()
    vault(one.path)
    name = placing.screen_name(QApplication.primaryScreen())
    one.settings.keep_layout(name, {"place": [9000, 9000, 900, 700], "whole": False})
    assert locked(one).x() < 9000
    one.settings.keep_layout(name, {"place": ["x", None], "whole": "yes"})
    assert locked(sessions()).isVisible()
