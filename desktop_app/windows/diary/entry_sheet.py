"""The details of an entry as a form that keeps itself: 0.8 s after typing, at once on leaving a field or choosing."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QScrollArea, QWidget

from desktop_app import clock
from desktop_app.commands.diary import change_entry
from desktop_app.commands.diary_series import change_later, end_series, moment_of
from desktop_app.records.diary import DiaryEntry
from desktop_app.records.words import EntryKind
from desktop_app.rules.days import day_words, time_words
from desktop_app.rules.typed_dates import read_date
from desktop_app.vault.queries.diary import columns, entry_page
from desktop_app.windows.overlay import Overlay
from desktop_app.windows.widgets.choice import Choice
from desktop_app.windows.widgets.field import Field, LineEdit, TextArea
from desktop_app.windows.widgets.segmented import Segmented
from desktop_app.windows.workspace import Room

WAIT_MS = 800
_HOUR = timedelta(hours=1)
LINES = (
    ("title", "What"), ("place", "Place"), ("address", "Address"), ("postcode", "Postcode"), ("room", "Room"),
    ("interpreter", "Interpreter"), ("held_for", "Held for"),
)  # fmt: skip
NUMBERS = (
    ("travel_before", "Travel there, minutes"), ("travel_after", "Travel back, minutes"),
    ("again_weeks", "Again, weeks from the last one done"),
)  # fmt: skip
REPEATS = (
    ("", "Does not repeat"), ("FREQ=WEEKLY", "Every week"), ("FREQ=WEEKLY;INTERVAL=2", "Every 2 weeks"),
    ("FREQ=WEEKLY;INTERVAL=3", "Every 3 weeks"), ("FREQ=WEEKLY;INTERVAL=4", "Every 4 weeks"),
    ("FREQ=WEEKLY;INTERVAL=6", "Every 6 weeks"), ("FREQ=MONTHLY", "Every month, the same day"),
)  # fmt: skip


class EntrySheet(Overlay):
    """What is typed is kept by itself. A series asks once: this time, this and later, or all of it."""

    def __init__(self, over: QWidget, room: Room, entry_id: str, original: str = "") -> None:
        super().__init__(over, "Details", "Kept as you type. Ctrl+Z takes it back.", 760, 640)
        self.room, self.entry_id, self.original = room, entry_id, original
        self.entry = self._read()
        self._dirty: set[str] = set()
        self._parting = False
        self._behind: dict[str, Any] = {}
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self.flush)
        self.scope = Segmented(
            [("one", "This time only"), ("later", "This and later"), ("all", "The whole series")], "What changes"
        )
        self.scope.setVisible(bool(original and self.entry.rule))
        self.scope.chosen.connect(self._scope)
        self.lines: dict[str, LineEdit] = {}
        self.fields: dict[str, Field] = {}
        inside = QWidget()
        self.grid = QGridLayout(inside)
        self.grid.setContentsMargins(0, 0, 8, 0)
        self.grid.setHorizontalSpacing(20)
        self.grid.setVerticalSpacing(10)
        self._make_fields(room)
        scroller = QScrollArea()
        scroller.setWidget(inside)
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self.column.addWidget(self.scope)
        self.column.addWidget(scroller, 1)
        self.closed.connect(self.flush)
        self.show_entry()

    def _read(self) -> DiaryEntry:
        page = self.room.desk.read(entry_page, self.entry_id)
        return page.entry if page is not None else DiaryEntry(id=self.entry_id)

    def _make_fields(self, room: Room) -> None:
        self._line("title", "&What", 0, 0)
        self.kind = Choice("Kind", [(one.value, one.words()[0].upper() + one.words()[1:]) for one in EntryKind])
        self.kind.chosen.connect(lambda key: self._keep(kind=EntryKind(key)))
        self.grid.addWidget(Field("Kind", self.kind), 0, 1)
        self._line("when", "W&hen", 1, 0, hint="“Tue 2pm to 3pm”")
        names = [(one.worker.id, one.worker.name) for one in room.desk.read(columns)]
        self.who = Choice("Social worker", names)
        self.who.chosen.connect(self._give)
        self.grid.addWidget(Field("Social worker", self.who), 1, 1)
        self._line("out", "&Expected out", 2, 0, hint="for home visits")
        self.repeats = Choice("Repeats", list(REPEATS))
        self.repeats.chosen.connect(self._repeat)
        self.grid.addWidget(Field("Repeats", self.repeats), 2, 1)
        row = 3
        for place, (name, words) in enumerate((*LINES[1:], *NUMBERS)):
            self._line(name, words, row + place // 2, place % 2)
        row += (len(LINES) + len(NUMBERS)) // 2
        self.private = QCheckBox("Private: only “busy” is kept")
        self.private.toggled.connect(self._make_private)
        self.note = TextArea(lines=4)
        self.note.textChanged.connect(lambda: self._typed("note"))
        self.fields["note"] = Field("Note", self.note)
        self.grid.addWidget(self.fields["note"], row, 0, 1, 2)
        self.grid.addWidget(self.private, row + 1, 0, 1, 2)
        self.grid.setRowStretch(row + 2, 1)

    def _line(self, name: str, words: str, row: int, column: int, hint: str = "") -> None:
        edit = LineEdit()
        field = Field(words, edit, hint=hint)
        edit.textEdited.connect(lambda _text, one=name: self._typed(one))
        edit.editingFinished.connect(self.flush)
        self.lines[name], self.fields[name] = edit, field
        self.grid.addWidget(field, row, column)

    def first_focus(self) -> QWidget | None:
        """What it is."""
        return self.lines["title"]

    def show_entry(self) -> None:
        """What is kept; a field that is being typed in keeps what is typed."""
        entry = self.entry
        shown: dict[str, str] = {name: getattr(entry, name) for name, _ in LINES}
        shown |= {name: str(getattr(entry, name) or "") for name, _ in NUMBERS}
        shown["when"] = when_text(entry, self.original)
        shown["out"] = time_words(entry.out_by) if entry.out_by else ""
        for name, words in shown.items():
            if name not in self._dirty and self.lines[name].text() != words:
                self.lines[name].setText(words)
        self.kind.choose(str(entry.kind))
        self.who.choose(entry.workers[0] if entry.workers else "")
        self.repeats.choose(entry.rule)
        if "note" not in self._dirty and self.note.toPlainText() != entry.note:
            self.note.blockSignals(True)
            self.note.setPlainText(entry.note)
            self.note.blockSignals(False)
        self.private.blockSignals(True)
        self.private.setChecked(entry.private)
        self.private.blockSignals(False)

    def _scope(self, _key: str) -> None:
        self.flush()

    def _which(self) -> str:
        return self.original if self.original and self.scope.isVisibleTo(self) and self.scope.value() != "all" else ""

    # -- keeping --------------------------------------------------------------------------------------

    def _typed(self, name: str) -> None:
        self._dirty.add(name)
        self._wait.start()
        if name in ("when", "out"):
            self._say_back(name)

    def _say_back(self, name: str) -> None:
        reading = read_date(self.lines[name].text(), clock.local(clock.now()))
        field = self.fields[name]
        if reading.kind == "ambiguous":
            field.understood(reading.ask, "soon")
        elif reading.start is None:
            field.understood("Not a time yet." if self.lines[name].text().strip() else "")
        else:
            field.understood(reading.said_back, "done")

    def flush(self) -> None:
        """Keep what is typed, now; what can't be read yet stays as it is typed."""
        self._wait.stop()
        values: dict[str, Any] = {}
        for name in sorted(self._dirty):
            values |= self._value(name)
        changed = {name: value for name, value in values.items() if getattr(self.entry, name) != value}
        if changed:
            self._keep(**changed)

    def _value(self, name: str) -> dict[str, Any]:
        if name == "note":
            self._dirty.discard(name)
            return {"note": self.note.toPlainText()}
        typed = self.lines[name].text().strip()
        if name in dict(NUMBERS):
            if typed and not typed.isdigit():
                self.fields[name].refuse("Type minutes or weeks as a number.")
                return {}
            self.fields[name].clear()
            self._dirty.discard(name)
            return {name: int(typed or 0)}
        if name in ("when", "out"):
            return self._moment(name, typed)
        self._dirty.discard(name)
        return {name: self.lines[name].text()}

    def _moment(self, name: str, typed: str) -> dict[str, Any]:
        base = self.entry.starts_at or clock.now()
        reading = read_date(typed, clock.local(base if name == "out" else clock.now()))
        if reading.kind == "ambiguous" or reading.start is None:
            return {}
        self._dirty.discard(name)
        timed = len(reading.start) > 10
        if name == "out":
            return {"out_by": datetime.fromisoformat(reading.start), "out_at": None} if timed else {}
        if not timed:
            first = datetime.fromisoformat(reading.start).date()
            last = datetime.fromisoformat(reading.end).date() if reading.end else first
            return {"first_day": first, "last_day": last, "starts_at": None, "ends_at": None, "out_by": None}
        starts = datetime.fromisoformat(reading.start)
        length = self.entry.ends_at - self.entry.starts_at if self.entry.starts_at and self.entry.ends_at else None
        ends = datetime.fromisoformat(reading.end) if reading.end else starts + (length or _HOUR)
        values: dict[str, Any] = {"starts_at": starts, "ends_at": ends, "first_day": None, "last_day": None}
        if self.entry.out_by is not None:
            values["out_by"] = ends
        return values

    def _keep(self, **values: Any) -> None:  # noqa: ANN401
        self.entry = self.entry.but(**values)
        if self._parting:  # what is typed until the new entry is known goes to that one
            self._behind |= values
            return
        which, desk = self._which(), self.room.desk
        self._parting = bool(which)
        gesture = f"diary:form:{self.entry_id}:{which}"
        if which and self.scope.value() == "later":
            doing = desk.typing(gesture, change_later, self.entry_id, self.original, **values)
        else:
            doing = desk.typing(gesture, change_entry, self.entry_id, original=which, **values)
        doing.then(self._kept).otherwise(self._not_kept)

    def _kept(self, kept: DiaryEntry) -> None:
        self._parting = False
        if kept.id != self.entry_id:  # what was taken out of the series is an entry of its own from now on
            self.entry_id, self.original = kept.id, ""
            if not self.dismissed:
                self.scope.hide()
        self.entry = kept
        behind, self._behind = self._behind, {}
        if behind:
            self._keep(**behind)
        elif not self.dismissed:
            self.show_entry()

    def _not_kept(self, trouble: BaseException) -> None:
        self._parting = False
        self._behind = {}
        self.room.trouble(trouble)

    def _give(self, worker_id: str) -> None:
        rest = self.entry.workers[1:]
        self._keep(workers=tuple(dict.fromkeys((worker_id, *rest))))

    def _repeat(self, rule: str) -> None:
        if self.entry.rule and not rule and self.original:
            before = moment_of(self.original)
            self.room.desk.do(end_series, self.entry_id, before).otherwise(self.room.trouble)
            return
        self._keep(rule=rule)

    def _make_private(self, on: bool) -> None:
        self._keep(private=on)
        self._dirty.clear()


def when_text(entry: DiaryEntry, original: str) -> str:
    """Its time as a line that reads back as the same time."""
    if entry.starts_at is None or entry.ends_at is None:
        if entry.first_day is None:
            return ""
        first, last = day_words(entry.first_day, year=True), entry.last_day or entry.first_day
        return first if last == entry.first_day else f"{first} to {day_words(last, year=True)}"
    starts = datetime.fromisoformat(original) if original and entry.rule else entry.starts_at
    there = clock.local(starts)
    ends = starts + (entry.ends_at - entry.starts_at)
    return f"{day_words(there.date(), year=True)}, {there:%H:%M} to {time_words(ends)}"
