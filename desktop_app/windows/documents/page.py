"""The page of Papers: all documents as a list, or one being written."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app import clock
from desktop_app.commands.documents import begin_document
from desktop_app.desk import Changed
from desktop_app.records.documents import Document, DocumentState
from desktop_app.rules.days import day_words
from desktop_app.rules.documents.skeletons import skeletons
from desktop_app.vault.queries.documents import DocumentRow, document_rows
from desktop_app.windows.choose_family import Beginning, ChooseFamily
from desktop_app.windows.documents.chronology import Chronology
from desktop_app.windows.documents.editor import Editor
from desktop_app.windows.widgets.badge import Badge
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.card import Card
from desktop_app.windows.widgets.empty_state import EmptyState
from desktop_app.windows.widgets.row_list import Row, RowList
from desktop_app.windows.widgets.rows import Page as RowsPage
from desktop_app.windows.word_lists import ListsPage
from desktop_app.windows.workspace import Room

PAGE = 60
_NEXT = {"draft": "Hand over", "with_worker": "Approve", "approved": "Sent"}
_KINDS = ("document", "document_section", "document_source", "chronology_entry")


class DocumentsPage(ListsPage):
    """`editor` is the document that is open, if its id is set."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "Papers")
        self.back_button = Button("", "quiet", icon="arrow-left", small=True)
        self.back_button.setAccessibleName("All papers")
        self.back_button.setToolTip("All papers (Alt+Left)")
        self.header.line.insertWidget(0, self.back_button)
        self.state = Badge("Draft", None, "pencil")
        self.header.right.addWidget(self.state)
        self.print_button = Button("Print", "normal", "Ctrl P", "printer")
        self.state_button = Button("Hand over", "primary", "F10")
        self.chronology_button = Button("Chronology", "normal", "Alt C", "history")
        self.new_button = Button("Begin a paper", "primary", "Ctrl N", "plus")
        for button, run in (
            (self.print_button, self.print_here), (self.chronology_button, self.open_chronology),
            (self.state_button, self.next_state), (self.new_button, self.new_here),
        ):  # fmt: skip
            button.clicked.connect(run)
            self.header.add_button(button)
        self.back_button.clicked.connect(self.go_back)
        self.list = RowList("Papers")
        self.empty = EmptyState(
            "No assessments or reports yet.",
            "They take what the record knows, each fact with its source, and list what is missing.",
            "Begin a paper",
            "Ctrl N",
        )
        self.card = Card(1)
        self.card.column.addWidget(self.list)
        self.card.column.addWidget(self.empty)
        around = QWidget()
        column = QVBoxLayout(around)
        column.setContentsMargins(24, 12, 24, 16)
        column.addWidget(self.card)
        self.editor = Editor(room)
        self.editor.said.connect(self._say_header)
        self.stack = QStackedWidget()
        self.stack.addWidget(around)
        self.stack.addWidget(self.editor)
        self.chronology = Chronology(room)
        self.stack.addWidget(self.chronology)
        self.column.addWidget(self.stack, 1)
        self.list.opened.connect(self.show_document)
        self.empty.pressed.connect(self.new_here)
        self._stop = room.desk.listen(self._changed)
        self.refresh()
        self._say_header()

    # -- the list -------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the list again."""

        def fetch(after: object | None) -> RowsPage[Row]:
            last = after if isinstance(after, tuple) else None
            rows, more = self.room.desk.read(document_rows, after=last, limit=PAGE)
            return RowsPage([_row(one) for one in rows], more)

        count = len(fetch(None).items)
        self.list.set_source(fetch)
        self.list.setVisible(bool(count))
        self.empty.setVisible(not count)

    def _changed(self, changed: Changed) -> None:
        if changed.touches("document", "family"):
            self.refresh()
        if self.telling and changed.touches("chronology_entry", "call", "email", "task", "member"):
            self.chronology.refresh()
        if self.editor.document_id and changed.touches(*_KINDS):
            self.editor.refresh()

    @property
    def writing(self) -> bool:
        """Whether a document is open."""
        return self.stack.currentIndex() == 1

    @property
    def telling(self) -> bool:
        """Whether a chronology is open."""
        return self.stack.currentIndex() == 2

    def show_document(self, document_id: str) -> None:
        """Open one document."""
        if self.editor.show_document(document_id):
            self.stack.setCurrentWidget(self.editor)
            self._say_header()
            self.take_keyboard(self.editor.area)

    def go_back(self) -> None:
        """All papers; what is typed is kept."""
        self.editor.leave()
        self.stack.setCurrentIndex(0)
        self.refresh()
        self._say_header()
        self.take_keyboard(self.list if self.list.isVisible() else self.empty.button)

    def _say_header(self) -> None:
        page = self.editor.page if self.writing else None
        for widget in (self.state, self.state_button):
            widget.setVisible(page is not None)
        for widget in (self.back_button, self.print_button):
            widget.setVisible(page is not None or self.telling)
        for widget in (self.new_button, self.chronology_button):
            widget.setVisible(page is None and not self.telling)
        if self.telling:
            self.header.set_title(self.chronology.family, "Chronology · what happened, and what it meant for the child")
            return
        if page is None:
            self.header.set_title("Papers", "Assessments, reports and plans, written from the record")
            return
        document = page.document
        due = f"due {day_words(document.due_on, year=True)}" if document.due_on else ""
        gaps = len(page.gaps)
        lacks = f"{gaps} gaps" if gaps > 1 else "1 gap" if gaps else ""
        self.header.set_title(
            page.family.name if page.family else "Paper", " · ".join(filter(None, (document.title, due, lacks)))
        )
        draft = document.state is DocumentState.DRAFT
        words = document.state.words()
        self.state.set(words[:1].upper() + words[1:], None if draft else "done", "pencil" if draft else "file-check")
        button = _NEXT.get(document.state.value, "")
        self.state_button.setVisible(bool(button))
        self.state_button.setText(button)
        self.state_button.restyle()

    # -- what keys do ---------------------------------------------------------------------------------

    def shown(self) -> None:
        """The keyboard goes to the text, or to the list."""
        if self.writing:
            self.take_keyboard(self.editor.area)
        elif self.telling:
            self.take_keyboard(self.chronology.records)
        else:
            self.list.choose_first()
            self.take_keyboard(self.list if self.list.isVisible() else self.empty.button)

    def left(self) -> None:
        """What is typed is handed over."""
        self.editor.flush()

    def stop(self) -> None:
        """The vault closes."""
        self.editor.flush()
        self._stop()

    def open_record(self, kind: str, record_id: str) -> None:
        """A document from anywhere."""
        self.show_document(record_id)

    def panes(self) -> list[QWidget]:
        """Where F6 goes round."""
        if self.telling:
            return [self.chronology.records, self.chronology.list]
        if not self.writing:
            return [self.list if self.list.isVisible() else self.empty.button]
        beside = (self.editor.sections.list, self.editor.facts.list)
        return [self.editor.area, *(one for one in beside if one.isVisible())]

    def here(self) -> tuple[str, str]:
        """The document that is open or chosen."""
        if self.telling:
            chosen = self.chronology.list.current_key()
            return ("chronology_entry", chosen) if chosen else ("family", self.chronology.family_id)
        chosen = self.editor.document_id if self.writing else self.list.current_key()
        return ("document", chosen) if chosen else ("", "")

    def new_here(self) -> None:
        """Ctrl+N: a paper begins."""
        kinds = [(one.id, one.title) for one in skeletons().values()]
        what = Beginning(
            "Begin a paper", "Its sections take what the record knows.", "&Kind of paper", kinds, kinds[0][0], "Begin"
        )
        sheet = ChooseFamily(self, self.room, what, lambda family, kind: self._begin(sheet, family, kind))
        sheet.open()

    def _begin(self, sheet: ChooseFamily, family_id: str, kind: str) -> None:
        def begun(document: Document) -> None:
            sheet.dismiss()
            self.show_document(document.id)

        self.room.desk.do(begin_document, family_id, kind).then(begun).otherwise(self.room.trouble)

    def go_facts(self) -> None:
        """Alt+F: the facts to take."""
        if self.writing:
            facts = self.editor.facts
            facts.list.choose_first()
            self.editor.go_beside(facts, facts.list)

    def go_sections(self) -> None:
        """Alt+E: the sections."""
        if self.writing:
            self.editor.go_beside(self.editor.sections, self.editor.sections.list)

    def next_section(self) -> None:
        """Alt+N: the next section."""
        self.editor.next_section()

    def previous_section(self) -> None:
        """Alt+B: the section before."""
        self.editor.next_section(-1)

    def take_all(self) -> None:
        """Alt+T: every fact for this section."""
        if self.writing:
            self.editor.facts.take_all()

    def next_state(self) -> None:
        """F10: handed over, approved, sent."""
        if self.writing:
            self.editor.next_state()

    def save_as_word(self) -> None:
        """Ctrl+Shift+S: as a Word document."""
        if self.writing:
            self.editor.save_as_word()

    def open_back(self) -> None:
        """Ctrl+O: a Word document that came back."""
        if self.writing:
            self.editor.open_back()

    def print_here(self) -> None:
        """Ctrl+P: the paper as it stands."""
        if self.telling:
            self.chronology.print_version()
        else:
            self.editor.print_document()

    def open_chronology(self) -> None:
        """Alt+C: the chronology of the family whose paper is open, or of one that is chosen."""
        page = self.editor.page if self.writing else None
        if page is not None:
            self.show_chronology(page.document.family_id)
            return
        what = Beginning(
            "Chronology", "Any record of the family goes in by one key.", "", (), "", "Open"
        )  # fmt: skip
        sheet = ChooseFamily(self, self.room, what, lambda family, _kind: self._open_chronology(sheet, family))
        sheet.open()

    def _open_chronology(self, sheet: ChooseFamily, family_id: str) -> None:
        sheet.dismiss()
        self.show_chronology(family_id)

    def show_chronology(self, family_id: str) -> None:
        """One family's chronology."""
        if self.chronology.show_family(family_id):
            self.editor.leave()
            self.stack.setCurrentWidget(self.chronology)
            self._say_header()
            self.chronology.focus_records()

    def print_conference(self) -> None:
        """The chronology's version for a conference."""
        self.chronology.print_version("conference")

    def print_court(self) -> None:
        """The chronology's version for the court."""
        self.chronology.print_version("court")


def _row(one: DocumentRow) -> Row:
    begun = f"Begun {day_words(clock.local(one.begun_at).date(), year=True)}" if one.begun_at else ""
    draft = one.state in (DocumentState.DRAFT, DocumentState.WITH_WORKER)
    due = f"Due {day_words(one.due_on)}" if one.due_on and draft else ""
    state = DocumentState(one.state).words()
    icon, role = ("pencil", None) if draft else ("file-check", "done")
    return Row(one.id, icon, role, one.title, one.family, begun, due1=due or state, due2=state if due else "")
