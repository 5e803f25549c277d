"""The time grid by keyboard and by mouse: move about, move and resize entries, make new ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from desktop_app import clock
from desktop_app.records.diary import AWAY
from desktop_app.vault.queries.diary import Occasion
from desktop_app.windows.diary.board import DAY, SNAP, Block, Board, arrange, moment_of
from desktop_app.windows.diary.dragging import Dragging
from desktop_app.windows.diary.entry_words import due_risk, due_title, spoken
from desktop_app.windows.diary.grid_ground import Ground, clock_words, lane_words
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.tip import tip

_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
Clash = Callable[[Occasion | None, str, datetime, datetime], str]


class TimeGrid(Ground):
    """`chose`: an Occasion or None; `opened`: an Occasion; `made`: worker, from, to of new time dragged or asked for;
    `moved`: Occasion, worker before, worker after, its new start; `resized`: Occasion and its new end;
    `due_opened`: a DueCard; `key_pressed`: a single letter.
    """

    chose = Signal(object)
    opened = Signal(object)
    made = Signal(str, object, object)
    moved = Signal(object, str, str, object)
    resized = Signal(object, object)
    due_opened = Signal(object)
    key_pressed = Signal(str)
    paged = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.clash: Clash = lambda *_asked: ""
        self.names: Mapping[str, str] = {}
        self._drag = Dragging(self)

    # -- what is shown --------------------------------------------------------------------------------

    def show_board(self, board: Board, now: datetime) -> None:
        """Another day or the same one read again; what is chosen stays chosen while it is there."""
        self.board, self.now = board, now
        self.lane = min(self.lane, max(0, len(board.lanes) - 1))
        self.first = min(self.first, max(0, len(board.lanes) - self.shown))
        if self.chosen is not None and self.current() is None:
            self.chosen = None
            self.chose.emit(None)
        self._measure()
        self._say()
        self.viewport().update()

    def current(self) -> Occasion | None:
        """The chosen entry."""
        found = next((one.occasion for one in self.board.blocks if one.key == self.chosen), None)
        whole = (one for _, one in self.board.all_day if (one.entry_id, one.original) == self.chosen)
        return found or next(whole, None)

    def block(self) -> Block | None:
        """The chosen block, rather in the lane of the keyboard."""
        found = [one for one in self.board.blocks if one.key == self.chosen]
        return next((one for one in found if one.lane == self.lane), found[0] if found else None)

    def choose(self, entry_id: str, original: str = "") -> bool:
        """Choose an entry and bring it into sight; False when it isn't on this board."""
        for block in self.board.blocks:
            if block.key == (entry_id, original):
                self.take(block)
                return True
        for lane, one in self.board.all_day:
            if (one.entry_id, one.original) == (entry_id, original):
                self.lane, self.in_due, self.chosen = lane, False, (entry_id, original)
                self._told()
                return True
        return False

    def go_to(self, lane: int, minute: int) -> None:
        """Put the keyboard on a lane and a minute; what stands there is chosen."""
        self.lane = min(max(lane, 0), max(0, len(self.board.lanes) - 1))
        self.minute = min(max(minute, 0), DAY - 30)
        self.in_due = False
        here = [one for one in self.board.blocks if one.lane == self.lane and one.begins <= self.minute < one.ends]
        away = [one for place, one in self.board.all_day if place == self.lane and one.kind in AWAY]
        self.chosen = here[0].key if here else (away[0].entry_id, away[0].original) if away else None
        self._told()

    def take(self, block: Block) -> None:
        """Choose a block."""
        self.lane, self.minute, self.in_due, self.chosen = block.lane, block.begins, False, block.key
        self._told()

    def _told(self) -> None:
        self._lane_into_sight()
        if not self.in_due:
            self.show_minute(self.minute)
        self._say()
        self.viewport().update()
        self.chose.emit(self.current())

    def _lane_into_sight(self) -> None:
        if self.lane < self.first:
            self.first = self.lane
        elif self.lane >= self.first + self.shown:
            self.first = self.lane - self.shown + 1

    def _say(self) -> None:
        if not self.board.lanes:
            return
        lane = self.board.lanes[self.lane]
        one, card = self.current(), self.card_of(self.lane)
        if self.in_due and card is not None:
            said = f"Due: {due_title(card)}, {due_risk(card, self.now).words}"
        elif one is not None:
            said = spoken(one, self.names, self.now)
        else:
            said = f"{clock_words(self.minute)}, free, {lane_words(lane, self.now)}"
        self.setAccessibleName(f"Diary: {said}")
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    # -- keys -----------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go, Alt+arrows move the entry, Shift+arrows its end; Enter opens; letters are told."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = Qt.Key(event.key())
        if not self.board.lanes:
            super().keyPressEvent(event)
        elif key in _ARROWS and held == Qt.KeyboardModifier.NoModifier:
            self._arrow(key)
        elif key in _ARROWS and held == Qt.KeyboardModifier.AltModifier:
            self._shift(key)
        elif key in _ARROWS and held == Qt.KeyboardModifier.ShiftModifier:
            self._lengthen(key)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and held == Qt.KeyboardModifier.ControlModifier:
            self.page(1 if key == Qt.Key.Key_Right else -1)
        elif held & ~Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
        elif key in _ENTER:
            self._enter()
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.paged.emit(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(self.lane, 8 * 60 if key == Qt.Key.Key_Home else 17 * 60)
        elif len(event.text()) == 1 and event.text().isalnum():
            self.key_pressed.emit(event.text().upper())
        else:
            super().keyPressEvent(event)

    def page(self, way: int) -> None:
        """The next columns where not all have room."""
        most = max(0, len(self.board.lanes) - self.shown)
        self.first = min(max(self.first + way * self.shown, 0), most)
        self.go_to(self.first, self.minute)

    def _arrow(self, key: Qt.Key) -> None:
        block = self.block()
        if key == Qt.Key.Key_Left or key == Qt.Key.Key_Right:
            self._across(1 if key == Qt.Key.Key_Right else -1, block)
        elif self.in_due:
            if key == Qt.Key.Key_Down:
                self.go_to(self.lane, self.minute)
        elif key == Qt.Key.Key_Down:
            self.go_to(self.lane, block.ends if block is not None else self.minute + 30)
        else:
            self._up(block)

    def _up(self, block: Block | None) -> None:
        """To what stands before, half an hour up, and from the top of the day into what is due."""
        begins = block.begins if block is not None else self.minute
        before = [one for one in self.board.blocks if one.lane == self.lane and one.ends <= begins]
        last = max(before, key=lambda one: one.ends, default=None)
        if last is not None and begins - last.ends < 30:
            self.take(last)
        elif begins > 30 * (8 * 2) or last is not None:
            self.go_to(self.lane, begins - 30)
        elif self.card_of(self.lane) is not None:
            self.in_due, self.due_place, self.chosen = True, 0, None
            self._told()
        else:
            self.go_to(self.lane, begins - 30)

    def _across(self, way: int, block: Block | None) -> None:
        if block is not None and block.slots > 1:
            beside = [
                one for one in self.board.blocks
                if one.lane == block.lane and one.slot == block.slot + way and one.begins < block.ends
                and one.ends > block.begins
            ]  # fmt: skip
            if beside:
                self.take(beside[0])
                return
        lane = min(max(self.lane + way, 0), len(self.board.lanes) - 1)
        if self.in_due:
            self._next_card(way, lane)
        else:
            self.go_to(lane, self.minute)

    def _next_card(self, way: int, lane: int) -> None:
        """Through the cards of a lane, then on to the next lane's."""
        if 0 <= self.due_place + way < len(self.board.due[self.lane]):
            self.due_place += way
        elif lane != self.lane:
            self.lane, self.due_place = lane, 0
            self.in_due = self.card_of(lane) is not None
        self._told()

    def _enter(self) -> None:
        one, card = self.current(), self.card_of(self.lane)
        if self.in_due and card is not None:
            self.due_opened.emit(card)
        elif one is not None:
            self.opened.emit(one)
        else:
            self.ask_new()

    def ask_new(self) -> None:
        """A new entry where the keyboard is."""
        if self.board.lanes:
            lane = self.board.lanes[self.lane]
            starts = moment_of(lane.day, self.minute)
            self.made.emit(lane.worker_id, starts, starts + timedelta(hours=1))

    def _shift(self, key: Qt.Key) -> None:
        block = self.block()
        if block is None:
            return
        down = {Qt.Key.Key_Up: -SNAP, Qt.Key.Key_Down: SNAP}.get(key, 0)
        across = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key, 0)
        self.put(block, block.lane + across, block.begins + down)

    def put(self, block: Block, lane: int, begins: int) -> None:
        """Move a block to a lane and a minute: shown at once, told to whoever writes."""
        lane = min(max(lane, 0), len(self.board.lanes) - 1)
        begins = min(max(begins, 0), DAY - SNAP)
        one = block.occasion
        old, new = self.board.lanes[block.lane], self.board.lanes[lane]
        if (lane, begins) == (block.lane, block.begins) or not isinstance(one.starts, datetime):
            return
        starts = moment_of(new.day, begins)
        length = one.ends - one.starts if isinstance(one.ends, datetime) else timedelta(hours=1)
        workers = tuple(new.worker_id if worker == old.worker_id else worker for worker in one.workers)
        self._show_as(one, replace(one, starts=starts, ends=starts + length, workers=workers))
        self.lane, self.minute = lane, begins
        self._told()
        self.moved.emit(one, old.worker_id, new.worker_id, starts)

    def _lengthen(self, key: Qt.Key) -> None:
        block = self.block()
        if block is None:
            return
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.put(block, block.lane + (1 if key == Qt.Key.Key_Right else -1), block.begins)
            return
        self.stretch(block, block.ends + (SNAP if key == Qt.Key.Key_Down else -SNAP))

    def stretch(self, block: Block, ends: int) -> None:
        """Another end for a block."""
        one = block.occasion
        ends = min(max(ends, block.begins + SNAP), DAY)
        if ends == block.ends or not isinstance(one.starts, datetime):
            return
        until = moment_of(self.board.lanes[block.lane].day, ends)
        self._show_as(one, replace(one, ends=until))
        self._told()
        self.resized.emit(one, until)

    def _show_as(self, one: Occasion, now: Occasion) -> None:
        """Show a change before it is read back, so that the next key goes on from it."""
        found = list(
            dict.fromkeys(block.occasion for block in self.board.blocks if block.key != (one.entry_id, one.original))
        )
        whole = list(dict.fromkeys(each for _, each in self.board.all_day))
        due = self.board.due
        self.board = replace(arrange(self.board.lanes, [*found, now, *whole]), due=due)

    # -- mouse ----------------------------------------------------------------------------------------

    def block_at(self, where: QPoint) -> Block | None:
        """The block under a px, the last painted first."""
        if where.y() < self.top:
            return None
        return next((one for one in reversed(self.board.blocks) if self.box_of(one).contains(where)), None)

    def take_card(self) -> None:
        """The keyboard goes to this lane's card; pressed again, to the next of its cards."""
        count = len(self.board.due[self.lane])
        self.due_place = (self.due_place + 1) % count if self.in_due and count else 0
        self.in_due, self.chosen = True, None
        self._told()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press chooses; it may become a drag."""
        if event.button() == Qt.MouseButton.LeftButton and self.board.lanes:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._drag.press(event.position().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """While dragged, the place it would take is shown with its clash."""
        self._drag.move(event.position().toPoint())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """What was dragged stands where it was let go."""
        self._drag.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """As Enter."""
        if event.button() == Qt.MouseButton.LeftButton and self.board.lanes:
            self._drag.forget()
            self._enter()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The hours move; with Shift the columns."""
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.page(-1 if event.angleDelta().y() > 0 else 1)
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """A tooltip says the whole entry, since a column cuts its words."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            block = self.block_at(event.pos())
            said = spoken(block.occasion, self.names, self.now) if block is not None else ""
            box = self.box_of(block) if block is not None else QRect()
            QToolTip.showText(event.globalPos(), tip(said) if said else "", self.viewport(), box)
            return True
        return super().viewportEvent(event)

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Heads stay, hours move."""
        self._scrolled = True
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring shows who has the keyboard."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """It grows pale."""
        super().focusOutEvent(event)
        self.viewport().update()

    def tick(self) -> None:
        """Another minute: the now line moves on."""
        self.now = clock.now()
        self.viewport().update()

    def room_words(self) -> str:
        """Which columns are shown where not all have room: "1 to 3 of 5"."""
        count = len(self.board.lanes)
        last = min(self.first + self.shown, count)
        return f"{self.first + 1} to {last} of {count}" if self.shown < count and not look().big else ""
