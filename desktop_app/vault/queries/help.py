"""Practical help: the list, one entry, and what a month has cost beside its limits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop_app.records.base import from_plain
from desktop_app.records.checks import Help, HelpBudget
from desktop_app.records.contacts import Attachment
from desktop_app.records.families import Family
from desktop_app.records.team import Team, Worker
from desktop_app.rules.help_money import Limits, Spent, month_of
from desktop_app.vault.queries.checks import worker_of
from desktop_app.vault.reader import Reader

PAGE = 80
_LIST = """
SELECT h.*, f.name AS family, w.initials AS initials FROM r_help h LEFT JOIN r_family f ON f.id = h.family_id
LEFT JOIN r_worker w ON w.id = h.worker_id
WHERE h.removed_at IS NULL {also} AND (coalesce(h.given_on, ''), h.id) < (:day, :id)
ORDER BY coalesce(h.given_on, '') DESC, h.id DESC LIMIT :limit
"""


@dataclass(frozen=True, slots=True)
class HelpRow:
    """One entry with its family's name. `cursor` stands for it when the next page is asked for."""

    help: Help
    family: str
    initials: str
    cursor: tuple[str, str]


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One entry with what stands around it; `spent` is its month's, itself included."""

    help: Help
    family: Family
    worker: Worker | None
    team: Team | None
    receipts: tuple[Attachment, ...]
    limits: Limits
    spent: Spent


def help_rows(
    reader: Reader, *, after: tuple[str, str] | None = None, limit: int = PAGE, typed: str = "", kind: str = "",
    first: date | None = None, end: date | None = None,
) -> list[HelpRow]:  # fmt: skip
    """A page of help, newest first, from `first` to before `end`. `kind` may also be "no_receipt" or "over"."""
    also, values = "", dict[str, Any]()
    if kind == "no_receipt":
        also += (
            " AND h.pence > 0 AND h.receipt = '' AND NOT EXISTS (SELECT 1 FROM r_attachment a WHERE a.owner_id = h.id"
            " AND a.removed_at IS NULL)"
        )
    elif kind == "over":
        also += " AND h.why_over <> ''"
    elif kind:
        also, values["kind"] = " AND h.kind = :kind", kind
    if first is not None and end is not None:
        also += " AND h.given_on >= :first AND h.given_on < :end"
        values |= {"first": first.isoformat(), "end": end.isoformat()}
    if typed:
        also += (
            " AND (f.name LIKE :typed ESCAPE '!' OR h.what LIKE :typed ESCAPE '!' OR h.supplier LIKE :typed ESCAPE '!')"
        )
        values["typed"] = "%" + typed.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%"
    day, last = after or ("9999", "")
    rows = reader.rows(_LIST.format(also=also), values | {"day": day, "id": last, "limit": limit})
    return [
        HelpRow(from_plain(Help, row), row["family"] or "", row["initials"] or "", (row["given_on"] or "", row["id"]))
        for row in rows
    ]


def help_page(reader: Reader, help_id: str) -> HelpPage | None:
    """One entry with everything around it; None when it is gone."""
    given = reader.get(Help, help_id)
    family = reader.get(Family, given.family_id) if given is not None else None
    if given is None or given.removed_at is not None or family is None:
        return None
    day = given.given_on or date.min
    return HelpPage(
        given, family, reader.get(Worker, given.worker_id) if given.worker_id else None,
        reader.get(Team, given.team_id) if given.team_id else None, tuple(reader.all(Attachment, owner_id=given.id)),
        limits(reader, given.team_id), spent(reader, given.family_id, given.team_id, day),
    )  # fmt: skip


def limits(reader: Reader, team_id: str) -> Limits:
    """The limits of a team, else those of every team."""
    for one in (team_id, ""):
        for budget in reader.all(HelpBudget, team_id=one):
            return Limits(budget.family_limit, budget.team_limit)
    return Limits()


def spent(reader: Reader, family_id: str, team_id: str, day: date) -> Spent:
    """What the calendar month of a day has cost, for a family and for a team."""
    first, end = month_of(day)
    row = reader.rows(
        "SELECT coalesce(sum(CASE WHEN family_id = :family THEN pence END), 0) AS family,"
        " coalesce(sum(CASE WHEN team_id = :team THEN pence END), 0) AS team FROM r_help"
        " WHERE removed_at IS NULL AND given_on >= :first AND given_on < :end",
        {"family": family_id, "team": team_id, "first": first.isoformat(), "end": end.isoformat()},
    )[0]
    return Spent(int(row["family"]), int(row["team"]))


def month_total(reader: Reader, day: date) -> tuple[int, int, int]:
    """(pence, entries, entries that cost something and have no receipt) of the calendar month of a day."""
    first, end = month_of(day)
    row = reader.rows(
        "SELECT coalesce(sum(h.pence), 0) AS pence, count(*) AS entries, coalesce(sum(h.pence > 0 AND h.receipt = ''"
        " AND NOT EXISTS (SELECT 1 FROM r_attachment a WHERE a.owner_id = h.id AND a.removed_at IS NULL)), 0) AS bare"
        " FROM r_help h WHERE h.removed_at IS NULL AND h.given_on >= :first AND h.given_on < :end",
        {"first": first.isoformat(), "end": end.isoformat()},
    )[0]
    return int(row["pence"]), int(row["entries"]), int(row["bare"])


def team_of(reader: Reader, family_id: str) -> tuple[Worker | None, Team | None]:
    """The social worker and the team a family is with now."""
    worker = worker_of(reader, family_id)
    return worker, reader.get(Team, worker.team_id) if worker is not None and worker.team_id else None
