"""A Radicale process of the tests' own as a calendar server, and a second program that speaks with it.

A test module takes the two fixtures by their names: `from tests.helpers.calendar_peer import other, radicale`.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator

import httpx
import pytest

USER, PASSWORD = "naomi", "three-words-here"
EVENT = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//other//EN
BEGIN:VEVENT
UID:{uid}
DTSTAMP:20261101T090000Z
DTSTART;TZID=Europe/London:{start}
DURATION:PT1H
SUMMARY:{summary}
{also}END:VEVENT
END:VCALENDAR
"""


@pytest.fixture(scope="module")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on a free port of this machine; gives its address."""
    place = tmp_path_factory.mktemp("radicale")
    (place / "users").write_text(f"{USER}:{PASSWORD}\n")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [
        sys.executable, "-m", "radicale", "--config", "", "--server-hosts", f"127.0.0.1:{port}",
        "--auth-type", "htpasswd", "--auth-htpasswd-filename", str(place / "users"),
        "--auth-htpasswd-encryption", "plain", "--auth-delay", "0", "--storage-filesystem-folder", str(place / "data"),
        "--logging-level", "info",
    ]  # fmt: skip
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        for line in server.stderr:
            if "Radicale server ready" in line:
                break
        threading.Thread(target=server.stderr.read, daemon=True).start()
        yield f"http://127.0.0.1:{port}"
        server.terminate()


class Other:
    """Another program with the same calendar."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.http = httpx.Client(auth=(USER, PASSWORD))

    def put(self, uid: str, summary: str, start: str = "20261207T100000", also: str = "") -> None:
        data = EVENT.format(uid=uid, summary=summary.replace(",", "\\,"), start=start, also=also).replace("\n", "\r\n")
        got = self.http.put(f"{self.url}{uid}.ics", content=data.encode(), headers={"Content-Type": "text/calendar"})
        assert got.status_code in (201, 204), got.text

    def get(self, uid: str) -> str:
        got = self.http.get(f"{self.url}{uid}.ics")
        return got.text if got.status_code == 200 else ""

    def delete(self, uid: str) -> None:
        assert self.http.delete(f"{self.url}{uid}.ics").status_code == 200


_COUNT = iter(range(1000))


@pytest.fixture
def other(radicale: str) -> Iterator[Other]:
    url = f"{radicale}/{USER}/diary{next(_COUNT)}/"
    made = Other(url)
    assert made.http.request("MKCALENDAR", url).status_code == 201
    yield made
    made.http.close()
