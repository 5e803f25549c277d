"""Two small sheets: hours and pounds of the saving, and one answer of the pulse survey."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.records.time_use import TimeStudy
from desktop_app.windows.finishing import FinishingOverlay
from desktop_app.windows.overlay import Overlay
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.choice_grid import ChoiceGrid
from desktop_app.windows.widgets.field import Field, LineEdit
from desktop_app.windows.widgets.segmented import Segmented

FIELDS = (
    ("hours_week", "Paid hours a week"),
    ("hourly", "Cost of an hour of a social worker, £"),
    ("weeks", "Working weeks a year"),
    ("assistant_cost", "Cost of the assistant a year, £"),
    ("workers_served", "Social workers served"),
)
ANSWERS = (("1", "Hardly any"), ("2", "A little"), ("3", "Some"), ("4", "Quite a lot"), ("5", "Very much"))


class InputsSheet(FinishingOverlay):
    """Ctrl+Enter keeps, Esc leaves. Whole pounds; empty is not yet known."""

    kept = Signal(dict)

    def __init__(self, over: QWidget, inputs: TimeStudy) -> None:
        said = "Ask finance for cost with on-costs. What is empty is not yet known, and no saving is said."
        super().__init__(over, "Hours and pounds", said, 520, 560)
        self.fields: dict[str, Field] = {}
        for name, words in FIELDS:
            edit = LineEdit()
            edit.setText(str(getattr(inputs, name) or ""))
            self.fields[name] = Field(words, edit)
            self.column.addWidget(self.fields[name])
        self.keep_button = Button("Keep it", "primary", "Ctrl Enter")
        self.keep_button.clicked.connect(self.finish)
        line = QHBoxLayout()
        line.addWidget(self.keep_button)
        line.addStretch(1)
        self.column.addLayout(line)
        self.column.addStretch(1)

    def can_finish(self) -> bool:
        """There is always a form."""
        return True

    def finish(self) -> None:
        """Keep what the fields say, or say which is no number."""
        values: dict[str, int] = {}
        for name, field in self.fields.items():
            edit = field.editor
            text = edit.text().strip().replace(",", "").lstrip("£") if isinstance(edit, LineEdit) else ""
            if text and not (text.isascii() and text.isdigit() and len(text) <= 7):
                field.refuse(f"“{text[:20]}” is no whole number.", "Write it in figures, such as 13224.")
                edit.setFocus()
                return
            values[name] = int(text or 0)
        self.dismiss()
        self.kept.emit(values)


class PulseSheet(Overlay):
    """One question; 1 to 5 answers, nobody's name is kept."""

    def __init__(self, over: QWidget, answer: Callable[[int, str], None]) -> None:
        said = "Hand over the laptop. Whose answer it is isn't kept, and nothing is shown below eight answers."
        super().__init__(over, "How much of your time goes to families?", said, 560, 300)
        self.phase = Segmented([("before", "Before the assistant"), ("after", "After")], "Before or after")
        self.phase.set_value("after")
        self.grid = ChoiceGrid([(key, words, key) for key, words in ANSWERS], "Your answer")
        self.grid.chosen.connect(self._chosen)
        self.column.addWidget(self.phase)
        self.column.addWidget(self.grid)
        self.column.addStretch(1)
        self._answer = answer

    def _chosen(self, key: str) -> None:
        if key:
            self.dismiss()
            self._answer(int(key), self.phase.value())
