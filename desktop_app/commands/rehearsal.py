"""Work that keeps nothing: what commands would do, seen without writing a byte."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self, TypeVar, cast

from desktop_app.commands.base import Work
from desktop_app.records.base import Plain, Record, fields_of
from desktop_app.records.ids import new_id

R = TypeVar("R", bound=Record)


class Rehearsal:
    """Work like any other for the command it is handed to; what is added and changed lives here alone.

    It outlives the command: the next one over it sees what those before would have done.
    """

    _work: Work
    now: datetime
    title: str

    def __init__(self) -> None:
        self._held: dict[type[Record], dict[str, Record]] = defaultdict(dict)
        self._tied: dict[tuple[type[Record], str, str], dict[str, None]] = defaultdict(dict)

    def over(self, work: Work) -> Self:
        """Rehearse over what this transaction reads."""
        self._work, self.now, self.title = work, work.now, work.title
        return self

    @property
    def actor(self) -> str:
        """Whose command this is."""
        return self._work.actor

    def get(self, cls: type[R], record_id: str) -> R:
        """The record as it would be by now. UserError when there is none."""
        held = self._held[cls].get(record_id)
        return self._work.get(cls, record_id) if held is None else cast("R", held)

    def peek(self, cls: type[R], record_id: str) -> R | None:
        """The record as it would be by now, or None."""
        held = self._held[cls].get(record_id)
        return self._work.peek(cls, record_id) if held is None else cast("R", held)

    def find(self, cls: type[R], **equals: Plain) -> list[R]:
        """Every record that would not be deleted and would have these values by now, oldest first."""
        held = self._held[cls]
        found = [one for one in self._work.find(cls, **equals) if one.id not in held]
        tie = next((name for name in equals if name.endswith("_id")), "")  # else looking is everyone for everyone
        for one in [held[key] for key in self._tied[cls, tie, str(equals[tie])]] if tie else list(held.values()):
            if one.removed_at is None and all(_plain(one, name) == value for name, value in equals.items()):
                found.append(cast("R", one))
        return sorted(found, key=lambda one: one.id)

    def add(self, item: R) -> R:
        """Hold a new record; it gets an id when it has none."""
        return self._hold(item if item.id else item.but(id=new_id()))

    def add_many(self, items: Iterable[R]) -> list[R]:
        """Hold them."""
        return [self.add(item) for item in items]

    def change(self, item: R, **values: Any) -> R:  # noqa: ANN401
        """Hold the record as it would be."""
        return self._hold(item.but(**values))

    def remove(self, item: R) -> R:
        """Hold it as deleted."""
        return self.change(item, removed_at=self.now)

    def restore(self, item: R) -> R:
        """Hold it as not deleted."""
        return self.change(item, removed_at=None)

    def keep_blob(self, data: bytes) -> str:
        """An id; the bytes are not kept."""
        return new_id() if data else ""

    def note(self, verb: str, item: Record | None = None, detail: str = "", *, family_id: str = "") -> None:
        """Nothing was done, so nothing is noted."""

    def _hold(self, item: R) -> R:
        cls = type(item)
        self._held[cls][item.id] = item
        for name in fields_of(cls):
            if name.endswith("_id"):
                self._tied[cls, name, str(getattr(item, name))][item.id] = None
        return item


def _plain(item: Record, name: str) -> Plain:
    return fields_of(type(item))[name].to_plain(getattr(item, name))
