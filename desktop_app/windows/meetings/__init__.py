"""The workspace Meetings: minutes typed live, with actions, decisions and who is here beside them."""

from __future__ import annotations

from desktop_app.windows.meetings.page import MeetingsPage
from desktop_app.windows.word_lists import LIST_ACTIONS
from desktop_app.windows.workspace import Action, Workspace

MEETINGS = Workspace(
    "meetings",
    "Meetings",
    "notebook-pen",
    MeetingsPage,
    opens=("meeting",),
    actions=(
        Action("meetings.heading", "Next heading of the agenda", "Alt+N", "next_heading", "arrow-down"),
        Action("meetings.here", "Who is here", "Alt+E", "go_here", "users"),
        Action("meetings.outcome", "Actions, decisions, and what is missing", "Alt+O", "go_outcome", "clipboard-check"),
        Action("meetings.restricted", "Restricted part from here, or to its end", "Alt+R", "restricted", "lock"),
        Action("meetings.ready", "Ready for the chair, approved, sent", "F10", "next_state", "gavel"),
        Action("meetings.find", "Find and replace in the notes", "Alt+F", "find_words", "search"),
        Action("meetings.back", "All meetings", "Alt+Left", "go_back", "arrow-left"),
        *LIST_ACTIONS,
    ),
)
