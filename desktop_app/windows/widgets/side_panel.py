"""The panel beside a list: badge, lead title, chips, why, actions, quiet keys at the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.windows.look.style import edge
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.key_cap import KeyCap
from desktop_app.windows.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

NARROWEST, WIDEST = 300, 344
PADDING = 20


class SidePanel(QWidget):
    """Esc sends `left`, on which the screen returns to its list. Content scrolls, the foot stays.

    `top` is the row of badge and Esc cap, `body` the column of content, `foot` the quiet keys. A `rounded`
    panel stands on the window's ground beside a card, the other kind reaches from top to bottom.
    """

    left = Signal()

    def __init__(self, name: str, rounded: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rounded = rounded
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setMinimumWidth(NARROWEST)
        self.top = QHBoxLayout()
        self.top.setSpacing(8)
        self.top.addStretch(1)
        self.esc = KeyCap("Esc")
        self.close_button = Button("", "quiet", "Esc", "x", small=True)
        self.close_button.setAccessibleName("Close")
        self.close_button.setToolTip("Close (Esc)")
        self.close_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard has Esc
        self.close_button.clicked.connect(self.left)
        corner = QHBoxLayout()
        corner.addWidget(self.esc)
        corner.addWidget(self.close_button)
        self.top.addLayout(corner)
        self._over = False
        self.body = QVBoxLayout()
        self.body.setSpacing(0)
        self.foot = QVBoxLayout()
        self.foot.setSpacing(0)
        self._inner = inner = QWidget()
        self._inside = inside = QVBoxLayout(inner)
        inside.setContentsMargins(PADDING, 16, PADDING, 16)
        inside.setSpacing(10)
        inside.addLayout(self.top)
        inside.addLayout(self.body)
        inside.addStretch(1)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setWidget(inner)
        self.scroller.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        inner.installEventFilter(self)
        self.scroller.verticalScrollBar().rangeChanged.connect(self._make_room)
        below = QVBoxLayout()
        below.setContentsMargins(PADDING, 0, PADDING, 16)
        below.addLayout(self.foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.scroller, 1)
        layout.addLayout(below)
        look().changed.connect(self.restyle)
        self.restyle()

    def lie_over(self, on: bool) -> None:
        """Over the screen it can be closed with the mouse too; beside a list there is nothing to close."""
        self._over = on
        across = QSizePolicy.Policy.Expanding if on else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Expanding)  # where it is a page, it takes the page's width
        self.restyle()

    def restyle(self) -> None:
        """Either the key or the button that bears it."""
        self.esc.setVisible(not self._over and not look().big)
        self.close_button.setVisible(self._over)
        self.update()

    def sizeHint(self) -> QSize:
        """344 wide, as the drawings; wider only when large text needs it."""
        margins = self._inside.contentsMargins()
        content = self._inner.minimumSizeHint().width() - margins.left() - margins.right()
        return QSize(max(WIDEST, content + 2 * PADDING + 1), 400)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is inside changed its measure: a scroll area would keep that to itself."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self._inner:
            self.updateGeometry()
        return False

    def _make_room(self, _least: int, most: int) -> None:
        """The scroll bar stands in the padding, so that what it scrolls keeps its width."""
        beside = self.scroller.verticalScrollBar().sizeHint().width() if most else 0
        self._inside.setContentsMargins(PADDING, 16, PADDING - beside, 16)

    def add(self, widget: QWidget, above: int = 0) -> None:
        """Add to the column, `above` px below what came before."""
        if above:
            self.body.addSpacing(above)
        self.body.addWidget(widget)

    def add_foot(self, widget: QWidget) -> None:
        """Add to the foot; the first brings the hairline above it."""
        if not self.foot.count():
            self.foot.addWidget(Rule())
            self.foot.addSpacing(6)
        self.foot.addWidget(widget)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The surface and one hairline at the left."""
        painter, current = QPainter(self), look()
        if self.rounded:
            edge(painter, self.rect().adjusted(0, 0, 10, 10), current.colour("surface"), current.colour("line"), 8)
            return
        painter.fillRect(self.rect(), current.colour("surface"))
        painter.fillRect(0, 0, 1, self.height(), current.colour("line"))


class Rule(QWidget):
    """A hairline across."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        QPainter(self).fillRect(self.rect(), look().colour("line"))


class Facts(QWidget):
    """Pairs of label and words, as in "Why now": (label, words) or (label, words, role)."""

    def __init__(
        self, facts: Sequence[tuple[str, str] | tuple[str, str, str]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self.set_facts(facts)

    def set_facts(self, facts: Sequence[tuple[str, str] | tuple[str, str, str]]) -> None:
        """Show these pairs instead of those before."""
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for row, fact in enumerate(facts):
            role = fact[2] if len(fact) == 3 else ""
            value = Label(fact[1], "small", f"{role}.text" if role else "text", 600 if role else 0, wrap=True)
            value.setAccessibleName(f"{fact[0]}: {fact[1]}")
            self._grid.addWidget(Label(fact[0], "small", "text2"), row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, row, 1)
