"""One style over Fusion: edges and focus rings of the controls Qt draws for us, and no motion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QStyleOptionComplex,
    QStyleOptionMenuItem,
    QStyleOptionSlider,
    QWidget,
)

from desktop_app.windows.look import drawn_by_qt, focus, icons

if TYPE_CHECKING:
    from desktop_app.windows.look.theme import Look

RADIUS = 6
_Primitive = QStyle.PrimitiveElement
_Hint = QStyle.StyleHint
_Metric = QStyle.PixelMetric
_State = QStyle.StateFlag
_FIXED = {
    _Metric.PM_ScrollBarExtent: drawn_by_qt.BAR,
    _Metric.PM_ScrollBarSliderMin: drawn_by_qt.HANDLE_LEAST,
    _Metric.PM_MenuPanelWidth: 1,
    _Metric.PM_MenuHMargin: drawn_by_qt.MENU_GAP,
    _Metric.PM_MenuVMargin: drawn_by_qt.MENU_GAP,
    _Metric.PM_ToolTipLabelFrameWidth: 7,
}


def edge(painter: QPainter, box: QRect, fill: QColor | None, line: QColor | None, radius: float) -> None:
    """A rounded box with a 1 px edge on half pixels, so the hairline is one pixel and not two grey ones."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(line, 1) if line is not None else Qt.PenStyle.NoPen)
    shape = QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5) if line is not None else QRectF(box)
    painter.drawRoundedRect(shape, radius, radius)
    painter.restore()


