"""Calls, emails, messages and people who wait, as rows of the list at the left."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from desktop_app import clock
from desktop_app.records.contacts import Call
from desktop_app.records.words import CallState, ClockToday, Harm, MessageState, Outcome
from desktop_app.rules.days import counted, day_words, near_day, often
from desktop_app.rules.ladder import standing
from desktop_app.rules.triage import Urgency, urgency
from desktop_app.vault.queries.contacts import ContactRow, MessageRow, Waiting
from desktop_app.windows.widgets.rows import Row, Section

_CHANNEL_ICONS = {
    "video": "monitor",
    "email": "mail",
    "text": "smartphone",
    "letter": "file-text",
    "in_person": "users",
}
_SAID = {
    Outcome.ANSWERED: "answered", Outcome.PASSED_ON: "passed on", Outcome.NOTHING: "nothing needed",
    Outcome.MESSAGE: "message", Outcome.VOICEMAIL: "voicemail", Outcome.NO_ANSWER: "no answer",
    Outcome.CALL_BACK: "call back",
}  # fmt: skip


def icon_of(kind: str, direction: str, channel: str, outcome: str, going_on: bool) -> str:
    """The icon of a call by what it was."""
    if kind == "email":
        return "mail"
    if going_on:
        return "phone-call"
    if channel in _CHANNEL_ICONS:
        return _CHANNEL_ICONS[channel]
    if outcome in ("no_answer", "voicemail"):
        return "phone-missed"
    return "phone-outgoing" if direction == "out" else "phone-incoming"


def contact_row(row: ContactRow, now: datetime) -> Row:
    """One call or email. A call in progress is blue; red and amber are what needs somebody."""
    going = row.state != CallState.DONE.value
    role, words = ("note", "on hold" if row.state == "held" else "") if going else _state(row, now)
    second = " · ".join(part for part in (row.family or "Not yet matched", words) if part)
    minutes = "now" if going else f"{row.minutes} min" if row.minutes else "–"
    icon = icon_of(row.kind, row.direction, row.channel, row.outcome, going)
    if row.kind == "email":
        second = " · ".join(part for part in (row.family or "Not yet matched", row.first_words) if part)
        minutes = "email"
    at = clock.local(row.at)
    spoken = ", ".join((row.who, row.family or "not yet matched", words, f"{at:%H:%M}", minutes))
    return Row(f"{row.kind}:{row.id}", icon, role, row.who, "", second, time=f"{at:%H:%M}", due2=minutes, spoken=spoken)


def _state(row: ContactRow, now: datetime) -> tuple[str | None, str]:
    """(role, words) of a call that has ended."""
    if row.call_back_by is not None:
        late = row.call_back_by < now
        return ("late" if late else "soon"), f"call {clock.local(row.call_back_by):%H:%M}" + (", late" if late else "")
    harm, today = _harm(row.harm), _clock(row.clock)
    level = urgency(harm, today, row.prompted).urgency
    if row.messages_open:
        return ("late", "urgent") if level >= Urgency.TODAY else ("soon", "message")
    if level is Urgency.NOW:
        return "late", "urgent"
    outcome = next((one for one in Outcome if one.value == row.outcome), None)
    if level is Urgency.UNSORTED and row.kind == "call" and not row.outcome:
        return "soon", "not sorted"
    done = outcome in (Outcome.ANSWERED, Outcome.PASSED_ON, Outcome.NOTHING, Outcome.MESSAGE)
    return ("done" if done else None), _SAID.get(outcome, "") if outcome else ""


def _harm(value: str) -> Harm:
    return next((one for one in Harm if one.value == value), Harm.NOT_SORTED)


def _clock(value: str) -> ClockToday:
    return next((one for one in ClockToday if one.value == value), ClockToday.NOT_SORTED)


def draft_row(call: Call, family: str, now: datetime) -> Row:
    """A call that has not ended, offered again."""
    at = clock.local(call.started_at or now)
    words = " ".join(call.note.split())[:60] or ("on hold" if call.state is CallState.HELD else "nothing noted yet")
    old = now - (call.started_at or now) > timedelta(hours=1)
    return Row(
        f"call:{call.id}", "phone-call", "soon" if old else "note", call.caller or "New call", "",
        " · ".join(part for part in (family, words) if part), time=f"{at:%H:%M}",
        due2=near_day(at.date(), clock.local(now).date()) if old else "now",
    )  # fmt: skip


def waiting_row(one: Waiting, now: datetime) -> Row:
    """Someone who was promised a call; late ones are red."""
    late = one.by_when is not None and one.by_when < now
    parts = [one.family, f"tried ×{one.tries}" if one.tries else ""]
    if one.rang_in_week > 1:
        parts.append(f"rang {often(one.rang_in_week)} this week")
    by = clock.local(one.by_when) if one.by_when else None
    day = "" if by is None else near_day(by.date(), clock.local(now).date())
    return Row(
        f"call_back:{one.id}", "phone-outgoing", "late" if late else "soon", one.who or "Unknown caller", "",
        " · ".join(part for part in parts if part) or one.about, time=f"{by:%H:%M}" if by else "–",
        due1="late" if late and day == "today" else day, due1_role="late" if late else None,
    )  # fmt: skip


def message_row(row: MessageRow, now: datetime) -> Row:
    """A message with its state in words."""
    message = row.message
    at = clock.local(message.sent_at or now)
    where = standing(message, row.steps, now)
    open_still = message.state in (MessageState.SENT, MessageState.SEEN)
    if not open_still:
        by = f" by {message.acknowledged_by}" if message.state is MessageState.ACKNOWLEDGED else ""
        role, words = "done", f"{message.state.words()}{by}"
    elif message.urgent:
        role, words = "late", where.words(now) or "urgent, not yet taken"
    else:
        role, words = "soon", f"{message.state.words()}, not yet taken"
    whom = row.worker.split()[0] if row.worker else "Nobody"
    return Row(
        f"message:{message.id}", "message-square", role, f"{whom}: {message.what}", "",
        " · ".join(part for part in (words, row.family) if part), time=f"{at:%H:%M}",
        due2="today" if at.date() == clock.local(now).date() else f"{at.day} {at:%b}",
    )  # fmt: skip


def day_section(day: date, today: date, counts: tuple[int, int]) -> Section:
    """ "Today  7 calls", "Yesterday  19 calls, 2 emails"."""
    near = near_day(day, today)
    title = near.capitalize() if near in ("today", "yesterday", "tomorrow") else near
    calls, emails = counts
    said = [counted(calls, "call")] if calls or not emails else []
    said += [counted(emails, "email")] if emails else []
    return Section(day.isoformat(), "", None, title, ", ".join(said))


def sentence_day(day: date) -> str:
    """The day of a call in words."""
    return day_words(day)
