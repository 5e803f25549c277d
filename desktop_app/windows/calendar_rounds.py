"""Rounds with the calendars of this laptop behind the window: soon after unlocking, then every quarter of an hour."""

from __future__ import annotations

import functools
import random
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from desktop_app.errors import EnvironmentProblem, UserError
from desktop_app.windows.post import Poster

if TYPE_CHECKING:
    from desktop_app.desk import Desk
    from desktop_app.sync.subscriptions import Subscription

T = TypeVar("T")
_Failed = Callable[[BaseException], object]
FIRST, EVERY = 30.0, 15 * 60.0
"""Seconds after unlocking, and between rounds; up to a third more, so that laptops don't ask a server together."""


class CalendarRounds:
    """One thread that asks each calendar in turn. Nothing of the network is imported where there is none."""

    def __init__(self, desk: Desk, poster: Poster) -> None:
        self._desk, self._poster = desk, poster
        self._ended = threading.Event()
        self._one_at_a_time = threading.Lock()
        threading.Thread(target=self._go_round, name="calendars", daemon=True).start()

    def ask(self, one: Subscription, done: Callable[[str], object], failed: _Failed) -> None:
        """A round with one of them now; `done` hears what it came to, `failed` the trouble. Both in the windows."""
        self.aside(lambda: self._round(one), done, failed)

    def aside(self, call: Callable[[], T], done: Callable[[T], object], failed: _Failed) -> None:
        """Anything that may take its time, on a thread of its own."""

        def run() -> None:
            try:
                made = call()
            except Exception as trouble:  # handed to the window, which knows what is a person's and what is ours
                self._tell(functools.partial(failed, trouble))
            else:
                self._tell(functools.partial(done, made))

        threading.Thread(target=run, name="calendar", daemon=True).start()

    def _round(self, one: Subscription) -> str:
        from desktop_app.sync.subscriptions import go_round, in_words

        with self._one_at_a_time:
            return in_words(go_round(self._desk, one))

    def _tell(self, hears: Callable[[], object]) -> None:
        self._poster.post(lambda: None if self._ended.is_set() else hears())

    def _go_round(self) -> None:
        wait = FIRST
        while not self._ended.wait(wait * random.uniform(1, 4 / 3)):  # noqa: S311 - no secret
            wait = EVERY
            if self._desk.read(lambda reader: reader.meta("calendars")) in ("", "[]"):
                continue
            from desktop_app.sync.subscriptions import subscriptions

            for one in self._desk.read(subscriptions):
                try:
                    self._round(one)
                except (UserError, EnvironmentProblem):
                    continue  # kept beside the calendar, in words
                except Exception:
                    if self._ended.is_set():
                        return
                    raise

    def close(self) -> None:
        """No more rounds; one under way finds the desk closed. Call this before the desk closes."""
        self._ended.set()
