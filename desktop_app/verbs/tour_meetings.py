"""The tour's stop at Meetings: the list, a conference being minuted, and its paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from desktop_app.commands.meetings import keep_notes, set_presence, start_meeting
from desktop_app.vault.queries.meetings import meeting_page
from desktop_app.windows.meetings.leaving import paper_of
from desktop_app.windows.meetings.page import MeetingsPage

if TYPE_CHECKING:
    from desktop_app.verbs.tour_guide import Guide

_FAMILY = "SELECT id FROM r_family WHERE name LIKE 'Kowalska%' LIMIT 1"
_NOTES = """# Why we are here
HP: Attendance 81 % this term; five late marks since October. Leo is quiet after weekends.
PL: Two call-outs since August. Second one, children were upstairs.
[restricted]
PL: Police address intelligence, two lines.
[/restricted]
A: send the disclosure log @PL by Wed 9 Dec
# The child's view
NC: Leo drew his house with “a door that locks”. He wants to see Nan Barbara on Saturdays.
AK: He sleeps better since they moved.
A: read Leo’s words to the core group @HP
D: Contact with paternal family only through Naomi Clarke
GA: Anna has come to every appointment; next scan is 9 December
"""


def meetings(guide: Guide) -> None:
    """Empty, then a conference with everyone ticked."""
    shell, desk = guide.shell, guide.desk
    shell.go("meetings")
    guide.settle()
    guide.picture(shell, "1-empty")
    meeting = desk.do(start_meeting, guide.first(_FAMILY), "icpc", place="Civic Centre, room 2").result()
    desk.do(keep_notes, meeting.id, _NOTES).result()
    page = desk.read(meeting_page, meeting.id)
    for one in page.people if page else ():
        desk.do(set_presence, one.id, "present" if one.role != "father" else "apologies").result()
    shell.open("meeting", meeting.id)
    guide.settle(600)
    guide.picture(shell, "2-minutes")
    shown = shell.pages["meetings"]
    if not isinstance(shown, MeetingsPage):
        raise TypeError("meetings have a page of their own")
    shown.find_words()
    guide.press("leo")
    guide.settle()
    guide.picture(shell, "2-minutes-find")
    guide.press(key=Qt.Key.Key_Escape)
    page = desk.read(meeting_page, meeting.id)
    if page is not None:
        guide.paper(paper_of(page, _NOTES, desk.actor), "record")
    shell.pages["meetings"].new_here()
    guide.settle()
    guide.picture(shell, "3-start")
