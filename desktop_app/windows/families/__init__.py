"""Families: the list, and everything about one family."""

from __future__ import annotations

from desktop_app.windows.families.page import FamiliesPage
from desktop_app.windows.workspace import Action, Workspace

FAMILIES = Workspace(
    "families",
    "Families",
    "users",
    FamiliesPage,
    opens=("family", "person"),
    actions=(
        Action("families.filter", "Filter the families", "Alt+F", "filter_list", "list-filter"),
        Action("families.back", "All families", "Alt+Left", "go_back", "arrow-left"),
    ),
)
