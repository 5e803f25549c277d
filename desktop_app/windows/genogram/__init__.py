"""Genograms: the family drawn from its record, grown by single keys."""

from __future__ import annotations

from desktop_app.windows.genogram.page import GenogramPage
from desktop_app.windows.word_lists import LIST_ACTIONS
from desktop_app.windows.workspace import Action, Workspace

GENOGRAM = Workspace(
    "genograms",
    "Genograms",
    "workflow",
    GenogramPage,
    opens=("genogram",),
    actions=(
        Action("genograms.line", "Type the family in one line", "F2", "type_line", "keyboard"),
        Action("genograms.family", "The family's record", "Alt+F", "open_family", "users"),
        Action("genograms.panel", "About the chosen person", "Alt+O", "open_panel", "user"),
        Action("genograms.words", "Read it in words", "Alt+W", "read_in_words", "book-open"),
        Action("genograms.save", "Save the genogram as PDF, SVG or PNG", "Alt+S", "save_file", "download"),
        Action("genograms.copy", "Copy the genogram, to paste into a document", "Ctrl+C", "copy_here", "copy"),
        Action("genograms.back", "All genograms", "Alt+Left", "go_back", "arrow-left"),
        *LIST_ACTIONS,
    ),
)
