"""How far a slow job is, always in words; a bar only where the length is known."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.windows.look.style import edge
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.painted import Painted

WAITS = 400  # milliseconds before anything is shown


class Bar(Painted):
    """The bar, 6 high; `share` is 0.0 to 1.0."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.share = 0.0
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Expanding)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(80, 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The groove, then the share that is done."""
        current = look()
        painter = QPainter(self)
        edge(painter, self.rect(), current.colour("pressed"), None, 3)
        painter.setClipRect(QRectF(0, 0, self.width() * self.share, self.height()))
        edge(painter, self.rect(), current.colour("accent_text"), None, 3)


class Progress(QWidget):
    """Shown only when the job takes longer than 0.4 s. `stop_asked` is sent by the button."""

    stop_asked = Signal()

    def __init__(self, stop: str = "Cancel", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = Bar(self)
        self.words = Label("", "small", "text2", wrap=True)
        self.stop = Button(stop, icon=icon, small=True)
        self.stop.clicked.connect(self.stop_asked)
        line = QHBoxLayout()
        line.addWidget(self.stop)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.bar)
        layout.addWidget(self.words)
        layout.addLayout(line)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAITS)
        self._wait.timeout.connect(self.show)
        self.hide()

    def start(self, words: str) -> None:
        """A job of unknown length begins: words only, until `tell` knows more."""
        self.tell(words)
        self._wait.start()

    def tell(self, words: str, done: int = 0, of: int = 0) -> None:
        """Say where the job is ("9 of 14 sent"); with `of` there is a bar."""
        self.words.setText(words)
        self.bar.setVisible(of > 0)
        self.bar.share = min(done / of, 1.0) if of else 0.0
        self.bar.update()
        self.setAccessibleName(words)

    def finish(self) -> None:
        """The job is over; nothing stays."""
        self._wait.stop()
        self.hide()
