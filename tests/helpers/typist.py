"""A desk in a process of its own, to be killed: types a note key by key and tells what is acknowledged."""

from __future__ import annotations

import sys
from pathlib import Path

from desktop_app.commands.calls import keep_call, start_call
from desktop_app.desk import Desk
from desktop_app.records.contacts import Call
from desktop_app.vault.database import Database
from desktop_app.vault.keys.datakey import DataKey


def main() -> None:
    """`typist.py VAULT`: the key comes on standard input; one line a finished command goes to standard output."""
    key = DataKey(bytes.fromhex(sys.stdin.readline().strip()))
    desk = Desk(Database(Path(sys.argv[1]), key), "Ruth Ellery")
    number = 0
    while True:
        call = desk.do(start_call, Call(caller="Zdzisława Marker-Surname")).result()
        print(f"call {call.id}", flush=True)
        for length in range(5, 60, 5):
            note = ("Zdzisława Marker-Surname says the bruise is blue " * 3)[:length]
            desk.typing(f"note-{number}", keep_call, call.id, note=note).result()
            print(f"note {call.id} {length}", flush=True)
        number += 1


if __name__ == "__main__":
    main()
