"""The shapes of a genogram with Qt's painter, in the inks that SVG and PDF use: screen and paper agree."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from desktop_app.papers.genogram.inks import THEMES, Colours, Theme
from desktop_app.rules.genogram import type
from desktop_app.rules.genogram.shapes import Box, Circle, Curve, Ink, Pen, Polyline, Shape, Words
from desktop_app.windows.look import fonts
from desktop_app.windows.look.theme import look

_THEMES: dict[str, Theme] = {"light": "light", "dark": "dark", "contrast": "contrast"}


def colours() -> Colours:
    """The inks of the look in force."""
    return THEMES[_THEMES.get(look().theme.name, "light")]


class Brush:
    """Draws shapes whose unit is `side` px; the painter's own origin is the picture's (0, 0)."""

    def __init__(self, painter: QPainter, side: float) -> None:
        self.painter, self.side, self.colours = painter, side, colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def draw(self, shapes: Iterable[Shape]) -> None:
        """All of them, back to front."""
        for shape in shapes:
            if isinstance(shape, Words):
                self._words(shape)
            else:
                self._figure(shape)

    def _figure(self, shape: Polyline | Curve | Circle | Box) -> None:
        self.painter.setPen(self._pen(shape.pen))
        self.painter.setBrush(self._fill(shape.fill))
        match shape:
            case Polyline(points=points, closed=closed):
                polygon = QPolygonF([self._at(*one) for one in points])
                if closed:
                    self.painter.drawPolygon(polygon)
                else:
                    self.painter.drawPolyline(polygon)
            case Curve(start=start, pieces=pieces, closed=closed):
                path = QPainterPath(self._at(*start))
                for first, second, end in pieces:
                    path.cubicTo(self._at(*first), self._at(*second), self._at(*end))
                if closed:
                    path.closeSubpath()
                self.painter.drawPath(path)
            case Circle(x=x, y=y, r=r):
                self.painter.drawEllipse(self._at(x, y), r * self.side, r * self.side)
            case Box(x=x, y=y, w=w, h=h):
                corner = shape.round * self.side
                self.painter.drawRoundedRect(self._rect(x, y, w, h), corner, corner)

    def _words(self, words: Words) -> None:
        """One line, set so wide as the layout measured it: letters on the screen fall where they do on paper."""
        if words.plate:
            left, top, right, bottom = type.reach(words)
            ground = QColor(self.colours["paper"])
            self.painter.fillRect(self._rect(left - 0.04, top, right - left + 0.08, bottom - top), ground)
        size = words.size * self.side
        if size < 1 or not words.text:
            return
        font = QFont(fonts.FAMILY)
        font.setPixelSize(max(1, round(size)))
        font.setWeight(QFont.Weight.DemiBold if words.bold else QFont.Weight.Normal)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        shown = QFontMetricsF(font).horizontalAdvance(words.text)
        wide = words.width * self.side
        left = words.x * self.side - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[words.anchor]
        self.painter.save()
        self.painter.translate(left, words.y * self.side)
        if shown > 0 and wide > 0:
            self.painter.scale(wide / shown, 1.0)
        self.painter.setFont(font)
        self.painter.setPen(QColor(self.colours[words.ink]))
        self.painter.drawText(QPointF(0, 0), words.text)
        self.painter.restore()

    def _pen(self, pen: Pen) -> QPen:
        if pen.ink == "none" or pen.width <= 0:
            return QPen(Qt.PenStyle.NoPen)
        width = max(pen.width * self.side, 0.75)
        made = QPen(QColor(self.colours[pen.ink]), width)
        made.setCapStyle(Qt.PenCapStyle.FlatCap)
        made.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        if pen.dash:
            made.setDashPattern([max(part * self.side / width, 0.01) for part in pen.dash])
        return made

    def _fill(self, fill: Ink) -> QBrush:
        return QBrush() if fill == "none" else QBrush(QColor(self.colours[fill]))

    def _at(self, x: float, y: float) -> QPointF:
        return QPointF(x * self.side, y * self.side)

    def _rect(self, x: float, y: float, w: float, h: float) -> QRectF:
        return QRectF(x * self.side, y * self.side, w * self.side, h * self.side)
