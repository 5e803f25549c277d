"""Painting one entry, one travel strip, one card of the due lane. Kind is icon and edge; risk a bar and words."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap

from desktop_app.records.words import EntryKind
from desktop_app.vault.queries.diary import DueCard, Occasion
from desktop_app.windows.diary.entry_words import (
    ICONS,
    RISK_ICONS,
    Risk,
    due_risk,
    due_title,
    risk_of,
    second_of,
    title_of,
)
from desktop_app.windows.look import icons, paint
from desktop_app.windows.look.style import edge
from desktop_app.windows.look.theme import look

RADIUS = 5
BAR = 4
_hatches: dict[tuple[str, int, int], QBrush] = {}


def hatch(colour: QColor, step: int, width: int) -> QBrush:
    """Diagonal stripes, tiled without a seam."""
    key = (colour.name(), step, width)
    if key not in _hatches:
        tile = QPixmap(step, step)
        tile.fill(Qt.GlobalColor.transparent)
        painter = QPainter(tile)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, width))
        for start in (-step, 0, step):
            painter.drawLine(QPointF(start - 1, step + 1), QPointF(start + step + 1, -1))
        painter.end()
        _hatches[key] = QBrush(tile)
    return _hatches[key]


def stripes(painter: QPainter, box: QRect, step: int, width: int) -> None:
    """Fill a box with stripes that begin at its own corner."""
    painter.setBrushOrigin(box.topLeft())
    painter.fillRect(box, hatch(look().colour("pressed"), step, width))


def entry(
    painter: QPainter, box: QRect, one: Occasion, now: datetime, *, on: bool = False, has_keys: bool = False
) -> None:
    """One entry in its box; `on` when it is chosen, with the ring when the grid has the keyboard."""
    current = look()
    risk = risk_of(one, now)
    kind = one.kind
    if one.hold_id:
        _dashed(painter, box, current.colour("note.fill"), current.colour("note.icon"), 1.5)
    elif one.kind in (EntryKind.LEAVE, EntryKind.SICK):
        edge(painter, box, current.colour("surface"), current.colour("border"), RADIUS)
        stripes(painter, box.adjusted(1, 1, -1, -1), 12, 3)
    elif kind is EntryKind.COURT:
        edge(painter, box, current.colour("sunken"), None, RADIUS)
        _outline(painter, box, current.colour("text2"), 1.5)
    else:
        fill = "sunken" if one.private or kind is EntryKind.BUSY else "surface"
        edge(painter, box, current.colour(fill), current.colour("border"), RADIUS)
    if risk.role and not one.hold_id:
        _bar(painter, box, current.colour(f"{risk.role}.icon"))
    if on:
        ring = current.colour("focus" if has_keys else "strong")
        _outline(painter, box, ring, max(current.ring, 2))
    _words(painter, box, one, risk)


def _outline(
    painter: QPainter, box: QRect, colour: QColor, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine
) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, width, style))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = width / 2
    painter.drawRoundedRect(QRectF(box).adjusted(half, half, -half, -half), RADIUS, RADIUS)
    painter.restore()


def mark(painter: QPainter, box: QRect, token: str) -> None:
    """The ring round what is chosen."""
    _outline(painter, box, look().colour(token), max(look().ring, 2))


def _dashed(painter: QPainter, box: QRect, fill: QColor, line: QColor, width: float) -> None:
    edge(painter, box, fill, None, RADIUS)
    _outline(painter, box, line, width, Qt.PenStyle.DashLine)


def _bar(painter: QPainter, box: QRect, colour: QColor) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(box), RADIUS, RADIUS)
    painter.setClipPath(shape)
    painter.fillRect(QRect(box.left(), box.top(), BAR, box.height()), colour)
    painter.restore()


def _words(painter: QPainter, box: QRect, one: Occasion, risk: Risk) -> None:
    current = look()
    line = current.line("caption")
    high = box.height()
    inner = box.adjusted(9, 0, -6, 0)
    top = box.top() + (max(1, (high - line) // 2) if high < line + 10 else 5)
    ink = current.colour("note.text") if one.hold_id else current.colour("text")
    icon = "hourglass" if one.hold_id else ICONS.get(one.kind, "calendar")
    size = current.px(14)
    if one.kind in (EntryKind.LEAVE, EntryKind.SICK):
        lines = 1 + bool(second_of(one))
        ground = QRect(inner.left() - 2, top - 1, inner.width() + 2, line * lines + 2)
        painter.fillRect(ground & box, current.colour("surface"))
    if inner.width() > size + 24:
        tone = "note.icon" if one.hold_id else "text2"
        icons.paint(painter, QRect(inner.left(), top + (line - size) // 2, size, size), icon, current.colour(tone))
        first = QRect(inner.left() + size + 5, top, inner.width() - size - 5, line)
    else:
        first = QRect(inner.left(), top, inner.width(), line)
    paint.words(painter, current, first, title_of(one), "caption", ink, 600)
    rest = top + line
    room = box.bottom() - rest
    if risk.words and room >= line:
        low = (
            max(rest, box.bottom() - line - 5) if room < 2 * line + 4 or not second_of(one) else box.bottom() - line - 4
        )
        _risk_line(painter, QRect(inner.left(), low, inner.width(), line), risk)
        room -= line + 3
    if room >= line and second_of(one):
        tone = "note.text" if one.hold_id else "text2"
        under = QRect(inner.left(), rest, inner.width(), line)
        paint.words(painter, current, under, second_of(one), "caption", current.colour(tone))


def _risk_line(painter: QPainter, box: QRect, risk: Risk) -> None:
    current = look()
    size = current.px(14)
    icon = RISK_ICONS.get(risk.role, "check")
    if "check-in" in risk.words:
        icon = "clock"
    mark = QRect(box.left(), box.top() + (box.height() - size) // 2, size, size)
    role = risk.role or None
    icons.paint(painter, mark, icon, current.role(role, "icon", "text2"))
    words = box.adjusted(size + 5, 0, 0, 0)
    ink = current.role(role, "text", "text2")
    paint.words(painter, current, words, risk.words, "caption", ink, 600 if role else 400)


def travel(painter: QPainter, box: QRect, minutes: int) -> None:
    """The way there or back: fine stripes with its minutes where they fit."""
    current = look()
    stripes(painter, box, 8, 2)
    line = current.line("caption")
    if box.height() < line - 2:
        return
    words = f"travel {minutes} min"
    size = current.px(14)
    width = min(box.width(), current.width(words, "caption") + size + 16)
    ground = QRect(box.left(), box.top(), width, box.height())
    painter.fillRect(ground, current.colour("surface"))
    mark = QRect(box.left() + 4, box.center().y() - size // 2, size, size)
    icons.paint(painter, mark, "car", current.colour("text2"))
    text = QRect(box.left() + size + 9, box.top(), width - size - 9, box.height())
    paint.words(painter, current, text, words, "caption", current.colour("text2"))


def ghost(painter: QPainter, box: QRect, title: str, when: str, trouble: str) -> None:
    """Where a dragged or new entry would stand, with the clash it would make."""
    current = look()
    role = "late" if trouble else ""
    fill = current.colour("late.fill" if role else "selected")
    _dashed(painter, box, fill, current.colour("late.icon" if role else "accent_text"), 2)
    line = current.line("caption")
    inner = box.adjusted(9, 4, -6, -2)
    ink = current.colour("late.text" if role else "accent_text")
    rows = (
        [(title, 600), (when, 400), (trouble, 600)]
        if inner.height() >= 2 * line
        else [(trouble or f"{title} {when}", 600)]
    )
    for place, (words, weight) in enumerate(rows):
        row = QRect(inner.left(), inner.top() + place * line, inner.width(), line)
        if row.bottom() <= box.bottom() + 2:
            paint.words(painter, current, row, words, "caption", ink, weight)


def due_card(
    painter: QPainter,
    box: QRect,
    card: DueCard,
    now: datetime,
    *,
    more: int = 0,
    on: bool = False,
    has_keys: bool = False,
) -> None:
    """What is due: bar, what, due words."""
    current = look()
    risk = due_risk(card, now)
    role = risk.role or None
    edge(painter, box, current.role(role, "fill", "surface"), current.role(role, "edge", "border"), RADIUS)
    if role:
        _bar(painter, box, current.colour(f"{role}.icon"))
    if on:
        _outline(painter, box, current.colour("focus" if has_keys else "strong"), max(current.ring, 2))
    size, line = current.px(16), current.line("caption")
    top = box.top() + (box.height() - 2 * line) // 2
    icon = {"visit": "shield", "document": "file-text"}.get(card.kind, "clipboard-list")
    icons.paint(painter, QRect(box.left() + 12, top, size, line), icon, current.role(role, "icon", "text2"))
    left = box.left() + 12 + size + 7
    ink = current.role(role, "text", "text")
    right = box.right() - 5
    room = right - left
    if more:
        said = f"+{more}"
        width = current.width(said, "caption", 600)
        place = QRect(right - width, top, width, line)
        paint.words(painter, current, place, said, "caption", current.colour("text2"), 600, elide=False)
        room -= width + 6
    paint.words(painter, current, QRect(left, top, room, line), due_title(card), "caption", ink, 600)
    paint.words(painter, current, QRect(left, top + line, right - left, line), risk.words, "caption", ink)
