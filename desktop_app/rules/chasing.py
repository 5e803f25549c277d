"""The ladder of chasing: the social worker on the first day, again after two working days, the manager after five."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.rules.days import day_words, near_day
from desktop_app.rules.working_days import add_working_days

LADDER = (0, 2, 5)
"""Working days after the first question; the last rung is the team manager's."""


@dataclass(frozen=True, slots=True)
class Rung:
    """What may be asked now. `number` from 1; `wait` says until when nobody is asked, and why."""

    number: int
    manager: bool
    wait: str = ""


def next_rung(asked: Sequence[date], today: date) -> Rung:
    """The next rung after the days on which somebody was asked before, oldest first."""
    number = len(asked) + 1
    if not asked:
        return Rung(1, False)
    if number > len(LADDER):
        return Rung(number, True, f"The manager was asked {near_day(asked[-1], today)}; the rest is theirs.")
    first = add_working_days(asked[0], LADDER[number - 1])
    manager = number == len(LADDER)
    if today < first:
        who = "The manager is asked" if manager else "The next question is"
        return Rung(number, manager, f"Asked {near_day(asked[-1], today)}. {who} from {day_words(first)} on.")
    return Rung(number, manager)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question is about: the child by first name and the family by number, never more."""

    what: str
    child: str
    number: str
    due: date
    late_by: str
    why: str
    booked: str = ""


def question(rung: Rung, one: Asked, worker: str, manager: str, me: str, before: Sequence[date]) -> tuple[str, str]:
    """(subject, text) of one question: gentle to the social worker, plain to the manager."""
    about = f"{one.what}, {one.child} (family {one.number})" if one.number else f"{one.what}, {one.child}"
    subject = f"{'Late' if 'late' in one.late_by else 'Due'}: {about}"
    due = f"It was due on {day_words(one.due)}" if "late" in one.late_by else f"It is due on {day_words(one.due)}"
    fact = f"{due} ({one.why.rstrip('.')})." if one.why else f"{due}."
    if one.booked:
        fact += f" {one.booked}"
    if rung.manager:
        days = " and ".join(day_words(day) for day in before)
        text = (
            f"Dear {_first(manager)},\n\n{about} is {one.late_by}. {fact}\nI asked {worker} on {days} and have nothing "
            f"to record yet. Could you decide with {_first(worker)} what happens next?\n\n{me}\n"
        )
        return subject, text
    again = "I'm asking once more before it goes to the manager. " if rung.number > 1 else ""
    text = (
        f"Dear {_first(worker)},\n\n{about}. {fact}\n{again}Has it been done? Then tell me the day and I'll record it. "
        f"If not, say when you could and I'll book it and ring round; if there is a reason, I'll note it.\n\n{me}\n"
    )
    return subject, text


def digest(worker: str, me: str, rows: Sequence[Asked], today: date) -> tuple[str, str]:
    """(subject, text) of one letter with everything late or soon due of a social worker, the latest first."""
    late = [one for one in rows if "late" in one.late_by]
    soon = [one for one in rows if "late" not in one.late_by]
    parts = [f"Dear {_first(worker)},\n\nThis is how your deadlines stand on {day_words(today)}."]
    for heading, found in (("Late", late), ("In the next ten working days", soon)):
        if found:
            lines = [f"- {_line(one)}" for one in found]
            parts.append("\n".join([f"{heading}:", *lines]))
    parts.append(f"Whatever is done already, tell me the day and I'll record it.\n\n{me}\n")
    return f"Your deadlines on {day_words(today)}", "\n\n".join(parts)


def _line(one: Asked) -> str:
    who = f"{one.child} (family {one.number})" if one.number else one.child
    booked = f" {one.booked}" if one.booked else ""
    return f"{one.what}, {who}: {day_words(one.due)}, {one.late_by}.{booked}"


def _first(name: str) -> str:
    return name.split()[0] if name.split() else "colleague"
