"""The hybrid logical clock: orders changes of several devices close to wall time, and never goes back.

A stamp is text that sorts as time does: 12 hex digits of milliseconds, 4 of a counter, 8 of the device.
(Kulkarni and others, Logical Physical Clocks, 2014.)
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime

DAY_MS = 24 * 60 * 60 * 1000


class ClockAhead(Exception):
    """A stamp from another device lies more than a day in our future."""


class HybridClock:
    """Stamps for one device. `wall` gives milliseconds since 1970; `last` is the newest stamp known."""

    def __init__(self, device: str, wall: Callable[[], int], last: str = "") -> None:
        self.device = device.replace("-", "")[-8:].rjust(8, "0")
        self._wall = wall
        self._lock = threading.Lock()
        self._millis, self._count = _parts(last) if last else (0, 0)

    def tick(self) -> str:
        """The next stamp, later than every stamp seen or given, even when the wall clock was set back."""
        with self._lock:
            wall = self._wall()
            if wall > self._millis:
                self._millis, self._count = wall, 0
            else:
                self._count += 1
                if self._count > 0xFFFF:
                    self._millis, self._count = self._millis + 1, 0
            return f"{self._millis:012x}-{self._count:04x}-{self.device}"

    def see(self, stamp: str) -> None:
        """Take note of another device's stamp, so that ours are later. Refuses one over a day ahead."""
        millis, count = _parts(stamp)
        with self._lock:
            if millis > self._wall() + DAY_MS:
                raise ClockAhead(stamp)
            if (millis, count) > (self._millis, self._count):
                self._millis, self._count = millis, count

    def follow(self, stamp: str) -> None:
        """Take note of a stamp the server has taken, however far ahead: it is our own clock that is behind then."""
        newest = _parts(stamp)
        with self._lock:
            if newest > (self._millis, self._count):
                self._millis, self._count = newest

    def behind_by(self) -> int:
        """Milliseconds by which the wall clock lies behind the newest stamp; 0 when it doesn't."""
        return max(0, self._millis - self._wall())


def _parts(stamp: str) -> tuple[int, int]:
    millis, count, _device = stamp.split("-")
    return int(millis, 16), int(count, 16)


def moment_of(stamp: str) -> datetime:
    """The wall-clock moment inside a stamp."""
    return datetime.fromtimestamp(_parts(stamp)[0] / 1000, UTC)
