"""A choice with a number key and two lines: a slot, an answer, a version. Cards of one parent choose by arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from desktop_app.windows.look import focus, paint
from desktop_app.windows.look.style import edge, ring
from desktop_app.windows.look.theme import look


class SlotCard(QRadioButton):
    """`late` paints the second line in the role of lateness; `aside` is a word at the right ("best")."""

    taken = Signal(str)

    def __init__(
        self,
        key: str,
        number: str,
        first: str,
        second: str,
        aside: str = "",
        late: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(first, parent)
        self.key, self.number, self.second, self.aside, self.late = key, number, second, aside, late
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(part for part in (first, second, aside) if part))
        self.setAccessibleDescription(f"Key {number}. Enter takes it")
        focus.outside(self, 6)
        look().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Measure and paint again after a change of theme or text size."""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines and 8 px above and below."""
        current = look()
        words = max(current.width(self.text(), "body", 600), current.width(self.second, "caption"))
        side = current.width(self.aside, "caption", 600) + 12 if self.aside else 0
        height = current.line("body") + current.line("small") + 18
        return QSize(words + current.px(20) + side + 38, height)

    def minimumSizeHint(self) -> QSize:
        """The second line may end in … when there is no room."""
        return QSize(look().px(160), self.sizeHint().height())

    def hitButton(self, _pos: object) -> bool:
        """The whole card can be pressed."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the slot; arrows move between cards."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.setChecked(True)
            self.taken.emit(self.key)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground and edge, number key, two lines, the word at the right."""
        current = look()
        painter = QPainter(self)
        chosen = self.isChecked()
        fill = "selected" if chosen else "hover" if self.underMouse() else "surface"
        line = current.colour("late.edge" if self.late else "border")
        edge(painter, self.rect(), current.colour(fill), line, 6)
        if chosen:
            ring(painter, self.rect(), current.colour("accent_text"), 2, 5)
        cap = paint.key_cap_size(current, self.number)
        painter_box = QRect(13, (self.height() - cap.height()) // 2, cap.width(), cap.height())
        paint.key_cap(painter, current, painter_box, self.number)
        left, right = 13 + cap.width() + 11, self.width() - 13
        if self.aside:
            width = current.width(self.aside, "caption", 600)
            box = QRect(right - width, 0, width, self.height())
            ink = current.colour("accent_text")
            paint.words(painter, current, box, self.aside, "caption", ink, 600, elide=False)
            right -= width + 8
        body, small = current.line("body"), current.line("small")
        top = (self.height() - body - small) // 2
        upper, lower = QRect(left, top, right - left, body), QRect(left, top + body, right - left, small)
        paint.words(painter, current, upper, self.text(), "body", current.colour("text"), 600)
        ink = current.colour("late.text" if self.late else "text2")
        paint.words(painter, current, lower, self.second, "caption", ink)
