"""When everyone works and how long the ways are, as lines that are read back: what free time is counted from."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from desktop_app.commands.diary_hours import set_hours, set_travel
from desktop_app.rules.diary.travel import postcode
from desktop_app.vault.queries.diary import Column, columns, travel_times
from desktop_app.windows.diary.grid_ground import clock_words
from desktop_app.windows.overlay import Overlay
from desktop_app.windows.widgets.choice import Choice
from desktop_app.windows.widgets.field import Field, LineEdit
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.workspace import Room

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TIME = r"(\d{1,2})(?:[:.]?(\d{2}))?\s*(am|pm)?"
_SPAN = re.compile(rf"{_TIME}\s*(?:-|–|to|until)\s*{_TIME}", re.IGNORECASE)
_OFF = ("", "off", "free", "none", "-", "–", "no")
_WAY = re.compile(r"(.+?)\s+to\s+(.+?)\s+(\d{1,3})\s*(?:m|min|mins|minutes)?", re.IGNORECASE)


def read_span(text: str) -> tuple[int, int] | str | None:
    """ "9 to 5", "09:00–17:30" in minutes after midnight; None for a day off; a sentence for what can't be read."""
    said = text.strip()
    if said.casefold() in _OFF:
        return None
    found = _SPAN.fullmatch(said)
    if found is None:
        return "Type it as 9 to 5, or “off”."
    begins = _minutes(found[1], found[2], found[3])
    ends = _minutes(found[4], found[5], found[6])
    if ends <= begins and not found[6] and ends + 720 <= 24 * 60:
        ends += 720
    return (begins, ends) if 0 <= begins < ends <= 24 * 60 else "It would end before it begins."


def _minutes(hour: str, minute: str | None, half: str | None) -> int:
    found = int(hour) % 24
    if half:
        found = found % 12 + (12 if half.casefold() == "pm" else 0)
    return found * 60 + int(minute or 0)


class HoursSheet(Overlay):
    """One social worker's week, each day kept as soon as it is left; below, the ways."""

    def __init__(self, over: QWidget, room: Room, worker_id: str) -> None:
        super().__init__(over, "Working hours and ways", "Free time is counted from these. Kept as you type.", 640, 640)
        self.room = room
        self.columns: list[Column] = room.desk.read(columns)
        self.who = Choice("Social worker", [(one.worker.id, one.worker.name) for one in self.columns], worker_id)
        self.who.chosen.connect(lambda _key: self.show_week())
        self.column.addWidget(Field("Social worker", self.who))
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(20)
        self.edits: list[LineEdit] = []
        self.fields: list[Field] = []
        for place, name in enumerate(DAYS):
            edit = LineEdit()
            field = Field(name, edit)
            edit.editingFinished.connect(self.keep_week)
            self.edits.append(edit)
            self.fields.append(field)
            grid.addWidget(field, place // 2, place % 2)
        self.way = LineEdit()
        self.way_field = Field("A way, both directions", self.way, hint="“M1 1AA to M9 2BB 25”", key="Enter")
        self.way.returnPressed.connect(self.keep_way)
        self.ways = Label("", "small", "text2", wrap=True)
        grid.addWidget(self.way_field, 4, 0, 1, 2)
        grid.addWidget(self.ways, 5, 0, 1, 2)
        grid.setRowStretch(6, 1)
        scroller = QScrollArea()
        scroller.setWidget(inside)
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self.column.addWidget(scroller, 1)
        self.show_week()
        self._say_ways()

    def first_focus(self) -> QWidget | None:
        """The first day."""
        return self.edits[0]

    def show_week(self) -> None:
        """The chosen worker's week."""
        found = next((one.hours for one in self.columns if one.worker.id == self.who.key()), {})
        for weekday, edit in enumerate(self.edits):
            span = found.get(weekday)
            edit.setText(f"{clock_words(span[0])} to {clock_words(span[1])}" if span else "off")
            self.fields[weekday].clear()

    def keep_week(self) -> None:
        """Keep the whole week; a day that can't be read is said and nothing is kept until it can."""
        week: dict[int, tuple[int, int]] = {}
        for weekday, edit in enumerate(self.edits):
            read = read_span(edit.text())
            if isinstance(read, str):
                self.fields[weekday].refuse(read)
                return
            self.fields[weekday].clear()
            if read is not None:
                week[weekday] = read
        worker = self.who.key()
        if week == next((one.hours for one in self.columns if one.worker.id == worker), None) or not worker:
            return
        self.room.desk.do(set_hours, worker, week).then(lambda _kept: self._again()).otherwise(self.room.trouble)

    def _again(self) -> None:
        if not self.dismissed:
            self.columns = self.room.desk.read(columns)

    def keep_way(self) -> None:
        """Keep the minutes between two postcodes."""
        found = _WAY.fullmatch(self.way.text().strip())
        codes = [postcode(found[1]), postcode(found[2])] if found else []
        if found is None or not all(codes):
            self.way_field.refuse("Type two postcodes and the minutes, as “M1 1AA to M9 2BB 25”.")
            return
        self.way.clear()
        self.way_field.clear()
        doing = self.room.desk.do(set_travel, codes[0], codes[1], int(found[3]))
        doing.then(lambda _kept: self._say_ways()).otherwise(self.room.trouble)

    def _say_ways(self) -> None:
        if self.dismissed:
            return
        known = self.room.desk.read(travel_times)
        lines = [f"{one} to {other}: {minutes} min" for (one, other), minutes in sorted(known.items()) if one < other]
        self.ways.setText("\n".join(lines) or "No way was typed yet; they are guessed from the postcodes.")
