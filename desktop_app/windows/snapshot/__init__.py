"""The workspace Snapshot: a return opened, checked and drawn, each figure with the children behind it."""

from __future__ import annotations

from desktop_app.windows.snapshot.page import SnapshotPage
from desktop_app.windows.word_lists import LIST_ACTIONS
from desktop_app.windows.workspace import Action, Workspace

SNAPSHOT = Workspace(
    "snapshot",
    "Snapshot",
    "table",
    SnapshotPage,
    actions=(
        Action("snapshot.open", "Open a return (Annex A)", "Ctrl+O", "open_file", "folder-open"),
        Action("snapshot.folder", "Open a folder of lists", "Ctrl+Shift+O", "open_folder", "folder-open"),
        Action("snapshot.own", "Count our own records as a return", "Alt+O", "count_own", "archive"),
        Action("snapshot.check", "What was understood of the return", "Alt+C", "show_check", "clipboard-check"),
        Action("snapshot.figures", "The figures of the return", "Alt+G", "show_figures", "table"),
        Action("snapshot.days", "Other days of the snapshot", "Alt+D", "go_days", "calendar-days"),
        Action("snapshot.next", "Next page of the snapshot", "Ctrl+PgDown", "next_page", "arrow-down"),
        Action("snapshot.previous", "Page of the snapshot before", "Ctrl+PgUp", "previous_page", "arrow-up"),
        Action("snapshot.save", "Save the snapshot as a workbook", "Ctrl+Shift+S", "save_workbook", "download"),
        Action("snapshot.annex", "Save our own records as Annex A", "", "save_annex_a", "download"),
        *LIST_ACTIONS,
    ),
)
