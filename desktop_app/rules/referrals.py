"""Referrals to services: which step follows which, when to ask again, and how one stands."""

from __future__ import annotations

from datetime import date

from desktop_app.records.check_words import ReferralState
from desktop_app.rules.days import day_words
from desktop_app.rules.today import Due
from desktop_app.rules.working_days import add_working_days, working_days_between

State = ReferralState
NEXT: dict[ReferralState, tuple[ReferralState, ...]] = {
    State.DRAFTED: (State.SENT, State.CLOSED),
    State.SENT: (State.ACCEPTED, State.WAITING, State.STARTED, State.DECLINED, State.CLOSED),
    State.ACCEPTED: (State.WAITING, State.STARTED, State.DECLINED, State.CLOSED),
    State.WAITING: (State.WAITING, State.STARTED, State.DECLINED, State.CLOSED),
    State.STARTED: (State.CLOSED,),
    State.DECLINED: (),
    State.CLOSED: (),
}
"""Nothing goes back by itself; undo does that."""
LOOK = {State.SENT: 5, State.ACCEPTED: 10, State.WAITING: 20, State.STARTED: 30}
"""Working days after which somebody asks how it stands: local practice."""
OPEN = (State.DRAFTED, *LOOK)


def look_on(state: ReferralState, today: date, expected_on: date | None = None) -> date | None:
    """The day to ask how it stands; nobody asks once it is over, and not before an expected start."""
    if state not in LOOK:
        return None
    usual = add_working_days(today, LOOK[state])
    if state in (State.ACCEPTED, State.WAITING) and expected_on is not None and expected_on >= today:
        return expected_on
    return usual


def due_label(
    state: str, look: date | None, moved_on: date | None, position: int, expected_on: date | None, today: date
) -> Due:
    """The two lines at the right of a referral: how it stands, and when to ask."""
    words = State(state).words() if state in set(State) else state
    first = words[:1].upper() + words[1:]
    if state == State.WAITING and position:
        first = f"Number {position} waiting"
    if state == State.DRAFTED:
        return Due("Not sent yet", "L makes the form", "soon")
    if state == State.CLOSED:
        return Due(first, day_words(moved_on) if moved_on else "", "done")
    if state == State.DECLINED:
        return Due(first, day_words(moved_on) if moved_on else "", "")
    if look is not None and look <= today:
        late = working_days_between(look, today)
        return Due(
            first, "ask today" if not late else f"ask, {late} working day{'s' if late != 1 else ''} late", "soon"
        )
    if expected_on is not None and state in (State.ACCEPTED, State.WAITING):
        return Due(first, f"expected {day_words(expected_on)}", "")
    return Due(first, f"ask on {day_words(look)}" if look else "", "")


def searched(typed: str) -> tuple[tuple[str, ...], int | None]:
    """(words, age) of what is typed to find a service: "domestic abuse 7 north" asks for age 7."""
    words: list[str] = []
    age: int | None = None
    for part in typed.casefold().replace(",", " ").split():
        if part.isdigit() and int(part) < 120 and age is None:
            age = int(part)
        elif part not in ("age", "aged", "years", "year", "old", "in", "for", "and"):
            words.append(part)
    return tuple(words), age
