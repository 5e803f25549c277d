"""Laptops of the two protocols before ours, as they speak, still sync; what neither end knows passes through whole.

`recorded/*.json` are their requests; {device}, {epoch} and {cursor} are filled in as the server answers.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from central_server.store import Seat, Store
from desktop_app.commands.facts import change_fact
from desktop_app.desk import Desk
from desktop_app.records.people import Phone
from desktop_app.sync import protocol
from desktop_app.sync.enrolment import belong
from desktop_app.sync.round import Round
from tests.central_server.app.test_doors import enrolled
from tests.helpers.direct_line import DirectLine
from tests.helpers.serving import Device

RECORDED = sorted(Path(__file__).with_name("recorded").glob("*.json"))


def replay(device: Device, recorded: Path) -> str:
    """Say what the older laptop said; gives its cursor."""
    cursor = ""
    for step in json.loads(recorded.read_text(encoding="utf-8"))["steps"]:
        filled = json.dumps(step["body"]).replace("{device}", device.id).replace("{epoch}", device.epoch)
        answered = device.ask(step["path"], json.loads(filled.replace("{cursor}", cursor)))
        assert answered.status_code == 200, answered.text
        told: dict[str, Any] = answered.json()
        cursor = told.get("cursor", cursor)
        if "answers" in step:
            assert [one["verdict"] for one in told["answers"]] == step["answers"]
    return cursor


def test_both_protocols_that_are_still_spoken_are_recorded():
    assert [path.stem for path in RECORDED] == [f"protocol_{n}" for n in range(protocol.OLDEST, protocol.PROTOCOL)]


@pytest.mark.parametrize("recorded", RECORDED, ids=lambda path: path.stem)
def test_an_older_laptop_syncs_and_nothing_it_says_is_lost(store: Store, desk: Desk, recorded: Path):
    older, newer = enrolled(store), enrolled(store)
    cursor = replay(older, recorded)
    hello = older.http.get(protocol.HELLO).json()
    assert hello["protocol"] == [protocol.OLDEST, protocol.PROTOCOL]
    belong(desk, newer.id, {})
    with store.engine.connect() as connection:
        user = connection.exec_driver_sql("SELECT id FROM user_account").scalar_one()
    line = DirectLine(store, Seat(str(user), "Ruth", "pa", newer.id))
    assert Round(desk, line).go().arrived == 7
    assert desk.read(lambda reader: reader.get(Phone, "n1")).number == "020 7946 0002"
    with desk.database.reading() as connection:
        odd = "SELECT kind, field, value FROM change WHERE field = 'ringtone' OR kind = 'star_chart'"
        rows = connection.exec_driver_sql(odd)
        assert {tuple(row) for row in rows} == {
            ("phone", "ringtone", '"harp"'), ("star_chart", "", '{"family_id":"f1","id":"s1","stars":5}'),
        }  # fmt: skip
    desk.do(change_fact, "phone", "n1", number="020 7946 0003").result()
    Round(desk, line).go()
    line.end()
    page = older.ask(protocol.PULLS, {"cursor": cursor}).json()
    (number,) = [one for one in page["operations"] if one["field"] == "number"]
    assert number["value"] == '"020 7946 0003"'
    if "2" in recorded.stem:
        third = enrolled(store)
        sent = third.ask(protocol.PULLS, {"cursor": ""}).json()["operations"]
        assert [one["mood"] for one in sent if "mood" in one] == ["calm"]
