"""What the days say so far: the claim, the shares, the saving with its inputs, the pulse."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.papers.time_use import METHOD, pulse_words, saving_facts, shares_chart
from desktop_app.rules.time_use import REFERENCE, Side, Worth, claim, side
from desktop_app.vault.queries.time_use import Study, study
from desktop_app.vault.reader import Reader
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.card import Card
from desktop_app.windows.widgets.chart_view import ChartView
from desktop_app.windows.widgets.emptying import empty
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.side_panel import Facts


@dataclass(frozen=True, slots=True)
class Reckoned:
    """The study with both sides worked out, which takes a while and is done off the windows' thread."""

    study: Study
    before: Side
    after: Side


def reckon(reader: Reader) -> Reckoned:
    """The study as it stands."""
    found = study(reader)
    return Reckoned(found, side(found.before), side(found.after))


class Results(QScrollArea):
    """Read-only; two buttons lead to what can be changed."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("What the days say so far")
        self.claim = Label("", "lead", wrap=True)
        self.worth = Facts()
        self.pulse = Label("", "body", "text", wrap=True)
        self.inputs_button = Button("Hours and pounds", key="Alt I", small=True)
        self.pulse_button = Button("Answer", key="Alt U", small=True)
        self.chart: ChartView | None = None
        self._charts = QVBoxLayout()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 24, 24)
        column.setSpacing(12)
        column.addWidget(_card(self.claim, self._charts, Label(METHOD, "caption", "text2", wrap=True)))
        worth = Label("What it is worth, for one social worker and year", "body", "text", 600, wrap=True)
        reference = Label(REFERENCE, "caption", "text2", wrap=True)
        column.addWidget(_card(worth, self.worth, _left(self.inputs_button), reference))
        felt = Label("How much of your time goes to families?", "body", "text", 600, wrap=True)
        column.addWidget(_card(felt, self.pulse, _left(self.pulse_button)))
        column.addStretch(1)
        self.setWidget(inside)

    def show_study(self, reckoned: Reckoned) -> None:
        """Everything confirmed so far."""
        found, before, after = reckoned.study, reckoned.before, reckoned.after
        self.claim.setText(claim(before, after))
        empty(self._charts)
        self.chart = ChartView(shares_chart(before, after))
        self._charts.addWidget(self.chart)
        facts = saving_facts(before, after, worth_of(found))
        self.worth.set_facts([(label, words or "not yet known") for label, words in facts])
        self.pulse.setText(pulse_words(found.answers_before, found.answers_after))


def worth_of(found: Study) -> Worth:
    """The inputs as the rule takes them."""
    one = found.inputs
    return Worth(one.hours_week, one.hourly, one.weeks, one.assistant_cost, one.workers_served)


def _left(button: Button) -> QHBoxLayout:
    line = QHBoxLayout()
    line.addWidget(button)
    line.addStretch(1)
    return line


def _card(*parts: QWidget | QHBoxLayout | QVBoxLayout) -> Card:
    card = Card(16)
    card.column.setSpacing(8)
    for part in parts:
        if isinstance(part, QWidget):
            card.column.addWidget(part)
        else:
            card.column.addLayout(part)
    return card
