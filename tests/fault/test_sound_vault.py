"""The check of a vault finds nothing wrong with one that is sound, however much came and went since it was opened."""

from __future__ import annotations

import random

from desktop_app.commands.facts import add_fact
from desktop_app.desk import Desk
from desktop_app.journal.change import Change
from desktop_app.records.contacts import Call
from desktop_app.vault import landing


def test_a_vault_that_let_families_go_is_called_sound(desk: Desk):
    chance = random.Random(1)

    def leave(connection: object) -> list[Change]:
        landing.evict(connection, ["family:f1"])  # type: ignore[arg-type]
        return []

    for number in range(60):
        desk.do(add_fact, Call(family_id="f1", note=f"call {number}")).result()
        if chance.random() < 0.1:
            desk.land("Sync", leave).result()
        if chance.random() < 0.3:
            assert desk.database.check() == []
