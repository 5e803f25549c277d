"""The way back to the windows' thread: a call from any thread runs there, in order, at the next turn."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal


class Poster(QObject):
    """Made on the windows' thread; `post` may be called from any."""

    _asked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open = True
        self._asked.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def post(self, call: Callable[[], object]) -> None:
        """Run `call` on the windows' thread."""
        if self._open:
            self._asked.emit(call)

    def close(self) -> None:
        """What is still under way is no longer told: its views are gone."""
        self._open = False

    def _call(self, call: Callable[[], object]) -> None:
        if not self._open:
            return
        try:
            call()
        except RuntimeError as trouble:
            # A sheet may be closed while what it asked for is under way: it has no window to be shown in any more.
            if "already deleted" not in str(trouble):
                raise
