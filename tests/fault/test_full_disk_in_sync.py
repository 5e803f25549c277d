"""No room on the laptop, no room on the server: said in a sentence, nothing lost, and sync goes on when there is room.

The kernel refuses to let a file of the running process grow, as a full disk does; the limit is lifted while it runs.
On SQLite: PostgreSQL stops its whole cluster when its own log finds no room, which is its administrator's to see.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fault.test_killed_in_sync import Street
from tests.helpers.killing import end

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of a file")


@pytest.fixture
def street(tmp_path: Path) -> Iterator[Street]:
    made = Street(tmp_path, ())
    with made.opened():
        yield made


def room(process: subprocess.Popen[str] | None, size: int) -> None:
    """How large any file of a running process may become; -1: as it likes."""
    assert process is not None
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def test_a_laptop_without_room_says_so_and_takes_everything_later(street: Street):
    ruth, sam = street.ruth, street.sam
    street.write(ruth, 20)
    assert ruth.ask("sync") == "ok"
    assert sam.ask("sync") == "ok"
    street.write(ruth, 20)
    assert ruth.ask("sync") == "ok"
    room(sam.process, 4_000)
    said = sam.ask("sync")
    assert said.startswith("The disk is full.")
    assert len(said) < 250
    room(sam.process, resource.RLIM_INFINITY)
    street.whole(ruth, sam)


def test_a_server_without_room_answers_all_the_same_and_has_everything_later(street: Street):
    ruth, sam, server = street.ruth, street.sam, street.server
    street.write(ruth, 10)
    street.whole(ruth, sam)
    room(server.process, 4_000)
    street.write(ruth, 10)
    assert ruth.ask("sync") == "offline"
    assert server.process is not None
    assert server.process.poll() is None, "it must not fall over"
    room(server.process, resource.RLIM_INFINITY)
    street.whole(ruth, sam)
    process, server.process = server.process, None
    said = end(process)
    assert "Error at" in said, "its administrator reads why"
    assert "call 1" not in said, "but nothing of what it was about"
