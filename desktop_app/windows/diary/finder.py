"""Find a slot: one typed line, said back part by part; times that fit before the due day, each with its number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app import clock
from desktop_app.records.diary import VISITS, DiaryEntry
from desktop_app.records.words import EntryKind
from desktop_app.rules.days import counted, day_words, span_words, time_words
from desktop_app.rules.diary.clashes import Wanted, clashes
from desktop_app.rules.diary.named import Names
from desktop_app.rules.diary.quick import TypedEntry, read_entry
from desktop_app.rules.diary.said_kinds import MINUTES
from desktop_app.rules.diary.slots import Asked, Free, Slot, find_slots
from desktop_app.rules.diary.travel import Travel
from desktop_app.rules.typed_dates import Reading
from desktop_app.vault.queries.diary import Column, Occasion
from desktop_app.windows.diary.entry_words import short
from desktop_app.windows.diary.said_length import take_length
from desktop_app.windows.widgets.ask import Ask
from desktop_app.windows.widgets.banner import Banner
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.field import Field, LineEdit
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.side_panel import SidePanel
from desktop_app.windows.widgets.slot_card import SlotCard

WAIT_MS = 120
OFFERED = 4
HINTS = "“CIN visit Kowalska Tue 2pm 1h”"


@dataclass(frozen=True, slots=True)
class Around:
    """What the finder has to know besides the line: everyone's time, hours, ways and what is due."""

    taken: tuple[Occasion, ...]
    columns: tuple[Column, ...]
    travel: Travel
    due: date | None = None
    task_id: str = ""
    worker_id: str = ""
    place: str = ""
    postcode: str = ""
    last_seen: str = ""


