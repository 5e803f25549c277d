"""The live look: one theme and one text size, as palette, fonts and style for the whole application."""

from __future__ import annotations

import math
import sys
from typing import Final, Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from desktop_app.windows.look import fonts, tokens
from desktop_app.windows.look.focus import FocusRing
from desktop_app.windows.look.style import Drawn

StyleName = Literal["caption", "small", "body", "note", "lead", "title", "display"]

# look.md, section 3: points, line in px at 96 dpi, weight
STYLES: Final[dict[StyleName, tuple[float, int, int]]] = {
    "caption": (9, 16, 400),
    "small": (9.75, 18, 400),
    "body": (10.5, 20, 400),
    "note": (11.25, 23, 400),
    "lead": (12, 24, 600),
    "title": (15, 28, 600),
    "display": (21, 36, 600),
}
SCALES: Final = range(100, 201, 10)
BIG_TEXT: Final = 150
WIDTHS_KEPT: Final = 2_000
# macOS draws a point as one pixel; our sizes are points at 96 dpi
POINT: Final = 96 / 72 if sys.platform == "darwin" else 1.0


class Look(QObject):
    """The look every widget paints from; `changed` fires after a new theme or text size is in force."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = tokens.load("light")
        self.percent = 100
        self.still = False
        self.style: Drawn | None = None
        self.ring_follower: FocusRing | None = None
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[tuple[str, int, bool], QFont] = {}
        self._metrics: dict[tuple[str, int], QFontMetrics] = {}
        self._lines: dict[str, int] = {}
        self._widths: dict[tuple[str, str, int], int] = {}

    def take(self, theme: tokens.Theme, percent: int, still: bool) -> None:
        """Make a theme and a text size the current ones and forget what was computed from the last."""
        self.theme, self.percent, self.still = theme, percent, still
        for cache in (self._colours, self._fonts, self._metrics, self._lines, self._widths):
            cache.clear()

    @property
    def scale(self) -> float:
        """The text setting as a factor, 1.0 to 2.0."""
        return self.percent / 100

    @property
    def big(self) -> bool:
        """Whether the narrow forms apply: three-line rows, menu button for the rail, fewer key caps."""
        return self.percent >= BIG_TEXT

    @property
    def ring(self) -> int:
        """Width of the focus ring in px."""
        return self.theme.ring

    def colour(self, token: str) -> QColor:
        """The colour of a token ("text2") or of a role's part ("late.icon")."""
        found = self._colours.get(token)
        if found is None:
            found = self._colours[token] = QColor(self.theme.colour(token))
        return found

    def role(self, role: str | None, part: str, plain: str) -> QColor:
        """A role's colour, or the plain token when there is no role."""
        return self.colour(f"{role}.{part}" if role else plain)

    def font(self, style: StyleName, weight: int = 0, mono: bool = False) -> QFont:
        """The font of a type style; `weight` 400, 500 or 600 overrides the style's own."""
        points, _, usual = STYLES[style]
        key = (style, weight or usual, mono)
        found = self._fonts.get(key)
        if found is None:
            found = QFont(fonts.MONO if mono else fonts.FAMILY)
            found.setPointSizeF(points * self.scale * POINT)
            found.setWeight(QFont.Weight(weight or usual))
            self._fonts[key] = found
        return found

    def metrics(self, style: StyleName, weight: int = 0) -> QFontMetrics:
        """Metrics of a type style on the screen's own resolution."""
        key = (style, weight)
        found = self._metrics.get(key)
        if found is None:
            found = self._metrics[key] = QFontMetrics(self.font(style, weight))
        return found

    def width(self, text: str, style: StyleName, weight: int = 0) -> int:
        """The whole px a line of text needs: labels and key caps are measured again and again."""
        key = (text, style, weight)
        found = self._widths.get(key)
        if found is None:
            if len(self._widths) >= WIDTHS_KEPT:
                self._widths.clear()
            found = math.ceil(QFontMetricsF(self.font(style, weight)).horizontalAdvance(text))
            self._widths[key] = found
        return found

    def line(self, style: StyleName) -> int:
        """Line height in px: the style's own, never less than the font needs."""
        found = self._lines.get(style)
        if found is None:
            wanted = round(STYLES[style][1] * self.scale)
            metrics = self.metrics(style)
            needed = math.ceil(metrics.ascent() + metrics.descent() - 1)
            found = self._lines[style] = max(wanted, needed)
        return found

    def px(self, size: float) -> int:
        """A measure that grows with the text: icons, tiles, marks."""
        return round(size * self.scale)

    def motion(self, milliseconds: int) -> int:
        """How long a fade may take: nothing under reduced motion or without a screen."""
        return 0 if self.still or QGuiApplication.platformName() == "offscreen" else milliseconds


_looks: list[Look] = []


def look() -> Look:
    """The look of this process; light at 100 % until `apply` was called."""
    if not _looks:
        _looks.append(Look())
    return _looks[0]


def apply(app: QApplication, name: str = "light", percent: int = 100, still: bool = False) -> Look:
    """Put a theme and a text size (100-200, in tens) in force, at the start or live."""
    if percent not in SCALES:
        raise ValueError(f"text size {percent} is not one of 100, 110 … 200")
    current = look()
    fonts.ready()
    current.take(tokens.load(name), percent, still)
    if current.style is None:
        current.style = Drawn(current)
        current.ring_follower = FocusRing(app)
        app.setStyle(current.style)
    app.setPalette(palette(current))
    app.setFont(current.font("body"))
    current.changed.emit()
    return current


def palette(current: Look) -> QPalette:
    """Qt's palette from the tokens, so that what we do not paint ourselves still belongs."""
    made = QPalette()
    roles = QPalette.ColorRole
    everywhere = {
        roles.Window: "window",
        roles.WindowText: "text",
        roles.Base: "surface",
        roles.AlternateBase: "sunken",
        roles.Text: "text",
        roles.PlaceholderText: "text3",
        roles.Button: "surface",
        roles.ButtonText: "text",
        roles.BrightText: "on_accent",
        roles.Highlight: "selected",
        roles.HighlightedText: "text",
        roles.Accent: "accent",
        roles.Link: "accent_text",
        roles.LinkVisited: "accent_text",
        roles.ToolTipBase: "raised",
        roles.ToolTipText: "text",
        roles.Light: "surface",
        roles.Midlight: "hover",
        roles.Mid: "border",
        roles.Dark: "strong",
        roles.Shadow: "line",
    }
    for role, token in everywhere.items():
        made.setColor(role, current.colour(token))
    for role in (roles.WindowText, roles.Text, roles.ButtonText, roles.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, role, current.colour("disabled"))
    return made
