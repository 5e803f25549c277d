"""A watchdog on the windows' thread: every silence longer than a limit, what ran in it and how much of it was ours."""

from __future__ import annotations

import faulthandler
import re
import tempfile
import threading
from collections import Counter
from dataclasses import dataclass, field
from time import perf_counter, thread_time
from types import TracebackType

from PySide6.QtCore import QTimer

BEAT_MS = 2
LOOK_EVERY, SOON = 0.004, 0.01
"""Seconds: how often the thread is looked at once it has been silent so long."""
_PLACE = re.compile(r'desktop_app/(\S+?)", line (\d+) in (\S+)')


@dataclass(slots=True)
class Silence:
    """One turn of the event loop that lasted too long: where in the journey, milliseconds by the wall and by this
    thread's own clock (the rest went to other threads and programs), and the places it was seen in."""

    where: str
    wall: float
    own: float
    seen: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        places = "\n".join(f"      {times:3} x {place}" for place, times in self.seen.most_common(8))
        return f"{self.wall:6.0f} ms, own {self.own:4.0f}, in {self.where}\n{places}"


class Watchdog:
    """Watches while it is entered. `journey` names what goes on; `longest` and `silences` say what was seen."""

    def __init__(self, limit_ms: float = 50, depth: int = 5) -> None:
        self.limit = limit_ms
        self.journey = ""
        self.silences: list[Silence] = []
        self.longest: dict[str, float] = {}
        self.own: dict[str, float] = {}
        self._depth = depth
        self._thread = threading.get_ident()
        self._seen: Counter[str] = Counter()
        self._last = (perf_counter(), thread_time())
        self._ended = threading.Event()
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._looker = threading.Thread(target=self._look, name="watchdog", daemon=True)

    def __enter__(self) -> Watchdog:
        self._last = (perf_counter(), thread_time())
        self._timer.start(BEAT_MS)
        self._looker.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.stop()
        self._ended.set()
        self._looker.join()

    def _beat(self) -> None:
        wall, own = perf_counter(), thread_time()
        gap, ours = (wall - self._last[0]) * 1000, (own - self._last[1]) * 1000
        self._last = (wall, own)
        seen, self._seen = self._seen, Counter()
        self.longest[self.journey] = max(gap, self.longest.get(self.journey, 0.0))
        self.own[self.journey] = max(ours, self.own.get(self.journey, 0.0))
        if gap > self.limit:
            self.silences.append(Silence(self.journey, gap, ours, seen))

    def _look(self) -> None:
        """Never through Python's own frames: a frame that is held keeps a painter alive after its window."""
        with tempfile.TemporaryFile("w+") as told:
            while not self._ended.wait(LOOK_EVERY):
                if perf_counter() - self._last[0] < SOON:
                    continue
                told.seek(0)
                told.truncate()
                faulthandler.dump_traceback(told)
                told.seek(0)
                self._seen[self._place(told.read())] += 1

    def _place(self, told: str) -> str:
        """The innermost places of our own code on the windows' thread."""
        mine = next((one for one in told.split("\n\n") if f"0x{self._thread:016x}" in one), "")
        ours = [found.groups() for found in _PLACE.finditer(mine)][: self._depth]
        return " < ".join(f"{file}:{line} {name}" for file, line, name in ours) or "Qt itself"
