"""The ground of the time grid: where a minute and a lane lie, and how all of it is painted."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QSizePolicy, QWidget

from desktop_app import clock
from desktop_app.records.diary import AWAY
from desktop_app.rules.days import time_words
from desktop_app.vault.queries.diary import DueCard, Occasion
from desktop_app.windows.diary import entry_paint
from desktop_app.windows.diary.board import DAY, Block, Board, Lane, minute_of
from desktop_app.windows.diary.entry_words import risk_of, short
from desktop_app.windows.diary.kept_pictures import KeptPictures
from desktop_app.windows.look import paint
from desktop_app.windows.look.style import edge
from desktop_app.windows.look.theme import look

HOUR = 54
"""px of an hour at 100 %."""
LANE = 170
"""px a column needs at 100 %; with less room fewer are shown."""
NARROW = 960
"""Under so many px of room three columns are enough."""
MORNING = 8 * 60
LEAST_BLOCK = 18


class Ground(QAbstractScrollArea):
    """Paints a Board. `first` is the first lane shown; `chosen` the (entry, original) under the keyboard."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.board = Board()
        self.now = clock.now()
        self.first = 0
        self.lane, self.minute = 0, 9 * 60
        self.in_due, self.due_place = False, 0
        self.chosen: tuple[str, str] | None = None
        self.ghost: tuple[int, int, int, str, str] | None = None
        """Lane, from, to, title and clash of what is dragged."""
        self._scrolled = False
        self._pictures = KeptPictures(self)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.viewport().setMouseTracking(True)
        look().changed.connect(self.restyle)
        self._measure()

    # -- measures -------------------------------------------------------------------------------------

    def restyle(self) -> None:
        """Another theme or text size."""
        self._measure()
        self.viewport().update()

    def _measure(self) -> None:
        """Work out every measure anew; they are read some thousand times in one painting.

        `hour`: px of an hour. `axis`: of the hours at the left. `head`: of a column's head. `due_height`: of the due
        lane, nothing when nothing is due. `row`, `day_rows`: of the lane of whole days. `top`: where the hours begin.
        `shown`: how many lanes have room.
        """
        current = look()
        self.hour = current.px(HOUR)
        self.axis = max(current.px(52), current.width("00:00", "small") + 14)
        self.head = current.line("body") + current.line("caption") + 10
        self.due_height = 2 * current.line("caption") + 26 if any(self.board.due) else 0
        self.row = current.line("caption") + 8
        whole = Counter(lane for lane, one in self.board.all_day if one.kind not in AWAY)
        self.day_rows = min(3, max(whole.values(), default=0))
        self.top = self.head + self.due_height + (self.day_rows * self.row + 6 if self.day_rows else 0)
        room = self.viewport().width() - self.axis
        most = max(1, room // current.px(LANE))
        if room < NARROW * current.scale and len(self.board.lanes) > 3:
            most = min(most, 5 if room >= 5 * current.px(LANE) else 3)
        self.shown = min(most, max(1, len(self.board.lanes)))
        self._set_scroll()

    def lane_left(self, lane: int) -> int:
        """The px where a lane begins."""
        room = self.viewport().width() - self.axis
        return self.axis + (lane - self.first) * room // self.shown

    def lane_width(self, lane: int) -> int:
        """px of a lane."""
        return self.lane_left(lane + 1) - self.lane_left(lane)

    def y_of(self, minute: int) -> int:
        """The px of a minute in the viewport."""
        return self.top + minute * self.hour // 60 - self.verticalScrollBar().value()

    def minute_at(self, y: float) -> float:
        """The minute at a px."""
        return (y - self.top + self.verticalScrollBar().value()) * 60 / self.hour

    def lane_at(self, x: float) -> int:
        """The lane at a px, kept among those shown."""
        room = self.viewport().width() - self.axis
        found = self.first + int((x - self.axis) * self.shown // max(room, 1))
        return min(max(found, self.first), min(self.first + self.shown, len(self.board.lanes)) - 1)

    def box_of(self, block: Block) -> QRect:
        """Where a block stands."""
        left, width = self.lane_left(block.lane) + 5, self.lane_width(block.lane) - 9
        part = width / block.slots
        x = left + round(part * block.slot)
        right = left + round(part * (block.slot + 1)) - (3 if block.slot + 1 < block.slots else 0)
        top = self.y_of(block.begins) + 1
        high = max(LEAST_BLOCK, self.y_of(block.ends) - top - 1)
        return QRect(x, top, right - x, high)

    def due_box(self, lane: int) -> QRect:
        """Where the card of a lane's due lane stands."""
        return QRect(self.lane_left(lane) + 5, self.head + 5, self.lane_width(lane) - 10, self.due_height - 11)

    def _set_scroll(self) -> None:
        bar = self.verticalScrollBar()
        room = self.viewport().height() - self.top
        bar.setRange(0, max(0, 24 * self.hour - room))
        bar.setPageStep(max(1, room))
        bar.setSingleStep(self.hour // 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The same morning stays in sight."""
        super().resizeEvent(event)
        self._measure()
        self.first = min(self.first, max(0, len(self.board.lanes) - self.shown))
        if not self._scrolled:
            self.show_minute(MORNING - 10, top=True)

    def show_minute(self, minute: int, *, top: bool = False) -> None:
        """Scroll so that a minute is in sight, or stands at the top."""
        bar, y = self.verticalScrollBar(), minute * self.hour // 60
        room = self.viewport().height() - self.top
        if top or y < bar.value():
            bar.setValue(y)
        elif y + self.hour > bar.value() + room:
            bar.setValue(y + self.hour - room)

    def minimumSizeHint(self) -> QSize:
        """One column and two hours."""
        return QSize(self.axis + 120, self.head + 2 * self.hour)

    # -- painting -------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Hours, entries, the now line beneath them, heads and lanes above."""
        painter = QPainter(self.viewport())
        current = look()
        painter.fillRect(self.viewport().rect(), current.colour("surface"))
        lanes = range(self.first, min(self.first + self.shown, len(self.board.lanes)))
        body = QRect(0, self.top, self.viewport().width(), self.viewport().height() - self.top)
        painter.setClipRect(body)
        self._paint_hours(painter, lanes)
        self._paint_now_line(painter)
        for lane, one in self.board.all_day:
            if lane in lanes and one.kind in AWAY:
                self._paint_away(painter, lane, one)
        for block in self.board.blocks:
            if block.lane in lanes:
                self._paint_block(painter, block, body)
        self._paint_cursor(painter, lanes)
        if self.ghost is not None:
            self._paint_ghost(painter)
        self._paint_now_tag(painter)
        painter.setClipping(False)
        self._paint_heads(painter, lanes)

    def _paint_hours(self, painter: QPainter, lanes: range) -> None:
        current = look()
        for lane in lanes:
            works = self.board.lanes[lane].works
            left, width = self.lane_left(lane), self.lane_width(lane)
            low, high = works or (0, 0)
            for begins, ends in ((0, low), (high, DAY)):
                if ends > begins:
                    box = QRect(left, self.y_of(begins), width, self.y_of(ends) - self.y_of(begins))
                    painter.fillRect(box, current.colour("window"))
        right = self.viewport().width()
        ink = current.colour("text2")
        line = current.line("small")
        today = clock.local(self.now).date()
        here = any(lane.day == today for lane in self.board.lanes)
        now = self.y_of(minute_of(self.now, today)) if here else -line  # the red tag stands there
        for hour in range(24):
            y = self.y_of(hour * 60)
            if y < self.top - self.hour or y > self.viewport().height():
                continue
            paint.hairline(painter, current, self.axis, right, y)
            if hour and abs(y + 3 + line // 2 - now) > line - 2:
                box = QRect(0, y + 3, self.axis - 10, line)
                paint.words(painter, current, box, f"{hour:02d}:00", "small", ink, align=paint.RIGHT)
        painter.setPen(QPen(current.colour("line"), 1))
        for lane in lanes:
            x = self.lane_left(lane) - 0.5
            painter.drawLine(QPointF(x, self.top), QPointF(x, self.viewport().height()))

    def _paint_now_line(self, painter: QPainter) -> None:
        today = clock.local(self.now).date()
        y = self.y_of(minute_of(self.now, today)) + 0.5
        painter.setPen(QPen(look().colour("late.icon"), 1.5))
        for place, lane in enumerate(self.board.lanes):
            if lane.day == today and self.first <= place < self.first + self.shown:
                left = self.lane_left(place)
                painter.drawLine(QPointF(left, y), QPointF(left + self.lane_width(place), y))

    def _paint_now_tag(self, painter: QPainter) -> None:
        today = clock.local(self.now).date()
        if not any(lane.day == today for lane in self.board.lanes):
            return
        current = look()
        words = time_words(self.now)
        width, high = current.width(words, "caption", 600) + 10, current.line("caption") + 2
        y = self.y_of(minute_of(self.now, today))
        box = QRect(self.axis - width - 5, y - high // 2, width, high)
        edge(painter, box, current.colour("late.icon"), None, 4)
        paint.words(painter, current, box, words, "caption", current.colour("surface"), 600, paint.CENTRE, elide=False)

    def _paint_away(self, painter: QPainter, lane: int, one: Occasion) -> None:
        works = self.board.lanes[lane].works or (8 * 60, 18 * 60)
        begins, ends = min(works[0], MORNING), max(works[1], 18 * 60)
        box = self.box_of(Block(lane, one, begins, ends))
        shown = box if box.top() >= self.top else QRect(box.left(), self.top + 2, box.width(), box.bottom() - self.top)
        keys = (one.entry_id, one.original)
        self._entry(painter, shown, one, on=keys == self.chosen)

    def _entry(self, painter: QPainter, box: QRect, one: Occasion, *, on: bool) -> None:
        shows = (one, risk_of(one, self.now), on, on and self.hasFocus())
        self._pictures.put(
            painter, box, shows,
            lambda own, at: entry_paint.entry(own, at, one, self.now, on=on, has_keys=self.hasFocus()),
        )  # fmt: skip

    def _travel(self, painter: QPainter, box: QRect, minutes: int) -> None:
        self._pictures.put(painter, box, minutes, lambda own, at: entry_paint.travel(own, at, minutes))

    def _paint_block(self, painter: QPainter, block: Block, body: QRect) -> None:
        box = self.box_of(block)
        one = block.occasion
        if block.slots == 1:
            for minutes, begins, ends in (
                (one.travel_before, block.begins - one.travel_before, block.begins),
                (one.travel_after, block.ends, block.ends + one.travel_after),
            ):
                if minutes:
                    high = self.y_of(ends) - self.y_of(begins)
                    strip = QRect(box.left(), self.y_of(begins) + 1, box.width(), high - 2)
                    self._travel(painter, strip, minutes)
        if box.intersects(body):
            on = block.key == self.chosen
            self._entry(painter, box, one, on=on)

    def _paint_cursor(self, painter: QPainter, lanes: range) -> None:
        """The free half hour under the keyboard."""
        if self.in_due or self.chosen is not None or not self.hasFocus() or self.lane not in lanes:
            return
        here = self.lane, self.minute
        if self.ghost is not None or any(b.lane == here[0] and b.begins <= here[1] < b.ends for b in self.board.blocks):
            return
        current = look()
        top = self.y_of(self.minute)
        box = QRect(self.lane_left(self.lane) + 5, top + 1, self.lane_width(self.lane) - 9, self.hour // 2 - 2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(current.colour("focus"), max(current.ring, 2)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, entry_paint.RADIUS, entry_paint.RADIUS)
        painter.restore()
        words = f"{self.minute // 60:02d}:{self.minute % 60:02d} free"
        inner = box.adjusted(9, 0, -6, 0)
        paint.words(painter, current, inner, words, "caption", current.colour("text2"))

    def _paint_ghost(self, painter: QPainter) -> None:
        if self.ghost is None:
            return
        lane, begins, ends, title, trouble = self.ghost
        box = QRect(
            self.lane_left(lane) + 5, self.y_of(begins) + 1, self.lane_width(lane) - 9,
            max(LEAST_BLOCK, self.y_of(ends) - self.y_of(begins) - 2),
        )  # fmt: skip
        entry_paint.ghost(painter, box, title, f"{clock_words(begins)} to {clock_words(ends)}", trouble)

    def _paint_heads(self, painter: QPainter, lanes: range) -> None:
        current = look()
        right = self.viewport().width()
        painter.fillRect(0, 0, right, self.head, current.colour("surface"))
        if self.due_height:
            painter.fillRect(0, self.head, right, self.due_height, current.colour("sunken"))
            box = QRect(0, self.head, self.axis - 10, self.due_height)
            paint.words(painter, current, box, "Due", "small", current.colour("text2"), 600, paint.RIGHT)
        if self.day_rows:
            top = self.head + self.due_height
            painter.fillRect(0, top, right, self.top - top, current.colour("surface"))
            box = QRect(0, top, self.axis - 8, self.row + 4)
            paint.words(painter, current, box, "All day", "caption", current.colour("text2"), 400, paint.RIGHT)
        for lane in lanes:
            self._paint_head(painter, lane)
            self._paint_whole(painter, lane)
            cards = self.board.due[lane] if lane < len(self.board.due) else ()
            card = self.card_of(lane)
            if card is not None:
                on = self.in_due and lane == self.lane
                box, more = self.due_box(lane), len(cards) - 1
                entry_paint.due_card(painter, box, card, self.now, more=more, on=on, has_keys=self.hasFocus())
            painter.setPen(QPen(current.colour("line"), 1))
            x = self.lane_left(lane) - 0.5
            painter.drawLine(QPointF(x, 0), QPointF(x, self.top))
        for y in {self.head - 1, self.head + self.due_height - 1, self.top - 1}:
            paint.hairline(painter, current, 0, right, y)

    def _paint_head(self, painter: QPainter, place: int) -> None:
        lane: Lane = self.board.lanes[place]
        current = look()
        size = paint.initials_size(current, lane.initials)
        left = self.lane_left(place) + 8
        body, small = current.line("body"), current.line("caption")
        top = (self.head - body - small) // 2
        paint.initials(painter, current, QRect(QPoint(left, (self.head - size.height()) // 2), size), lane.initials)
        room = self.lane_left(place) + self.lane_width(place) - left - size.width() - 14
        today = lane.day == clock.local(self.now).date() and not lane.head.startswith(lane.initials)
        ink = current.colour("text")
        at = left + size.width() + 8
        paint.words(painter, current, QRect(at, top, room, body), lane.head, "small", ink, 600)
        second = f"{lane.second}" if today or lane.second else ""
        paint.words(painter, current, QRect(at, top + body, room, small), second, "caption", current.colour("text2"))

    def _paint_whole(self, painter: QPainter, lane: int) -> None:
        top = self.head + self.due_height + 3
        for place, one in enumerate(self.whole_of(lane)[: self.day_rows]):
            box = QRect(self.lane_left(lane) + 5, top + place * self.row, self.lane_width(lane) - 10, self.row - 2)
            keys = (one.entry_id, one.original)
            self._entry(painter, box, one, on=keys == self.chosen)

    def whole_of(self, lane: int) -> list[Occasion]:
        """Entries of whole days in a lane's row, leave and sickness left out."""
        return [one for place, one in self.board.all_day if place == lane and one.kind not in AWAY]

    def card_of(self, lane: int) -> DueCard | None:
        """The card of a lane's due lane that is shown: the first, or the one the keyboard went on to."""
        cards = self.board.due[lane] if lane < len(self.board.due) else ()
        place = self.due_place if self.in_due and lane == self.lane else 0
        return cards[min(place, len(cards) - 1)] if cards else None


def clock_words(minute: int) -> str:
    """ "14:30" for a minute of the day."""
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"


def lane_words(lane: Lane, now: datetime) -> str:
    """A lane for a screen reader."""
    day = "today" if lane.day == clock.local(now).date() else f"{lane.day:%A} {lane.day.day} {lane.day:%B}"
    return f"{short(lane.head)}, {day}"
