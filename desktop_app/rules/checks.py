"""Agency checks: which agencies there are and what each is told and asked, the legal basis, and how a check stands.

Consent or a reason: a request under section 17 rests on consent (who, when); under section 47 it may be made without,
and then why is written down (Children Act 1989; Working Together to Safeguard Children; information sharing advice).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from desktop_app import paths
from desktop_app.errors import UserError
from desktop_app.records.check_words import CheckState, LegalBasis
from desktop_app.rules.days import counted, day_words, often
from desktop_app.rules.today import Due
from desktop_app.rules.working_days import explain_working_days, working_days_between

CHASE_DAYS = 2
"""Working days given again when a check is chased."""
OPEN = (CheckState.DRAFTED, CheckState.SENT)


@dataclass(frozen=True, slots=True)
class AgencyKind:
    """One kind of agency. `tells`: what its letter may name; `days`: working days to reply, under s17 and s47."""

    id: str
    title: str
    icon: str
    days: tuple[int, int]
    tells: frozenset[str]
    match: tuple[str, ...]
    questions: tuple[str, ...]


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads((paths.resources() / "agencies.toml").read_text("utf-8"))


@cache
def agency_kinds() -> dict[str, AgencyKind]:
    """Every kind, in the order of the file."""
    return {
        key: AgencyKind(
            key, row["title"], row["icon"], (row["days"][0], row["days"][1]), frozenset(row["tells"]),
            tuple(row["match"]), tuple(row["questions"]),
        )
        for key, row in _file()["agency"].items()
    }  # fmt: skip


def agency_kind(key: str) -> AgencyKind:
    """One kind; UserError for one that this version does not know."""
    found = agency_kinds().get(key)
    if found is None:
        raise UserError(f"“{key}” is no kind of agency that this version knows.", "Install the newest Casemate.")
    return found


def grounds() -> dict[str, str]:
    """Why nobody was asked for consent: sentences by their keys."""
    return dict(_file()["grounds"])


def kind_of(*said: str) -> str:
    """The kind of agency that a role, a kind or a name speaks of; empty when none does.

    The longest word that fits decides: "school nurse" is health, not school.
    """
    text = " ".join(re.findall(r"[\w&-]+", " ".join(said).casefold()))
    best, kind = "", ""
    for one in agency_kinds().values():
        for word in one.match:
            if len(word) > len(best) and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text):
                best, kind = word, one.id
    return kind


def demand_basis(
    basis: LegalBasis, *, consent_by: str, consent_on: date | None, ground: str, reason: str, today: date
) -> None:
    """UserError unless the request may be made: nothing leaves without a legal basis."""
    if basis is LegalBasis.SECTION_17:
        if not consent_by.strip():
            raise UserError("Who consented?", "Under section 17 an agency is asked only with consent.", "consent_by")
        if consent_on is None:
            raise UserError("When was consent given?", "Type a day, such as “Mon” or “12 Nov”.", "consent_on")
        if consent_on > today:
            raise UserError(
                f"{day_words(consent_on)} has not come yet.", "Consent comes before the letter.", "consent_on"
            )
    elif basis is LegalBasis.SECTION_47:
        if ground not in grounds():
            raise UserError("Why is nobody asked for consent?", "Choose the reason the social worker gives.", "ground")
        if not reason.strip():
            raise UserError(
                "What is the reason in this case?", "A few words. They stay here; no letter carries them.", "reason"
            )
    else:
        raise UserError("Which legal basis?", "Section 17 with consent, or section 47 with a reason.", "basis")


def basis_sentence(basis: LegalBasis, *, consent_by: str, consent_on: date | None, ground: str) -> str:
    """What a letter says about its legal basis."""
    day = day_words(consent_on, year=True) if consent_on else ""
    said = str(_file()["basis"].get(str(basis), ""))
    ground_words = grounds().get(ground, "")
    return said.format(
        consent_by=consent_by.strip(), consent_on=day, ground=ground_words[:1].lower() + ground_words[1:]
    )


def reply_by(kind: AgencyKind, basis: LegalBasis, asked: date) -> tuple[date, str]:
    """The day a reply is asked for, and why: the kind's working days after `asked`, fewer under section 47."""
    return explain_working_days(asked, kind.days[1 if basis is LegalBasis.SECTION_47 else 0])


def is_late(state: str, due_on: date | None, today: date) -> bool:
    """Whether a reply is waited for beyond its day."""
    return state == CheckState.SENT and due_on is not None and due_on < today


def due_label(state: str, due_on: date | None, replied_on: date | None, chased: int, today: date) -> Due:
    """The two lines at the right of a check: when, and how it stands."""
    if state == CheckState.DRAFTED:
        return Due("Not sent yet", "L makes the letter", "soon")
    if state == CheckState.WITHDRAWN:
        return Due("Withdrawn", "", "")
    if state in (CheckState.REPLIED, CheckState.NOTHING_KNOWN):
        words = "Nothing known" if state == CheckState.NOTHING_KNOWN else "Replied"
        return Due(words, day_words(replied_on) if replied_on else "", "done")
    again = f"chased {often(chased)}" if chased else "not chased yet"
    if due_on is None:
        return Due("No day set", again, "")
    if due_on < today:
        late = working_days_between(due_on, today)
        return Due(f"{counted(late, 'working day')} late" if late else "Late", again, "late")
    return Due("Due today" if due_on == today else f"By {day_words(due_on)}", again, "soon" if due_on == today else "")


def standing_words(states: Iterable[tuple[str, date | None]], today: date) -> str:
    """How a round of checks stands: "3 of 5 replied, 1 late"."""
    all_of = [(state, due) for state, due in states if state != CheckState.WITHDRAWN]
    done = sum(state in (CheckState.REPLIED, CheckState.NOTHING_KNOWN) for state, _ in all_of)
    late = sum(is_late(state, due, today) for state, due in all_of)
    return f"{done} of {len(all_of)} replied" + (f", {late} late" if late else "")
