"""The focus ring around controls: one frame that follows the keyboard and lies outside by 2 px."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QFocusFrame, QWidget

GAP = 2
RADIUS = "ring_radius"


def outside(widget: QWidget, radius: int) -> None:
    """Ask for a ring around this widget whenever it has focus; `radius` is that of its own edge.

    A part of a larger control names that control as its `ring_widget`, and the ring goes round the whole.
    """
    widget.setProperty(RADIUS, radius)


class FocusRing(QObject):
    """Moves the frame to the focused widget when that widget asked for a ring outside its edge."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._frame: QFocusFrame | None = None
        app.focusChanged.connect(self.follow)

    def follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Drop the last frame and put one round `now`, if it wants one."""
        if self._frame is not None and shiboken6.isValid(self._frame):
            self._frame.setWidget(None)  # type: ignore[arg-type]  # None is how Qt takes it off
            self._frame.hide()
            self._frame.deleteLater()
        self._frame = None
        ringed: QWidget | None = getattr(now, "ring_widget", now)
        if ringed is not None and ringed.property(RADIUS) is not None:
            self._frame = QFocusFrame(ringed.window())
            self._frame.setProperty(RADIUS, ringed.property(RADIUS))
            self._frame.setWidget(ringed)
