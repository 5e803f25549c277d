"""The list of referrals: drafted, waited for, over; each with its next step."""

from __future__ import annotations

from datetime import date
from typing import Any

from desktop_app import clock
from desktop_app.commands.referrals import ask_about_referral, change_referral, move_referral
from desktop_app.records.check_words import ReferralState
from desktop_app.records.checks import Referral
from desktop_app.rules.days import counted, day_words, often
from desktop_app.rules.one_day import one_day
from desktop_app.rules.referrals import LOOK, NEXT, due_label
from desktop_app.vault.queries.referrals import (
    ReferralPage,
    ReferralRow,
    referral_counts,
    referral_page,
    referral_rows,
)
from desktop_app.windows.checks.form_leaving import form_paper, send_form
from desktop_app.windows.checks.part import PAGE, Part, paged
from desktop_app.windows.checks.referral_sheet import ReferralSheet
from desktop_app.windows.widgets.line_panel import Do, Fact, Shown
from desktop_app.windows.widgets.rows import Page as RowsPage
from desktop_app.windows.widgets.rows import Row

State = ReferralState
ROLES = {State.DRAFTED: "soon", State.STARTED: "note", State.CLOSED: "done"}


class ReferralPart(Part):
    """Referrals to services."""

    key, title, new_words, kind = "referrals", "Referrals", "New referral", "referral"
    touched = ("referral", "service")
    filters = (
        ("", "All referrals"), ("ask", "To ask about"), ("drafted", "Not sent yet"), ("sent", "Sent"),
        ("accepted", "Accepted"), ("waiting", "On a waiting list"), ("started", "Started"), ("closed", "Closed"),
        ("declined", "Declined"),
    )  # fmt: skip
    empty = ("No referrals yet.", "The form is filled in from the record; what comes of it is asked for by its day.")

    def fetch(self, typed: str, chosen: str, after: object | None) -> RowsPage[Row]:
        """A page of referrals."""
        today = clock.today()
        last = after if isinstance(after, tuple) else None
        rows = self.room.desk.read(referral_rows, after=last, limit=PAGE, state=chosen, typed=typed, today=today)
        return paged(rows, lambda one: _row(one, today))

    def sentence(self) -> str:
        """How many are under way, and about how many to ask."""
        under_way, ask = self.room.desk.read(referral_counts, clock.today())
        if not under_way:
            return "No referral is under way."
        return f"{counted(under_way, 'referral')} under way" + (f", {ask} to ask about." if ask else ".")

    def show(self, key: str) -> Shown | None:
        """How one referral stands."""
        page = self.room.desk.read(referral_page, key, clock.today())
        if page is None:
            return None
        one = page.referral
        texts = [("Why", one.need)]
        texts += [("What it should change", one.hoped)] if one.hoped else []
        texts += [("Why they declined", one.why_not)] if one.why_not else []
        texts += [("Outcome", one.outcome)] if one.outcome else []
        words = one.state.words()
        return Shown(
            words[:1].upper() + words[1:], ROLES.get(one.state), "send", one.to, "",
            (page.family.id, page.family.name), _facts(page), tuple(texts), *_doable(one),
        )  # fmt: skip

    def new(self) -> None:
        """A draft."""
        ReferralSheet(self.page, self._drafted).open()

    def _drafted(self, referral: Referral) -> None:
        self.room.toast("Draft kept.", undo=True)
        self.page.open_record("referral", referral.id)

    def change(self, key: str) -> None:
        """Other words, consent given meanwhile."""
        page = self.room.desk.read(referral_page, key, clock.today())
        if page is not None:
            ReferralSheet(self.page, lambda _one: self.room.toast("Changed.", undo=True), referral=page.referral).open()

    def print(self, key: str) -> None:
        """Ctrl+P: the form on paper."""
        page = self.room.desk.read(referral_page, key, clock.today())
        if page is not None:
            by = self.room.desk.actor
            self.room.print_paper(
                lambda: form_paper(page, by), about_id=key, family_id=page.family.id, for_whom=page.referral.to
            )

    def send(self, key: str) -> None:
        """The form and its draft; from then on it is sent."""
        send_form(self.page, key)

    def _to(self, key: str, state: ReferralState, words: str, **values: Any) -> None:  # noqa: ANN401
        self.finish(self.room.desk.do(move_referral, key, state, **values), words)

    def accept(self, key: str) -> None:
        """They take the family."""
        self._to(key, State.ACCEPTED, "Accepted.")

    def wait(self, key: str) -> None:
        """On their waiting list: at which place, from when."""

        def take(typed: str) -> str:
            position, day, wrong = read_place(typed, clock.today())
            if not wrong:
                self._to(key, State.WAITING, "On the waiting list.", position=position, expected_on=day)
            return wrong

        self.ask("Place on the list, and when it may start (“4, 12 Jan”)", "", take)

    def start(self, key: str) -> None:
        """The work has begun."""
        self._to(key, State.STARTED, "Started.")

    def _said(self, words: str, key: str, state: ReferralState, name: str, done: str) -> None:
        def take(typed: str) -> str:
            if not typed.strip():
                return "A few words."
            self._to(key, state, done, **{name: typed.strip()})
            return ""

        self.ask(words, "", take)

    def decline(self, key: str) -> None:
        """They don't, and say why."""
        self._said("Why did they decline?", key, State.DECLINED, "why_not", "Declined.")

    def close(self, key: str) -> None:
        """It is over; what came of it."""
        self._said("What came of it?", key, State.CLOSED, "outcome", "Closed.")

    def chase(self, key: str) -> None:
        """Somebody asked how it stands."""
        self.finish(self.room.desk.do(ask_about_referral, key), "Asked; the next day to ask is set.")

    def move(self, key: str) -> None:
        """Another day to ask."""

        def take(typed: str) -> str:
            day, wrong = one_day(typed, clock.today())
            if day is not None and not wrong:
                self.finish(self.room.desk.do(change_referral, key, look_on=day), f"Ask on {day_words(day)}.")
            return wrong or ("" if day else "Type a day.")

        self.ask("Ask again on which day?", "", take)


