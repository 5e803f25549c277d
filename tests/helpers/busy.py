"""A vault at work in a process of its own, opened as people open it, to be killed: one line for each task it kept."""

from __future__ import annotations

import sys
from pathlib import Path

from desktop_app.commands.facts import add_fact
from desktop_app.desk import Desk
from desktop_app.records.work import Task
from desktop_app.vault import door
from desktop_app.vault.keys.passphrase import Calibration, Cost

CHEAP = Calibration(floor=Cost(64, 1, 1), measure=lambda cost: 0.7, least_seconds=0.0)


def main() -> None:
    """`busy.py VAULT`: the passphrase comes on standard input."""
    opened = door.open_with_passphrase(Path(sys.argv[1]), sys.stdin.readline().strip(), calibration=CHEAP)
    desk = Desk(opened.database, "Ruth Ellery")
    number = 0
    while True:
        desk.do(add_fact, Task(title=f"task {number}")).result()
        print(number, flush=True)
        number += 1


if __name__ == "__main__":
    main()
