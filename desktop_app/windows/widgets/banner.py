"""A warning or a question in its role's colours, under the header or in the page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop_app.windows.look.style import edge
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.icon_mark import IconMark
from desktop_app.windows.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST = 3


class Banner(QWidget):
    """Bold first words, then one sentence; buttons at the right if there is something to answer."""

    def __init__(
        self,
        role: str,
        icon: str,
        lead: str,
        text: str = "",
        buttons: Sequence[QWidget] = (),
        two_lines: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.role, self._two_lines = role, two_lines
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.words = Label("", "small", "text", wrap=True)
        self.words.setTextFormat(Qt.TextFormat.RichText)
        layout = QHBoxLayout(self)
        layout.setSpacing(10)
        self._line = layout
        self.slim(False)
        mark = IconMark(icon, 18, f"{role}.icon")
        layout.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter if buttons else Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.words, 1)
        for button in buttons:
            layout.addWidget(button)
        self._lead, self._text = lead, text
        look().changed.connect(self.restyle)
        self.say(lead, text)

    def slim(self, on: bool) -> None:
        """Less air above and below, where every line counts."""
        air = 4 if on else 9
        self._line.setContentsMargins(13, air, 13, air)

    def say(self, lead: str, text: str = "") -> None:
        """Other words."""
        self._lead, self._text = lead, text
        self.setAccessibleName(f"{lead} {text}".strip())
        self.restyle()

    def restyle(self) -> None:
        """Bold words in the role's colour when they stand on their own line."""
        colour = look().role(self.role, "text", "text").name()
        lead = (
            f'<span style="font-weight:600{f";color:{colour}" if self._two_lines else ""}">{escape(self._lead)}</span>'
        )
        between = "<br>" if self._two_lines and self._text else " "
        self.words.setText(f"{lead}{between}{escape(self._text)}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill and edge of the role."""
        current = look()
        edge(QPainter(self), self.rect(), current.colour(f"{self.role}.fill"), current.colour(f"{self.role}.edge"), 6)


class BannerLine(QWidget):
    """Banners side by side: three at most, then "2 more" that asks for the rest."""

    more_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(10)
        self.banners: list[Banner] = []
        self.more = Button("", "quiet", small=True)
        self.more.clicked.connect(self.more_asked)
        self._line.addWidget(self.more)
        self.more.hide()

    def set_banners(self, banners: Sequence[Banner]) -> None:
        """Show these instead of those before."""
        for old in self.banners:
            self._line.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.banners = list(banners[:MOST])
        for place, banner in enumerate(self.banners):
            self._line.insertWidget(place, banner, 1)
        rest = len(banners) - len(self.banners)
        self.more.setText(f"{rest} more")
        self.more.setVisible(rest > 0)
        self.setVisible(bool(banners))
