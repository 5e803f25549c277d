"""kill -9 at any moment: the vault opens, nothing acknowledged is lost, nothing readable lies on the disk."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from desktop_app.desk import Desk
from desktop_app.records.contacts import Call
from desktop_app.vault import audit, schema
from desktop_app.vault.database import Database
from desktop_app.vault.keys.datakey import DataKey

TYPIST = Path(__file__).resolve().parent.parent / "helpers" / "typist.py"
MARKERS = ("Marker-Surname", "Zdzis", "bruise is blue")
ROUNDS = 20


def kill_round(folder: Path, key: DataKey, lines: int) -> tuple[set[str], dict[str, int]]:
    """Let the typist work until it has acknowledged so many commands, then kill it. Gives what it acknowledged."""
    root = TYPIST.parent.parent.parent
    process = subprocess.Popen(
        [sys.executable, str(TYPIST), str(folder / "desk.vault")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=root,
        env={"PYTHONPATH": str(root), "PATH": "/usr/bin:/bin", "HOME": str(folder)},
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(key.hex() + "\n")
    process.stdin.flush()
    calls: set[str] = set()
    notes: dict[str, int] = {}
    for _ in range(lines):
        words = process.stdout.readline().split()
        assert words, process.stderr.read() if process.stderr else ""
        if words[0] == "call":
            calls.add(words[1])
        else:
            notes[words[1]] = int(words[2])
    # It works on while the signal is on its way: the kill falls somewhere inside a command.
    killer = threading.Timer(random.Random(lines).random() / 50, process.send_signal, (signal.SIGKILL,))
    killer.start()
    process.wait(timeout=20)
    killer.join()
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe is not None:
            pipe.close()
    return calls, notes


@pytest.mark.parametrize("start", range(4))
def test_killed_at_any_moment_nothing_acknowledged_is_lost(tmp_path: Path, start: int):
    key = DataKey.fresh()
    database = Database(tmp_path / "desk.vault", key, create=True)
    with database.writing() as connection:
        schema.create(connection, "test")
    database.close()
    chance = random.Random(start)
    for _ in range(ROUNDS // 4):
        calls, notes = kill_round(tmp_path, key, chance.randrange(3, 40))
        for file in tmp_path.rglob("*"):
            if file.is_file():
                raw = file.read_bytes()
                assert not any(marker.encode() in raw for marker in MARKERS), f"readable in {file.name}"
        desk = Desk(Database(tmp_path / "desk.vault", key), "Ruth")
        assert desk.database.check() == []
        assert desk.read(lambda reader: audit.broken_at(reader.connection)) is None
        kept = {call.id: call for call in desk.read(lambda reader: reader.all(Call))}
        assert calls <= set(kept)
        for call_id, length in notes.items():
            assert len(kept[call_id].note) >= length
        changes = desk.read(lambda reader: reader.value("SELECT count(DISTINCT record_id) FROM change"))
        assert changes == len(kept), "a record without its journal"
        desk.close()
