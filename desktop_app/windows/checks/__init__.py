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
        Action("checks.checks", "Agency checks", "Alt+C", "go_checks", "clipboard-list"),
        Action("checks.referrals", "Referrals", "Alt+R", "go_referrals", "send"),
        Action("checks.help", "Practical help", "Alt+H", "go_help", "hand-helping"),
        Action("checks.services", "Services", "Alt+S", "go_services", "building-2"),
        Action("checks.limits", "Limits for practical help", "Alt+L", "set_limits", "sliders-horizontal"),
        Action("checks.import", "Services from a file", "Alt+I", "import_services", "upload"),
        Action("checks.find", "Find in this list", "Alt+F", "go_find", "search"),
        *LIST_ACTIONS,
    ),
)
