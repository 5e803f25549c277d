"""Who is calling, as you type: built once on a thread after unlocking, kept true by word of changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from desktop_app import clock
from desktop_app.desk import Changed, Desk
from desktop_app.rules.caller import CallerIndex, Found, Known
from desktop_app.vault.queries.people import each_known, known_anew
from desktop_app.vault.reader import Reader

_PEOPLE = frozenset({"person", "member", "phone", "address", "family", "call_back", "allocation"})
"""What stands in the rows of some people and can be read anew for them alone."""
_EVERYONE = frozenset({"professional", "involvement", "worker"})
MOST_ANEW = 60
"""People; more than these are read again together with everybody."""
AT_HAND_SECONDS, MOST_AT_HAND = 30 * 60, 5
"""How long a family that was opened counts as the one somebody is at work on, and how many at a time."""


def _build(reader: Reader) -> CallerIndex:
    return CallerIndex(each_known(reader))


class PeopleIndex(QObject):
    """`ready` fires when the first build is done, and after every rebuild."""

    ready = Signal()

    def __init__(self, desk: Desk, trouble: Callable[[BaseException], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._trouble = trouble
        self._index: CallerIndex | None = None
        self._looked_at: dict[str, datetime] = {}
        self._building = False
        self._again = False
        self.stop = desk.listen(self._changed)
        self.rebuild()

    @property
    def is_ready(self) -> bool:
        """Whether anyone can be found yet."""
        return self._index is not None

    def rebuild(self) -> None:
        """Read everyone anew on a thread; the old index answers meanwhile."""
        if self._building:
            self._again = True
            return
        self._building = True
        self._desk.read_later(_build).then(self._take).otherwise(self._trouble)

    def _take(self, index: CallerIndex) -> None:
        self._index = index
        self._building = False
        self.ready.emit()
        if self._again:
            self._again = False
            self.rebuild()

    def _changed(self, changed: Changed) -> None:
        touched: dict[str, set[str]] = {}
        for change in changed.changes:
            if change.kind in _PEOPLE:
                touched.setdefault(change.kind, set()).add(change.record_id)
        if changed.touches(*_EVERYONE) or self._building:
            self.rebuild()
        elif touched:
            self._desk.read_later(known_anew, touched, MOST_ANEW).then(self._replace).otherwise(self._trouble)

    def _replace(self, known: dict[str, list[Known]] | None) -> None:
        if known is None or self._building or self._index is None:
            self.rebuild()
        else:
            self._index.replace(known)
            self.ready.emit()

    def find(self, typed: str, limit: int = 8) -> list[Found]:
        """Who it may be, best first; empty until the first build is done."""
        if self._index is None or not typed.strip():
            return []
        now = clock.now()
        at_hand = {one for one, at in self._looked_at.items() if abs((now - at).total_seconds()) < AT_HAND_SECONDS}
        return self._index.find(typed, now, limit, at_hand)

    def look_at(self, family_id: str) -> None:
        """Somebody opened this family: who rings in the next while may well be of it."""
        self._looked_at.pop(family_id, None)
        self._looked_at[family_id] = clock.now()
        while len(self._looked_at) > MOST_AT_HAND:
            del self._looked_at[next(iter(self._looked_at))]

    @property
    def index(self) -> CallerIndex | None:
        """The index itself, for suggestions that need all of it."""
        return self._index
