"""One round with a calendar server: its news into the diary, ours to it; nobody's words are written over unseen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace

from desktop_app import clock
from desktop_app.commands.calendar_server import sent_to_server, take_from_server
from desktop_app.desk import Desk
from desktop_app.errors import UserError
from desktop_app.exchange.calendar.from_diary import as_entries
from desktop_app.exchange.calendar.patching import patched
from desktop_app.exchange.calendar.read import read_calendar
from desktop_app.exchange.calendar.shapes import CalendarFile, Entry
from desktop_app.exchange.calendar.write import write_calendar
from desktop_app.records.diary import DiaryEntry
from desktop_app.sync.caldav import CalendarServer, Item, News, Stale, fetch
from desktop_app.vault.queries.calendar_server import entries_from, fact

_META = "calendar_server:"


@dataclass(frozen=True, slots=True)
class Known:
    """What this vault last saw of one entry: its address and version there, and a digest of what stood here."""

    href: str
    etag: str
    digest: str


@dataclass
class State:
    """How far this vault has come with one calendar; kept on this device alone."""

    token: str = ""
    known: dict[str, Known] = field(default_factory=dict)
    """By UID."""

    def as_text(self) -> str:
        """For the vault."""
        return json.dumps({"token": self.token, "known": {uid: asdict(one) for uid, one in self.known.items()}})

    @classmethod
    def from_text(cls, text: str) -> State:
        """What `as_text` said; the beginning when nothing was kept."""
        if not text:
            return cls()
        said = json.loads(text)
        return cls(said["token"], {uid: Known(**one) for uid, one in said["known"].items()})


@dataclass
class Round:
    """What a round came to; `told` are sentences for the person."""

    came: int = 0
    gone: int = 0
    sent: int = 0
    deleted: int = 0
    told: list[str] = field(default_factory=list)


def exchange(desk: Desk, server: CalendarServer, *, workers: Iterable[str] = (), two_way: bool = True) -> Round:
    """One round, on a thread that may wait. Entries of this calendar have its address as their source.

    Raises UserError in one sentence when the server can't be reached or refuses; what was done until then stands.
    """
    return _Round(desk, server, tuple(workers)).run(two_way)


def subscribe(desk: Desk, url: str, *, workers: Iterable[str] = ()) -> Round:
    """A published calendar (an .ics at an address) as it now is: new and changed entries come, missing ones go.

    On a thread that may wait. Nothing is ever written there; what a person wrote here to one of its entries stays
    until that entry changes there. UserError in one sentence when it can't be read.
    """
    calendar = read_calendar(fetch(url))
    there = {one.uid for one in calendar.entries}
    here = {one.uid for one in desk.read(entries_from, url)}
    came = desk.do(
        take_from_server, [(calendar, "", "")], source=url, gone=here - there, workers=tuple(workers)
    ).result()  # fmt: skip
    return Round(came.imported, len(here - there), told=[f"{where}: {what}" for where, what in came.warnings])


def forget(desk: Desk, source: str) -> None:
    """How far this vault had come with a calendar is no longer known; begun anew, it is asked for everything."""
    desk.set_meta(_META + source, "")


class _Round:
    """A round under way."""

    def __init__(self, desk: Desk, server: CalendarServer, workers: tuple[str, ...]) -> None:
        self.desk, self.server, self.workers = desk, server, workers
        self.done = Round()
        self.state = State.from_text(desk.read(fact, _META + server.url))

    def run(self, two_way: bool) -> Round:
        """First theirs, then ours: what both changed is seen before anything is written."""
        self._take(self.server.news(self.state.token))
        if two_way:
            self._send()
        return self.done

    # -- theirs ----------------------------------------------------------------------------------------

    def _take(self, news: News) -> None:
        by_href = {one.href: uid for uid, one in self.state.known.items()}
        etags = {one.href: one.etag for one in self.state.known.values()}
        wanted = [href for href, etag in news.changed.items() if etags.get(href) != etag or not etag]
        gone = {by_href[href] for href in news.gone if href in by_href}
        if news.whole:
            gone |= {uid for href, uid in by_href.items() if href not in news.changed}
        here = self._here()
        self._land(self.server.items(wanted), gone, here)
        self.state.token = news.token
        self._keep()

    def _land(self, items: Iterable[Item], gone: set[str], here: dict[str, list[DiaryEntry]]) -> None:
        """Put entries of the server into the diary, and take away what it has no more."""
        calendars: list[tuple[CalendarFile, str, str]] = []
        for item in items:
            try:
                found = read_calendar(item.data)
            except UserError:
                self.done.told.append(f"One entry of the server could not be read ({item.href.rsplit('/', 1)[-1]}).")
                continue
            if found.entries:
                calendars.append((found, item.etag, item.href))
        etags = {found.entries[0].uid: etag for found, etag, _href in calendars}
        both = {uid for uid, etag in etags.items() if uid in here and self._written_here(uid, here[uid], etag)}
        stays = {uid for uid in gone if uid in here and self._written_here(uid, here[uid])}
        for uid in sorted(both):
            name = here[uid][0].title
            self.done.told.append(f"“{name}” was changed here and on the server: both versions stand in the diary.")
        for uid in sorted(stays):
            name = here[uid][0].title
            self.done.told.append(f"“{name}” was changed here and deleted on the server: it stays in this diary only.")
        if calendars or gone:
            came = self.desk.do(
                take_from_server, calendars, source=self.server.url, gone=gone, both=both | stays, workers=self.workers
            ).result()  # fmt: skip
            self.done.told += [f"{where}: {what}" for where, what in came.warnings]
        self.done.came += len(calendars)
        self.done.gone += len(gone)
        for uid in gone:
            self.state.known.pop(uid, None)
        after = self._here()
        for found, etag, href in calendars:
            uid = found.entries[0].uid
            self.state.known[uid] = Known(href, etag, _digest(after.get(uid, [])))

    # -- ours ------------------------------------------------------------------------------------------

    def _send(self) -> None:
        here = self._here()
        for uid, records in here.items():
            known = self.state.known.get(uid)
            if known is not None and not self._written_here(uid, records):
                continue
            if any(one.private for one in records):
                if known is not None:
                    self.done.told.append("A private entry was changed here: its owner alone can change it there.")
                continue
            self._write(uid, records, known)
        for uid in [one for one in self.state.known if one not in here]:
            self._delete(uid)
        self._keep()

    def _write(self, uid: str, records: list[DiaryEntry], known: Known | None) -> None:
        entries = [replace(one, uid=uid, sequence=one.sequence + 1) for one in as_entries(records)]
        href = known.href if known else self.server.new_href(uid)
        try:
            data = self._text(entries, known)
            etag = self.server.put(href, data, known.etag if known else "")
        except Stale:
            self._look_again(uid, href)
            return
        self.done.sent += 1
        self.desk.do(sent_to_server, records, uid).result()
        self.state.known[uid] = Known(href, etag, _digest(records))

    def _text(self, entries: list[Entry], known: Known | None) -> bytes:
        """Ours alone when it is new, else ours over theirs; Stale when theirs is another one by now."""
        if known is None:
            return write_calendar(entries, now=clock.now())
        there = self.server.items([known.href])
        if not there or there[0].etag != known.etag:
            raise Stale
        return patched(there[0].data, entries)

    def _delete(self, uid: str) -> None:
        known = self.state.known[uid]
        try:
            self.server.delete(known.href, known.etag)
        except Stale:
            self._look_again(uid, known.href)
            self.done.told.append("An entry that was deleted here was changed on the server: it is back.")
            return
        self.done.deleted += 1
        del self.state.known[uid]

    def _look_again(self, uid: str, href: str) -> None:
        """The server refused since it has another version: that one is taken, ours is kept beside it."""
        items = self.server.items([href])
        self._land(items, set() if items else {uid}, self._here())

    # -- what stands here --------------------------------------------------------------------------------

    def _here(self) -> dict[str, list[DiaryEntry]]:
        found: dict[str, list[DiaryEntry]] = {}
        for one in self.desk.read(entries_from, self.server.url):
            found.setdefault(one.uid or f"{one.series_id or one.id}@casemate", []).append(one)
        return found

    def _written_here(self, uid: str, records: list[DiaryEntry], etag: str = "") -> bool:
        """Whether somebody here changed it since it was last the same on both sides.

        A vault that forgot how far it had come asks by the version (`etag`) its entries were taken from.
        """
        known = self.state.known.get(uid)
        if known is None:
            return not etag or all(one.etag != etag for one in records)
        return known.digest != _digest(records)

    def _keep(self) -> None:
        self.desk.set_meta(_META + self.server.url, self.state.as_text())


def _digest(records: Iterable[DiaryEntry]) -> str:
    """What of the entries goes to a server, so that a change can be seen."""
    told = sorted(str((one.start, one.end, one.summary, one.description, one.location, one.rule_text, one.extra,
                       one.left_out, one.instead_of, one.status)) for one in as_entries(records))  # fmt: skip
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:24]
