"""What a key does to the chosen item: one command each, asked on one line where a word is needed."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from desktop_app import clock
from desktop_app.commands import messages, tasks
from desktop_app.desk import Doing
from desktop_app.rules.days import near_day
from desktop_app.rules.today import Item
from desktop_app.rules.typed_dates import read_date
from desktop_app.vault.queries import today

if TYPE_CHECKING:
    from desktop_app.windows.today.page import TodayPage


OPENED = ("call", "conflict", "agency_check", "referral", "deadline")
"""Kinds that are dealt with where they are shown: their own place opens."""


def moment_of(typed: str) -> tuple[date | None, datetime | None, str]:
    """(day, moment, what is wrong): what a typed line means as a due day or a moment."""
    reading = read_date(typed, clock.local(clock.now()))
    if reading.kind == "ambiguous":
        return None, None, reading.ask or "That can mean two days. Say which."
    if reading.kind == "not_a_date":
        return None, None, "No day is in that. Try “Fri”, “12 Dec” or “tomorrow 3pm”."
    start = str(reading.start)
    if reading.kind == "all_day" or len(start) == 10:
        return date.fromisoformat(start[:10]), None, ""
    return None, datetime.fromisoformat(start), ""


class Doer:
    """Does things for Today's page."""

    def __init__(self, page: TodayPage) -> None:
        self._page = page

    def do(self, run: str, item: Item) -> None:
        """Do one of the page's actions to an item."""
        getattr(self, f"_{run}")(item)

    def _finish(self, doing: Doing[Any], words: str) -> None:
        room = self._page.room
        doing.then(lambda _result: room.toast(words, undo=True)).otherwise(room.trouble)

    def _ring(self, item: Item) -> None:
        about = self._page.room.desk.read(today.about, item)
        self._page.room.log_call(
            person_id=item.person_id,
            family_id=item.family_id,
            number=item.number or about.number,
            call_back_id=item.id if item.kind == "call_back" else "",
            outgoing=True,
        )

    def _done(self, item: Item) -> None:
        desk = self._page.room.desk
        if item.kind == "message":
            self._finish(desk.do(messages.message_acted, item.id), "Acted on.")
        elif item.kind == "call_back":
            self._finish(desk.do(messages.call_back_done, item.id), "Rang back.")
        elif item.kind in OPENED:
            self._page.open_it()
        else:
            self._finish(desk.do(tasks.task_done, item.id), "Done.")

    def _acknowledge(self, item: Item) -> None:
        if item.kind != "message":
            return
        about = self._page.room.desk.read(today.about, item)

        def take(name: str) -> str:
            if not name.strip():
                return "Who has it? Only a person can say so."
            self._finish(self._page.room.desk.do(messages.acknowledge, item.id, by=name), f"{name.strip()} has it.")
            return ""

        self._page.panel.question("Who said “I have this”?", about.worker, take)

    def _tried(self, item: Item) -> None:
        if item.kind == "call_back":
            self._finish(self._page.room.desk.do(messages.tried, item.id), "Tried; the time is kept.")

    def _chase(self, item: Item) -> None:
        if item.kind == "waiting_for":
            self._finish(self._page.room.desk.do(tasks.chase, item.id), "Chased; the count is kept.")

    def _move(self, item: Item) -> None:
        def take(typed: str) -> str:
            day, moment, wrong = moment_of(typed)
            if wrong:
                return wrong
            desk = self._page.room.desk
            today_day = clock.today()
            if item.kind == "call_back":
                if moment is None:
                    return "A call back needs a time too."
                self._finish(desk.do(messages.move_call_back, item.id, moment), "Moved.")
            elif item.kind not in ("message", *OPENED):
                when = near_day(day or clock.local(moment or clock.now()).date(), today_day)
                values = {"due_on": day, "due_at": moment} if day else {"due_on": None, "due_at": moment}
                self._finish(desk.do(tasks.change_task, item.id, **values), f"Moved to {when}.")
            return ""

        self._page.panel.question("When instead?", "", take)

    def _rank(self, item: Item) -> None:
        if item.overridden:
            self._finish(self._page.room.desk.do(tasks.clear_rank, item.id), "The rule ranks it again.")
            return

        def take(reason: str) -> str:
            up = not reason.strip().startswith("-")
            words = reason.strip().lstrip("-+ ")
            if not words:
                return "Say why, in a few words. Begin with - to put it lower."
            urgent, important = (100, 100) if up else (0, 0)
            doing = self._page.room.desk.do(
                tasks.set_rank, item.id, urgent=urgent, important=important, reason=words, family_id=item.family_id
            )
            self._finish(doing, "Ranked by hand.")
            return ""

        self._page.panel.question("Why higher? (begin with - for lower)", "", take)
