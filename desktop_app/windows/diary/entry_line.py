"""One entry as one line of a cell: bar of its risk, time, icon, title, whose."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from desktop_app.rules.days import time_words
from desktop_app.vault.queries.diary import Occasion
from desktop_app.windows.diary.entry_words import ICONS, risk_of, second_of, title_of
from desktop_app.windows.look import icons, paint
from desktop_app.windows.look.style import edge
from desktop_app.windows.look.theme import look

ROOM_FOR_ICON = 120
"""px a line needs before its icon is shown."""


def paint_line(painter: QPainter, box: QRect, one: Occasion, who: str, now: datetime) -> None:
    """Paint it; `who` are initials, where the row doesn't say whose it is."""
    current = look()
    risk = risk_of(one, now)
    pressing = risk.role in ("late", "soon")
    if one.hold_id:
        edge(painter, box, current.colour("note.fill"), None, 4)
    if risk.role:
        painter.fillRect(QRect(box.left(), box.top() + 2, 3, box.height() - 4), current.colour(f"{risk.role}.icon"))
    whole, line = box, look().line("caption") + 3
    if box.height() > line + 8:
        box = QRect(box.left(), box.top(), box.width(), line)
    left, right = box.left() + 7, box.right() - 2
    size = current.px(13)
    if isinstance(one.starts, datetime):
        width = current.width("00:00", "caption") + 5
        at = QRect(left, box.top(), width, box.height())
        paint.words(painter, current, at, time_words(one.starts), "caption", current.colour("text2"))
        left += width
    if right - left > size + ROOM_FOR_ICON:
        mark = QRect(left, box.top() + (box.height() - size) // 2, size, size)
        icons.paint(painter, mark, ICONS.get(one.kind, "calendar"), current.colour("text2"))
        left += size + 4
    wide = current.width(who, "caption", 500) + 4 if who else 0
    title = QRect(left, box.top(), right - left - wide, box.height())
    ink = current.colour(f"{risk.role}.text" if pressing else "text")
    two = whole.height() > box.height()
    said = title_of(one, alone=True) if two else title_of(one)
    paint.words(painter, current, title, said, "caption", ink, 600 if pressing or two else 400)
    if two:
        under = QRect(whole.left() + 7, box.bottom(), whole.width() - 9, current.line("caption"))
        second = risk.words if pressing else one.family or second_of(one)
        paint.words(painter, current, under, second, "caption", ink if pressing else current.colour("text2"))
    if who:
        place = QRect(right - wide + 4, box.top(), wide, box.height())
        paint.words(painter, current, place, who, "caption", current.colour("text2"), 500, elide=False)
