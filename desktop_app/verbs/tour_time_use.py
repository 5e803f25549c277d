"""The tour's stop at Time use: a day half filled in, a study with enough days, its inputs, its paper."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from desktop_app import clock
from desktop_app.commands.time_use import answer_pulse, confirm_day, set_inputs
from desktop_app.papers.making import Making
from desktop_app.papers.time_use import time_paper
from desktop_app.rules.time_use import side
from desktop_app.vault.queries.time_use import my_workers, study
from desktop_app.windows.time_use.results import worth_of
from desktop_app.windows.time_use.sheets import InputsSheet

if TYPE_CHECKING:
    from desktop_app.verbs.tour_guide import Guide

_BEFORE, _AFTER = date(2026, 5, 4), date(2026, 9, 7)
_USUAL = {
    "before": {"F1": 105, "F2": 45, "A1": 75, "A2": 30, "A3": 45, "A5": 15, "W1": 60, "T1": 45, "M1": 30},
    "after": {"F1": 195, "F2": 45, "A1": 45, "A2": 0, "A3": 15, "A5": 0, "W1": 60, "T1": 60, "M1": 30},
}


def time_use(guide: Guide) -> None:
    """From the first day to the paper."""
    shell, desk = guide.shell, guide.desk
    shell.go("time_use")
    guide.settle(600)
    guide.picture(shell, "1-day")
    drawn = Random(4)  # noqa: S311 - invented days
    for worker in desk.read(my_workers)[:4]:
        for phase, begin in (("before", _BEFORE), ("after", _AFTER)):
            for week in range(6):
                day = {code: max(0, usual + 15 * drawn.randint(-2, 2)) for code, usual in _USUAL[phase].items()}
                on = begin + timedelta(days=7 * week)
                desk.do(confirm_day, worker.id, on, phase, day, 40 if phase == "after" else 0).result()
    for phase, answers in (("before", (2, 3, 1, 4, 2, 3, 2, 3, 2)), ("after", (4, 5, 4, 4, 3, 5, 4, 4, 5, 3))):
        for answer in answers:
            desk.do(answer_pulse, _AFTER, phase, answer).result()
    desk.do(set_inputs, hourly=31, assistant_cost=27_000, workers_served=5).result()
    guide.settle(600)
    guide.picture(shell, "2-study")
    shell.pages["time_use"].inputs()  # type: ignore[attr-defined]
    guide.settle()
    guide.picture(shell, "3-inputs")
    for sheet in shell.findChildren(InputsSheet):
        sheet.dismiss()
    found = desk.read(study)
    paper = time_paper(
        side(found.before), side(found.after), worth_of(found), (found.answers_before, found.answers_after),
        found.transferred, (found.first, found.last), Making("Ruth Ellery", clock.now()),
    )  # fmt: skip
    guide.paper(paper, "paper")
    guide.settle()
