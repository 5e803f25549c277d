"""A heading over a group outside a list: icon, title, count in words, and a button at the right if any."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop_app.windows.look import paint
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.icon_mark import IconMark
from desktop_app.windows.widgets.label import Label


class SectionHeader(QWidget):
    """36 high with a hairline below, or 30 on `sunken` in panes, or bare in side panels."""

    def __init__(
        self,
        title: str,
        count_words: str = "",
        icon: str = "",
        role: str | None = None,
        sunken: bool = False,
        bare: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.sunken, self.bare = sunken, bare
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.title = Label(title, "small", "text2", 600)
        self.count = Label(count_words, "small", "text3")
        layout = QHBoxLayout(self)
        side, high = (0, 0) if bare else (16, 6 if sunken else 9)
        layout.setContentsMargins(side, high, side, high)
        layout.setSpacing(8)
        if icon:
            layout.addWidget(IconMark(icon, 16, f"{role}.icon" if role else "text2"))
        layout.addWidget(self.title)
        layout.addWidget(self.count)
        layout.addStretch(1)
        self.say(title, count_words)

    def say(self, title: str, count_words: str = "") -> None:
        """Other words."""
        self.title.setText(title)
        self.count.setText(count_words)
        self.setAccessibleName(f"{title}, {count_words}" if count_words else title)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground in panes, else the hairline."""
        painter, current = QPainter(self), look()
        if self.sunken:
            painter.fillRect(self.rect(), current.colour("sunken"))
        elif not self.bare:
            paint.hairline(painter, current, 0, self.width(), self.height() - 1)
