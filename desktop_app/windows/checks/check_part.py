"""The list of agency checks: to send, waited for by day, answered."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desktop_app import clock
from desktop_app.commands.checks import chase_check, move_check, reply_came, withdraw_check
from desktop_app.records.check_words import CheckState
from desktop_app.rules.chasing import LADDER
from desktop_app.rules.checks import agency_kinds, due_label, is_late, standing_words
from desktop_app.rules.days import counted, day_words, near_day, often
from desktop_app.rules.one_day import one_day
from desktop_app.vault.queries.checks import CheckPage, CheckRow, check_counts, check_page, check_rows, round_of
from desktop_app.vault.queries.status import me
from desktop_app.windows.checks.ask_sheet import AskSheet
from desktop_app.windows.checks.letters import paper_of, send_letters
from desktop_app.windows.checks.part import PAGE, Part, paged
from desktop_app.windows.checks.reply_sheet import ReplySheet
from desktop_app.windows.checks.said import said_child
from desktop_app.windows.widgets.line_panel import Do, Shown
from desktop_app.windows.widgets.rows import Page as RowsPage
from desktop_app.windows.widgets.rows import Row

if TYPE_CHECKING:
    from desktop_app.windows.widgets.line_panel import Fact

_DONE = (CheckState.REPLIED, CheckState.NOTHING_KNOWN)


class CheckPart(Part):
    """Agency checks."""

    key, title, new_words, kind = "checks", "Agency checks", "Ask agencies", "agency_check"
    touched = ("agency_check", "check_set")
    filters = (
        ("", "All checks"), ("late", "Late"), ("sent", "Waited for"), ("drafted", "Not sent yet"),
        ("replied", "Replied"), ("nothing_known", "Nothing known"),
    )  # fmt: skip
    empty = ("No agency checks yet.", "A round of letters takes a minute: family, legal basis, agencies.")

    def fetch(self, typed: str, chosen: str, after: object | None) -> RowsPage[Row]:
        """A page of checks."""
        today = clock.today()
        last = after if isinstance(after, tuple) else None
        rows = self.room.desk.read(check_rows, after=last, limit=PAGE, state=chosen, typed=typed, today=today)
        return paged(rows, lambda one: _row(one, today))

    def sentence(self) -> str:
        """What is to be sent, waited for, late."""
        found = self.room.desk.read(check_counts, clock.today())
        if not any(found.values()):
            return "Nothing is waited for."
        parts = [f"{counted(found['sent'], 'reply', 'replies')} waited for"] if found["sent"] else []
        parts += [f"{found['late']} late"] if found["late"] else []
        parts += [f"{counted(found['drafted'], 'letter')} to send"] if found["drafted"] else []
        return ", ".join(parts) + "."

    def show(self, key: str) -> Shown | None:
        """How one check stands."""
        today = clock.today()
        page = self.room.desk.read(check_page, key, today)
        if page is None:
            return None
        check = page.check
        kind = agency_kinds().get(check.agency)
        due = due_label(check.state, check.due_on, check.replied_on, check.chased, today)
        late = is_late(check.state, check.due_on, today)
        state = "Late" if late else due.first if check.state in _DONE else check.state.words().capitalize()
        texts = [("Their reply", check.reply or "Nothing known.")] if check.state in _DONE else []
        texts += [("Email", f"{page.email.subject}, {page.email.sender}")] if page.email else []
        return Shown(
            state, due.role or None, kind.icon if kind else "building-2", kind.title if kind else check.agency,
            check.to, (page.family.id, page.family.name), _facts(page, due.role), tuple(texts), *_doable(page),
        )  # fmt: skip

    def new(self) -> None:
        """A round of checks."""
        AskSheet(self.page, lambda ids: send_letters(self.page, ids)).open()

    def letters(self, key: str) -> None:
        """The letters of the round that have not left; else this one again."""
        ids = self.room.desk.read(round_of, key, drafted=True)
        send_letters(self.page, ids or [key])

    def print(self, key: str) -> None:
        """Ctrl+P: this letter on paper."""
        page = self.room.desk.read(check_page, key, clock.today())
        if page is not None:
            mine, by = self.room.desk.read(me), self.room.desk.actor
            self.room.print_paper(
                lambda: paper_of(page, mine, by), about_id=key, family_id=page.family.id, for_whom=page.check.to
            )

    def reply(self, key: str) -> None:
        """What they answered."""
        page = self.room.desk.read(check_page, key, clock.today())
        if page is not None:
            ReplySheet(self.page, page).open()

    def nothing(self, key: str) -> None:
        """They know nothing: one key."""
        doing = self.room.desk.do(reply_came, key, reply="", on=clock.today(), nothing_known=True)
        self.finish(doing, "Nothing known, kept as their reply.")

    def chase(self, key: str) -> None:
        """Asked again: counted, and the reminder letter made; without a folder it was by telephone."""

        def chased(_check: object) -> None:
            if not send_letters(self.page, [key]):
                self.room.toast("Chased, without a letter.", undo=True)

        self.room.desk.do(chase_check, key).then(chased).otherwise(self.room.trouble)

    def move(self, key: str) -> None:
        """Another day."""

        def take(typed: str) -> str:
            day, wrong = one_day(typed, clock.today())
            if wrong or day is None:
                return wrong or "Type a day."
            said = near_day(day, clock.today())
            self.finish(self.room.desk.do(move_check, key, day), f"The reply is waited for until {said}.")
            return ""

        self.ask("Reply by when instead?", "", take)

    def withdraw(self, key: str) -> None:
        """Nobody waits any more."""
        self.finish(self.room.desk.do(withdraw_check, key), "Check withdrawn.")


def _row(one: CheckRow, today: date) -> Row:
    kind = agency_kinds().get(one.agency)
    due = due_label(one.state, one.due_on, one.replied_on, one.chased, today)
    second = " ".join(one.reply.split()) or one.to or "nobody named"
    return Row(
        one.id, kind.icon if kind else "building-2", due.role or None, kind.title if kind else one.agency, one.family,
        second, due.first, due.role or None, due.second, one.initials,
    )  # fmt: skip


def _facts(page: CheckPage, role: str) -> tuple[Fact, ...]:
    check, asked = page.check, page.asked
    about = "; ".join(said_child(person, clock.today()) for person, _role, is_child in page.people if is_child)
    facts: list[Fact] = [("About", about)] if about else []
    grown = ", ".join(f"{one.given} {one.surname}".strip() for one, _role, is_child in page.people if not is_child)
    facts += [("Adults", grown)] if grown else []
    facts.append(("Basis", asked.basis.words().capitalize()))
    if asked.consent_by:
        facts.append(("Consent", f"{asked.consent_by}, {day_words(asked.consent_on)}" if asked.consent_on else ""))
    facts += [("Because", asked.reason)] if asked.reason else []
    facts += [("Email", check.email)] if check.email else []
    facts += [("Address", "held back, on no letter", "guard")] if page.held_back else []
    if check.left_at:
        facts.append(("Sent", day_words(clock.local(check.left_at).date())))
    if check.due_on and check.state not in _DONE:
        timed = role if check.state is CheckState.SENT else ""
        facts.append(("Reply by", day_words(check.due_on), timed) if timed else ("Reply by", day_words(check.due_on)))
    if check.chased and check.chased_on:
        facts.append(("Chased", f"{often(check.chased)}, last {day_words(check.chased_on)}"))
    facts += [("Replied", f"{check.replied_by}, {day_words(check.replied_on)}")] if check.replied_on else []
    facts.append(("Round", standing_words(page.others, clock.today())))
    return tuple(facts)


def _doable(page: CheckPage) -> tuple[Do | None, tuple[Do, ...]]:
    """The next thing, and what else."""
    check = page.check
    letter = Do("letters", "Make the letters", "L", "mail")
    reply = Do("reply", "Reply came", "R", "pencil")
    nothing = Do("nothing", "Nothing known", "N", "minus")
    move = Do("move", "Another day", "M", "calendar")
    leave = Do("withdraw", "Withdraw", "W", "x")
    if check.state is CheckState.DRAFTED:
        return letter, (reply, nothing, move, leave)
    if check.state is CheckState.SENT:
        last = check.chased + 1 >= len(LADDER)
        chase = Do("chase", "Chase, and tell the manager" if last else "Chase", "C", "bell")
        late = is_late(check.state, check.due_on, clock.today())
        again = Do("letters", "Letter again", "L", "mail")
        return (chase, (reply, nothing, again, move, leave)) if late else (reply, (nothing, chase, again, move, leave))
    if check.state in _DONE:
        return None, (Do("reply", "Change the reply", "R", "pencil"),)
    return None, ()
