"""The workspace Checks & referrals: what agencies are asked, where families are referred on, practical help."""

from __future__ import annotations

from desktop_app.windows.checks.page import ChecksPage
from desktop_app.windows.word_lists import LIST_ACTIONS
from desktop_app.windows.workspace import Action, Workspace

CHECKS = Workspace(
    "checks",
    "Checks",
    "clipboard-list",
    ChecksPage,
    opens=("agency_check", "referral", "service", "help"),
    actions=(
        Action("checks.find", "Find in this list", "Alt+F", "go_find", "search"),
        *LIST_ACTIONS,
    ),
)
