"""How a command is declared, and what it may use to write."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Concatenate, Generic, ParamSpec, Protocol, TypeVar

from desktop_app.records.base import Plain, Record

R = TypeVar("R", bound=Record)
P = ParamSpec("P")
T = TypeVar("T")


class Work(Protocol):
    """One transaction: read, write, and note what was done. The vault provides it."""

    now: datetime
    title: str
    """What undo, toast and audit call this; a command that serves many kinds says it more exactly."""

    @property
    def actor(self) -> str:
        """Whose command this is."""

    def get(self, cls: type[R], record_id: str) -> R:
        """The record, deleted or not. UserError when there is none."""

    def peek(self, cls: type[R], record_id: str) -> R | None:
        """The record, deleted or not, or None."""

    def find(self, cls: type[R], **equals: Plain) -> list[R]:
        """Every record that is not deleted and has these plain values, oldest first."""

    def add(self, item: R) -> R:
        """Keep a new record; it gets an id when it has none."""

    def add_many(self, items: Iterable[R]) -> list[R]:
        """Keep new records of one kind, written together: what an import of thousands needs."""

    def change(self, item: R, **values: Any) -> R:  # noqa: ANN401
        """Set fields; only real differences are written. Gives the record as it now is."""

    def remove(self, item: R) -> R:
        """Delete softly; undo brings it back."""

    def restore(self, item: R) -> R:
        """Bring back what was deleted."""

    def keep_blob(self, data: bytes) -> str:
        """Keep bytes in the vault; gives their id."""

    def note(self, verb: str, item: Record | None = None, detail: str = "", *, family_id: str = "") -> None:
        """Write a line of the audit."""


@dataclass(frozen=True, slots=True)
class Command(Generic[P, T]):
    """A declared command. `title` is the undo text, the palette entry and the audit entry.

    `undoable` False for what left the machine or is only a note of the audit.
    """

    title: str
    run: Callable[Concatenate[Work, P], T]
    undoable: bool

    @property
    def name(self) -> str:
        """Its name in code."""
        return self.run.__name__

    def __call__(self, work: Work, *args: P.args, **values: P.kwargs) -> T:
        """Do it inside a transaction that is already open: commands may be built from commands."""
        return self.run(work, *args, **values)


COMMANDS: dict[str, Command[Any, Any]] = {}


def command(title: str, *, undoable: bool = True) -> Callable[[Callable[Concatenate[Work, P], T]], Command[P, T]]:
    """Declare a function as a command."""

    def declare(run: Callable[Concatenate[Work, P], T]) -> Command[P, T]:
        made = Command(title, run, undoable)
        if run.__name__ in COMMANDS:
            raise TypeError(f"two commands are called {run.__name__}")
        COMMANDS[run.__name__] = made
        return made

    return declare
