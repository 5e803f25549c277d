"""Paints rows, headings and the foot of a list from the tokens; heights come from the font."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.windows.look import icons, paint
from desktop_app.windows.look.style import ring
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.rows import ENTRY, AnyIndex, Foot, Heading, Row

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from desktop_app.windows.look.theme import Look

_State = QStyle.StateFlag
SIDE = 16
GAP = 12


class RowDelegate(QStyledItemDelegate):
    """`narrow` is the form for panes (48 high), `three` the form for large text or little room."""

    def __init__(self, narrow: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.narrow = narrow
        self.three = False

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Height by kind; the view gives the width."""
        return QSize(0, self.height(index.data(ENTRY)))

    def height(self, entry: object) -> int:
        """The px an entry stands high, hairline included."""
        current = look()
        if isinstance(entry, Row):
            lines = current.line("body") + current.line("small")
            if self.three:
                third = current.line("small") if entry.due1 or entry.due2 or entry.time else 0
                if third and not (entry.family or entry.second):
                    third = 0  # it stands in the second line, which would be empty
                return lines + third + current.px(12) + 4
            return lines + (10 if self.narrow else 16)
        if isinstance(entry, Heading):
            return current.line("small") + (12 if entry.section.sunken else 18)
        return current.line("small") + 28

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """One entry: ground, content, hairline, and the ring when it has the keyboard."""
        entry = index.data(ENTRY)
        current, box = look(), QRect(option.rect)
        painter.save()
        if isinstance(entry, Row):
            self._ground(painter, current, option, box)
            if self.three:
                self._three_lines(painter, current, box, entry)
            else:
                self._two_lines(painter, current, box, entry)
        elif isinstance(entry, Heading):
            self._heading(painter, current, option, box, entry)
        elif isinstance(entry, Foot):
            self._foot(painter, current, box, entry)
        if not isinstance(entry, Foot) and not (isinstance(entry, Heading) and entry.section.sunken):
            paint.hairline(painter, current, box.left(), box.right() + 1, box.bottom())
        if option.state & _State.State_Selected and option.state & _State.State_HasFocus:
            ring(painter, box, current.colour("focus"), current.ring, 0)
        painter.restore()

    def _ground(self, painter: QPainter, current: Look, option: QStyleOptionViewItem, box: QRect) -> None:
        if option.state & _State.State_Selected:
            paint.selection(painter, current, box)
        elif option.state & _State.State_MouseOver:
            painter.fillRect(box, current.colour("hover"))

    def _tile(self, painter: QPainter, current: Look, box: QRect, row: Row, top: int | None = None) -> int:
        """Paint the tile; gives back where the words begin."""
        side = paint.tile_size(current)
        left = box.left() + _side(current)
        at = box.top() + (box.height() - 1 - side) // 2 if top is None else top
        paint.tile(painter, current, QRect(left, at, side, side), row.icon, row.role)
        return left + side + GAP

    def _two_lines(self, painter: QPainter, current: Look, box: QRect, row: Row) -> None:
        body, small = current.line("body"), current.line("small")
        alone = not (row.second or row.due1 or row.due2)
        top = box.top() + (box.height() - body - (0 if alone else small)) // 2
        left = self._tile(painter, current, box, row)
        right = box.right() + 1 - _side(current)
        right = self._initials(painter, current, box, row, right, None)
        right = self._due(painter, current, row, top, right)
        right = self._badge(painter, current, box, row, right)
        self._subject(painter, current, QRect(left, top, right - left, body), row, with_family=True)
        under = QRect(left, top + body, right - left, small)
        paint.words(painter, current, under, row.second, "small", current.colour("text2"))

    def _three_lines(self, painter: QPainter, current: Look, box: QRect, row: Row) -> None:
        body, small = current.line("body"), current.line("small")
        top = box.top() + (current.px(12) + 4) // 2
        left = self._tile(painter, current, box, row, top + 2)
        far = box.right() + 1 - _side(current)
        right = self._initials(painter, current, box, row, far, top + 2)
        if row.badge:
            size = paint.badge_size(current, row.badge, row.badge_icon)
            at = QRect(right - size.width(), top + 2, size.width(), size.height())
            paint.badge(painter, current, at, row.badge, row.badge_role, row.badge_icon)
            right = at.left() - GAP
        self._subject(painter, current, QRect(left, top, right - left, body), row, with_family=False)
        who = " · ".join(part for part in (row.family, row.second) if part)
        under = QRect(left, top + body, right - left, small)
        paint.words(painter, current, under, who, "small", current.colour("text2"))
        last = QRect(left, top + body + (small if who else 0), far - left, small)
        first = row.due1 or row.time
        ink = current.role(row.due1_role, "text", "text" if row.due1 else "text2")
        took = paint.words(painter, current, last, first, "small", ink, 600 if row.due1 else 400, elide=False)
        if row.due2:
            last.setLeft(left + took)
            joined = f" · {row.due2}" if first else row.due2
            paint.words(painter, current, last, joined, "small", current.colour("text2"))

    def _subject(self, painter: QPainter, current: Look, box: QRect, row: Row, with_family: bool) -> None:
        took = paint.words(painter, current, box, row.subject, "body", current.colour("text"), 600)
        if with_family and row.family:
            rest = QRect(box.left() + took, box.top(), box.width() - took, box.height())
            paint.words(painter, current, rest, f" · {row.family}", "body", current.colour("text2"))

    def _initials(self, painter: QPainter, current: Look, box: QRect, row: Row, right: int, top: int | None) -> int:
        if not row.initials:
            return right
        size = paint.initials_size(current, row.initials)
        at = box.top() + (box.height() - 1 - size.height()) // 2 if top is None else top
        paint.initials(painter, current, QRect(right - size.width(), at, size.width(), size.height()), row.initials)
        return right - size.width() - GAP

    def _due(self, painter: QPainter, current: Look, row: Row, top: int, right: int) -> int:
        if self.narrow and row.time:
            width = max(current.width(row.time, "small"), current.width(row.due2 or row.due1, "small"))
            upper = QRect(right - width, top, width, current.line("body"))
            lower = QRect(right - width, upper.bottom() + 1, width, current.line("small"))
            paint.words(painter, current, upper, row.time, "small", current.colour("text2"), 0, paint.RIGHT, False)
            ink = current.role(row.due1_role, "text", "text2")
            under = row.due2 or row.due1
            paint.words(painter, current, lower, under, "small", ink, 0, paint.RIGHT, False)
            return right - width - GAP
        if not row.due1 and not row.due2:
            return right
        width = paint.due_width(current, row.due1, row.due2)
        height = current.line("body") + current.line("small")
        box = QRect(right - width, top, width, height)
        paint.due(painter, current, box, row.due1, row.due1_role, row.due2)
        return right - width - GAP

    def _badge(self, painter: QPainter, current: Look, box: QRect, row: Row, right: int) -> int:
        if not row.badge:
            return right
        size = paint.badge_size(current, row.badge, row.badge_icon)
        at = QRect(right - size.width(), 0, size.width(), size.height())
        at.moveTop(box.top() + (box.height() - 1 - size.height()) // 2)
        paint.badge(painter, current, at, row.badge, row.badge_role, row.badge_icon)
        return at.left() - GAP

    def _heading(
        self, painter: QPainter, current: Look, option: QStyleOptionViewItem, box: QRect, heading: Heading
    ) -> None:
        section = heading.section
        if option.state & _State.State_Selected:
            paint.selection(painter, current, box)
        elif section.sunken:
            painter.fillRect(box, current.colour("sunken"))
        elif option.state & _State.State_MouseOver:
            painter.fillRect(box, current.colour("hover"))
        left, down = box.left() + _side(current), 0 if section.sunken else 3
        inner = box.adjusted(0, down, 0, down - 1)
        icon = "chevron-right" if heading.folded else section.icon
        if icon:
            size = current.px(16)
            tint = current.role(section.role, "icon", "text2")
            icons.paint(painter, QRect(left, inner.top() + 1, size, inner.height()), icon, tint)
            left += size + current.px(8)
        room = QRect(left, inner.top(), box.right() - _side(current) - left, inner.height())
        took = paint.words(painter, current, room, section.title, "small", current.colour("text2"), 600)
        room.setLeft(left + took + current.px(6))
        paint.words(painter, current, room, section.count_words, "small", current.colour("text3"))

    def _foot(self, painter: QPainter, current: Look, box: QRect, foot: Foot) -> None:
        cap = paint.key_cap_size(current, foot.key) if foot.key else QSize(0, 0)
        width = current.width(foot.text, "small")
        left = box.left() + max((box.width() - width - cap.width() - 10) // 2, SIDE)
        text = QRect(left, box.top(), width, box.height())
        paint.words(painter, current, text, foot.text, "small", current.colour("text2"), elide=False)
        if foot.key:
            at = QRect(left + width + 10, 0, cap.width(), cap.height())
            at.moveTop(box.top() + (box.height() - cap.height()) // 2)
            paint.key_cap(painter, current, at, foot.key)


def _side(current: Look) -> int:
    """Room at both ends of a row: 16, and the window's own 24 when rows reach from edge to edge."""
    return 24 if current.big else SIDE
