"""The marks that rows, chips and cards are made of, each with its measure. Widgets and delegates share them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen

from desktop_app.windows.look import icons
from desktop_app.windows.look.style import edge

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from desktop_app.windows.look.theme import Look, StyleName

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
_ONE_LINE = Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip


def words(
    painter: QPainter,
    look: Look,
    box: QRect,
    text: str,
    style: StyleName,
    colour: QColor,
    weight: int = 0,
    align: Qt.AlignmentFlag = LEFT,
    elide: bool = True,
) -> int:
    """One line of text; gives back the px it took. With `elide` it ends in … rather than leave the box."""
    if not text or box.width() <= 0:
        return 0
    width = look.width(text, style, weight)
    if elide and width > box.width():
        text = look.metrics(style, weight).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        width = look.width(text, style, weight)
    painter.setFont(look.font(style, weight))
    painter.setPen(colour)
    painter.drawText(box, int(align | _ONE_LINE), text)
    return width


def hairline(painter: QPainter, look: Look, left: int, right: int, y: int, tone: str = "line") -> None:
    """A horizontal line of one pixel, on the half pixel."""
    painter.setPen(QPen(look.colour(tone), 1))
    painter.drawLine(QPointF(left, y + 0.5), QPointF(right, y + 0.5))


def tile_size(look: Look) -> int:
    """Side of the square an icon sits on in a row."""
    return look.px(28)


def tile(painter: QPainter, look: Look, box: QRect, icon: str, role: str | None) -> None:
    """The icon of a row on its square; without a role it is grey on the sunken surface."""
    line = look.role(role, "icon", "border") if look.theme.edges else None
    edge(painter, box, look.role(role, "fill", "sunken"), line, look.px(7))
    size = round(box.width() * 18 / 28)
    inner = QRect(0, 0, size, size)
    inner.moveCenter(box.center())
    icons.paint(painter, inner, icon, look.role(role, "icon", "text2"))


def badge_size(look: Look, text: str, icon: str = "") -> QSize:
    """What a badge needs: caption 600, 8 px at each side, the icon and 6 px before the words."""
    extra = look.px(14) + 5 if icon else 0
    return QSize(look.width(text, "caption", 600) + extra + 18, look.line("caption") + 6)


def badge(painter: QPainter, look: Look, box: QRect, text: str, role: str | None, icon: str = "") -> None:
    """A status in words on its role's fill; a badge without a role is neutral."""
    fill, line = look.role(role, "fill", "surface"), look.role(role, "edge", "border")
    edge(painter, box, fill, line, 5)
    inner = box.adjusted(9, 0, -9, 0)
    if icon:
        size = look.px(14)
        icons.paint(
            painter, QRect(inner.left(), inner.top(), size, inner.height()), icon, look.role(role, "icon", "text2")
        )
        inner.setLeft(inner.left() + size + 5)
    words(painter, look, inner, text, "caption", look.role(role, "text", "text2"), 600)


def key_cap_size(look: Look, text: str) -> QSize:
    """What a key cap needs; never narrower than it is high."""
    height = look.line("caption") + 4
    return QSize(max(look.width(text, "caption", 500) + 12, height), height)


def key_cap(painter: QPainter, look: Look, box: QRect, text: str, on: str = "") -> None:
    """A key as it is written on the keyboard. `on` is the token of the words it sits among on a filled button."""
    if on:
        edge(painter, box, None, look.colour(on), 4)
    else:
        edge(painter, box, look.colour("sunken"), look.colour("border"), 4)
    words(painter, look, box, text, "caption", look.colour(on or "text2"), 500, align=CENTRE, elide=False)


def initials_size(look: Look, text: str = "") -> QSize:
    """The box of a social worker's initials: 30 by 22, wider for three letters."""
    return QSize(max(look.px(30), look.width(text, "caption", 500) + 10), look.line("caption") + 6)


def initials(painter: QPainter, look: Look, box: QRect, text: str) -> None:
    """A social worker's initials in their box."""
    edge(painter, box, look.colour("surface"), look.colour("border"), 5)
    words(painter, look, box, text, "caption", look.colour("text2"), 500, CENTRE, elide=False)


def due_width(look: Look, first: str, second: str) -> int:
    """The px a due label needs; it is always given them."""
    return max(look.width(first, "small", 600), look.width(second, "caption"))


def due(painter: QPainter, look: Look, box: QRect, first: str, role: str | None, second: str) -> None:
    """When it is due, in two lines at the right edge; never shortened."""
    upper = QRect(box.left(), box.top(), box.width(), look.line("body"))
    lower = QRect(box.left(), upper.bottom(), box.width(), look.line("caption"))
    words(painter, look, upper, first, "small", look.role(role, "text", "text"), 600, RIGHT, elide=False)
    words(painter, look, lower, second, "caption", look.colour("text2"), 400, RIGHT, elide=False)


def chip_size(look: Look, text: str, icon: str) -> QSize:
    """What a person or family chip needs: 26 high, the icon of 16 and the name."""
    extra = look.px(16) + 6 if icon else 0
    return QSize(look.width(text, "small") + extra + 18, look.line("small") + 8)


def chip(painter: QPainter, look: Look, box: QRect, text: str, icon: str, round_ends: bool) -> None:
    """A person (round ends) or a family (radius 6) by name."""
    edge(painter, box, look.colour("surface"), look.colour("border"), box.height() / 2 if round_ends else 6)
    inner = box.adjusted(8, 0, -9, 0)
    if icon:
        size = look.px(16)
        icons.paint(painter, QRect(inner.left(), inner.top(), size, inner.height()), icon, look.colour("text2"))
        inner.setLeft(inner.left() + size + 6)
    words(painter, look, inner, text, "small", look.colour("text"))


def pill_size(look: Look, text: str) -> QSize:
    """What a count needs: 18 high and as round as a coin for one figure."""
    height = look.px(18)
    return QSize(max(height, look.width(text, "caption", 600) + 10), height)


def pill(painter: QPainter, look: Look, box: QRect, text: str) -> None:
    """A count of what needs you, on the accent."""
    edge(painter, box, look.colour("accent"), None, box.height() / 2)
    words(painter, look, box, text, "caption", look.colour("on_accent"), 600, CENTRE, elide=False)


def selection(painter: QPainter, look: Look, box: QRect) -> None:
    """The fill and the bar of the one selected thing in a pane."""
    painter.fillRect(box, look.colour("selected"))
    painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), look.colour("accent_text"))
