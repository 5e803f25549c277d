"""Money for practical help: pounds as typed and as said, and what a month's limit allows without a manager."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from desktop_app.errors import UserError

_POUNDS = re.compile(r"£?\s*(\d{1,3}(?:,\d{3})+|\d{1,7})(?:\.(\d{2}|\d))?\s*(?:pounds?|gbp)?", re.IGNORECASE | re.ASCII)
_PENCE = re.compile(r"(\d{1,5})\s*p(?:ence)?", re.IGNORECASE | re.ASCII)


def read_pounds(typed: str) -> int:
    """Pence of "12.50", "£12", "1,200", "80p"; 0 for nothing. UserError for what is no amount."""
    text = typed.strip()
    if not text:
        return 0
    if few := _PENCE.fullmatch(text):
        return int(few.group(1))
    found = _POUNDS.fullmatch(text)
    if found is None:
        raise UserError(f"“{text[:40]}” is no amount.", "Type pounds and pence, such as 12.50.", "pence")
    return int(found.group(1).replace(",", "")) * 100 + int((found.group(2) or "0").ljust(2, "0"))


def pounds(pence: int) -> str:
    """ "£12.50", "£1,200.00"."""
    return f"£{pence // 100:,}.{pence % 100:02d}"


def month_of(day: date) -> tuple[date, date]:
    """The first day of a day's calendar month and the first of the next."""
    first = day.replace(day=1)
    return first, date(first.year + first.month // 12, first.month % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one month allows without a manager, in pence; 0 is no limit."""

    family: int = 0
    team: int = 0


@dataclass(frozen=True, slots=True)
class Spent:
    """What a month has cost so far, in pence."""

    family: int = 0
    team: int = 0


def over(limits: Limits, spent: Spent, pence: int) -> str:
    """How a sum would go beyond a limit, in one sentence; empty where it stays within. Nothing is never beyond."""
    if pence <= 0:
        return ""
    for name, limit, so_far in (("family", limits.family, spent.family), ("team", limits.team, spent.team)):
        if limit and so_far + pence > limit:
            beyond = so_far + pence - limit
            return (
                f"That is {pounds(beyond)} over the {name}’s {pounds(limit)} for the month; "
                f"{pounds(so_far)} is spent already."
            )
    return ""


def left_words(limits: Limits, spent: Spent) -> str:
    """What is left of the month: "£40.00 left for the family, £310.00 for the team"."""
    parts = []
    if limits.family:
        parts.append(f"{pounds(max(0, limits.family - spent.family))} left for the family")
    if limits.team:
        parts.append(f"{pounds(max(0, limits.team - spent.team))}{'' if parts else ' left'} for the team")
    return ", ".join(parts) or "No limit is set."
