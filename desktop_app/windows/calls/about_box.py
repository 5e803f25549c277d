"""Whom the call is about: the family, and which of its children. Figures switch children on and off."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.windows.look import focus, paint
from desktop_app.windows.look.style import edge
from desktop_app.windows.look.theme import look

GAP = 6
NONE = "No family yet"


class AboutBox(QWidget):
    """`changed` gives the ids of the chosen children, `family_asked` that the family was pressed."""

    changed = Signal(tuple)
    family_asked = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.family = ""
        self.children_known: tuple[tuple[str, str], ...] = ()
        self.about: tuple[str, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        focus.outside(self, 6)
        look().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Measure again after a change of text size."""
        self.updateGeometry()
        self.update()

    def show_about(self, family: str, children: Sequence[tuple[str, str]], about: tuple[str, ...]) -> None:
        """`children` are (id, "Leo, 9"); `about` those this call is about."""
        self.family, self.children_known, self.about = family, tuple(children), about
        named = [words for key, words in children if key in about]
        self.setAccessibleName("About " + (", ".join([f"the {family} family", *named]) if family else NONE.lower()))
        numbered = ", ".join(f"{place} {words}" for place, (_key, words) in enumerate(children, start=1))
        self.setAccessibleDescription(f"Figures choose: {numbered}. Enter goes on." if numbered else "")
        self.restyle()

    def _open(self) -> bool:
        return self.hasFocus() and bool(self.children_known)

    def _chips(self) -> list[tuple[str, str, bool]]:
        """(id, words, whether it is chosen); the family is first, under an empty id."""
        chips = [("", self.family, True)] if self.family else []
        for place, (key, words) in enumerate(self.children_known, start=1):
            chosen = key in self.about
            if self._open():
                chips.append((key, f"{place}  {words}", chosen))
            elif chosen:
                chips.append((key, words, True))
        return chips

    def _placed(self, width: int) -> tuple[list[tuple[QRect, str, str, bool]], int]:
        current = look()
        x, y, high = GAP, 5, current.line("small") + 8
        placed = []
        for key, words, chosen in self._chips():
            wide = paint.chip_size(current, words, "user" if key else "users").width()
            if x > GAP and x + wide + GAP > width:
                x, y = GAP, y + high + 4
            placed.append((QRect(x, y, min(wide, width - 2 * GAP), high), key, words, chosen))
            x += wide + GAP
        return placed, max(y + high + 5, current.line("body") + 16)

    def sizeHint(self) -> QSize:
        """As high as its chips need."""
        return QSize(200, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Never lower than the chips."""
        return QSize(look().px(120), self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        """Chips wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Lines for this width."""
        return self._placed(max(width, 120))[1]

    def toggle(self, key: str) -> None:
        """Switch a child on or off."""
        kept = tuple(one for one in self.about if one != key)
        self.about = kept if len(kept) < len(self.about) else (*self.about, key)
        self.restyle()
        self.changed.emit(self.about)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Figures switch children, 0 takes all away, Enter and Esc go on."""
        typed = event.text()
        if typed.isdigit() and typed != "0" and int(typed) <= len(self.children_known):
            self.toggle(self.children_known[int(typed) - 1][0])
        elif typed == "0":
            self.about = ()
            self.restyle()
            self.changed.emit(())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape) and not event.modifiers():
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a child switches it, on the family opens it."""
        was_open = self._open()
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        for box, key, _words, _chosen in self._placed(self.width())[0]:
            if box.contains(event.position().toPoint()) and was_open:
                if key:
                    self.toggle(key)
                else:
                    self.family_asked.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """All children are shown, each with its figure."""
        super().focusInEvent(event)
        self.restyle()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Only the chosen ones stay."""
        super().focusOutEvent(event)
        self.restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A field with chips in it."""
        current, painter = look(), QPainter(self)
        edge(painter, self.rect(), current.colour("surface"), current.colour("strong"), 6)
        placed = self._placed(self.width())[0]
        if not placed:
            box = self.rect().adjusted(10, 0, -6, 0)
            paint.words(painter, current, box, NONE, "small", current.colour("text3"))
        for box, key, words, chosen in placed:
            icon = "users" if not key else "check" if chosen and self._open() else "user"
            if chosen and self._open() and key:
                edge(painter, box, current.colour("selected"), None, box.height() / 2)
            paint.chip(painter, current, box, words, icon, bool(key))