def ring(painter: QPainter, box: QRect, colour: QColor, width: int, radius: float) -> None:
    """A focus ring `width` px wide, drawn wholly inside the box."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, radius > 0)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(colour, width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin if radius == 0 else Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    half = width / 2
    painter.drawRoundedRect(QRectF(box).adjusted(half, half, -half, -half), radius, radius)
    painter.restore()


class Drawn(QProxyStyle):
    """Fusion with our edges. Sizes never change with focus: a ring is painted over, not added."""

    def __init__(self, look: Look) -> None:
        super().__init__("Fusion")
        self._look = look

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Fields, frames of text areas, ticks and focus; everything else is Fusion's."""
        if element in (_Primitive.PE_PanelLineEdit, _Primitive.PE_FrameLineEdit):
            if element == _Primitive.PE_PanelLineEdit and not _bare(widget):
                self._field(option, painter, widget)
        elif element == _Primitive.PE_Frame and isinstance(widget, QAbstractScrollArea):
            self._field(option, painter, widget, filled=False)
        elif element == _Primitive.PE_FrameFocusRect:
            ring(painter, option.rect, self._look.colour("focus"), self._look.ring, 4)
        elif element in (_Primitive.PE_IndicatorCheckBox, _Primitive.PE_IndicatorItemViewItemCheck):
            self._tick(option, painter)
        elif element == _Primitive.PE_IndicatorRadioButton:
            self._dot(option, painter)
        elif element in (_Primitive.PE_PanelMenu, _Primitive.PE_PanelTipLabel):
            drawn_by_qt.paint_frame(painter, self._look, option.rect, "border")
        elif element != _Primitive.PE_FrameMenu:  # the edge is part of the ground
            super().drawPrimitive(element, option, painter, widget)

    def _field(self, option: QStyleOption, painter: QPainter, widget: QWidget | None, filled: bool = True) -> None:
        look = self._look
        wrong = widget is not None and bool(widget.property("wrong"))
        focused = bool(option.state & _State.State_HasFocus) or (widget is not None and widget.hasFocus())
        line = look.colour("strong" if option.state & _State.State_Enabled else "border")
        edge(painter, option.rect, look.colour("surface") if filled else None, line, RADIUS)
        if wrong:
            ring(painter, option.rect, look.colour("late.icon"), 2, RADIUS - 1)
        elif focused:
            ring(painter, option.rect, look.colour("focus"), look.ring, RADIUS - 1)

    def _tick(self, option: QStyleOption, painter: QPainter) -> None:
        look, on = self._look, bool(option.state & _State.State_On)
        enabled = bool(option.state & _State.State_Enabled)
        line = look.colour("accent" if on else "strong") if enabled else look.colour("disabled")
        fill = look.colour("accent") if on and enabled else look.colour("surface")
        edge(painter, option.rect, fill, line, 4)
        if on:
            inner = option.rect.adjusted(2, 2, -2, -2)
            icons.paint(painter, inner, "check", look.colour("on_accent" if enabled else "disabled"))

    def _dot(self, option: QStyleOption, painter: QPainter) -> None:
        look, on = self._look, bool(option.state & _State.State_On)
        token = "accent_text" if on else "strong"
        line = look.colour(token if option.state & _State.State_Enabled else "disabled")
        edge(painter, option.rect, look.colour("surface"), line, option.rect.width() / 2)
        if on:
            inset = option.rect.width() // 4 + 1
            edge(painter, option.rect.adjusted(inset, inset, -inset, -inset), line, None, inset)

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """The frame round a focused control; everything else is Fusion's."""
        if element == QStyle.ControlElement.CE_MenuItem and isinstance(option, QStyleOptionMenuItem):
            self._menu_item(option, painter, widget)
        elif element == QStyle.ControlElement.CE_FocusFrame:
            radius = int(widget.property(focus.RADIUS) or 0) if widget is not None else 0
            ring(painter, option.rect, self._look.colour("focus"), self._look.ring, radius + focus.GAP)
        else:
            super().drawControl(element, option, painter, widget)

    def _menu_item(self, option: QStyleOptionMenuItem, painter: QPainter, widget: QWidget | None) -> None:
        """Fusion's words, over our own mark of what is chosen and our own line between groups."""
        if option.menuItemType == QStyleOptionMenuItem.MenuItemType.Separator:
            middle = option.rect.center().y()
            painter.fillRect(QRect(option.rect.x() + 8, middle, option.rect.width() - 16, 1), self._look.colour("line"))
            return
        plain = QStyleOptionMenuItem(option)
        if option.state & _State.State_Selected and option.state & _State.State_Enabled:
            drawn_by_qt.rounded(painter, option.rect, self._look, "selected", 4)
            plain.state = option.state & ~_State.State_Selected
        super().drawControl(QStyle.ControlElement.CE_MenuItem, plain, painter, widget)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """A choice box looks like any other field, with a chevron; a scroll bar is a handle."""
        if control == QStyle.ComplexControl.CC_ScrollBar and isinstance(option, QStyleOptionSlider):
            drawn_by_qt.paint_bar(painter, self._look, option)
            return
        if control != QStyle.ComplexControl.CC_ComboBox:
            super().drawComplexControl(control, option, painter, widget)
            return
        self._field(option, painter, widget)
        size = self._look.px(16)
        box = QRect(option.rect.right() - size - 9, option.rect.center().y() - size // 2 + 1, size, size)
        enabled = bool(option.state & _State.State_Enabled)
        icons.paint(painter, box, "chevron-down", self._look.colour("text2" if enabled else "disabled"))

    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        part: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:
        """The words of a choice box begin where those of a field do; scroll bars have no arrows."""
        if control == QStyle.ComplexControl.CC_ScrollBar and isinstance(option, QStyleOptionSlider):
            return drawn_by_qt.bar_part(option, part)
        made = super().subControlRect(control, option, part, widget)  # type: ignore[arg-type]  # None is usual
        if part == QStyle.SubControl.SC_ComboBoxEditField and control == QStyle.ComplexControl.CC_ComboBox:
            made.setLeft(option.rect.left() + 8)
        return made

    def sizeFromContents(
        self, kind: QStyle.ContentsType, option: QStyleOption, size: QSize, widget: QWidget | None = None
    ) -> QSize:
        """Fields are a body line and 16 px high at every text size."""
        made = super().sizeFromContents(kind, option, size, widget)  # type: ignore[arg-type]  # None is usual
        if kind in (QStyle.ContentsType.CT_LineEdit, QStyle.ContentsType.CT_ComboBox):
            made.setHeight(max(made.height(), self._look.line("body") + 16))
        if kind == QStyle.ContentsType.CT_ComboBox:
            made.setWidth(made.width() + self._look.px(16) - 12)  # the chevron grows with the text
        if kind == QStyle.ContentsType.CT_MenuItem and isinstance(option, QStyleOptionMenuItem):
            made += self._menu_room(option)
        return made

    def _menu_room(self, option: QStyleOptionMenuItem) -> QSize:
        if option.menuItemType == QStyleOptionMenuItem.MenuItemType.Separator:
            return QSize(0, 0)
        return QSize(20, 2 * self._look.px(drawn_by_qt.MENU_PAD) - 8)

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        """Ticks and icons grow with the text; scroll bars and the room in menus and tips don't."""
        if metric in (
            _Metric.PM_IndicatorWidth,
            _Metric.PM_IndicatorHeight,
            _Metric.PM_ExclusiveIndicatorWidth,
            _Metric.PM_ExclusiveIndicatorHeight,
        ):
            return self._look.px(16)
        if metric == _Metric.PM_SmallIconSize:
            return self._look.px(16)
        if metric in (_Metric.PM_FocusFrameHMargin, _Metric.PM_FocusFrameVMargin):
            return self._look.ring + focus.GAP
        if metric in _FIXED:
            return _FIXED[metric]
        return super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,
    ) -> int:
        """Nothing moves by itself, and the letters of Alt are underlined at all times."""
        if hint in (_Hint.SH_Widget_Animate, _Hint.SH_Widget_Animation_Duration, _Hint.SH_Menu_FadeOutOnHide):
            return 0
        if hint in (_Hint.SH_UnderlineShortcut, _Hint.SH_FocusFrame_AboveWidget):
            return 1
        if hint == _Hint.SH_FocusFrame_Mask:
            return 0
        return super().styleHint(hint, option, widget, returnData)


def _bare(widget: QWidget | None) -> bool:
    """Whether this is the edit inside a choice or number box, whose frame is drawn by the box."""
    parent = widget.parentWidget() if widget is not None else None
    return parent is not None and parent.inherits("QComboBox")
