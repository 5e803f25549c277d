"""What stands beside a chosen deadline: how it is counted, what was done about it, the child's other clocks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desktop_app import clock
from desktop_app.rules.chasing import next_rung
from desktop_app.rules.days import day_words, near_day
from desktop_app.rules.timescales.clocks import State
from desktop_app.vault.queries.compliance import Standing
from desktop_app.windows.compliance.rows import HEADINGS, ROLES
from desktop_app.windows.widgets.line_panel import Do, Fact, Shown

BOOKABLE = frozenset(
    {"visit", "core_group", "conference", "icpc", "rcpc", "lac_review", "cin_review", "cin_meeting", "pep", "strategy"}
)
"""Steps that an entry of the diary can be."""


def shown(one: Standing, others: Sequence[Standing], today: date) -> Shown:
    """The panel of one deadline; `others` are the same child's."""
    deadline, running = one.deadline, one.deadline.clock
    book = Do("book", "Book a slot", "B", "calendar-plus")
    done = Do("done", "Done", "D", "check")
    bookable = bool(BOOKABLE & set(running.rule.met_by)) and deadline.booked_at is None
    more = [done] if bookable else []
    more.append(Do("chase", "Chase", "C", "send"))
    if any(asked.answered_on is None for asked in one.chases):
        more.append(Do("answer", "What they answered", "N", "message-square"))
    if running.state is State.LATE:
        more.append(Do("reason", "Why it is late", "R", "pencil"))
    if running.rule.after is not None:
        more.append(Do("agree", "The plan says another time", "A", "calendar-days"))
    return Shown(
        HEADINGS[running.state][0] if running.state is not State.AT_RISK else "Soon due", ROLES[running.state],
        HEADINGS[running.state][1], running.rule.title, f"{deadline.child} · {running.words()}",
        (running.family_id, deadline.family), tuple(_facts(one, today)), tuple(_texts(one, others, today)),
        book if bookable else done, tuple(more),
    )  # fmt: skip


def _facts(one: Standing, today: date) -> list[Fact]:
    deadline, running = one.deadline, one.deadline.clock
    facts: list[Fact] = [("Due", day_words(running.due.day, year=True)), ("Counted", running.due.why)]
    if running.note:
        facts.append(("But", running.note))
    if deadline.booked_at is not None:
        at = clock.local(deadline.booked_at)
        late = " (after the due day)" if at.date() > running.due.day else ""
        facts.append(("Booked", f"{near_day(at.date(), today)}, {at:%H:%M}{late}"))
    facts += [("Whose", f"{deadline.worker or 'Nobody'} ({running.rule.owner})"), ("Rule", running.rule.code)]
    if running.rule.source:
        facts.append(("Source", running.rule.source))
    if one.reason:
        facts.append(("Late because", one.reason))
    return facts


def _texts(one: Standing, others: Sequence[Standing], today: date) -> list[tuple[str, str]]:
    texts = []
    if one.chases:
        lines = []
        for asked in one.chases:
            on = near_day(clock.local(asked.at).date(), today) if asked.at else "once"
            answer = f": “{asked.answer}”" if asked.answer else ""
            lines.append(f"{on[0].upper()}{on[1:]}, {asked.to}{answer}")
        rung = next_rung([clock.local(asked.at).date() for asked in one.chases if asked.at], today)
        if rung.wait:
            lines.append(rung.wait)
        texts.append(("Asked", "\n".join(lines)))
    if others:
        lines = [
            f"{other.deadline.clock.rule.title}: {day_words(other.deadline.clock.due.day)}, "
            f"{other.deadline.clock.words()}"
            for other in others[:8]
        ]
        texts.append((f"Also running for {one.deadline.child}", "\n".join(lines)))
    return texts
