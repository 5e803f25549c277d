"""Who said so, when: the history of a record or one field, newest first."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.desk import Desk
from desktop_app.records.base import kinds
from desktop_app.rules.days import counted, moment_words
from desktop_app.vault.queries.history import Said, history
from desktop_app.windows.overlay import Overlay
from desktop_app.windows.widgets.empty_state import EmptyState
from desktop_app.windows.widgets.row_list import Row, RowList


class HistorySheet(Overlay):
    """Opened with Ctrl+H on whatever is chosen."""

    def __init__(self, over: QWidget, desk: Desk, kind: str, record_id: str, field: str = "") -> None:
        steps = desk.read(history, kind, record_id, field)
        words = kinds()[kind].WORDS
        super().__init__(over, f"History of this {words.lower()}", counted(len(steps), "step"), 760, 580)
        if not steps:
            self.column.addWidget(EmptyState("Nothing is written about this yet."), 1)
            return
        self.list = RowList("Steps")
        self.list.set_groups([(None, [_row(place, step) for place, step in enumerate(steps)])])
        self.column.addWidget(self.list, 1)
        self.list.choose_first()


def _row(place: int, step: Said) -> Row:
    if step.before and step.after:
        said = f"{step.before} → {step.after}"
    elif step.before:
        said = f"{step.before}, taken out"
    else:
        said = step.after or "emptied"
    subject = step.field[:1].upper() + step.field[1:]
    spoken = f"{subject}: {said}. {step.who}, {moment_words(step.at)}"
    return Row(str(place), "history", None, subject, "", said, due1=step.who, due2=moment_words(step.at), spoken=spoken)
