"""Two-way with a real calendar server: a Radicale process of the tests' own, spoken to by a second program too."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from desktop_app import clock
from desktop_app.commands.diary import book, change_entry
from desktop_app.commands.facts import remove_fact
from desktop_app.desk import Desk
from desktop_app.errors import UserError
from desktop_app.records.diary import DiaryEntry
from desktop_app.records.words import EntryKind
from desktop_app.sync.caldav import CalendarServer, Stale
from desktop_app.sync.calendars import exchange, subscribe
from desktop_app.vault.queries.diary import occasions
from tests.helpers.calendar_peer import EVENT, PASSWORD, USER, Other, other, radicale

__all__ = ["other", "radicale"]  # pytest finds fixtures by these names


@pytest.fixture
def server(other: Other) -> Iterator[CalendarServer]:
    opened = CalendarServer(other.url, USER, PASSWORD)
    yield opened
    opened.close()


def titles(desk: Desk) -> list[str]:
    found = desk.read(occasions, date(2026, 12, 1), date(2026, 12, 31), now=datetime(2026, 12, 1, tzinfo=UTC))
    return sorted(
        f"{one.title} {clock.local(one.starts):%d %H:%M}" for one in found if isinstance(one.starts, datetime)
    )


def the(desk: Desk, uid: str) -> DiaryEntry:
    return next(one for one in desk.read(lambda reader: reader.all(DiaryEntry, uid=uid)) if not one.original)


def ours(source: str, **values: object) -> DiaryEntry:
    start = datetime(2026, 12, 8, 14, tzinfo=clock.LONDON)
    base = DiaryEntry(kind=EntryKind.MEETING, title="Strategy meeting", workers=("n",), starts_at=start,
                      ends_at=start.replace(hour=15), source=source)  # fmt: skip
    return base.but(**values)


def test_news_comes_in_and_only_what_is_new_is_asked_for(desk: Desk, server: CalendarServer, other: Other):
    other.put("core", "Core group", also="RRULE:FREQ=WEEKLY;COUNT=3\n")
    other.put("visit", "Visit")
    assert exchange(desk, server, workers=["n"]).came == 2
    assert titles(desk) == ["Core group 07 10:00", "Core group 14 10:00", "Core group 21 10:00", "Visit 07 10:00"]
    assert exchange(desk, server).came == 0
    other.put("visit", "Visit at school", start="20261209T090000")
    other.delete("core")
    done = exchange(desk, server)
    assert (done.came, done.gone, done.sent, done.told) == (1, 1, 0, [])
    assert titles(desk) == ["Visit at school 09 09:00"]


def test_ours_goes_out_and_what_we_do_not_keep_stays_there(desk: Desk, server: CalendarServer, other: Other):
    other.put("core", "Core group", also="ATTENDEE;CN=School:mailto:head@school.example\nX-OWN:kept\n")
    exchange(desk, server)
    made = desk.do(book, ours(server.url)).result()
    desk.do(change_entry, the(desk, "core").id, title="Core group, Reid").result()
    assert exchange(desk, server).sent == 2
    text = other.get("core")
    assert "SUMMARY:Core group\\, Reid" in text
    assert "mailto:head@school.example" in text
    assert "X-OWN:kept" in text
    assert "SUMMARY:Strategy meeting" in other.get(f"{made.id}@casemate")
    again = exchange(desk, server)
    assert (again.came, again.sent, again.told) == (0, 0, [])
    desk.do(remove_fact, DiaryEntry.KIND, made.id).result()
    assert exchange(desk, server).deleted == 1
    assert not other.get(f"{made.id}@casemate")


def test_written_on_both_sides_both_stand_and_it_is_said(desk: Desk, server: CalendarServer, other: Other):
    other.put("core", "Core group")
    exchange(desk, server)
    desk.do(change_entry, the(desk, "core").id, title="Core group, moved by us").result()
    other.put("core", "Core group, moved by them", start="20261210T100000")
    done = exchange(desk, server)
    assert done.told == [
        "“Core group, moved by us” was changed here and on the server: both versions stand in the diary."
    ]
    assert titles(desk) == ["Core group, moved by them 10 10:00", "Core group, moved by us (as it was here) 07 10:00"]
    assert "moved by them" in other.get("core")
    assert exchange(desk, server).told == []


def test_a_stale_write_is_refused_by_the_server(server: CalendarServer, other: Other):
    other.put("core", "Core group")
    href, old = next(iter(server.news("").changed.items()))
    other.put("core", "Core group, later")
    with pytest.raises(Stale):
        server.put(href, EVENT.format(uid="core", summary="Ours", start="20261207T100000", also="").encode(), old)
    with pytest.raises(Stale):
        server.delete(href, old)
    with pytest.raises(Stale):
        server.put(href, b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "")
    assert "later" in other.get("core")


def test_a_write_between_their_news_and_ours_keeps_both(
    desk: Desk, server: CalendarServer, other: Other, monkeypatch: pytest.MonkeyPatch
):
    other.put("core", "Core group")
    exchange(desk, server)
    desk.do(change_entry, the(desk, "core").id, title="Ours").result()
    put = CalendarServer.put

    def late(self: CalendarServer, href: str, data: bytes, etag: str) -> str:
        monkeypatch.setattr(CalendarServer, "put", put)
        other.put("core", "Theirs")
        return put(self, href, data, etag)

    monkeypatch.setattr(CalendarServer, "put", late)
    done = exchange(desk, server)
    assert len(done.told) == 1
    assert titles(desk) == ["Ours (as it was here) 07 10:00", "Theirs 07 10:00"]
    assert "SUMMARY:Theirs" in other.get("core")


def test_deleted_on_one_side_and_changed_on_the_other(desk: Desk, server: CalendarServer, other: Other):
    for uid in ("a", "b"):
        other.put(uid, f"Core {uid}")
    exchange(desk, server)
    desk.do(change_entry, the(desk, "a").id, title="Core a, ours").result()
    other.delete("a")
    desk.do(remove_fact, DiaryEntry.KIND, the(desk, "b").id).result()
    other.put("b", "Core b, theirs")
    done = exchange(desk, server)
    assert titles(desk) == ["Core a, ours (as it was here) 07 10:00", "Core b, theirs 07 10:00"]
    assert "“Core a, ours” was changed here and deleted on the server: it stays in this diary only." in done.told
    assert not other.get("a")
    assert "theirs" in other.get("b")


def test_a_private_entry_is_busy_here_and_never_written_back(desk: Desk, server: CalendarServer, other: Other):
    other.put("p", "Oncology", also="CLASS:PRIVATE\nDESCRIPTION:Ward 7\n")
    exchange(desk, server)
    assert titles(desk) == ["Busy 07 10:00"]
    desk.do(change_entry, the(desk, "p").id, ends_at=datetime(2026, 12, 7, 13, tzinfo=UTC)).result()
    done = exchange(desk, server)
    assert done.sent == 0
    assert "its owner alone can change it there" in done.told[0]
    assert "SUMMARY:Oncology" in other.get("p")


def test_a_forgotten_token_means_looking_at_everything(desk: Desk, server: CalendarServer, other: Other):
    other.put("core", "Core group")
    other.put("gone", "Gone")
    exchange(desk, server)
    other.delete("gone")
    key = f"calendar_server:{server.url}"
    kept = desk.read(lambda reader: reader.rows("SELECT value FROM meta WHERE key = :k", {"k": key}))[0]["value"]
    desk.set_meta(key, kept.replace("sync/", "sync/00000000"))
    done = exchange(desk, server)
    assert (done.gone, done.told) == (1, [])
    desk.set_meta(key, "")
    assert exchange(desk, server).told == []
    assert titles(desk) == ["Core group 07 10:00"]


class _Portal(BaseHTTPRequestHandler):
    def do_REPORT(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<html><body>Sign in to the hotel</body></html>")

    def log_message(self, *_words: object) -> None:
        return


class _Feed(BaseHTTPRequestHandler):
    text = ""

    def do_GET(self) -> None:
        self.send_response(200 if self.text else 404)
        self.end_headers()
        self.wfile.write(self.text.encode())

    def log_message(self, *_words: object) -> None:
        return


def test_a_published_calendar_is_followed_and_never_written_to(desk: Desk):
    one, two = (EVENT.format(uid=uid, summary=f"Court {uid}", start="20261207T100000", also="") for uid in "ab")
    with HTTPServer(("127.0.0.1", 0), _Feed) as feed:
        url = f"http://127.0.0.1:{feed.server_port}/court.ics"

        def look() -> tuple[int, int]:
            thread = threading.Thread(target=feed.handle_request)
            thread.start()
            try:
                done = subscribe(desk, url, workers=["n"])
            finally:
                thread.join()
            return done.came, done.gone

        _Feed.text = one + two
        assert look() == (2, 0)
        assert look() == (0, 0)
        _Feed.text = one.replace("T100000", "T110000")
        assert look() == (1, 1)
        assert titles(desk) == ["Court a 07 11:00"]
        for text, said in (("<html>Sign in</html>", "This is no calendar"), ("", "the answer was 404")):
            _Feed.text = text
            with pytest.raises(UserError, match=said):
                look()
    assert titles(desk) == ["Court a 07 11:00"]
    with pytest.raises(UserError, match="can’t be reached now"):
        subscribe(desk, "http://127.0.0.1:1/x.ics")


def test_each_trouble_is_one_sentence(desk: Desk, other: Other, radicale: str):
    with HTTPServer(("127.0.0.1", 0), _Portal) as portal:
        thread = threading.Thread(target=portal.handle_request)
        thread.start()
        cases = [
            (other.url, "wrong", "does not accept that name and password"),
            (f"{radicale}/{USER}/nothing/", PASSWORD, "no calendar at that address"),
            (f"http://127.0.0.1:{portal.server_port}/", PASSWORD, "a web page and not a calendar server"),
            ("http://127.0.0.1:1/", PASSWORD, "can’t be reached now"),
        ]
        for url, password, said in cases:
            server = CalendarServer(url, USER, password)
            with pytest.raises(UserError, match=said):
                exchange(desk, server)
            server.close()
        thread.join()
    for url in ("http://council.example/", "ftp://x", "diary"):
        with pytest.raises(UserError, match="not a calendar server’s address"):
            CalendarServer(url, USER, PASSWORD)


def test_the_data_folder_holds_what_was_written(server: CalendarServer, other: Other, tmp_path: Path):
    other.put("core", "Core group")
    (item,) = server.items(list(server.news("").changed))
    assert b"SUMMARY:Core group" in item.data
    assert server.new_href("a/b c@x").endswith("/a-b-c@x.ics")
