"""The workspace Papers: assessments, reports and plans, written from the record, every fact with its source."""

from __future__ import annotations

from desktop_app.windows.documents.page import DocumentsPage
from desktop_app.windows.word_lists import LIST_ACTIONS
from desktop_app.windows.workspace import Action, Workspace

DOCUMENTS = Workspace(
    "documents",
    "Papers",
    "file-text",
    DocumentsPage,
    opens=("document",),
    actions=(
        Action("documents.next", "Next section", "Alt+N", "next_section", "arrow-down"),
        Action("documents.before", "Section before", "Alt+B", "previous_section", "arrow-up"),
        Action("documents.sections", "The sections", "Alt+E", "go_sections", "book-open"),
        Action("documents.facts", "Facts of the record for this section", "Alt+F", "go_facts", "list-filter"),
        Action("documents.take", "Take all facts for this section", "Alt+T", "take_all", "download"),
        Action("documents.state", "Hand over, approve, sent", "F10", "next_state", "send"),
        Action("documents.word", "Save the paper as a Word document", "Ctrl+Shift+S", "save_as_word", "save"),
        Action("documents.came", "A Word document that came back", "Ctrl+O", "open_back", "folder-open"),
        Action("documents.chronology", "Chronology of a family", "Alt+C", "open_chronology", "history"),
        Action("documents.conference", "Print the chronology for the conference", "", "print_conference", "printer"),
        Action("documents.court", "Print the chronology for the court", "", "print_court", "printer"),
        Action("documents.back", "All papers", "Alt+Left", "go_back", "arrow-left"),
        *LIST_ACTIONS,
    ),
)