def read_place(typed: str, today: date) -> tuple[int, date | None, str]:
    """(place, expected start, what is wrong) of "4, 12 Jan", "4", "12 Jan" or nothing."""
    first, _, rest = typed.strip().partition(",")
    number = first.strip().lstrip("#")
    if number.isdigit():
        day, wrong = one_day(rest, today)
        return int(number), day, wrong
    day, wrong = one_day(typed, today)
    return 0, day, wrong


def _row(one: ReferralRow, today: date) -> Row:
    due = due_label(one.state, one.look_on, one.moved_on, one.position, one.expected_on, today)
    second = " ".join(one.second.split())
    return Row(
        one.id, "send", due.role or None, one.to, one.family, second, due.first, due.role or None, due.second,
        one.initials,
    )  # fmt: skip


def _facts(page: ReferralPage) -> tuple[Fact, ...]:
    one = page.referral
    names = ", ".join(
        (person.known_as or person.given or "unborn baby") if child else f"{person.given} {person.surname}".strip()
        for person, _role, child in page.people
    )
    facts: list[Fact] = [("For", names)]
    consent = f"{one.consent_by}, {day_words(one.consent_on)}" if one.consent_by and one.consent_on else one.consent_by
    facts.append(("Consent", consent) if consent else ("Consent", "not written down yet", "soon"))
    facts += [("Address", "held back, not on the form", "guard")] if page.held_back else []
    facts += [("Sent", day_words(one.sent_on))] if one.sent_on else []
    if one.moved_on and one.state not in (State.DRAFTED, State.SENT):
        facts.append((one.state.words()[:1].upper() + one.state.words()[1:], f"since {day_words(one.moved_on)}"))
    if one.state is State.WAITING:
        facts += [("Place", f"number {one.position}")] if one.position else []
        facts += [("Expected", day_words(one.expected_on))] if one.expected_on else []
    if one.look_on:
        today = clock.today()
        facts.append(
            ("Ask on", day_words(one.look_on), "soon") if one.look_on <= today else ("Ask on", day_words(one.look_on))
        )
    facts += [("Asked", often(one.chased))] if one.chased else []
    service = page.service
    if service is not None:
        facts += [("Number", service.phone)] if service.phone else []
        facts += [("Email", service.email)] if service.email else []
        facts += [("How", service.how)] if service.how else []
        facts += [("They wait", counted(service.weeks, "week"))] if service.weeks else []
    return tuple(facts)


_STEPS: dict[ReferralState, Do] = {
    State.ACCEPTED: Do("accept", "Accepted", "A", "check"),
    State.WAITING: Do("wait", "On the waiting list", "W", "hourglass"),
    State.STARTED: Do("start", "Started", "S", "play"),
    State.DECLINED: Do("decline", "Declined", "D", "x"),
    State.CLOSED: Do("close", "Closed, with its outcome", "O", "circle-check"),
}


def _doable(one: Referral) -> tuple[Do | None, tuple[Do, ...]]:
    """The next step, and what else may come of it."""
    change = Do("change", "Change", "E", "pencil")
    if one.state is State.DRAFTED:
        return Do("send", "Make the form", "L", "mail"), (change, _STEPS[State.CLOSED])
    steps = tuple(_STEPS[state] for state in NEXT[one.state])
    if one.state not in LOOK:
        return None, ()
    late = one.look_on is not None and one.look_on <= clock.today()
    ask, move = Do("chase", "I asked them", "C", "bell"), Do("move", "Ask on another day", "M", "calendar")
    if late:
        return ask, (*steps, move)
    return steps[0], (*steps[1:], ask, move)
