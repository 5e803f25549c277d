"""Today: one ranked list across all my social workers."""

from __future__ import annotations

from desktop_app.windows.today.page import TodayPage
from desktop_app.windows.word_lists import LIST_ACTIONS
from desktop_app.windows.workspace import Action, Workspace

TODAY = Workspace(
    "today",
    "Today",
    "sun",
    TodayPage,
    opens=("today", "task", "call_back"),
    actions=(
        Action("today.new", "New follow-up or thing waited for", "Ctrl+T", "new_task", "plus"),
        Action("today.worker", "Only one social worker", "Alt+W", "choose_worker", "list-filter"),
        Action("today.ring", "Ring about it", "R", "ring", "phone-outgoing", single_letter=True),
        Action("today.done", "Done", "D", "done", "check", single_letter=True),
        Action("today.have", "They have it", "A", "acknowledge", "user-check", single_letter=True),
        Action("today.tried", "Tried, no answer", "T", "tried", "phone-missed", single_letter=True),
        Action("today.chase", "Chase", "C", "chase", "bell", single_letter=True),
        Action("today.move", "Another day", "M", "move", "calendar", single_letter=True),
        Action("today.family", "Open the family", "G", "go_family", "users", single_letter=True),
        Action("today.rank", "Rank by hand", "P", "rank", "arrow-up", single_letter=True),
        *LIST_ACTIONS,
    ),
)
