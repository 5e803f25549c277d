"""The drawing itself: one widget that paints the picture, moves by kinship, zooms, pans and says who is chosen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QSizePolicy, QToolTip, QWidget

from desktop_app.windows.genogram.brush import Brush, colours
from desktop_app.windows.genogram.hands import Hands
from desktop_app.windows.genogram.scene import Scene, kin_of
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.tip import tip

SIDE = 44.0
"""px of a symbol's side at 100 %."""
LEAST, MOST = 6.0, 220.0
READABLE = 32.0
"""px of a side at 100 %, below which words are too small: a larger family is opened at this size and panned."""
STEP = 1.2
AROUND = 7
"""px between a symbol and the square round the chosen one."""
_ARROWS = {Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down", Qt.Key.Key_Left: "left", Qt.Key.Key_Right: "right"}


class Canvas(QWidget):
    """`chosen` gives the id of a person, `opened` Enter or a double click, `key_pressed` a single letter or figure.

    `marked` are those chosen together with the chosen person (Space, Ctrl and a click); `menu_asked` says where.
    """

    chosen = Signal(str)
    opened = Signal(str)
    key_pressed = Signal(str)
    menu_asked = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scene: Scene | None = None
        self.person_id = ""
        self.side = SIDE
        self.origin = QPointF(0, 0)
        self.fitted = True
        self.marked: list[str] = []
        self.hands = Hands(self)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 160)
        self.setMouseTracking(True)
        self.setAccessibleName("Genogram")
        look().changed.connect(self.restyle)

    # -- what is shown --------------------------------------------------------------------------------

    def show_scene(self, scene: Scene) -> None:
        """Another drawing; who was chosen stays chosen while they are on it."""
        held = self.person_id if self.scene is not None and self.person_id in self.scene.at else ""
        before = self.spot(held) if held else QPointF(0, 0)
        self.scene = scene
        self.marked = [one for one in self.marked if one in scene.at]
        if self.person_id not in scene.at:
            self.person_id = ""
        if self.fitted:
            self.settle()
        if self.person_id and not self._whole():  # what is read stays under the eye
            self.origin += before - self.spot(self.person_id)
        self._say()
        self.update()

    def choose(self, person_id: str) -> None:
        """Choose somebody and bring them into sight."""
        if self.scene is None or person_id not in self.scene.at or person_id == self.person_id:
            return
        self.person_id = person_id
        self._into_sight()
        self._say()
        self.update()
        self.chosen.emit(person_id)

    def group(self) -> tuple[str, ...]:
        """Everyone who is chosen: the marked ones, else the chosen person."""
        return tuple(self.marked) or ((self.person_id,) if self.person_id else ())

    def mark(self, person_id: str) -> None:
        """Choose somebody together with the others, or no longer."""
        if not self.marked and self.person_id and self.person_id != person_id:
            self.marked = [self.person_id]
        if person_id in self.marked:
            self.marked.remove(person_id)
        else:
            self.marked.append(person_id)
        self.choose(person_id)
        self._say()
        self.update()

    def mark_all(self, people: tuple[str, ...]) -> None:
        """Choose all of these together."""
        self.marked = list(people)
        if people and self.person_id not in people:
            self.choose(people[0])
        self._say()
        self.update()

    def unmark(self) -> None:
        """Only the chosen person stays chosen."""
        if self.marked:
            self.marked = []
            self._say()
            self.update()

    def spoken(self) -> str:
        """The chosen person as the picture says it."""
        if self.scene is None:
            return ""
        marks = self.scene.picture.marks
        return next((one.says for one in marks if one.kind == "person" and one.id == self.person_id), "")

    def _say(self) -> None:
        title = self.scene.picture.title if self.scene else ""
        said = self.spoken()
        more = f" {len(self.marked)} people are chosen together." if len(self.marked) > 1 else ""
        self.setAccessibleName(f"Genogram {title}: {said}{more}" if said else f"Genogram {title}".strip())
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    def restyle(self) -> None:
        """Another theme or text size."""
        if self.fitted:
            self.settle()
        self.update()

    # -- zoom and pan ---------------------------------------------------------------------------------

    def fit(self) -> None:
        """The whole family in sight, however small that makes it."""
        self._settle(LEAST)
        self.fitted = self.side >= READABLE * look().scale

    def settle(self) -> None:
        """The whole family where its words can be read so, no larger than the drawings; else around who is chosen."""
        self._settle(READABLE * look().scale)
        self.fitted = True

    def _whole(self) -> bool:
        """Whether all of the picture has room."""
        left, top, right, bottom = self.scene.picture.box if self.scene else (0.0, 0.0, 0.0, 0.0)
        return (right - left) * self.side <= self.width() + 1 and (bottom - top) * self.side <= self.height() + 1

    def _settle(self, least: float) -> None:
        if self.scene is None:
            return
        left, top, right, bottom = self.scene.picture.box
        wide, high = max(right - left, 1.0), max(bottom - top, 1.0)
        self.side = max(min(self.width() / wide, self.height() / high, SIDE * look().scale), least)
        about = self.scene.at.get(self.person_id, ((left + right) / 2, (top + bottom) / 2))
        self.origin = QPointF(
            _start(self.width(), left, right, about[0], self.side),
            _start(self.height(), top, bottom, about[1], self.side),
        )
        self.update()

    def zoom(self, by: float, about: QPointF | None = None) -> None:
        """Larger or smaller; what is under `about` (the middle) stays there."""
        about = about or QPointF(self.width() / 2, self.height() / 2)
        side = min(max(self.side * by, LEAST), MOST)
        self.origin = about + (self.origin - about) * (side / self.side)
        self.side, self.fitted = side, False
        self.update()

    def pan(self, across: float, down: float) -> None:
        """Move the paper by so many px."""
        self.origin += QPointF(across, down)
        self.fitted = False
        self.update()

    def spot(self, person_id: str) -> QPointF:
        """The centre of somebody's symbol in px."""
        x, y = self.scene.at[person_id] if self.scene else (0.0, 0.0)
        return QPointF(self.origin.x() + x * self.side, self.origin.y() + y * self.side)

    def _into_sight(self) -> None:
        here, edge = self.spot(self.person_id), self.side
        across = max(edge - here.x(), 0.0) or min(self.width() - edge - here.x(), 0.0)
        down = max(edge - here.y(), 0.0) or min(self.height() - edge - here.y(), 0.0)
        if across or down:
            self.pan(across, down)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A picture that was fitted stays fitted."""
        super().resizeEvent(event)
        if self.fitted:
            self.settle()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl zooms where the pointer is; else the paper moves."""
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(STEP if turned.y() > 0 else 1 / STEP, event.position())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.pan(turned.y() / 2, 0)
        else:
            self.pan(turned.x() / 2, turned.y() / 2)
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Pinching zooms; a tooltip says who stands there."""
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom(1 + event.value(), event.position())
            return True
        if isinstance(event, QGestureEvent) and isinstance(
            pinch := event.gesture(Qt.GestureType.PinchGesture), QPinchGesture
        ):
            self.zoom(pinch.scaleFactor(), QPointF(self.mapFromGlobal(pinch.hotSpot().toPoint())))
            return True
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            said = self.hands.says(QPointF(event.pos())) or self._says_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), tip(said) if said else "", self)
            return True
        return super().event(event)

    # -- who stands where -----------------------------------------------------------------------------

    def person_at(self, where: QPointF) -> str:
        """Whose symbol is there; empty for nobody's."""
        if self.scene is None:
            return ""
        reach = self.side * 0.62
        for one in self.scene.at:
            away = self.spot(one) - where
            if abs(away.x()) <= reach and abs(away.y()) <= reach:
                return one
        return ""

    def _says_at(self, where: QPointF) -> str:
        someone = self.person_at(where)
        if self.scene is None or not someone:
            return ""
        return next((m.says for m in self.scene.picture.marks if m.kind == "person" and m.id == someone), "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """What the hands do."""
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.hands.press(event)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What the hands do."""
        self.hands.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What the hands did is done."""
        self.hands.release(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The handles go with the pointer."""
        super().leaveEvent(event)
        self.hands.leave()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of whoever is under the pointer, by keys of whoever is chosen."""
        where = event.pos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.person_id:
            where = self.spot(self.person_id).toPoint()
        someone = self.person_at(QPointF(where))
        if someone and someone not in self.marked:
            self.unmark()
            self.choose(someone)
        self.menu_asked.emit(self.mapToGlobal(where))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """As Enter."""
        someone = self.person_at(event.position())
        if someone:
            self.opened.emit(someone)

    # -- keys -----------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go by kinship, with Shift they move the paper; + − 0 zoom; Space marks; letters are told."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = Qt.Key(event.key())
        if key in _ARROWS and held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            self._arrow(_ARROWS[key], pan=bool(held))
        elif held & ~Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.person_id:
            self.opened.emit(self.person_id)
        elif key == Qt.Key.Key_Space and self.person_id:
            self.mark(self.person_id)
        elif key == Qt.Key.Key_Escape and (self.marked or self.hands.doing):
            self.hands.stop()
            self.unmark()
        elif event.text() in ("+", "="):
            self.zoom(STEP)
        elif event.text() == "-":
            self.zoom(1 / STEP)
        elif event.text() == "0":
            self.fit()
        elif len(event.text()) == 1 and event.text().isalnum():
            self.key_pressed.emit(event.text().upper())
        else:
            super().keyPressEvent(event)

    def _arrow(self, way: str, *, pan: bool) -> None:
        if pan:
            step = 60 * look().scale
            across, down = {"up": (0, 1), "down": (0, -1), "left": (1, 0), "right": (-1, 0)}[way]
            self.pan(across * step, down * step)
        elif self.scene is not None and self.scene.at:
            self.choose(self._beside(way))

    def _beside(self, way: str) -> str:
        """Who is reached by an arrow; whoever is chosen where there is nobody that way."""
        scene = self.scene
        if scene is None:
            return ""
        if not self.person_id:
            return first_chosen(scene)
        kin = kin_of(scene, self.person_id)
        if way in ("up", "down"):
            return next(iter(kin[way]), self.person_id)
        row = kin["across"]
        place = row.index(self.person_id) + (1 if way == "right" else -1)
        return row[min(max(place, 0), len(row) - 1)]

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The square round the chosen one shows who has the keyboard."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """It grows pale."""
        super().focusOutEvent(event)
        self.update()

    # -- painting -------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The paper, every mark, the square round the chosen person."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours()["paper"]))
        if self.scene is None:
            return
        painter.translate(self.origin)
        Brush(painter, self.side).draw(self.scene.picture.shapes())
        painter.resetTransform()
        for one in set(self.marked) - {self.person_id}:
            if one in self.scene.at:
                self._square(painter, one)
        if self.person_id in self.scene.at:
            self._square(painter, self.person_id)
        self.hands.paint(painter)

    def _square(self, painter: QPainter, person_id: str) -> None:
        someone = self.scene.someone(person_id) if self.scene else None
        half = self.side * (0.62 if someone is not None and someone.subject else 0.5) + AROUND * look().scale
        here = self.spot(person_id)
        strong = person_id == self.person_id and self.hasFocus()
        ink = look().colour("focus" if strong or person_id in self.marked else "strong")
        painter.setPen(QPen(ink, max(look().ring, 2) if strong else 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(here.x() - half, here.y() - half, 2 * half, 2 * half), 8, 8)


def _start(room: float, low: float, high: float, about: float, side: float) -> float:
    """Where 0 lies in px: the picture in the middle; where it has no room, `about` as near the middle as it goes."""
    taken = (high - low) * side
    if taken <= room:
        return (room - taken) / 2 - low * side
    return min(max(room / 2 - about * side, room - high * side), -low * side)


def first_chosen(scene: Scene) -> str:
    """Who is chosen first: a parent of the subject children, else the first subject child, else the first of all."""
    subjects = [one.id for one in scene.facts.people if one.subject and one.id in scene.at]
    if subjects:
        parents = kin_of(scene, subjects[0])["up"]
        mothers = [one for one in parents if (known := scene.someone(one)) is not None and known.sex == "female"]
        return (mothers or parents or subjects)[0]
    return next(iter(scene.at), "")
