"""A calendar file on a real vault: same UID, same entry; series, moved times, versions; of private ones nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from desktop_app.commands.calendars import CalendarCame, import_calendar
from desktop_app.commands.diary import change_entry
from desktop_app.desk import Desk
from desktop_app.exchange.calendar.read import read_calendar
from desktop_app.records.diary import DiaryEntry
from desktop_app.vault import search
from desktop_app.vault.queries.diary import occasions
from desktop_app.vault.queries.everything import every_record

SERIES = (
    "UID:core\nDTSTART;TZID=GMT Standard Time:20261005T100000\nDTEND;TZID=GMT Standard Time:20261005T110000\n"
    "RRULE:FREQ=WEEKLY;COUNT=6\nEXDATE;TZID=GMT Standard Time:20261012T100000\nSUMMARY:Core group\nSEQUENCE:{}"
)
MOVED = "UID:core\nRECURRENCE-ID:20261026T100000Z\nDTSTART:20261027T150000Z\nDTEND:20261027T160000Z\nSUMMARY:Core group"


def bring(desk: Desk, *events: str, **values: Any) -> CalendarCame:
    text = "\n".join(f"BEGIN:VEVENT\n{one}\nEND:VEVENT" for one in events)
    calendar = read_calendar(f"BEGIN:VCALENDAR\n{text}\nEND:VCALENDAR\n".encode())
    return desk.do(import_calendar, calendar, workers=["n"], **values).result()


def times(desk: Desk, first: date = date(2026, 10, 1), last: date = date(2026, 12, 31)) -> list[str]:
    found = desk.read(occasions, first, last, now=datetime(2026, 10, 1, tzinfo=UTC))
    shown = [one.starts.astimezone(UTC) if isinstance(one.starts, datetime) else one.starts for one in found]
    return sorted(one.isoformat()[5:16] for one in shown)


def test_a_series_comes_in_with_its_exceptions_and_stands_right_on_both_clocks(desk: Desk):
    came = bring(desk, SERIES.format(1), MOVED)
    assert (came.imported, came.duplicates, came.warnings) == (2, 0, ())
    assert times(desk) == ["10-05T09:00", "10-19T09:00", "10-27T15:00", "11-02T10:00", "11-09T10:00"]
    desk.undo().result()
    assert not times(desk)


def test_the_same_file_again_changes_nothing_and_keeps_what_was_written_here(desk: Desk):
    bring(desk, SERIES.format(1), MOVED)
    series = next(one for one in desk.read(lambda reader: reader.all(DiaryEntry)) if one.rule)
    desk.do(change_entry, series.id, title="Core group, Reid").result()
    again = bring(desk, SERIES.format(1), MOVED)
    assert (again.imported, again.duplicates) == (0, 2)
    assert desk.read(lambda reader: reader.get(DiaryEntry, series.id)).title == "Core group, Reid"


def test_a_later_version_changes_the_entry_and_an_older_one_does_not(desk: Desk):
    bring(desk, SERIES.format(2))
    assert bring(desk, SERIES.format(1).replace("Core", "Old")).duplicates == 1
    later = SERIES.format(3).replace("T100000\nDTEND", "T140000\nDTEND").replace("20261005T110000", "20261005T150000")
    assert bring(desk, later.replace("EXDATE;TZID=GMT Standard Time:20261012T100000\n", "")).imported == 1
    assert times(desk)[:2] == ["10-05T13:00", "10-12T13:00"]
    assert bring(desk, f"{SERIES.format(4)}\nSTATUS:CANCELLED").imported == 1
    assert not times(desk)
    assert len(desk.read(lambda reader: reader.all(DiaryEntry))) == 1


def test_a_rehearsal_writes_nothing(desk: Desk):
    assert bring(desk, SERIES.format(1), rehearse=True).imported == 1
    assert not desk.read(lambda reader: reader.all(DiaryEntry))


def test_whole_days_and_what_one_rule_cannot_say(desk: Desk):
    leave = "UID:a\nDTSTART;VALUE=DATE:20261102\nDTEND;VALUE=DATE:20261104\nSUMMARY:Leave"
    odd = "UID:b\nDTSTART:20261201T100000Z\nRRULE:FREQ=DAILY;COUNT=4\nEXRULE:FREQ=DAILY;INTERVAL=2;COUNT=2"
    later = ("UID:core\nRECURRENCE-ID;RANGE=THISANDFUTURE:20261102T100000Z\n"
             "DTSTART;TZID=Europe/London:20261103T140000\nDTEND;TZID=Europe/London:20261103T150000")  # fmt: skip
    came = bring(desk, leave, odd, SERIES.format(1), later)
    assert len([what for _where, what in came.warnings if "one by one" in what]) == 2
    (kept,) = [one for one in desk.read(lambda reader: reader.all(DiaryEntry)) if one.uid == "a"]
    assert (kept.first_day, kept.last_day) == (date(2026, 11, 2), date(2026, 11, 3))
    assert times(desk) == [
        "10-05T09:00", "10-19T09:00", "10-26T10:00", "11-02", "11-03T14:00", "11-10T14:00", "12-02T10:00",
        "12-04T10:00",
    ]  # fmt: skip


def test_of_a_private_entry_nothing_but_its_time_is_anywhere(desk: Desk):
    words = ("Oncology", "Wardseven", "Drmarsh", "Chemosecret", "Wifenote")
    event = (
        "UID:p{0}\nDTSTART:20261203T100000Z\nDTEND:20261203T110000Z\nCLASS:{1}\nSUMMARY:Oncology\nLOCATION:Wardseven\n"
        "DESCRIPTION:Chemosecret\nCOMMENT:Wifenote\nORGANIZER;CN=Drmarsh:mailto:drmarsh@clinic.example"
    )
    bring(desk, event.format(1, "PRIVATE"), event.format(2, "CONFIDENTIAL"))
    bring(desk, "UID:q\nDTSTART:20261210T100000Z\nSUMMARY:Plainsight")
    kept = [one for one in desk.read(lambda reader: reader.all(DiaryEntry)) if one.uid != "q"]
    assert [(one.title, one.note, one.place, one.private) for one in kept] == [("Busy", "", "", True)] * 2
    assert times(desk) == ["12-03T10:00", "12-03T10:00", "12-10T10:00"]

    # every table of the vault row by row, which holds records, changes, audit and the search index
    def everything(reader: Any) -> str:
        tables = [row["name"] for row in reader.rows("SELECT name FROM sqlite_master WHERE type = 'table'", {})]
        return "".join(str([dict(row) for row in reader.rows(f'SELECT * FROM "{name}"', {})]) for name in tables)

    whole = desk.read(everything) + str(desk.read(every_record))
    assert whole.count("Plainsight") >= 3  # the record, its change and the search index can be looked into
    for word in words:
        assert word not in whole
        assert word.lower() not in whole.lower()
        assert not desk.read(lambda reader, said=word: search.find(reader.connection, said))
