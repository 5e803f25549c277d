"""Scroll bars, menus and tips, which Qt lays out and we paint: a stylesheet would make every widget twice as dear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QStyle, QStyleOptionSlider

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from desktop_app.windows.look.theme import Look

BAR, HANDLE_LEAST, GAP = 12, 32, 3
"""A scroll bar's width, its handle's least length and the room around it, in px."""
MENU_GAP, MENU_PAD = 4, 6
"""Room around the items of a menu, and above and below the words of each, in px."""
_Part = QStyle.SubControl


def bar_part(bar: QStyleOptionSlider, part: QStyle.SubControl) -> QRect:
    """Where a part of a scroll bar lies: no arrows, the handle as long as what is seen is of the whole."""
    upright = bar.orientation == Qt.Orientation.Vertical
    whole = bar.rect.height() if upright else bar.rect.width()
    span = bar.maximum - bar.minimum
    length = whole
    if span > 0:
        length = min(whole, max(HANDLE_LEAST, whole * bar.pageStep // max(1, span + bar.pageStep)))
    start = QStyle.sliderPositionFromValue(bar.minimum, bar.maximum, bar.sliderPosition, whole - length, bar.upsideDown)
    ends = {
        _Part.SC_ScrollBarSubPage: (0, start),
        _Part.SC_ScrollBarAddPage: (start + length, whole - start - length),
        _Part.SC_ScrollBarGroove: (0, whole),
        _Part.SC_ScrollBarSlider: (start, length),
    }
    at, long = ends.get(part, (0, 0))
    box = bar.rect
    made = (
        QRect(box.x(), box.y() + at, box.width(), long) if upright else QRect(box.x() + at, box.y(), long, box.height())
    )
    return QStyle.visualRect(bar.direction, box, made)


def paint_bar(painter: QPainter, look: Look, bar: QStyleOptionSlider) -> None:
    """The handle alone; there is none where everything is seen."""
    if bar.maximum <= bar.minimum:
        return
    handle = bar_part(bar, _Part.SC_ScrollBarSlider).adjusted(GAP, GAP, -GAP, -GAP)
    rounded(painter, handle, look, "strong", GAP)


def rounded(painter: QPainter, box: QRect, look: Look, token: str, radius: int) -> None:
    """A filled box with round corners."""
    painter.save()
    painter.setRenderHint(painter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour(token))
    painter.drawRoundedRect(box, radius, radius)
    painter.restore()


def paint_frame(painter: QPainter, look: Look, box: QRect, line: str) -> None:
    """The ground and the edge of a menu or a tip."""
    painter.save()
    painter.setBrush(look.colour("raised"))
    painter.setPen(look.colour("strong" if look.theme.edges else line))
    painter.drawRect(box.adjusted(0, 0, -1, -1))
    painter.restore()
