"""Sync: what two people answered differently, and how this laptop stands with the server."""

from __future__ import annotations

from desktop_app.windows.sync.page import SyncPage
from desktop_app.windows.word_lists import LIST_ACTIONS
from desktop_app.windows.workspace import Action, Workspace

SYNC = Workspace(
    "sync",
    "Sync",
    "refresh-cw",
    SyncPage,
    opens=("conflict",),
    actions=(
        Action("sync.now", "Sync now", "F5", "sync_now", "refresh-cw"),
        Action("sync.enrol", "Join your council’s server", "Ctrl+Shift+J", "join", "link"),
        Action("sync.mine", "The first answer is true", "1", "use_mine", "check", single_letter=True),
        Action("sync.other", "The second answer is true", "2", "use_other", "check", single_letter=True),
        Action("sync.both", "Both are true", "B", "keep_both", "check", single_letter=True),
        Action("sync.ask", "Ask the other first", "A", "ask_other", "message-square", single_letter=True),
        Action("sync.laptops", "Your laptops", "", "devices", "laptop"),
        Action("sync.check", "Check against the server", "", "check", "circle-check"),
        *LIST_ACTIONS,
    ),
)
