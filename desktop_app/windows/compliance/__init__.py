"""The workspace Deadlines: what is late, due and at risk, and what is done about it."""

from __future__ import annotations

from desktop_app.windows.compliance.page import CompliancePage
from desktop_app.windows.word_lists import LIST_ACTIONS
from desktop_app.windows.workspace import Action, Workspace

COMPLIANCE = Workspace(
    "compliance",
    "Deadlines",
    "calendar-clock",
    CompliancePage,
    opens=("deadline",),
    actions=(
        Action("compliance.book", "Book a slot before the due day", "B", "book", "calendar-plus", True),
        Action("compliance.done", "Record that it was done", "D", "done", "check", True),
        Action("compliance.chase", "Chase", "C", "chase", "send", True),
        Action("compliance.answer", "What they answered", "N", "answer", "message-square", True),
        Action("compliance.reason", "Why it is late", "R", "reason", "pencil", True),
        Action("compliance.agree", "The plan says another time", "A", "agree", "calendar-days", True),
        Action("compliance.family", "Open the family", "G", "open_family", "users", True),
        Action("compliance.by", "Group by day, social worker, child or rule", "Alt+G", "next_grouping", "layers"),
        Action("compliance.worker", "Only this social worker, or everyone again", "Alt+W", "only", "user"),
        Action("compliance.digest", "One letter with everything of this social worker", "Alt+D", "digest", "mail"),
        Action("compliance.find", "Find in this list", "Alt+F", "go_find", "search"),
        *LIST_ACTIONS,
    ),
)
