"""Slowing down guesses at the passphrase. The cost of a guess is the real defence; this is for the person nearby.

The count lives in a small file beside the vault. It never locks anyone out: the longest wait is five minutes,
a clock set back starts the present wait again and no more, and a file that is gone or broken counts nothing.
"""

from __future__ import annotations

import contextlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop_app.errors import UserError

FREE_TRIES = 5
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=5)
SUFFIX = ".tries"
_MAX_BYTES = 1_000


class TooSoon(UserError):
    """Another try must wait. `seconds` is how long."""

    def __init__(self, seconds: int) -> None:
        super().__init__(
            "Several tries did not open this vault.",
            f"Try again in {_in_words(seconds)}, or use the recovery code.",
            "passphrase",
        )
        self.seconds = seconds


class Throttle:
    """The wrong tries at one vault so far."""

    def __init__(self, vault: Path) -> None:
        self._path = vault.with_name(vault.name + SUFFIX)
        self._wrong, self._last = _read(self._path)

    @property
    def wrong_tries(self) -> int:
        """How many in a row."""
        return self._wrong

    def wait(self, now: datetime) -> timedelta:
        """How long until the next try is taken; zero when it is taken now."""
        whole = _wait_after(self._wrong)
        last = self._last
        if not whole or last is None:
            return timedelta()
        if now < last:
            # The clock was set back: what has passed can't be known, so the present wait starts again from here.
            self._last = now
            self._keep()
            return whole
        return max(timedelta(), whole - (now - last))

    def demand(self, now: datetime) -> None:
        """Raise TooSoon while the wait runs."""
        left = self.wait(now)
        if left:
            raise TooSoon(-(-left // timedelta(seconds=1)))

    def wrong(self, now: datetime) -> None:
        """One more wrong passphrase."""
        self._wrong += 1
        self._last = now
        self._keep()

    def right(self) -> None:
        """The vault opened: all is forgotten."""
        self._wrong, self._last = 0, None
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _keep(self) -> None:
        # Where the folder can't be written the count holds for this run.
        with contextlib.suppress(OSError):
            last = self._last.timestamp() if self._last else 0
            self._path.write_text(json.dumps({"wrong": self._wrong, "last": last}), encoding="ascii")


def _in_words(seconds: int) -> str:
    count, unit = (seconds, "second") if seconds < 60 else (-(-seconds // 60), "minute")
    return f"{count} {unit}{'' if count == 1 else 's'}"


def _wait_after(wrong: int) -> timedelta:
    if wrong < FREE_TRIES:
        return timedelta()
    # Ten doublings are far past the longest wait; a tampered count must not make a number without end.
    return min(LONGEST_WAIT, FIRST_WAIT * (1 << min(wrong - FREE_TRIES, 10)))


def _read(path: Path) -> tuple[int, datetime | None]:
    try:
        with path.open("rb") as file:
            lines = json.loads(file.read(_MAX_BYTES))
        wrong, last = int(lines["wrong"]), float(lines["last"])
        moment = datetime.fromtimestamp(last, tz=UTC)
    except (OSError, ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return 0, None
    return (wrong, moment) if wrong > 0 else (0, None)