class Finder(SidePanel):
    """`booked` gives the entry to keep; `held` entry and slots; `offered` the time that is shown on the grid."""

    booked = Signal(object)
    held = Signal(object, object)
    offered = Signal(object)

    def __init__(
        self,
        read: Callable[[str, Reading | None], TypedEntry],
        around: Callable[[TypedEntry], Around],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Find a slot", parent=parent)
        self._read, self._around = read, around
        self.entry: DiaryEntry | None = None
        self._due: date | None = None
        self._minutes = 0
        self.ask = Ask(self)
        self.slots: list[Slot] = []
        self._chosen_reading: Reading | None = None
        self._at: tuple[str, datetime, datetime] | None = None
        self.top.insertWidget(0, Label("Find a slot", "lead"))
        self.edit = LineEdit()
        self.field = Field("What and for whom", self.edit, hint="F2")
        self.add(self.field, above=2)
        self.parts = Label("", "small", "text2", wrap=True)
        self.add(self.parts)
        self.asked = QVBoxLayout()
        self.body.addLayout(self.asked)
        self.due = QVBoxLayout()
        self.due.setContentsMargins(0, 4, 0, 0)
        self.body.addLayout(self.due)
        self.heading = Label("", "small", "text2", 600)
        self.add(self.heading, above=4)
        self.cards = QVBoxLayout()
        self.cards.setSpacing(8)
        self.cards.setContentsMargins(0, 4, 0, 0)
        self.body.addLayout(self.cards)
        self.why = Label("", "small", "text2", wrap=True)
        self.add(self.why)
        self.body.addWidget(self.ask)
        self.book_button = Button("Book", "primary", "Enter")
        self.hold_button = Button("Hold", "normal", "Alt H")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.book_button, 1)
        buttons.addWidget(self.hold_button)
        self.foot.addLayout(buttons)
        self.book_button.clicked.connect(self.book)
        self.hold_button.clicked.connect(self.hold)
        self.edit.textChanged.connect(self._typed)
        self.edit.returnPressed.connect(self.book)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self.look)
        self.look()

    # -- from outside ---------------------------------------------------------------------------------

    def begin(self, worker_id: str = "", starts: datetime | None = None, ends: datetime | None = None) -> None:
        """A new entry, perhaps at a time and for a worker that were pointed at."""
        self._at = (worker_id, starts, ends) if starts is not None and ends is not None else None
        self.edit.setFocus(Qt.FocusReason.TabFocusReason)
        self.edit.selectAll()
        self.look()

    def begin_with(self, line: str) -> None:
        """A new entry whose line is already known, as for what is due."""
        self._at = None
        self.edit.setText(line)
        self.edit.setFocus(Qt.FocusReason.TabFocusReason)
        self.look()

    def clear(self) -> None:
        """Ready for the next one."""
        self._at = None
        self.edit.clear()
        self.look()

    # -- reading the line -----------------------------------------------------------------------------

    def _typed(self) -> None:
        self._chosen_reading = None
        self._wait.start()

    def look(self) -> None:
        """Read the line, say it back, and look for time."""
        self._wait.stop()
        typed = self.edit.text().strip()
        said = self._read(typed, self._chosen_reading)
        self._empty(self.asked)
        self._empty(self.cards)
        self.slots, self.entry, self._due = [], None, None
        self.ask.close_quietly()
        self._empty(self.due)
        self.why.setText("")
        self.heading.setText("")
        if not typed and self._at is None:
            self.parts.setText(
                f"Type what, whom, when and how long: {HINTS}. Without a time, free slots are looked for."
            )
            self._say_book()
            return
        around = self._around(said)
        self.entry = self._entry(said, around)
        self._say_parts(said, around)
        self._say_due(around)
        if said.ask and said.ask not in ("When?", "At what time?"):
            self._ask(said)
        elif self.entry.starts_at is not None or self.entry.first_day is not None:
            self._say_clashes(around)
        elif self.entry.workers:
            self._find(around)
        else:
            self.why.setText("For which social worker? Type a name or initials.")
        self._say_book()

    def _entry(self, said: TypedEntry, around: Around) -> DiaryEntry:
        workers = said.workers or ((self._at[0],) if self._at and self._at[0] else ())
        workers = workers or ((around.worker_id,) if around.worker_id else ())
        starts, ends, first, last = said.starts, said.ends, said.first_day, said.last_day
        if starts is None and self._at is not None and said.ask in ("", "When?", "At what time?"):
            starts, ends, first, last = self._at[1], self._at[2], None, None
        if said.ask == "At what time?":
            first = last = None
        title, self._minutes = (said.title, 0) if said.starts is not None else take_length(said.title)
        home = said.kind in (EntryKind.HOME_VISIT, EntryKind.VISIT) and not said.place
        kind = EntryKind.HOME_VISIT if home and around.place else said.kind
        return DiaryEntry(
            family_id=said.family_id, kind=kind, title=title or kind.words().capitalize(), workers=workers,
            people=said.people, starts_at=starts, ends_at=ends, first_day=first, last_day=last, rule=said.rule,
            place=said.place or (around.place if home else ""), postcode=around.postcode if home else "",
            task_id=around.task_id if kind in VISITS else "", statutory=around.due is not None and kind in VISITS,
        )  # fmt: skip

    def _say_parts(self, said: TypedEntry, around: Around) -> None:
        words = [part.words for part in said.parts if part.role != "title" or not take_length(part.words)[1]]
        if self._minutes:
            words.append(span_words(timedelta(minutes=self._minutes)))
        names = {one.worker.id: one.worker.name for one in around.columns}
        if self.entry is not None and not said.workers:
            words += [f"with {names[one]}" for one in self.entry.workers if one in names]
        if self._at is not None and said.starts is None:
            there = clock.local(self._at[1])
            words.append(f"{day_words(there.date())}, {there:%H:%M} to {time_words(self._at[2])}")
        self.parts.setText(" · ".join(words))

    def _say_due(self, around: Around) -> None:
        self._due = around.due
        if around.due is None:
            return
        today = clock.today()
        role = "late" if around.due < today else "soon"
        day = "today, " if around.due == today else ""
        lead = "Was due" if around.due < today else "Must be seen by"
        self.due.addWidget(
            Banner(role, "shield", f"{lead} {day}{day_words(around.due)}", around.last_seen, two_lines=True)
        )

    def _ask(self, said: TypedEntry) -> None:
        self.heading.setText("")
        self.why.setText(said.ask)
        for place, reading in enumerate(said.readings, start=1):
            card = SlotCard(reading.start, f"{place}", reading.words, "", parent=self)
            card.taken.connect(lambda _key, chosen=reading: self._take_reading(chosen))
            card.clicked.connect(lambda _on=False, chosen=reading: self._take_reading(chosen))
            self.asked.addWidget(card)

    def _take_reading(self, reading: Reading) -> None:
        self._chosen_reading = reading
        self.look()

    def _say_clashes(self, around: Around) -> None:
        entry = self.entry
        self.heading.setText("")
        if entry is None or entry.starts_at is None or entry.ends_at is None:
            self.offered.emit(entry)
            return
        wanted = Wanted(entry.workers, entry.starts_at, entry.ends_at, entry.room, entry.postcode)
        found = clashes(wanted, around.taken, _hours(around), around.travel, _names(around))
        self.why.setText("\n".join(one.words for one in found[:4]) or "Free, nothing clashes.")
        self.why.set_tone("late.text" if found else "done.text")
        self.offered.emit(entry)

    def _find(self, around: Around) -> None:
        entry = self.entry
        if entry is None:
            return
        minutes = self._minutes or MINUTES.get(entry.kind, 60)
        free = find_slots(
            Asked(
                entry.workers, minutes, clock.today(), due=around.due, days=28, postcode=entry.postcode, most=OFFERED
            ),
            around.taken, _hours(around), around.travel, now=clock.now(), names=_names(around),
        )  # fmt: skip
        self._show_slots(free)

    def _show_slots(self, free: Free) -> None:
        self.slots = [*free.slots, *free.after]
        in_time = "In time" if self.due.count() else "Free"
        self.heading.setText(f"{in_time} · Alt and the number books it" if free.slots else "Late")
        for place, slot in enumerate(self.slots, start=1):
            second = (
                f"{counted(slot.late, 'working day')} late; asks for a reason"
                if slot.late
                else "Free, travel fits both sides"
            )
            card = SlotCard(str(place), f"{place}", slot_words(slot), second, late=bool(slot.late), parent=self)
            card.setChecked(place == 1)
            card.taken.connect(lambda _key, at=place - 1: self.book(at))
            card.toggled.connect(lambda on, at=place - 1: self._offer(at) if on else None)
            self.cards.addWidget(card)
        self.why.set_tone("text2")
        self.why.setText(" ".join(free.why_none))
        if self.slots:
            self._offer(0)

    def _offer(self, place: int) -> None:
        if self.entry is not None and place < len(self.slots):
            slot = self.slots[place]
            self.offered.emit(self.entry.but(starts_at=slot.starts, ends_at=slot.ends))
            self._say_book()

    def _say_book(self) -> None:
        starts = self._wanted().starts_at if self.entry is not None else None
        words = "Book"
        if starts is not None:
            there = clock.local(starts)
            today = there.date() == clock.today()
            words = f"Book {there:%H:%M}" if today else f"Book {there:%a %H:%M}"
        self.book_button.setText(words)
        ready = starts is not None or (self.entry is not None and self.entry.first_day is not None)
        self.book_button.setEnabled(ready and not self._unanswered())
        self.hold_button.setEnabled(starts is not None and not self._unanswered())

    def _unanswered(self) -> bool:
        return self.asked.count() > 0

    def _wanted(self, place: int = -1) -> DiaryEntry:
        """The entry at the chosen slot, or at the time the line says."""
        entry = self.entry or DiaryEntry()
        if not self.slots or entry.starts_at is not None:
            return entry
        chosen = next((at for at in range(self.cards.count()) if self._card(at).isChecked()), 0)
        slot = self.slots[place if place >= 0 else chosen]
        return entry.but(starts_at=slot.starts, ends_at=slot.ends, room=slot.room or entry.room)

    def _card(self, place: int) -> SlotCard:
        item = self.cards.itemAt(place)
        card = item.widget() if item is not None else None
        if not isinstance(card, SlotCard):
            raise TypeError("only slots stand among the slots")
        return card

    # -- answers --------------------------------------------------------------------------------------

    def book(self, place: int = -1) -> None:
        """Keep it: at the time typed, or in a slot. What comes after its due day asks for the reason first."""
        if self._wait.isActive():
            self.look()
        if self.entry is None or self._unanswered() or place >= len(self.slots):
            return
        wanted = self._wanted(place if isinstance(place, int) and not isinstance(place, bool) else -1)
        if wanted.starts_at is None and wanted.first_day is None:
            return
        if self._due is not None and wanted.starts_at is not None and day_of(wanted.starts_at) > self._due:
            self.ask.open(
                f"After {day_words(self._due)}, when it is due. Why?", "", lambda why: self._late(wanted, why)
            )
        else:
            self.booked.emit(wanted)

    def _late(self, wanted: DiaryEntry, why: str) -> str:
        if not why.strip():
            return "A few words are enough; they stand in the entry."
        self.booked.emit(wanted.but(note=f"Booked late: {why.strip()}"))
        return ""

    def hold(self) -> None:
        """Hold every slot offered in time; a typed time is held alone."""
        if self.entry is None or self._unanswered():
            return
        entry = self.entry
        if entry.starts_at is not None and entry.ends_at is not None:
            self.held.emit(entry, [(entry.starts_at, entry.ends_at)])
        elif self.slots:
            self.held.emit(entry, [(one.starts, one.ends) for one in self.slots[:3]])

    def number(self, place: int) -> None:
        """Alt and a number: books that slot, or answers the question."""
        if self._unanswered():
            said = self._read(self.edit.text().strip(), None)
            if place < len(said.readings):
                self._take_reading(said.readings[place])
        elif place < len(self.slots):
            self.book(place)

    def _empty(self, column: QVBoxLayout) -> None:
        while (item := column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


def _hours(around: Around) -> dict[str, dict[int, tuple[int, int]]]:
    return {one.worker.id: one.hours for one in around.columns}


def _names(around: Around) -> dict[str, str]:
    return {one.worker.id: one.worker.name for one in around.columns}


def slot_words(slot: Slot) -> str:
    """ "Today 15:30–16:30"."""
    today = clock.today()
    day = slot.starts.date()
    near = {today: "Today", today + timedelta(days=1): "Tomorrow"}.get(day, day_words(day))
    return f"{near} {time_words(slot.starts)}–{time_words(slot.ends)}"


def day_of(moment: datetime) -> date:
    """Its day in England."""
    return clock.local(moment).date()


def line_of(title: str, child: str, worker: str) -> str:
    """What is due as a line for the finder: "CP visit Kwame NC"."""
    return " ".join(part for part in (short(title), child, worker) if part)


def reader_of(names: Callable[[], Names]) -> Callable[[str, Reading | None], TypedEntry]:
    """A function that reads a line by the names known now."""
    return lambda typed, chosen: read_entry(typed, clock.local(clock.now()), names(), chosen=chosen)
