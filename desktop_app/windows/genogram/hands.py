"""What the mouse does on the drawing: choose, pan, handles, a lasso, a bond drawn to somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPen, QPolygonF

from desktop_app.windows.look.theme import look

if TYPE_CHECKING:
    from desktop_app.windows.genogram.canvas import Canvas

DRAGGED = 6
"""px the mouse moves before a press is a drag."""
HANDLE = 10
"""px of a handle's radius at 100 %."""
HANDLES = {
    "U": ("Add parents", 0, -1),
    "P": ("Add a partner", 1, 0),
    "C": ("Add a child", 0, 1),
    "S": ("Add a sibling", -1, 0),
}
"""By their key: the words, and to which side of the symbol they stand."""
_Doing = Literal["", "pan", "person", "lasso"]


class Hands(QObject):
    """`handle` gives a key, `lassoed` the people inside, `bond` two people."""

    handle = Signal(str)
    lassoed = Signal(tuple)
    bond = Signal(str, str)

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self.canvas = canvas
        self.doing: _Doing = ""
        self.dragging = False
        self._who = ""
        self._pressed, self._from, self._at = QPointF(), QPointF(), QPointF()
        self._lasso: list[QPointF] = []
        self._inside = False

    # -- handles --------------------------------------------------------------------------------------

    def handles(self) -> dict[str, QPointF]:
        """Where the handles of the chosen person stand, while the pointer is near."""
        canvas = self.canvas
        if canvas.scene is None or canvas.person_id not in canvas.scene.at or not self._inside or self.doing:
            return {}
        here = canvas.spot(canvas.person_id)
        away = canvas.side * 0.62 + look().px(7) + look().px(HANDLE)
        near = self._at - here
        if max(abs(near.x()), abs(near.y())) > away + look().px(HANDLE) * 2:
            return {}
        return {key: here + QPointF(x * away, y * away) for key, (_words, x, y) in HANDLES.items()}

    def handle_at(self, where: QPointF) -> str:
        """The key of the handle there; empty for none."""
        reach = look().px(HANDLE) + 4
        for key, spot in self.handles().items():
            if (spot - where).manhattanLength() <= reach * 1.4:
                return key
        return ""

    def says(self, where: QPointF) -> str:
        """What a handle is for, with its key."""
        key = self.handle_at(where)
        return f"{HANDLES[key][0]} ({key})" if key else ""

    # -- the mouse ------------------------------------------------------------------------------------

    def press(self, event: QMouseEvent) -> None:
        """A press chooses, with Ctrl adds to who is chosen; on the paper it begins a pan, with Shift a lasso."""
        canvas, where = self.canvas, event.position()
        self._at, self._inside = where, True
        key = self.handle_at(where) if event.button() == Qt.MouseButton.LeftButton else ""
        if key:
            self.handle.emit(key)
            return
        self._pressed, self._from, self.dragging = where, canvas.origin, False
        self._who = canvas.person_at(where) if event.button() == Qt.MouseButton.LeftButton else ""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self._who and (shift or event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            canvas.mark(self._who)
            return
        if self._who:
            if self._who not in canvas.group():
                canvas.unmark()
            canvas.choose(self._who)
            self.doing = "person"
        elif shift:
            self.doing, self._lasso = "lasso", [where]
        else:
            self.doing = "pan"

    def move(self, event: QMouseEvent) -> None:
        """The paper, a line or the lasso follows the mouse."""
        canvas, where = self.canvas, event.position()
        before, self._at, self._inside = bool(self.handles()), where, True
        if not self.doing:
            over = bool(self.handle_at(where) or canvas.person_at(where))
            canvas.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
            if before or self.handles():
                canvas.update()
            return
        if not self.dragging and (where - self._pressed).manhattanLength() <= DRAGGED:
            return
        self.dragging = True
        if self.doing == "pan":
            canvas.origin = self._from + where - self._pressed
            canvas.fitted = False
            canvas.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif self.doing == "lasso":
            self._lasso.append(where)
        canvas.update()

    def release(self, event: QMouseEvent) -> None:
        """What was drawn is done."""
        canvas, where, doing, dragged = self.canvas, event.position(), self.doing, self.dragging
        who, lasso = self._who, QPolygonF(self._lasso)
        self.stop()
        if doing == "pan" and not dragged:
            canvas.unmark()
        elif doing == "lasso" and dragged and canvas.scene is not None:
            found = [one for one in canvas.scene.at if lasso.containsPoint(canvas.spot(one), Qt.FillRule.OddEvenFill)]
            if found:
                self.lassoed.emit(tuple(found))
        elif doing == "person" and dragged:
            other = canvas.person_at(where)
            if other and other != who:
                self.bond.emit(who, other)

    def stop(self) -> None:
        """Let go of everything, as after Esc."""
        self.doing, self.dragging, self._who, self._lasso = "", False, "", []
        self.canvas.setCursor(Qt.CursorShape.ArrowCursor)
        self.canvas.update()

    def leave(self) -> None:
        """The pointer is elsewhere: no handles."""
        self._inside = False
        self.canvas.update()

    # -- what is seen of it ---------------------------------------------------------------------------

    def paint(self, painter: QPainter) -> None:
        """Handles, the lasso, the line to whoever a bond is drawn to."""
        current, canvas = look(), self.canvas
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(current.colour("focus"), 1.5)
        for key, spot in self.handles().items():
            self._handle(painter, spot, key, pen)
        if self.doing == "lasso" and len(self._lasso) > 1:
            painter.setPen(QPen(current.colour("focus"), 1.5, Qt.PenStyle.DashLine))
            fill = current.colour("selected")
            fill.setAlpha(110)
            painter.setBrush(fill)
            painter.drawPolygon(QPolygonF(self._lasso))
        if self.doing != "person" or not self.dragging or canvas.scene is None:
            return
        other = canvas.person_at(self._at)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if other and other != self._who:
            painter.setPen(QPen(current.colour("focus"), 2))
            painter.drawLine(canvas.spot(self._who), canvas.spot(other))
            half = canvas.side * 0.62 + 7
            there = canvas.spot(other)
            painter.drawRoundedRect(QRectF(there.x() - half, there.y() - half, 2 * half, 2 * half), 8, 8)
            return
        painter.setPen(QPen(current.colour("focus"), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(canvas.spot(self._who), self._at)

    def _handle(self, painter: QPainter, spot: QPointF, key: str, pen: QPen) -> None:
        current = look()
        hot = self.handle_at(self._at) == key
        r = current.px(HANDLE)
        painter.setPen(pen)
        painter.setBrush(current.colour("focus" if hot else "surface"))
        painter.drawEllipse(spot, r, r)
        painter.setPen(QPen(current.colour("surface" if hot else "focus"), 1.5))
        painter.setFont(current.font("caption", 600))
        painter.drawText(QRectF(spot.x() - r, spot.y() - r, 2 * r, 2 * r), Qt.AlignmentFlag.AlignCenter, key)
