"""A few figures for the foot of the window, and who I am."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.records.base import kinds
from desktop_app.records.team import Worker
from desktop_app.vault.reader import Reader


@dataclass(frozen=True, slots=True)
class Status:
    """How many changes this vault keeps that no server has seen."""

    changes: int


def status(reader: Reader) -> Status:
    """The figures now. The newest sequence number stands for the count: nothing is ever taken out."""
    return Status(int(reader.value("SELECT coalesce(max(seq), 0) FROM change")))


def me(reader: Reader) -> Worker | None:
    """The assistant whose desk this is."""
    found = reader.all(Worker, is_me=1)
    return found[0] if found else None


def my_workers(reader: Reader) -> list[Worker]:
    """The social workers I work for, in my order."""
    return sorted(reader.all(Worker, mine=1), key=lambda worker: (worker.place, worker.name))


def contents(reader: Reader) -> dict[str, int]:
    """How many records of each kind there are, deleted ones left out, by the words people use."""
    return {
        f"{cls.WORDS.lower()}": int(reader.value(f"SELECT count(*) FROM r_{kind} WHERE removed_at IS NULL"))  # noqa: S608
        for kind, cls in sorted(kinds().items())
    }
