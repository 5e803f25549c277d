"""The calendars that come into this laptop's diary: whose, from where, and how their last round went.

They are facts of this device, not records: the password of a calendar never leaves this vault, and two laptops of one
assistant must not both write to one calendar.
"""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from desktop_app import clock
from desktop_app.desk import Desk
from desktop_app.errors import UserError
from desktop_app.records.base import moment_text, read_moment
from desktop_app.records.ids import new_id
from desktop_app.sync.caldav import CalendarServer
from desktop_app.sync.calendars import Round, exchange, forget, subscribe
from desktop_app.vault.reader import Reader

_META = "calendars"
_CHANGING = threading.Lock()


@dataclass(frozen=True, slots=True)
class Subscription:
    """One calendar. `published`: a file at an address, only read; else a calendar server's, with name and password.

    `last` is the moment text of the last round that came through, `said` what the last round had to say, `failed`
    whether that was trouble.
    """

    id: str
    worker_id: str
    url: str
    published: bool = False
    login: str = ""
    password: str = ""
    two_way: bool = True
    last: str = ""
    said: str = ""
    failed: bool = False

    @property
    def went_at(self) -> datetime | None:
        """When a round last came through."""
        return read_moment(self.last) if self.last else None


def subscriptions(reader: Reader) -> list[Subscription]:
    """Every calendar of this laptop, in the order they were added."""
    return [Subscription(**one) for one in json.loads(reader.meta(_META) or "[]")]


def add(
    desk: Desk, worker_id: str, url: str, *, published: bool, login: str = "", password: str = "", two_way: bool = True
) -> Subscription:
    """One more, not asked yet. UserError for an address that can't be one, or that is here already."""
    place = url.strip()
    if not place:
        raise UserError("The address of the calendar is missing.", "Paste it from the calendar’s settings.", "url")
    if not published:
        with contextlib.closing(CalendarServer(place, login, password)) as server:
            place = server.url
    made = Subscription(new_id(), worker_id, place, published, login.strip(), password, two_way and not published)

    def more(known: list[Subscription]) -> list[Subscription]:
        if any(one.url == place for one in known):
            raise UserError("That calendar is here already.", "Choose it in the list.", "url")
        return [*known, made]

    _change(desk, more)
    return made


def leave(desk: Desk, subscription_id: str) -> None:
    """Ask it no more; what came from it stays in the diary as entries of our own."""
    for one in desk.read(subscriptions):
        if one.id == subscription_id:
            forget(desk, one.url)
    _change(desk, lambda known: [one for one in known if one.id != subscription_id])


def go_round(desk: Desk, one: Subscription) -> Round:
    """One round with it, on a thread that may wait. What it said is kept, trouble too; UserError as `exchange`."""
    try:
        if one.published:
            done = subscribe(desk, one.url, workers=(one.worker_id,))
        else:
            with contextlib.closing(CalendarServer(one.url, one.login, one.password)) as server:
                done = exchange(desk, server, workers=(one.worker_id,), two_way=one.two_way)
    except UserError as trouble:
        _say(desk, one.id, str(trouble), went=False)
        raise
    _say(desk, one.id, in_words(done), went=True)
    return done


def in_words(done: Round) -> str:
    """What a round came to, in one line."""
    parts = [
        (done.came, "came"), (done.gone, "went away there"), (done.sent, "sent"), (done.deleted, "deleted there"),
    ]  # fmt: skip
    counted = ", ".join(f"{count:,} {what}" for count, what in parts if count) or "Nothing new"
    return ". ".join([counted, *(one.rstrip(".") for one in done.told[:3])]) + "."


def _say(desk: Desk, subscription_id: str, words: str, *, went: bool) -> None:
    last = moment_text(clock.now()) if went else ""

    def said(one: Subscription) -> Subscription:
        mine = one.id == subscription_id
        return replace(one, said=words, failed=not went, last=last or one.last) if mine else one

    _change(desk, lambda known: [said(one) for one in known])


def _change(desk: Desk, change: Callable[[list[Subscription]], list[Subscription]]) -> None:
    """A round and the window may both have something to say: one after the other."""
    with _CHANGING:
        desk.set_meta(_META, json.dumps([asdict(one) for one in change(desk.read(subscriptions))]))
