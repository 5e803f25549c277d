"""Line icons from resources/icons, tinted and drawn at the screen's own resolution."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop_app import paths

if TYPE_CHECKING:
    from PySide6.QtCore import QRect

    from desktop_app.windows.look.theme import Look

STROKE = 1.5  # px from 14 to 20; the outlines themselves are drawn on a grid of 24
USUAL = 20  # px; above it (text over 100 %) the stroke grows with the root, so big icons stay light
_WIDTH = re.compile(r'stroke-width="[\d.]+"')


@lru_cache(maxsize=256)
def outline(name: str) -> str:
    """The SVG text of an icon; ValueError for a name that is not in the set."""
    path = paths.resources() / "icons" / f"{name}.svg"
    if not path.is_file():
        raise ValueError(f"there is no icon {name!r}")
    return path.read_text(encoding="utf-8")


@lru_cache(maxsize=1024)
def pixmap(name: str, size: int, colour: str, ratio: float = 1.0) -> QPixmap:
    """An icon `size` px square in #RRGGBB; `ratio` is the device's."""
    stroke = STROKE * max(1.0, math.sqrt(size / USUAL)) * 24 / size
    svg = outline(name).replace("currentColor", colour)
    if name == "app":
        stroke = max(stroke, 2.0)
    svg = _WIDTH.sub(f'stroke-width="{stroke:.3f}"', svg)
    made = QPixmap(QSize(size, size) * ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(made.rect()))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def paint(painter: QPainter, box: QRect, name: str, colour: QColor) -> None:
    """Paint an icon square in the middle of a box."""
    size = min(box.width(), box.height())
    # Not painter.device(): for a window Qt hands out its own buffer, and a wrapper of that outlives it and crashes.
    ratio = max(round(painter.deviceTransform().m11(), 2), 1.0)
    left = box.left() + (box.width() - size) // 2
    top = box.top() + (box.height() - size) // 2
    painter.drawPixmap(left, top, pixmap(name, size, colour.name(), ratio))


def icon(current: Look, name: str, tone: str = "text2", size: int = 18) -> QIcon:
    """An icon for Qt's own widgets (menus, line edits), in a token's colour at the current text size."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(pixmap(name, current.px(size), current.theme.colour(tone), ratio))
    return made


def names() -> frozenset[str]:
    """Every icon in the set."""
    return frozenset(path.stem for path in (paths.resources() / "icons").glob("*.svg"))
