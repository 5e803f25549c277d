"""Where the window stood on a screen of this size: remembered, and put back where it still fits."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from desktop_app.settings import Settings

USUAL = (1366, 768)
LEAST = (800, 560)
SEEN = 120
"""So many pixels of a window must lie on a screen to be found again."""


def screen_name(screen: QScreen) -> str:
    """The screen by its size: a second one of the same size is as good."""
    size = screen.availableGeometry()
    return f"{size.width()}x{size.height()}"


def remember(window: QWidget, settings: Settings) -> None:
    """Keep where the window stands now."""
    place = window.normalGeometry() if window.isMaximized() else window.geometry()
    screen = screen_name(window.screen())
    layout: dict[str, object] = {
        "place": [place.x(), place.y(), place.width(), place.height()],
        "whole": window.isMaximized(),
    }
    settings.keep_layout(screen, settings.layout(screen) | layout)  # the widths of panes stand there too


def put_back(window: QWidget, settings: Settings) -> None:
    """Where it stood last on this screen, else the usual size, never larger than the screen."""
    room = window.screen().availableGeometry()
    window.resize(min(USUAL[0], max(room.width(), LEAST[0])), min(USUAL[1], max(room.height(), LEAST[1])))
    layout = settings.layout(screen_name(window.screen()))
    place = layout.get("place")
    if isinstance(place, list) and len(place) == 4 and all(type(one) is int for one in place):
        wanted = QRect(*place)
        if wanted.width() >= LEAST[0] and wanted.height() >= LEAST[1] and _is_seen(wanted):
            window.setGeometry(wanted)
    if layout.get("whole") is True:
        window.showMaximized()


def _is_seen(place: QRect) -> bool:
    """Whether enough of the top edge lies on a screen that is there now."""
    for screen in QGuiApplication.screens():
        common = screen.availableGeometry().intersected(QRect(place.x(), place.y(), place.width(), SEEN))
        if common.width() >= SEEN and common.height() >= SEEN // 2:
            return True
    return False
