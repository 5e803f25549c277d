"""Two hundred kills at random moments: nothing broken, nothing acknowledged lost, nothing readable."""

from __future__ import annotations

import random
from pathlib import Path

from desktop_app.desk import Desk
from desktop_app.records.contacts import Call
from desktop_app.vault import schema
from desktop_app.vault.database import Database
from desktop_app.vault.keys.datakey import DataKey
from tests.fault.test_kill import MARKERS, kill_round
from tests.helpers.measuring import tell


def test_two_hundred_kills(tmp_path: Path):
    broken, lost, readable = 0, 0, 0
    chance = random.Random(5)
    for part in range(10):
        folder = tmp_path / str(part)
        folder.mkdir()
        key = DataKey.fresh()
        database = Database(folder / "desk.vault", key, create=True)
        with database.writing() as connection:
            schema.create(connection, "kill")
        database.close()
        for _ in range(20):
            calls, notes = kill_round(folder, key, chance.randrange(3, 40))
            for file in folder.rglob("*"):
                readable += file.is_file() and any(marker.encode() in file.read_bytes() for marker in MARKERS)
            desk = Desk(Database(folder / "desk.vault", key), "Ruth")
            broken += bool(desk.database.check())
            kept = {call.id: call for call in desk.read(lambda reader: reader.all(Call))}
            lost += len(calls - set(kept)) + sum(len(kept[one].note) < length for one, length in notes.items())
            desk.close()
    tell("200 kills: files broken", [broken], 0, "")
    tell("200 kills: acknowledged commands lost", [lost], 0, "")
    tell("200 kills: readable traces", [readable], 0, "")
