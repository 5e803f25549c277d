"""What needs the person now. Every source of Today is listed in SOURCES; other work adds its own there."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from desktop_app import clock
from desktop_app.records.base import moment_text, read_moment
from desktop_app.records.chasing import LateReason
from desktop_app.records.check_words import ReferralState
from desktop_app.records.contacts import LadderStep, Message
from desktop_app.records.families import Family
from desktop_app.records.people import Person, Phone
from desktop_app.records.team import Team, Worker
from desktop_app.records.words import CallState, ClockToday, Harm, TaskKind
from desktop_app.records.work import RankOverride
from desktop_app.rules.checks import agency_kinds
from desktop_app.rules.days import day_words, often, span_words, time_words
from desktop_app.rules.ladder import standing
from desktop_app.rules.timescales.visits import VISIT_RULES
from desktop_app.rules.today import Due, Item
from desktop_app.rules.triage import Override, Standing, weigh
from desktop_app.vault.queries.conflicts import open_conflicts
from desktop_app.vault.queries.deadlines import Deadline, deadlines, pressing
from desktop_app.vault.reader import Reader

Weighed = tuple[Item, Standing]
_WITH = """
 LEFT JOIN r_family f ON f.id = {t}.family_id LEFT JOIN r_worker w ON w.id = {t}.worker_id
