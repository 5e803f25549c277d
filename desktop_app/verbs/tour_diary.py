"""The tour's stop at the diary: day, a chosen entry, the line, week, month, agenda, details, somebody off, nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from desktop_app import clock
from desktop_app.papers.model import Paper
from desktop_app.sync import subscriptions
from desktop_app.windows.diary.leaving import calls_of, letters_of, week_of
from desktop_app.windows.diary.page import DiaryPage
from desktop_app.windows.diary.views import monday

if TYPE_CHECKING:
    from desktop_app.verbs.tour_guide import Guide

_CONFERENCE = (
    "SELECT id FROM r_diary_entry WHERE kind = 'conference' AND family_id <> '' AND removed_at IS NULL LIMIT 1"
)
_NAOMI = "SELECT id FROM r_worker WHERE name = 'Naomi Clarke'"


def diary(guide: Guide) -> None:
    """Every view by its key."""
    shell = guide.shell
    shell.go("diary")
    guide.settle()
    page = shell.pages["diary"]
    if not isinstance(page, DiaryPage):
        raise TypeError("the diary has a page of its own")
    guide.picture(shell, "1-day")
    page.grid.go_to(0, 10 * 60 + 15)
    guide.settle()
    guide.picture(shell, "2-chosen")
    page.find_slot()
    guide.press("cp visit kwame naomi")
    guide.settle(600)
    guide.picture(shell, "3-find-a-slot")
    page.finder.clear()
    for number, (key, view) in enumerate((("w", "week"), ("m", "month"), ("a", "agenda")), start=4):
        page.focus_diary()
        guide.press(key)
        guide.settle(600)
        guide.picture(shell, f"{number}-{view}")
    page.focus_diary()
    guide.press("d")
    page.grid.go_to(0, 10 * 60 + 15)
    page.edit()
    guide.settle()
    guide.picture(shell, "7-details")
    guide.press(key=Qt.Key.Key_Escape)
    page.focus_diary()
    page.off_sick()
    guide.settle()
    guide.picture(shell, "8-somebody-is-off")
    guide.press(key=Qt.Key.Key_Escape)
    page.open_calendars()
    guide.settle()
    guide.picture(shell, "9-calendars-empty")
    naomi = page.known.columns[0].worker.id
    for url, published in (("https://calendar.westmere.example/naomi.clarke/diary/", False),
                           ("webcal://courts.example/lists/family.ics", True)):  # fmt: skip
        subscriptions.add(guide.desk, naomi, url, published=published, login="naomi.clarke")
    guide.press(key=Qt.Key.Key_Escape)
    page.open_calendars()
    guide.settle()
    guide.picture(shell, "10-calendars")
    guide.press(key=Qt.Key.Key_Escape)
    empty = guide.empty_shell()
    empty.go("diary")
    guide.settle()
    guide.picture(empty, "11-empty")


def diary_papers(guide: Guide) -> None:
    """Week sheets, the call list and invitations as they are printed."""
    naomi, today = guide.first(_NAOMI), clock.today()
    papers: list[tuple[str, Paper]] = [
        ("week-sheet", week_of(guide.shell, naomi, monday(today), full=False)()),
        ("week-sheet-full", week_of(guide.shell, naomi, monday(today), full=True)()),
        ("call-list", calls_of(guide.shell, naomi, today)()),
        ("invitations", letters_of(guide.shell, guide.first(_CONFERENCE))()),
    ]
    for name, paper in papers:
        guide.paper(paper, name)
