"""One document open: its sections at the left, the text in the middle, the facts of the record at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app import clock
from desktop_app.commands.documents import keep_section, move_document, pull_facts
from desktop_app.commands.facts import note_export
from desktop_app.papers import write_docx
from desktop_app.records.documents import DocumentState
from desktop_app.rules.documents.coming_back import Difference, differences
from desktop_app.rules.documents.skeletons import Section
from desktop_app.rules.documents.statements import Statement
from desktop_app.rules.text_pieces import Expansion, expand, starter_pieces
from desktop_app.vault.queries.document_facts import facts
from desktop_app.vault.queries.documents import DocumentPage, document_page
from desktop_app.windows import dialogs
from desktop_app.windows.documents.back_sheet import BackSheet
from desktop_app.windows.documents.leaving import document_of, fetched, put
from desktop_app.windows.documents.sections import WIDEST, FactsToTake, Sections
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.ask import Ask
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.note_area import NoteArea
from desktop_app.windows.widgets.sheet import Sheet
from desktop_app.windows.workspace import Room

ROOM_BESIDE = 980
"""px of the page at 100 %: below it there is no room beside the text."""
QWIDGETSIZE_MAX = 16_777_215
"""As Qt calls it: no limit."""
KEPT_AFTER = 600
"""ms after a key until it is handed to the writer; kill -9 loses no key older than a second."""


class TextArea(NoteArea):
    """Where a section is written, in the size of long text."""

    def restyle(self) -> None:
        """Long text has its own size."""
        super().restyle()
        self.setFont(look().font("note"))
        self.document().setDocumentMargin(look().px(16))


class Editor(QWidget):
    """`said` tells that title or state changed."""

    said = Signal()

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.room = room
        self.page: DocumentPage | None = None
        self.document_id, self.key = "", ""
        self._handed = ""
        self._facts: dict[str, Statement] = {}
        self._known = False
        self.sections = Sections()
        self.facts = FactsToTake()
        self.area = TextArea(self._expand, 8)
        self.title = Label("", "lead", "text", 600, wrap=True)
        self.theirs = Label("", "small", "guard.text", wrap=True)
        self.ask = Ask()
        self.foot = Label("", "small", "text3", elide=True)
        self._lay_out()
        self._keep = QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(KEPT_AFTER)
        self._keep.timeout.connect(self.flush)
        self.area.textChanged.connect(self._typed)
        self.area.left.connect(self.flush)
        self.sections.chosen.connect(self.open_section)
        self.facts.taken.connect(self.take)

    def _lay_out(self) -> None:
        middle = QVBoxLayout()
        middle.setContentsMargins(8, 12, 8, 8)
        middle.addWidget(self.title)
        middle.addWidget(self.theirs)
        middle.addSpacing(4)
        middle.addWidget(self.area, 1)
        middle.addWidget(self.ask)
        middle.addWidget(self.foot)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(0)
        self.row.addWidget(self.sections)
        self.row.addLayout(middle, 1)
        self.row.addWidget(self.facts)
        self.sheet = Sheet(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, what stands beside the text is a sheet over it."""
        super().resizeEvent(event)
        narrow = self.width() < ROOM_BESIDE * look().scale
        if narrow == (self.row.indexOf(self.sections) < 0):
            return
        self.sheet.release()
        for place, widget, widest in ((0, self.sections, WIDEST[0]), (2, self.facts, WIDEST[1])):
            widget.setMaximumWidth(QWIDGETSIZE_MAX if narrow else widest)
            if narrow:
                self.row.removeWidget(widget)
                widget.hide()
            else:
                widget.setParent(self)
                self.row.insertWidget(place, widget)
                widget.show()

    def go_beside(self, widget: QWidget, focus: QWidget) -> None:
        """The keyboard goes to what stands beside the text, over it where there is no room."""
        if self.row.indexOf(widget) < 0:
            self.sheet.open(widget)
        focus.setFocus(Qt.FocusReason.TabFocusReason)

    # -- reading and keeping ---------------------------------------------------------------------------

    def show_document(self, document_id: str) -> bool:
        """Open a document at its first section; False when it isn't here."""
        self.flush()
        page = self.room.desk.read(document_page, document_id)
        if page is None:
            return False
        self.document_id, self.page, self.key = document_id, page, ""
        self.ask.close_quietly()
        self.open_section(next(page.skeleton.sections()).key)
        return True

    def leave(self) -> None:
        """Keep what is typed and show no document."""
        self.flush()
        self.document_id, self.page, self.key = "", None, ""

    @property
    def chosen(self) -> Section | None:
        """The section that is open."""
        return self.page.skeleton.section(self.key) if self.page is not None and self.key else None

    def open_section(self, key: str) -> None:
        """Write in another section."""
        if self.page is None or key == self.key:
            self._back_to_text()
            return
        self.flush()
        self.key = key
        self._handed = self._kept()
        self.area.show_text(self._handed)
        self._keep.stop()
        self._say()
        self._ask_facts()
        self.sections.list.choose(key)
        self._back_to_text()

    def _back_to_text(self) -> None:
        if self.sheet.isVisible():
            self.sheet.close_sheet()
        self.area.setFocus(Qt.FocusReason.TabFocusReason)

    def _kept(self) -> str:
        held = self.page.sections.get(self.key) if self.page is not None else None
        return held.text if held is not None else ""

    def refresh(self) -> None:
        """Somebody or something changed the document: what is typed here stays unless the record says otherwise."""
        page = self.room.desk.read(document_page, self.document_id)
        if page is None:
            return
        self.page = page
        typed = self.area.toPlainText()
        if self._kept() != typed and typed == self._handed:
            self._handed = self._kept()
            self.area.show_text(self._handed)
            self._keep.stop()
        self._say()
        self._show_facts()

    def _typed(self) -> None:
        if self.page is not None and not self._keep.isActive():
            self._keep.start()

    def flush(self) -> None:
        """Hand everything typed to the desk now."""
        self._keep.stop()
        typed = self.area.toPlainText()
        held = self.page.sections.get(self.key) if self.page is not None else None
        if held is None or typed == self._handed:
            return
        self._handed = typed
        doing = self.room.desk.typing(f"{held.id}:text", keep_section, held.id, typed)
        doing.otherwise(self._refused)

    def _refused(self, problem: BaseException) -> None:
        """Words that may not change go back to what they were, and why is said."""
        self.room.trouble(problem)
        page = self.room.desk.read(document_page, self.document_id)
        if page is not None:
            self.page = page
            self._handed = self._kept()
            self.area.show_text(self._handed)

    def _say(self) -> None:
        page, section = self.page, self.chosen
        if page is None or section is None:
            return
        texts = {key: one.text for key, one in page.sections.items()}
        self.sections.show_sections(page.skeleton, texts, page.gaps)
        self.facts.show_gaps([gap for gap in page.gaps if gap.section == self.key])
        self.title.setText(section.title)
        closed = page.document.state in (DocumentState.APPROVED, DocumentState.SENT)
        empty = bool(section.theirs) and page.document.state is DocumentState.DRAFT
        said = f"Only {section.theirs} decides this. It stays empty in the draft." if empty else ""
        self.theirs.setText("Approved: the words stay as they are." if closed else said)
        self.theirs.setVisible(bool(self.theirs.text()))
        self.area.setReadOnly(closed or empty)
        self.foot.setText(section.hint or "[3] points to a source · - begins a list · ; text piece")
        self.said.emit()

    def _ask_facts(self) -> None:
        """Read what the record offers this section, off this thread: a family may have thousands of contacts."""
        page, section = self.page, self.chosen
        self._facts, self._known = {}, False
        if page is None or section is None:
            return
        self._show_facts()
        key = self.key
        if section.pulls and not section.theirs:
            reading = self.room.desk.read_later(facts, page.document.family_id, section.pulls, clock.today())
            reading.then(lambda found: self._offer(key, found)).otherwise(self.room.trouble)

    def _offer(self, key: str, found: list[Statement]) -> None:
        if key == self.key:
            self._facts, self._known = {one.key: one for one in found}, True
            self._show_facts()

    def _show_facts(self) -> None:
        section = self.chosen
        if section is None:
            return
        why = "The record has nothing for this section yet." if self._known else "Reading the record…"
        if section.theirs:
            why = f"Nothing is put here: {section.theirs} decides."
        elif not section.pulls:
            why = "This section is written freely."
        self.facts.show_facts(tuple(self._facts.values()), self.area.toPlainText(), why)

    def _expand(self, before: str) -> Expansion | None:
        family = self.page.family.name if self.page and self.page.family else ""
        return expand(before, starter_pieces(), {"family": family})

    # -- what keys do ----------------------------------------------------------------------------------

    def take(self, keys: list[str]) -> None:
        """Facts become lines of the section, with their sources."""
        held = self.page.sections.get(self.key) if self.page is not None else None
        wanted = [self._facts[key] for key in keys if key in self._facts]
        if held is None or not wanted:
            return
        self.flush()
        self.room.desk.do(pull_facts, held.id, wanted).otherwise(self.room.trouble)

    def next_section(self, step: int = 1) -> None:
        """The section after this one, or before it."""
        if self.page is not None:
            keys = [one.key for one in self.page.skeleton.sections()]
            self.open_section(keys[(keys.index(self.key) + step) % len(keys)])

    def next_state(self) -> None:
        """To the social worker, approved, sent."""
        page = self.page
        if page is None:
            return
        self.flush()
        state = page.document.state
        if state is DocumentState.DRAFT:
            self._move(DocumentState.WITH_WORKER)
        elif state is DocumentState.WITH_WORKER:
            self.ask.open("Who approves it?", "", self._approved_by)
        elif state is DocumentState.APPROVED:
            self._move(DocumentState.SENT)

    def _approved_by(self, name: str) -> str:
        if not name.strip():
            return "The name of whoever decides stands with it."
        self._move(DocumentState.APPROVED, by=name)
        return ""

    def _move(self, state: DocumentState, by: str = "") -> None:
        self.room.desk.do(move_document, self.document_id, state.value, by=by).otherwise(self.room.trouble)

    def save_as_word(self) -> None:
        """The document as a Word file where the person says; the audit says that it left."""
        page = self.page
        target = dialogs.choose_target(self, "Save as Word", "paper.docx", "Word document (*.docx)") if page else None
        if page is None or target is None:
            return
        self.flush()
        desk, key, family_id = self.room.desk, self.document_id, page.document.family_id

        def saved(_done: object) -> None:
            desk.do(note_export, f"{page.document.title} as Word document", family_id).otherwise(self.room.trouble)
            self.room.toast("Saved as Word. Whoever has the file can read it. What comes back: Ctrl+O.")

        desk.read_later(lambda _reader: put(target, write_docx(document_of(desk, key)))).then(saved).otherwise(
            self.room.trouble
        )

    def open_back(self) -> None:
        """A Word file that came back, beside what is kept."""
        page = self.page
        files = dialogs.choose_files(self, "What came back", "Word document (*.docx)") if page else []
        if page is None or not files:
            return
        self.flush()
        texts = {key: one.text for key, one in page.sections.items()}

        def compare(_reader: object) -> tuple[Difference, ...]:
            from desktop_app.papers.docx_back import read_back  # Word's library, once a Word file is here

            return differences(page.skeleton, texts, read_back(fetched(files[0]), page.skeleton))

        self.room.desk.read_later(compare).then(self._show_back).otherwise(self.room.trouble)

    def _show_back(self, found: tuple[Difference, ...]) -> None:
        if not found:
            self.room.toast("It says the same as what is kept.")
        elif self.page is not None:
            BackSheet(self, self.room, self.page, found).open()

    def print_document(self) -> None:
        """The document on paper as it stands."""
        page = self.page
        if page is not None:
            self.flush()
            desk, key = self.room.desk, self.document_id
            self.room.print_paper(lambda: document_of(desk, key), about_id=key, family_id=page.document.family_id)