"""
_NAMES = " f.name AS family_name, w.initials AS initials, w.name AS worker_name "


def items(reader: Reader, now: datetime, *, worker_id: str = "") -> list[Item]:
    """Everything that may need the person, weighed, with overrides applied; of one social worker or all."""
    overrides: dict[str, RankOverride] = {}
    for one in reader.all(RankOverride):
        if one.until is None or one.until > now:
            overrides[one.item_id] = one
    found: list[Item] = []
    for source in SOURCES:
        for item, stand in source(reader, now):
            if worker_id and item.worker_id != worker_id:
                continue
            by_hand = overrides.get(item.id)
            if by_hand is not None:
                stand = replace(stand, override=Override(by_hand.urgent, by_hand.important, by_hand.reason))
            score = weigh(stand, now)
            found.append(replace(item, score=score, overridden=by_hand.reason if by_hand else ""))
    return found


def _base(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": row["id"],
        "family": row["family_name"] or "",
        "family_id": row["family_id"],
        "worker_id": row["worker_id"],
        "initials": row["initials"] or "",
    }


def unacknowledged(reader: Reader, now: datetime) -> list[Weighed]:
    """Messages that no person has said "I have this" to; the urgent ones with their ladder."""
    rows = reader.rows(
        f"SELECT m.*, {_NAMES} FROM r_message m {_WITH.format(t='m')}"  # noqa: S608 - our own words only
        " WHERE m.removed_at IS NULL AND m.state IN ('waiting', 'sent', 'seen')"
    )
    steps: dict[str, list[LadderStep]] = defaultdict(list)
    for step in reader.among(LadderStep, "message_id", [row["id"] for row in rows]):
        steps[step.message_id].append(step)
    found: list[Weighed] = []
    for row in rows:
        sent = read_moment(row["sent_at"]) if row["sent_at"] else None
        by_when = read_moment(row["by_when"]) if row["by_when"] else None
        told = f"{row['worker_name'] or 'Nobody'} was told at {time_words(sent)}." if sent else "Not sent yet."
        why = f"{row['who']}: {row['what']}. {told}" if row["who"] else f"{row['what']}. {told}"
        item = Item(
            kind="message",
            icon="message-square",
            subject="Urgent message not acknowledged" if row["urgent"] else "Message not acknowledged",
            why=why,
            due=by_when,
            pressing=bool(row["urgent"]),
            due_words=_ladder_due(row, steps[row["id"]], now) if row["urgent"] else None,
            number=row["number"],
            call_id=row["call_id"],
            **_base(row),
        )
        harm = Harm.NOT_SURE if row["urgent"] else Harm.NOT_SORTED
        clock_today = ClockToday.TODAY if row["urgent"] else ClockToday.NOT_SORTED
        found.append((item, _standing(harm, clock_today, due=by_when, since=sent)))
    return found


def _ladder_due(row: Mapping[str, Any], steps: list[LadderStep], now: datetime) -> Due:
    where = standing(Message(id=row["id"], urgent=True), steps, now)
    if where.next is not None and where.next.due_at is not None:
        return Due(where.words(now), f"{time_words(where.next.due_at)} today", "late")
    return Due(where.words(now) or "Not acknowledged", "ring the next one", "late")


def call_backs(reader: Reader, now: datetime) -> list[Weighed]:
    """Promised calls that were not made yet, with the tries so far."""
    rows = reader.rows(
        f"SELECT c.*, {_NAMES},"  # noqa: S608
        " (SELECT count(*) FROM r_call_back_try t WHERE t.call_back_id = c.id AND t.removed_at IS NULL) AS tries,"
        " (SELECT max(t.at) FROM r_call_back_try t WHERE t.call_back_id = c.id AND t.removed_at IS NULL) AS last_try"
        f" FROM r_call_back c {_WITH.format(t='c')} WHERE c.removed_at IS NULL AND c.done_at IS NULL"
    )
    found: list[Weighed] = []
    for row in rows:
        due = read_moment(row["by_when"]) if row["by_when"] else None
        tries = f" Tried ×{row['tries']}, last {time_words(read_moment(row['last_try']))}." if row["tries"] else ""
        why = f"Promised{f' before {time_words(due)}' if due else ''}. About {row['about']}.{tries}".replace("..", ".")
        item = Item(
            kind="call_back", icon="phone-outgoing", subject=f"Call back {row['who']}", why=why, due=due,
            person_id=row["person_id"], number=row["number"], call_id=row["about_call_id"], **_base(row),
        )  # fmt: skip
        found.append((item, _standing(Harm.NOT_SORTED, ClockToday.TODAY, due=due, since=None)))
    return found


_ICONS = {
    TaskKind.FOLLOW_UP: "flag",
    TaskKind.WAITING_FOR: "clipboard-list",
    TaskKind.CALL_BACK: "phone-outgoing",
    TaskKind.VISIT: "shield",
    TaskKind.DOCUMENT: "file-text",
}


def tasks(reader: Reader, now: datetime) -> list[Weighed]:
    """Follow-ups, things waited for, documents and visits that are not done."""
    horizon = (clock.local(now) + timedelta(days=60)).date().isoformat()
    rows = reader.rows(
        f"SELECT t.*, {_NAMES} FROM r_task t {_WITH.format(t='t')} WHERE t.removed_at IS NULL"  # noqa: S608
        " AND t.done_at IS NULL AND (t.due_on IS NULL OR t.due_on <= :horizon)",
        {"horizon": horizon},
    )
    return [_task(row, now) for row in rows]


def _task(row: Mapping[str, Any], now: datetime) -> Weighed:
    due_on = date.fromisoformat(row["due_on"]) if row["due_on"] else None
    due = read_moment(row["due_at"]) if row["due_at"] else None
    booked = read_moment(row["booked_at"]) if row["booked_at"] else None
    ends = read_moment(row["ends_at"]) if row["ends_at"] else None
    kind = TaskKind(row["kind"])
    why = row["why"]
    if kind is TaskKind.WAITING_FOR:
        asked = f"Asked {day_words(date.fromisoformat(row['asked_on']))}" if row["asked_on"] else "Asked"
        chased = {0: "not chased yet", 1: "chased once", 2: "chased twice"}.get(
            row["chased"], f"chased {row['chased']} times"
        )
        why = f"{asked}, {chased}. {why}".strip()
    over = False
    if kind is TaskKind.VISIT and ends is not None and booked is not None and booked <= now and ends < now:
        over = True
        why = f"{row['worker_name'] or 'They'} expected to be out at {time_words(ends)}. Ring first."
    item = Item(
        kind=kind.value, icon="house" if over else _ICONS[kind],
        subject="Home visit running over" if over else row["title"],
        why=why, due=ends if over else due, due_on=due_on, booked_at=None if over else booked, pressing=over,
        due_words=_over(ends, now) if over else None,
        person_id=row["person_id"], rule=row["rule"], **_base(row),
    )  # fmt: skip
    stand = _standing(
        Harm.NOT_SURE if over else Harm(row["harm"]), ClockToday(row["clock"]), due=due or _end_of(due_on),
        since=None, statutory=bool(row["statutory"]),
    )  # fmt: skip
    return item, stand


def _over(ends: datetime | None, now: datetime) -> Due:
    return Due(f"{span_words(now - ends)} over" if ends else "Running over", "check-in", "late")


def _end_of(day: date | None) -> datetime | None:
    return datetime(day.year, day.month, day.day, 17, tzinfo=clock.LONDON) if day else None


_OPEN = "(" + ", ".join(f"'{state.value}'" for state in CallState if state is not CallState.DONE) + ")"


def unsorted_calls(reader: Reader, now: datetime) -> list[Weighed]:
    """Calls in which a safeguarding word stands and nobody has sorted them yet; drafts left open."""
    rows = reader.rows(
        # Two ways in, each along its own index: with OR the whole of the log would be read.
        f"SELECT c.*, {_NAMES} FROM r_call c {_WITH.format(t='c')} WHERE c.removed_at IS NULL"  # noqa: S608
        " AND c.id IN (SELECT id FROM r_call WHERE started_at > :since AND state = 'done' AND harm = 'not_sorted'"
        f" AND prompted <> '[]' UNION ALL SELECT id FROM r_call WHERE state IN {_OPEN} AND started_at < :left)",
        {"since": moment_text(now - timedelta(days=14)), "left": moment_text(now - timedelta(hours=1))},
    )
    found: list[Weighed] = []
    for row in rows:
        open_still = row["state"] != "done"
        words = ", ".join(f"“{word}”" for word in _list(row["prompted"]))
        item = Item(
            kind="call", icon="phone-incoming",
            subject="Call left open" if open_still else "Call not sorted",
            why=f"{row['caller'] or 'Unknown caller'} at {time_words(read_moment(row['started_at']))}."
            + (f" The note says {words}. Is anyone at risk now?" if words else " Finish it or throw it away."),
            pressing=bool(words), due=None, due_on=clock.local(read_moment(row["started_at"])).date(),
            person_id=row["person_id"], call_id=row["id"], **_base(row),
        )  # fmt: skip
        found.append((item, _standing(Harm.NOT_SORTED, ClockToday.NOT_SORTED, prompted=bool(words))))
    return found


def conflicts(reader: Reader, now: datetime) -> list[Weighed]:
    """Questions with two answers, about a family whose facts somebody may act on."""
    found: list[Weighed] = []
    for one in open_conflicts(reader, most=100):
        family = reader.get(Family, one.family_id) if one.family_id else None
        item = Item(
            kind="conflict", id=one.id, icon="split", subject=one.title, family=family.name if family else "",
            family_id=one.family_id, why=one.sentence, worker_id=one.worker_id, initials="",
            due_on=clock.local(now).date(), due_words=Due("Two answers", "you decide", "soon"),
        )  # fmt: skip
        found.append((item, _standing(Harm.NOT_SORTED, ClockToday.TODAY)))
    return found


def unanswered_checks(reader: Reader, now: datetime) -> list[Weighed]:
    """Agency checks whose day to reply has come, and letters that have not left yet."""
    today = clock.local(now).date()
    rows = reader.rows(
        f'SELECT c.*, c."to" AS whom, {_NAMES} FROM r_agency_check c {_WITH.format(t="c")}'  # noqa: S608
        " WHERE c.removed_at IS NULL AND (c.state = 'drafted' OR (c.state = 'sent' AND c.due_on <= :today))",
        {"today": today.isoformat()},
    )
    found: list[Weighed] = []
    for row in rows:
        kind = agency_kinds().get(row["agency"])
        title = kind.title if kind else row["agency"]
        sent = row["state"] == "sent"
        chased = f"chased {often(row['chased'])}" if row["chased"] else "not chased yet"
        asked = f"Asked {day_words(date.fromisoformat(row['asked_on']))}, {chased}. {row['whom']}".strip()
        due_on = date.fromisoformat(row["due_on"]) if sent else today
        item = Item(
            kind="agency_check", icon=kind.icon if kind else "building-2",
            subject=f"{title} has not replied" if sent else f"Letter to {title} not sent",
            why=asked if sent else f"It is drafted. {row['whom']}".strip(), due_on=due_on, **_base(row),
        )  # fmt: skip
        found.append((item, _standing(Harm.NOT_SORTED, ClockToday.NOT_SORTED, due=_end_of(due_on))))
    return found


def referrals_to_ask(reader: Reader, now: datetime) -> list[Weighed]:
    """Referrals that wait for an answer, a place or an outcome, and whose day to ask has come."""
    rows = reader.rows(
        f'SELECT x.*, x."to" AS whom, {_NAMES} FROM r_referral x {_WITH.format(t="x")}'  # noqa: S608
        " WHERE x.removed_at IS NULL AND x.look_on <= :today",
        {"today": clock.local(now).date().isoformat()},
    )
    found: list[Weighed] = []
    for row in rows:
        due_on, since = date.fromisoformat(row["look_on"]), date.fromisoformat(row["moved_on"])
        why = f"{ReferralState(row['state']).words().capitalize()} since {day_words(since)}. How does it stand?"
        item = Item(kind="referral", icon="send", subject=f"Ask {row['whom']}", why=why, due_on=due_on, **_base(row))
        found.append((item, _standing(Harm.NOT_SORTED, ClockToday.NOT_SORTED, due=_end_of(due_on))))
    return found


def _list(text: str) -> list[str]:
    return [str(word) for word in json.loads(text)]


def _standing(
    harm: Harm,
    clock_today: ClockToday,
    *,
    due: datetime | None = None,
    since: datetime | None = None,
    statutory: bool = False,
    prompted: bool = False,
) -> Standing:
    return Standing(
        harm=harm,
        clock=clock_today,
        prompted=prompted,
        due=due,
        waiting_since=since,
        statutory=statutory,
        override=None,
    )


SOON, LONG_AGO = timedelta(days=2), timedelta(days=14)
"""A clock stands in Today from two days before its day to a fortnight after; the workspace Deadlines has them all."""


def clocks_running_out(reader: Reader, now: datetime) -> list[Weighed]:
    """Statutory clocks that run out now, with nothing booked, no task and no reason given; siblings in one line."""
    today = clock.local(now).date()
    explained = {(one.child_id, one.rule, one.started) for one in reader.all(LateReason)}
    lines: dict[tuple[str, str, date], list[Deadline]] = defaultdict(list)
    for one in pressing(deadlines(reader, now)):
        running = one.clock
        near = today - LONG_AGO <= running.due.day <= today + SOON
        if near and one.booked_at is None and (running.child_id, running.rule.code, running.started) not in explained:
            lines[running.family_id, running.rule.code, running.due.day].append(one)
    return [_running_out(siblings) for siblings in lines.values()]


def _running_out(siblings: list[Deadline]) -> Weighed:
    first = siblings[0]
    running = first.clock
    item = Item(
        kind="deadline", id=first.id, icon="calendar-clock", subject=running.rule.title, family=first.family,
        family_id=running.family_id, why=f"{', '.join(one.child for one in siblings)}; {running.due.why}.",
        worker_id=first.worker_id, initials=first.initials, due_on=running.due.day, person_id=running.child_id,
        rule=f"{running.rule.code}, {running.rule.source}".rstrip(", "),
    )  # fmt: skip
    # A child who is not seen weighs more than a paper that is not sent; neither more than a worker who is not out.
    seen = running.rule.code in VISIT_RULES
    return item, _standing(Harm.NOT_SORTED, ClockToday.NOT_SORTED, due=_end_of(running.due.day), statutory=seen)


Source = Callable[[Reader, datetime], list[Weighed]]
SOURCES: list[Source] = [
    unacknowledged, call_backs, tasks, unsorted_calls, conflicts, unanswered_checks, referrals_to_ask,
    clocks_running_out,
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class About:
    """What the panel shows of one item besides the item: whose it is, the person, a number, who was told when."""

    worker: str
    team: str
    person: str
    number: str
    told: tuple[str, ...]


def about(reader: Reader, item: Item) -> About:
    """The surroundings of one item."""
    worker = reader.get(Worker, item.worker_id) if item.worker_id else None
    team = reader.get(Team, worker.team_id) if worker and worker.team_id else None
    person = reader.get(Person, item.person_id) if item.person_id else None
    phones = reader.all(Phone, person_id=item.person_id) if item.person_id else []
    steps = reader.all(LadderStep, message_id=item.id) if item.kind == "message" else []
    told = tuple(
        f"{step.whom} at {time_words(step.told_at)}, by {step.channel}" for step in steps if step.told_at is not None
    )
    name = " ".join(part for part in (person.given, person.surname) if part) if person else ""
    number = phones[0].number if phones else ""
    return About(worker.name if worker else "", team.name if team else "", name, number, told)


def counts(reader: Reader) -> tuple[int, int]:
    """My social workers and the children they have."""
    workers = int(reader.value("SELECT count(*) FROM r_worker WHERE mine = 1 AND removed_at IS NULL"))
    children = int(
        reader.value(
            "SELECT count(DISTINCT m.person_id) FROM r_member m JOIN r_allocation a ON a.family_id = m.family_id"
            " JOIN r_worker w ON w.id = a.worker_id WHERE m.is_child = 1 AND m.removed_at IS NULL"
            " AND a.removed_at IS NULL AND a.until IS NULL AND w.mine = 1 AND w.removed_at IS NULL"
        )
    )
    return workers, children
