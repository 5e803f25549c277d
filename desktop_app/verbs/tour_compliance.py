"""The tour's stop at the deadlines: by day, by social worker, a question, one that was chased, on paper, nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop_app import clock
from desktop_app.commands.chasing import chase_deadline, give_late_reason
from desktop_app.rules.timescales.clocks import State
from desktop_app.verbs.tour_guide import Guide
from desktop_app.windows.compliance.leaving import clock_name
from desktop_app.windows.compliance.page import CompliancePage


def compliance(guide: Guide) -> None:
    """What a co-ordinator sees on a morning."""
    shell = guide.shell
    shell.go("compliance")
    page = shell.pages["compliance"]
    if not isinstance(page, CompliancePage):
        raise TypeError("the deadlines have a page of their own")
    guide.settle(until=lambda: page.known)
    guide.picture(shell, "1-by-day")
    late = next((one for one in page.found.values() if one.deadline.clock.state is State.LATE), None)
    if late is not None:
        running = late.deadline.clock
        guide.desk.do(
            chase_deadline, [clock_name(late)], worker_id=late.deadline.worker_id, to=late.deadline.worker
        ).result()
        guide.desk.do(
            give_late_reason, running.family_id, running.child_id, running.rule.code, running.started,
            "Nobody was at home twice; a third visit is agreed with the grandmother",
        ).result()  # fmt: skip
        guide.settle(until=lambda: bool(page.found[late.id].reason))
        page.list.choose(late.id)
    guide.settle()
    guide.picture(shell, "2-chased")
    page.done()
    guide.settle()
    guide.picture(shell, "3-when-was-it-done")
    guide.press(key=Qt.Key.Key_Escape)
    page.by.set_value("worker")
    page.show_list()
    guide.settle()
    guide.picture(shell, "4-by-social-worker")
    page.by.set_value("rule")
    page.show_list()
    guide.settle()
    guide.picture(shell, "5-by-rule")
    page.by.set_value("day")
    page.show_list()
    empty = guide.empty_shell()
    empty.go("compliance")
    guide.settle(600)
    guide.picture(empty, "6-empty")


def compliance_paper(guide: Guide) -> None:
    """The list for the manager."""
    from desktop_app.papers.deadlines import DueRow, deadlines_paper
    from desktop_app.papers.making import Making
    from desktop_app.vault.queries.compliance import standings
    from desktop_app.windows.compliance.rows import Narrowed, done_about

    today = clock.today()
    rows = [one for one in guide.desk.read(standings, clock.now()) if Narrowed().keeps(one)]
    told = [
        DueRow(
            one.deadline.worker, one.deadline.clock.rule.title, one.deadline.child, one.deadline.family, one.number,
            one.deadline.clock.due.day, one.deadline.clock.words(), one.deadline.clock.state, done_about(one, today),
        )
        for one in rows
    ]  # fmt: skip
    guide.paper(deadlines_paper(told, Making(guide.desk.actor, clock.now()), whole=True, asked=(1, 0, 0)), "deadlines")
