"""Words on the screen in one of the seven type styles, following theme and text size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop_app.windows.look import paint
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.tip import tip

if TYPE_CHECKING:
    from desktop_app.windows.look.theme import StyleName


class Label(QLabel):
    """A line of text, with `wrap` a paragraph, with `elide` a line that ends in … where room is short.

    `tone` is a colour token ("text2") or a role's part ("late.text"). `shorter` are other words for a line that
    would end in …: the first that fits is shown, "" for rather nothing.
    """

    def __init__(
        self,
        text: str = "",
        style: StyleName = "body",
        tone: str = "text",
        weight: int = 0,
        wrap: bool = False,
        elide: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        # Left to guess, Qt takes a name such as <b>Ann</b> for HTML and loads the pictures it asks for.
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self._style, self._tone, self._weight, self._elide = style, tone, weight, elide
        self.shorter: tuple[str, ...] = ()
        self.setWordWrap(wrap)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        elif elide:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        look().changed.connect(self.restyle)
        self.restyle()

    def set_tone(self, tone: str, weight: int | None = None) -> None:
        """Change the colour, and the weight where given."""
        self._tone = tone
        self._weight = self._weight if weight is None else weight
        self.restyle()

    def restyle(self) -> None:
        """Take font, colour and height from the look in force."""
        current = look()
        self.setFont(current.font(self._style, self._weight))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, current.colour(self._tone))
        self.setPalette(palette)
        self.setMinimumHeight(current.line(self._style))

    def sizeHint(self) -> QSize:
        """A line is as high as its style says; Qt's own measure of it can be one text size behind."""
        if self.wordWrap() or self.textFormat() == Qt.TextFormat.RichText:
            return super().sizeHint()
        current = look()
        shown = self.text().replace("&", "") if self.buddy() is not None else self.text()
        return QSize(current.width(shown, self._style, self._weight), current.line(self._style))

    def minimumSizeHint(self) -> QSize:
        """A line is never cut unless it may end in …."""
        return QSize(0, look().line(self._style)) if self._elide or self.wordWrap() else self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's own painting, except for a line that must be shortened; its whole is then in the tooltip."""
        if not self._elide:
            super().paintEvent(event)
            return
        current = look()
        fitting = (one for one in (self.text(), *self.shorter) if self._fits(one))
        shown = next(fitting, self.text())
        self.setToolTip("" if self._fits(self.text()) else tip(self.text()))
        ink = current.colour(self._tone if self.isEnabled() else "disabled")
        paint.words(QPainter(self), current, self.rect(), shown, self._style, ink, self._weight)

    def _fits(self, words: str) -> bool:
        return look().width(words, self._style, self._weight) <= self.width()
