"""The timeline's list: time and kind at the left, a tile, three lines; days as headings; pages as they are seen."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from desktop_app import clock
from desktop_app.rules.days import day_words, near_day
from desktop_app.vault.queries.timeline import Entry
from desktop_app.windows.look import paint
from desktop_app.windows.look.style import ring
from desktop_app.windows.look.theme import Look, look
from desktop_app.windows.widgets.day_list import DayList
from desktop_app.windows.widgets.row_delegate import RowDelegate
from desktop_app.windows.widgets.rows import ENTRY, AnyIndex, Heading, Row, Section


def section_of(entry: Entry, today: date) -> Section:
    """The day an entry stands under: "Today, Thu 3 December", "Tue 1 December", "Wed 12 August 2025"."""
    day = clock.local(entry.at).date()
    near = near_day(day, today)
    words = f"{day:%a} {day.day} {day:%B}" + (f" {day.year}" if day.year != today.year else "")
    said = f"{near.capitalize()}, {words}" if near in ("today", "tomorrow", "yesterday") else words
    return Section(day.isoformat(), "", None, said, "")


def row_of(entry: Entry) -> Row:
    """An entry as the list's row: `time` and `due2` stand at the left, `family` is the third line."""
    there = clock.local(entry.at)
    time = "" if entry.all_day else f"{there:%H:%M}"
    parts = (entry.headline, entry.second, day_words(there.date(), year=True), time, entry.word, entry.third)
    return Row(
        f"{entry.kind} {entry.id}", entry.icon, entry.role or None, entry.headline, entry.third, entry.second,
        due2=entry.word, time=time, spoken=", ".join(part.rstrip(".") for part in parts if part),
    )  # fmt: skip


class EntryDelegate(RowDelegate):
    """Paints entries; headings stand flush with the words."""

    def height(self, entry: object) -> int:
        """Three lines and 22 px; a heading is a line and 18."""
        current = look()
        if isinstance(entry, Row):
            extra = current.line("small") if entry.family else 0
            second = current.line("small") if entry.second else 0
            alone = 0 if entry.second or entry.family else current.line("small")
            return current.line("body") + second + extra + alone + 20
        return current.line("small") + 18

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Ground, time, tile, words, hairline, ring."""
        entry, current, box = index.data(ENTRY), look(), QRect(option.rect)
        painter.save()
        if isinstance(entry, Row):
            self._ground(painter, current, option, box)
            self._entry(painter, current, box, entry, bool(option.state & QStyle.StateFlag.State_Selected))
        elif isinstance(entry, Heading):
            if option.state & QStyle.StateFlag.State_Selected:
                paint.selection(painter, current, box)
            words = f"{entry.section.title} (folded)" if entry.folded else entry.section.title
            room = box.adjusted(8, 0, -8, -1)
            paint.words(painter, current, room, words, "small", current.colour("text2"), 600)
        else:
            super().paint(painter, option, index)
        paint.hairline(painter, current, box.left(), box.right() + 1, box.bottom())
        if option.state & QStyle.StateFlag.State_Selected and option.state & QStyle.StateFlag.State_HasFocus:
            ring(painter, box, current.colour("focus"), current.ring, 0)
        painter.restore()

    def _entry(self, painter: QPainter, current: Look, box: QRect, row: Row, _chosen: bool) -> None:
        body, small = current.line("body"), current.line("small")
        top, left = box.top() + 9, box.left() + 8
        column = current.px(56)
        first = row.time or row.due2
        paint.words(painter, current, QRect(left, top, column, body), first, "small", current.colour("text"))
        if row.time:
            under = QRect(left, top + body - 2, column, small)
            paint.words(painter, current, under, row.due2, "caption", current.colour("text2"))
        side = paint.tile_size(current)
        paint.tile(painter, current, QRect(left + column, top, side, side), row.icon, row.role)
        x = left + column + side + 12
        width = box.right() - 8 - x
        paint.words(painter, current, QRect(x, top, width, body), row.subject, "body", current.colour("text"), 600)
        y = top + body
        if row.second:
            paint.words(painter, current, QRect(x, y, width, small), row.second, "small", current.colour("text"))
            y += small
        if row.family:
            paint.words(painter, current, QRect(x, y, width, small), row.family, "caption", current.colour("text2"))


class TimelineList(DayList):
    """A `DayList` with the timeline's own painting."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Timeline", parent)
        self._delegate = EntryDelegate(narrow=True, parent=self)
        self.setItemDelegate(self._delegate)
