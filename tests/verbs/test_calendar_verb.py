"""casemate calendar: what scripts are promised, and one sentence for what can't be read."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from desktop_app.records.diary import DiaryEntry
from desktop_app.records.team import Worker
from desktop_app.vault import door
from desktop_app.vault.keys.passphrase import FLOOR, Calibration
from desktop_app.verbs.run import run_verb

TEXT = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:core@council
DTSTART;TZID=GMT Standard Time:20261201T100000
DTEND;TZID=GMT Standard Time:20261201T113000
SUMMARY:Core group
RRULE:FREQ=WEEKLY
END:VEVENT
BEGIN:VEVENT
UID:leave@council
DTSTART;VALUE=DATE:20261202
SUMMARY:Leave
STATUS:CANCELLED
END:VEVENT
BEGIN:VTODO
END:VTODO
END:VCALENDAR
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "diary.ics"
    path.write_text(TEXT)
    return path


def ask(*words: str) -> int:
    return run_verb(["calendar", *words])


def test_what_scripts_are_promised(file: Path, capsys: pytest.CaptureFixture[str]):
    assert ask(str(file), "--from", "2026-12-01", "--to", "2026-12-07", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "instances": [
            {"uid": "core@council", "start": "2026-12-01T10:00:00+00:00", "end": "2026-12-01T11:30:00+00:00",
             "all_day": False, "tz": "Europe/London", "summary": "Core group", "status": ""},
            {"uid": "leave@council", "start": "2026-12-02", "end": "2026-12-03", "all_day": True, "tz": "",
             "summary": "Leave", "status": "cancelled"},
        ],
        "not_understood": [{"line": 15, "what": "1 task is no diary entry and was left out."}],
    }  # fmt: skip


def test_a_list_for_people(file: Path, capsys: pytest.CaptureFixture[str]):
    assert ask(str(file), "--from", "2026-12-01", "--to", "2026-12-08") == 0
    told = capsys.readouterr().out
    assert "Tuesday 1 December 2026\n  10:00–11:30  Core group" in told
    assert "Leave (cancelled)" in told
    assert "3 times on these days; 1 not taken as written." in told


def test_one_sentence_for_what_cant_be_read(tmp_path: Path, file: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "plain.ics").write_text("Dear all")
    for path, why in ((tmp_path / "none.ics", "can’t be read"), (tmp_path / "plain.ics", "This is no calendar"),
                      (tmp_path, "can’t be read")):  # fmt: skip
        assert ask(str(path), "--json") == 1
        shown = capsys.readouterr()
        assert why in json.loads(shown.out)["error"]
        assert "Traceback" not in shown.err
    assert ask(str(file), "--from", "2026-12-02", "--to", "2026-12-01") == 1
    assert ask(str(file), "--from", "yesterday") == 2
    assert ask() == 2


WORDS = "otter harbour violet ladder"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    from desktop_app.commands.facts import add_fact
    from desktop_app.desk import Desk

    path = tmp_path / "desk.vault"
    opened = door.prepare(path, WORDS, calibration=Calibration(floor=FLOOR, measure=lambda cost: 0.7)).write()
    desk = Desk(opened.database, "Ruth")
    desk.do(add_fact, Worker(name="Naomi Clarke")).result()
    desk.release()
    opened.close()
    return path


def bring(vault: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    read, write = os.pipe()
    os.write(write, WORDS.encode() + b"\n")
    os.close(write)
    try:
        code = run_verb(["import", *words, "--vault", str(vault), "--passphrase-fd", str(read), "--json"])
    finally:
        os.close(read)
    return code, json.loads(capsys.readouterr().out)


def test_a_calendar_comes_into_the_vault_as_other_files_do(
    vault: Path, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "broken.ics").write_text("Dear all")
    assert bring(vault, capsys, str(file), "--dry-run")[1]["imported"] == 2
    code, told = bring(vault, capsys, str(file), str(tmp_path / "broken.ics"), "--worker", "naomi clarke")
    assert code == 1
    assert (told["imported"], told["duplicates"]) == (2, 0)
    assert [one["reason"] for one in told["refused"]] == [
        "This is no calendar: nothing in it begins with BEGIN:VCALENDAR."
    ]
    assert [one["where"] for one in told["warnings"]] == ["line 15"]
    code, told = bring(vault, capsys, str(file))
    assert (code, told["imported"], told["duplicates"]) == (0, 0, 2)
    code, told = bring(vault, capsys, str(file), "--worker", "Nobody")
    assert code == 1
    assert "No social worker here is called “Nobody”" in told["error"]
    opened = door.open_with_passphrase(vault, WORDS)
    with opened.database.reading() as connection:
        rows = connection.exec_driver_sql(f"SELECT title, workers FROM r_{DiaryEntry.KIND} ORDER BY title").all()
    opened.close()
    assert [row[0] for row in rows] == ["Core group", "Leave"]
    assert all("[" in row[1] and len(row[1]) > 10 for row in rows)
