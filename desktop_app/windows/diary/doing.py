"""What is done with a key or a press on the diary: each one step that undo takes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer

from desktop_app import clock
from desktop_app.commands.diary import (
    book,
    cancel_entry,
    entry_done,
    entry_not_done,
    move_entry,
    reassign,
    resize_entry,
)
from desktop_app.commands.diary_holds import accept_hold, hold, release_hold
from desktop_app.commands.diary_safety import out_and_safe, out_later
from desktop_app.records.diary import DiaryEntry
from desktop_app.rules.days import day_words, time_words
from desktop_app.rules.typed_dates import read_date
from desktop_app.rules.working_days import add_working_days
from desktop_app.vault.queries.diary import Occasion
from desktop_app.windows.diary.entry_words import title_of

if TYPE_CHECKING:
    from desktop_app.desk import Doing
    from desktop_app.windows.diary.page import DiaryPage

PAUSE_MS = 2_500
"""Keys further apart than this are two steps."""
HELD_DAYS = 2
"""Working days a hold stays when nobody says otherwise; until noon."""


class Doer:
    """Acts on the page's chosen entry. Every method says in the toast what was done."""

    def __init__(self, page: DiaryPage) -> None:
        self.page = page
        self._gesture = ""
        self._pause = QTimer(page)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.settle)

    def _moving(self, one: Occasion) -> str:
        """The gesture of keys that follow each other on one entry: one undo step for all of them."""
        gesture = f"diary:{one.entry_id}:{one.original}"
        if gesture != self._gesture:
            self.settle()
        self._gesture = gesture
        self._pause.start()
        return gesture

    def settle(self) -> None:
        """What comes next is a step of its own."""
        self._pause.stop()
        if self._gesture:
            self.page.room.desk.end_gesture(self._gesture)
        self._gesture = ""

    def _one(self) -> Occasion | None:
        return self.page.current()

    def _after(self, doing: Doing[Any], words: str, *, then: Callable[[Any], object] | None = None) -> None:
        room = self.page.room
        self.settle()

        def done(result: Any) -> None:  # noqa: ANN401
            room.toast(words, undo=True)
            if then is not None:
                then(result)

        doing.then(done).otherwise(self._failed)

    def _failed(self, problem: BaseException) -> None:
        """Say why, and show again what is kept."""
        self.page.room.trouble(problem)
        self.page.refresh()

    # -- from the grid --------------------------------------------------------------------------------

    def move(self, one: Occasion, before: str, after: str, starts: datetime | date) -> None:
        """Dragged, or moved by keys: a run of keys on one entry is one step."""
        desk = self.page.room.desk
        doing = desk.typing(
            self._moving(one), move_entry, one.entry_id, starts, original=one.original,
            from_worker=before, to_worker=after,
        )  # fmt: skip
        doing.then(lambda kept: self.page.follow(kept, one)).otherwise(self._failed)

    def resize(self, one: Occasion, ends: datetime) -> None:
        """Its end was pulled."""
        desk = self.page.room.desk
        starts = one.starts if isinstance(one.starts, datetime) else None
        doing = desk.typing(
            self._moving(one), resize_entry, one.entry_id, ends=ends, starts=starts,
            original=one.original,
        )  # fmt: skip
        doing.then(lambda kept: self.page.follow(kept, one)).otherwise(self._failed)

    # -- from the finder ------------------------------------------------------------------------------

    def book(self, entry: DiaryEntry) -> None:
        """Keep a new entry."""
        when = ""
        if entry.starts_at is not None:
            when = f" {day_words(clock.local(entry.starts_at).date())} {time_words(entry.starts_at)}"
        desk = self.page.room.desk
        self._after(desk.do(book, entry), f"Booked{when}.", then=lambda kept: self.page.booker.booked(kept))

    def hold(self, entry: DiaryEntry, slots: list[tuple[datetime, datetime]]) -> None:
        """Hold the offered slots for two working days."""
        day = add_working_days(clock.today(), HELD_DAYS)
        until = datetime.combine(day, time(12), tzinfo=clock.LONDON)
        first = min(starts for starts, _ in slots)
        until = min(until, max(first, clock.now() + timedelta(hours=1)))
        words = f"Held until {day_words(clock.local(until).date())} {time_words(until)}: {len(slots)} times."
        self._after(
            self.page.room.desk.do(hold, entry, slots, until=until), words, then=lambda _kept: self.page.booker.held()
        )

    # -- from the panel -------------------------------------------------------------------------------

    def accept(self) -> None:
        """This slot is wanted; the others are free again."""
        one = self._one()
        if one is not None and one.hold_id:
            self._after(self.page.room.desk.do(accept_hold, one.entry_id), "Booked; the other times are free again.")

    def release(self) -> None:
        """None of the offered slots is wanted."""
        one = self._one()
        if one is not None and one.hold_id:
            self._after(self.page.room.desk.do(release_hold, one.hold_id), "Released.")

    def done(self) -> None:
        """It took place, or didn't after all."""
        one = self._one()
        if one is None or one.private or one.all_day:
            return
        if one.done:
            self._after(self.page.room.desk.do(entry_not_done, one.entry_id), "Not done after all.")
            return
        starts = one.starts if isinstance(one.starts, datetime) else None
        if starts is not None and starts > clock.now():
            self.page.room.toast(f"{title_of(one)} is still to come, so it can't be done yet.")
            return
        self._after(self.page.room.desk.do(entry_done, one.entry_id, original=one.original), "Done.")

    def cancel(self) -> None:
        """It does not take place."""
        one = self._one()
        if one is not None:
            words = "This time is cancelled; the series stays." if one.original else "Cancelled."
            self._after(self.page.room.desk.do(cancel_entry, one.entry_id, original=one.original), words)

    def out(self) -> None:
        """The worker said they are out and safe."""
        one = self._one()
        if one is not None and one.out_by is not None:
            self._after(self.page.room.desk.do(out_and_safe, one.entry_id), "Out and safe.")

    def later(self) -> None:
        """They rang: it takes longer."""
        one, panel = self._one(), self.page.panel
        if one is None or one.out_by is None:
            return

        def answer(typed: str) -> str:
            found = read_date(typed, clock.local(clock.now()))
            if found.start is None or len(found.start) == 10:
                return 'Type a time, as "11:30".'
            until = datetime.fromisoformat(found.start)
            if until <= clock.now():
                return "That time has passed already."
            self._after(self.page.room.desk.do(out_later, one.entry_id, until), f"Expected out {time_words(until)}.")
            return ""

        panel.ask.open("Out by when?", "", answer)

    def another_time(self) -> None:
        """Ask for a time in words and move it there."""
        one, panel = self._one(), self.page.panel
        if one is None:
            return

        def answer(typed: str) -> str:
            found = read_date(typed, clock.local(clock.now()))
            if found.kind == "ambiguous":
                return found.ask
            if found.start is None:
                return 'Type a day and a time, as "Tue 2pm".'
            if len(found.start) > 10:
                starts: datetime | date = datetime.fromisoformat(found.start)
            else:
                starts = _same_time(one, date.fromisoformat(found.start))
            worker = one.workers[0] if one.workers else ""
            self.settle()
            self.move(one, worker, worker, starts)
            return ""

        panel.ask.open("To when?", "", answer)

    def give(self, one: Occasion, to_worker: str, name: str) -> None:
        """A colleague goes instead."""
        before = one.workers[0] if one.workers else ""
        times = [(one.entry_id, one.original)]
        doing = self.page.room.desk.do(reassign, times, from_worker=before, to_worker=to_worker)
        self._after(doing, f"{name} goes instead.")


def _same_time(one: Occasion, day: date) -> datetime | date:
    if not isinstance(one.starts, datetime):
        return day
    at = clock.local(one.starts)
    return datetime(day.year, day.month, day.day, at.hour, at.minute, tzinfo=clock.LONDON)
