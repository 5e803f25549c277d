"""The navigation rail: eight screens in a fixed order, Lock last; at large text a menu button."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.windows.look import focus, icons, paint
from desktop_app.windows.look.style import edge
from desktop_app.windows.look.theme import look

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Place:
    """One screen in the rail: its key, its icon, its word and the keys that go there ("Ctrl+1")."""

    key: str
    icon: str
    label: str
    keys: str = ""


class RailItem(QAbstractButton):
    """A place in the rail: icon over word, a count only for what needs you."""

    def __init__(self, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place, self.active, self.count = place, False, 0
        self.setText(place.label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        self.setToolTip(f"{place.label} ({place.keys})" if place.keys else place.label)
        focus.outside(self, 8)
        self.say()

    def say(self) -> None:
        """Keep the accessible name true to the count and the active place."""
        needs = f", {self.count} need you" if self.count > 1 else ", 1 needs you" if self.count else ""
        self.setAccessibleName(f"{self.place.label}{needs}{', shown now' if self.active else ''}")
        self.setAccessibleDescription(self.place.keys)
        self.update()

    def sizeHint(self) -> QSize:
        """72 by 60."""
        current = look()
        return QSize(max(72, current.width(self.place.label, "caption", 600) + 4), self._lines() + 24)

    def _lines(self) -> int:
        return look().px(20) + look().line("caption")

    def minimumSizeHint(self) -> QSize:
        """In a low window items give up the room around their words, then the words: the icon stays."""
        return QSize(self.sizeHint().width(), look().px(20) + 10)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes there; arrows move along the rail."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, icon, word, count."""
        current = look()
        painter = QPainter(self)
        if self.active:
            line = current.colour("border" if current.theme.edges else "line")
            edge(painter, self.rect(), current.colour("surface"), line, 8)
        elif self.isDown() or self.underMouse():
            edge(painter, self.rect(), current.colour("pressed" if self.isDown() else "hover"), None, 8)
        ink = current.colour("accent_text" if self.active and not current.theme.edges else "text2")
        side = current.px(20)
        worded = self.height() >= self._lines() + 6
        top = (self.height() - (self._lines() + 2 if worded else side)) // 2
        icons.paint(painter, QRect(0, top, self.width(), side), self.place.icon, ink)
        if worded:
            box = QRect(0, top + side + 2, self.width(), current.line("caption"))
            weight = 600 if self.active else 500
            paint.words(painter, current, box, self.place.label, "caption", ink, weight, paint.CENTRE, False)
        if self.count:
            size = paint.pill_size(current, str(self.count))
            at = QRect(self.width() // 2 + 8, 4, size.width(), size.height())
            paint.pill(painter, current, at, str(self.count))


class Rail(QWidget):
    """84 wide. `chosen` gives the key of a place; `lock_asked` the last item."""

    chosen = Signal(str)
    lock_asked = Signal()

    def __init__(self, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Screens")
        self.setAutoFillBackground(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 8, 6, 10)
        layout.setSpacing(2)
        self.items: dict[str, RailItem] = {}
        for place in places:
            item = RailItem(place, self)
            item.clicked.connect(self._pressed)
            layout.addWidget(item)
            self.items[place.key] = item
        layout.addStretch(1)
        self.lock = RailItem(Place("lock", "lock", "Lock", "Ctrl+L"), self)
        self.lock.clicked.connect(self.lock_asked)
        layout.addWidget(self.lock)
        look().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Measure and paint again after a change of theme or text size."""
        for item in (*self.items.values(), self.lock):
            item.updateGeometry()
        self.updateGeometry()
        self.update()

    def _pressed(self) -> None:
        item = self.sender()
        if isinstance(item, RailItem):
            self.chosen.emit(item.place.key)

    def set_active(self, key: str) -> None:
        """Mark the screen that is shown."""
        for item in self.items.values():
            item.active = item.place.key == key
            item.say()
        self.update()

    def set_count(self, key: str, count: int) -> None:
        """How many things there need the person; 0 takes the mark away."""
        self.items[key].count = count
        self.items[key].say()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground, the hairline at its right and the bar of the active place at the window's edge."""
        current = look()
        painter = QPainter(self)
        painter.fillRect(self.rect(), current.colour("rail"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), current.colour("line"))
        for item in self.items.values():
            if item.active:
                bar = QRect(0, item.geometry().center().y() - 15, 3, 32)
                edge(painter, bar, _bar(), None, 1.5)


def _bar() -> QColor:
    return look().colour("accent_text")


class RailButton(QPushButton):
    """The rail at large text: the screen's name and count on one button that opens a menu of places."""

    chosen = Signal(str)

    def __init__(self, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.places, self.count = {place.key: place for place in places}, 0
        self._menu = QMenu(self)
        for place in places:
            action = self._menu.addAction(f"{place.label}\t{place.keys}")
            action.setData(place.key)
        self._menu.triggered.connect(lambda action: self.chosen.emit(action.data()))
        self.setMenu(self._menu)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        focus.outside(self, 6)
        look().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Measure and paint again after a change of theme or text size."""
        self.updateGeometry()
        self.update()

    def show_place(self, key: str, count: int = 0) -> None:
        """Name the screen that is shown and what needs the person there."""
        self.count = count
        self.setText(self.places[key].label)
        self.setAccessibleName(f"Screens. Shown now: {self.text()}{f', {count} need you' if count else ''}")
        self.restyle()

    def sizeHint(self) -> QSize:
        """Icon, name, count."""
        current = look()
        pill = paint.pill_size(current, str(self.count)).width() + 10 if self.count else 0
        width = current.width(self.text(), "body", 600) + current.px(18) + pill + 44
        return QSize(width, current.line("body") + 20)

    def minimumSizeHint(self) -> QSize:
        """The name is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Edge, icon, name, count."""
        current = look()
        painter = QPainter(self)
        edge(painter, self.rect(), current.colour("surface"), current.colour("strong"), 8)
        side = current.px(16)
        icons.paint(painter, QRect(17, 0, side, self.height()), "menu", current.colour("text"))
        room = QRect(17 + side + 12, 0, self.width(), self.height())
        took = paint.words(painter, current, room, self.text(), "body", current.colour("text"), 600, elide=False)
        if self.count:
            size = paint.pill_size(current, str(self.count))
            at = QRect(room.left() + took + 10, (self.height() - size.height()) // 2, size.width(), size.height())
            paint.pill(painter, current, at, str(self.count))
