"""Beside the text: the sections at the left, what is written and missing in each; the facts to take at the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.rules.days import counted
from desktop_app.rules.documents.skeletons import Section as Chapter
from desktop_app.rules.documents.skeletons import Skeleton
from desktop_app.rules.documents.statements import Gap, Statement
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.row_list import Row, RowList, Section
from desktop_app.windows.widgets.section_header import SectionHeader

LEFT, RIGHT = 264, 336
WIDEST = (LEFT + 80, RIGHT + 120)
LISTS = {
    "household": "Household", "others": "Others", "communication": "Communication", "identity": "Identity",
    "work": "Work", "legal": "Legal status", "orders": "Orders", "warnings": "Warnings",
    "professionals": "Professionals", "homes": "Homes", "couples": "Couples", "bonds": "Bonds",
    "genogram": "Genogram in words", "replies": "Replies of agencies", "health": "Health", "education": "Education",
    "contacts": "Calls and emails", "visits": "Visits", "meetings": "Meetings", "steps": "Pathway",
    "chronology": "Chronology", "actions": "Open actions", "agreed": "Agreed timescales", "help": "Practical help",
    "referrals": "Referrals", "papers": "Papers",
}  # fmt: skip
"""How the lists of facts are called."""


class Sections(QWidget):
    """`chosen` gives the key of the section to write in."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(LEFT)
        self.setMaximumWidth(WIDEST[0])
        self.head = SectionHeader("Sections", bare=True)
        self.list = RowList("Sections", narrow=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(4)
        column.addWidget(self.head)
        column.addWidget(self.list, 1)
        self.list.opened.connect(self.chosen)
        self.list.clicked.connect(lambda _index: self.chosen.emit(self.list.current_key()))

    def show_sections(self, kind: Skeleton, texts: Mapping[str, str], gaps: Sequence[Gap]) -> None:
        """Every section under its part: written, with gaps, empty, or somebody else's."""
        lacking: dict[str, int] = {}
        for gap in gaps:
            lacking[gap.section] = lacking.get(gap.section, 0) + 1
        written = sum(bool(text.strip()) for text in texts.values())
        self.head.say("Sections", f"{written} of {len(texts)}")
        groups = []
        for part in kind.parts:
            rows = [_row(one, texts.get(one.key, ""), lacking.get(one.key, 0)) for one in part.sections]
            groups.append((Section(part.title, "book-open", None, part.title, "", sunken=True), rows))
        self.list.set_groups(groups)


def _row(one: Chapter, text: str, gaps: int) -> Row:
    words = len(text.split())
    if words:
        second = counted(words, "word") + (f" · {counted(gaps, 'gap')}" if gaps else "")
        return Row(one.key, "check", "done", one.title, "", second)
    if one.theirs:
        return Row(one.key, "lock", "guard", one.title, "", f"For {one.theirs}")
    if gaps:
        return Row(one.key, "circle-alert", "soon", one.title, "", counted(gaps, "gap"))
    return Row(one.key, "square", None, one.title, "", "Empty")


class FactsToTake(QWidget):
    """`taken` gives the keys of statements to write into the section."""

    taken = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(RIGHT)
        self.setMaximumWidth(WIDEST[1])
        self.head = SectionHeader("From the record", bare=True)
        self.list = RowList("Facts of the record", narrow=True)
        self.none = Label("", "small", "text2", wrap=True)
        self.whole = Label("", "small", "text", wrap=True)
        self.all = Button("Take all", "normal", "T", small=True)
        self.all.clicked.connect(self.take_all)
        self.gaps_head = SectionHeader("Gaps here", bare=True)
        self.gaps = Label("", "small", "text", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 16, 12)
        column.setSpacing(4)
        column.addWidget(self.head)
        column.addWidget(self.none)
        column.addWidget(self.list, 100)
        column.addWidget(self.whole)
        column.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.gaps_head)
        column.addWidget(self.gaps)
        column.addStretch(1)
        self.list.chosen.connect(self._say_whole)
        self.list.opened.connect(lambda key: self.taken.emit([key]))
        self.list.key_pressed.connect(self._pressed)
        self._keys: list[str] = []
        self._shown: dict[str, Statement] = {}

    def show_facts(self, statements: Sequence[Statement], text: str, why_none: str) -> None:
        """What can be taken; what stands in the text already has a tick. `why_none` is said where nothing can."""
        by_list: dict[str, list[Row]] = {}
        self._keys = []
        self._shown = {one.key: one for one in statements}
        for one in statements:
            there = f"{one.text.rstrip()} [" in text
            icon, role = ("check", "done") if there else ("plus", None)
            by_list.setdefault(one.pull, []).append(Row(one.key, icon, role, one.text, "", one.source.said()))
            if not there:
                self._keys.append(one.key)
        self.head.say("From the record", counted(len(statements), "fact") if statements else "")
        groups = [
            (Section(pull, "list-filter", None, LISTS[pull], str(len(rows)), sunken=True), rows)
            for pull, rows in by_list.items()
        ]
        self.list.set_groups(groups)
        self.list.setVisible(bool(statements))
        self.all.setVisible(bool(self._keys))
        self.none.setText(why_none if not statements else "")
        self.none.setVisible(not statements)
        self._say_whole(self.list.current_key())

    def _say_whole(self, key: str) -> None:
        """The chosen fact in full: a row has room for its beginning only."""
        one = self._shown.get(key)
        self.whole.setText(one.text if one is not None and len(one.text) > 30 else "")
        self.whole.setVisible(bool(self.whole.text()))

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        """What this section lacks."""
        self.gaps_head.say("Gaps here", str(len(gaps)) if gaps else "none")
        self.gaps.setText("\n".join(f"{gap.words[:1].upper()}{gap.words[1:]}." for gap in gaps))
        self.gaps.setVisible(bool(gaps))

    def take_all(self) -> None:
        """Everything that is not in the text yet."""
        if self._keys:
            self.taken.emit(list(self._keys))

    def _pressed(self, key: str) -> None:
        if key == "T":
            self.take_all()
