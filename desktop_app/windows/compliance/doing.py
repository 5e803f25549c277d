"""What is done about a chosen deadline: booked, recorded, asked after, explained, agreed otherwise, printed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from desktop_app import clock
from desktop_app.commands.chasing import chase_deadline, deadline_answered, give_late_reason
from desktop_app.commands.pathway import agree_time, record_step
from desktop_app.errors import EnvironmentProblem, UserError
from desktop_app.records.words import StepKind
from desktop_app.rules.chasing import next_rung
from desktop_app.rules.days import near_day
from desktop_app.rules.one_day import one_day
from desktop_app.rules.timescales import read_count
from desktop_app.rules.timescales.clocks import State
from desktop_app.rules.timescales.visits import VISIT_RULES
from desktop_app.vault.queries.compliance import Standing, effect, standings, whom_to_ask
from desktop_app.vault.queries.diary import DueCard
from desktop_app.vault.queries.status import me
from desktop_app.windows import dialogs
from desktop_app.windows.compliance.leaving import chase_draft, clock_name, digest_draft, keep_draft

if TYPE_CHECKING:
    from desktop_app.windows.compliance.page import CompliancePage

RECENTLY = timedelta(days=91)
"""How far back the effect of asking is counted."""


class Doer:
    """Acts on the page's desk; every step can be taken back by undo."""

    def __init__(self, page: CompliancePage) -> None:
        self.page, self.room = page, page.room

    def _ask(self, words: str, start: str, done: object) -> None:
        self.page.open_panel()
        if callable(done):
            self.page.panel.question(words, start, done)

    def book(self, one: Standing) -> None:
        """To the diary's finder, which knows the day it must be before."""
        deadline, running = one.deadline, one.deadline.clock
        self.room.book_due(
            DueCard(
                "", deadline.worker_id, running.rule.title, deadline.family, running.family_id, running.child_id,
                deadline.child, running.due.day, deadline.booked_at, True,
                "visit" if running.rule.code in VISIT_RULES else "meeting",
            )
        )  # fmt: skip

    def done(self, one: Standing) -> None:
        """Ask when; a reason that was given goes into the step."""
        running = one.deadline.clock
        kinds = [StepKind(kind) for kind in running.rule.met_by if kind in set(StepKind)]
        if not kinds:
            self.room.toast("Nothing that can be recorded ends this clock.")
            return

        def keep(typed: str) -> str:
            day, wrong = one_day(typed, clock.today(), gone=True)
            if wrong or day is None:
                return wrong or "Type the day."
            doing = self.room.desk.do(
                record_step, running.family_id, (running.child_id,), kinds[0], day, late_because=one.reason
            )
            words = f"{running.rule.title} for {one.deadline.child}, {near_day(day, clock.today())}: recorded."
            doing.then(lambda _kept: self.room.toast(words, undo=True)).otherwise(self.room.trouble)
            return ""

        self._ask(f"When was it done? {running.rule.title}, {one.deadline.child}", "today", keep)

    def reason(self, one: Standing) -> None:
        """Why it is late."""
        running = one.deadline.clock
        if running.state is not State.LATE:
            self.room.toast("It is not late.")
            return

        def keep(typed: str) -> str:
            doing = self.room.desk.do(
                give_late_reason, running.family_id, running.child_id, running.rule.code, running.started, typed
            )
            doing.then(lambda _kept: self.room.toast("Kept.", undo=True)).otherwise(self.room.trouble)
            return ""

        self._ask("Why is it late?", one.reason, keep)

    def agree(self, one: Standing) -> None:
        """The plan's own length wins over the pack's."""
        running = one.deadline.clock
        now = running.rule.after.words() if running.rule.after is not None else ""

        def keep(typed: str) -> str:
            try:
                if typed.strip():
                    read_count(typed)
            except UserError as trouble:
                return str(trouble)
            doing = self.room.desk.do(
                agree_time, running.family_id, running.child_id, running.rule.code, typed, agreed_by="the plan"
            )
            doing.then(lambda _kept: self.room.toast("The plan counts from now on.", undo=True)).otherwise(
                self.room.trouble
            )
            return ""

        self._ask(f"How often does the plan say? Now {now}; empty for the council's own.", now, keep)

    # -- asking after -----------------------------------------------------------------------------------

    def chase(self, one: Standing) -> None:
        """Read it once more, so that nobody is asked about what was just done; then the next rung as a draft."""
        families = {one.deadline.clock.family_id}
        fresh = {found.id: found for found in self.room.desk.read(standings, clock.now(), families)}.get(one.id)
        if fresh is None:
            self.room.toast("That was done meanwhile. Nobody was asked.")
            self.page.refresh()
            return
        today = clock.today()
        rung = next_rung([clock.local(asked.at).date() for asked in fresh.chases if asked.at is not None], today)
        if rung.wait:
            self.room.toast(f"{rung.wait} Nobody was asked.")
            return
        worker, team = self.room.desk.read(whom_to_ask, fresh.deadline.worker_id)
        if worker is None:
            self.room.toast("No social worker has this family, so nobody can be asked.")
            return
        folder = dialogs.choose_folder(self.page, "Where the email goes")
        if folder is None:
            return
        manager = team.manager if team is not None else ""
        try:
            draft = chase_draft(fresh, rung, worker, team, self.room.desk.read(me))
            keep_draft(folder, f"chase-{rung.number}", draft)
        except (UserError, EnvironmentProblem) as trouble:
            self.room.trouble(trouble)
            return
        doing = self.room.desk.do(
            chase_deadline, [clock_name(fresh)], worker_id=worker.id, to=worker.name, manager=manager or "The manager"
        )
        whom = (manager or "the manager") if rung.manager else worker.name
        words = f"A letter to {whom} is ready to send. Open it in your mail program."
        doing.then(lambda _kept: self.room.toast(words, undo=True)).otherwise(self.room.trouble)

    def answer(self, one: Standing) -> None:
        """What came of it."""
        running = one.deadline.clock
        if not any(asked.answered_on is None for asked in one.chases):
            self.room.toast("Nobody is being waited for about this.")
            return

        def keep(typed: str) -> str:
            if not typed.strip():
                return "Type it in a few words."
            doing = self.room.desk.do(deadline_answered, running.child_id, running.rule.code, running.started, typed)
            doing.then(lambda _kept: self.room.toast("Kept.", undo=True)).otherwise(self.room.trouble)
            return ""

        self._ask("What did they answer?", "", keep)

    def digest(self, worker_id: str) -> None:
        """One gentle letter to a social worker with all that is late and soon due."""
        rows = [
            one for one in self.page.found.values()
            if one.deadline.worker_id == worker_id and one.deadline.clock.state in (State.LATE, State.AT_RISK)
        ]  # fmt: skip
        worker, _team = self.room.desk.read(whom_to_ask, worker_id)
        if worker is None or not rows:
            self.room.toast("Nothing of theirs is late or soon due.")
            return
        folder = dialogs.choose_folder(self.page, "Where the email goes")
        if folder is None:
            return
        try:
            keep_draft(folder, "deadlines", digest_draft(rows, worker, self.room.desk.read(me)))
        except (UserError, EnvironmentProblem) as trouble:
            self.room.trouble(trouble)
            return
        self.room.toast(f"A letter to {worker.name} is ready to send. Open it in your mail program.")

    # -- paper ------------------------------------------------------------------------------------------

    def print_list(self, rows: Sequence[Standing], worker_id: str) -> None:
        """What is shown, by social worker, with how the team stands and what asking came to."""
        from desktop_app.papers.deadlines import DueRow, deadlines_paper
        from desktop_app.papers.making import Making
        from desktop_app.windows.compliance.rows import done_about

        today, actor = clock.today(), self.room.desk.actor
        came = self.room.desk.read(effect, today - RECENTLY)
        told = [
            DueRow(
                one.deadline.worker or "Nobody", one.deadline.clock.rule.title, one.deadline.child, one.deadline.family,
                one.number, one.deadline.clock.due.day, one.deadline.clock.words(), one.deadline.clock.state,
                done_about(one, today),
            )
            for one in rows
        ]  # fmt: skip
        whole = not worker_id
        self.room.print_paper(
            lambda: deadlines_paper(told, Making(actor, clock.now()), whole=whole,
                                    asked=(came.asked, came.answered, came.met)),
        )  # fmt: skip
