"""Families: the list, and everything about one family."""

from __future__ import annotations

from desktop_app.windows.families.page import FamiliesPage
from desktop_app.windows.word_lists import LIST_ACTIONS
from desktop_app.windows.workspace import Action, Workspace

FAMILIES = Workspace(
    "families",
    "Families",
    "users",
    FamiliesPage,
    opens=(
        "family",
        "person",
        "member",
        "household",
        "living",
        "union",
        "parent_link",
        "legal_status",
        "court_order",
        "warning",
        "telling",
        "responsibility",
        "allocation",
        "involvement",
    ),
    actions=(
        Action("families.filter", "Filter the families", "Alt+F", "filter_list", "list-filter"),
        Action("families.worker", "Only one social worker", "Alt+W", "choose_worker", "users"),
        Action("families.facts", "What is known: facts of the family", "Alt+K", "open_facts", "layers"),
        Action("families.join", "Same person as someone else", "Alt+J", "join_person", "link"),
        Action("families.edit", "Name, number and word of the family", "Alt+E", "edit_family", "pencil"),
        Action("families.genogram", "Genogram of the family", "Alt+G", "open_genogram", "workflow"),
        Action("families.import", "People from a file", "Alt+I", "import_people", "upload"),
        Action("families.call", "Log a call from this person", "C", "call", "phone-incoming", single_letter=True),
        Action("families.known", "What is known", "K", "open_facts", "layers", single_letter=True),
        Action("families.same", "Same person as someone else", "J", "join_person", "link", single_letter=True),
        Action("families.change", "Change this person", "E", "edit_person", "pencil", single_letter=True),
        Action("families.back", "All families", "Alt+Left", "go_back", "arrow-left"),
        *LIST_ACTIONS,
    ),
)
