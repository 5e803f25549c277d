"""The page Snapshot: nothing open, what was understood of a return, and its figures."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app import clock
from desktop_app.commands.facts import note_export
from desktop_app.errors import EnvironmentProblem, UserError
from desktop_app.exchange.annex_a import Guess
from desktop_app.exchange.annex_a.telling import told
from desktop_app.exchange.annex_a.write import annex_a_workbook
from desktop_app.papers.making import Making
from desktop_app.papers.model import Paper
from desktop_app.papers.snapshot import Stands, snapshot_paper
from desktop_app.rules.indicators import Page as FiguresPage
from desktop_app.rules.indicators import Period
from desktop_app.rules.indicators.charts import behind
from desktop_app.vault.reader import Reader
from desktop_app.windows import dialogs
from desktop_app.windows.snapshot.check_view import CheckView
from desktop_app.windows.snapshot.children_sheet import ChildrenSheet
from desktop_app.windows.snapshot.column_sheet import ColumnSheet
from desktop_app.windows.snapshot.figures_view import FiguresView
from desktop_app.windows.snapshot.reading import Return, count, own_records, read_again, read_file
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.empty_state import EmptyState
from desktop_app.windows.widgets.progress import Progress
from desktop_app.windows.word_lists import ListsPage
from desktop_app.windows.workspace import Room

KINDS = "Annex A (*.xlsx *.xlsm *.csv *.tsv *.txt);;All files (*)"
NOTHING = (
    "No return is open.",
    "Open the lists of Annex A, or drop them here: a workbook, or a folder of CSV files. They are read into memory "
    "and kept nowhere; locking forgets them.",
    "Open a return",
)
NOT_OPEN, CHECK, FIGURES = range(3)


class SnapshotPage(ListsPage):
    """A return lives here from opening it until another is opened or the vault is locked."""

    told = Signal(int, int)

    def __init__(self, room: Room) -> None:
        super().__init__(room, "Snapshot")
        self.held: Return | None = None
        self.period: Period | None = None
        self._asked: Period | None = None
        self._stop_reading = threading.Event()
        self._reading = 0
        self.print_button = Button("Print", "primary", "Ctrl P", "printer")
        self.own_button = Button("Our own records", "normal", "Alt O")
        self.open_button = Button("Open", "normal", "Ctrl O", "folder-open")
        for button, does in (
            (self.own_button, self.count_own),
            (self.open_button, self.open_file),
            (self.print_button, self.print_here),
        ):
            button.clicked.connect(does)
            self.header.add_button(button)
        self.empty = EmptyState(*NOTHING, key="Ctrl O")
        self.empty.pressed.connect(self.open_file)
        self.progress = Progress()
        self.progress.stop_asked.connect(self.cancel)
        self.told.connect(lambda done, of: self.progress.tell(f"{done:,} of {of:,} rows read", done, of))
        self.check = CheckView()
        self.check.agreed.connect(self.show_figures)
        self.check.column_asked.connect(self.ask_column)
        self.figures = FiguresView()
        self.figures.opened.connect(self.open_figure)
        self.figures.days_chosen.connect(self.count)
        self.figures.check_button.clicked.connect(self.show_check)
        self.figures.save_button.clicked.connect(self.save_workbook)
        self.figures.annex_button.clicked.connect(self.save_annex_a)
        self._lay_out()
        self.setAcceptDrops(True)
        self._say_header()

    def _lay_out(self) -> None:
        start = QWidget()
        column = QVBoxLayout(start)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.empty)
        column.addStretch(1)
        self.stack = QStackedWidget()
        for view in (start, self.check, self.figures):
            self.stack.addWidget(view)
        working = QVBoxLayout()
        working.setContentsMargins(24, 0, 24, 0)
        working.addWidget(self.progress)
        self.column.addLayout(working)
        self.column.addWidget(self.stack, 1)

    # -- opening ---------------------------------------------------------------------------------------

    def open_file(self) -> None:
        """Ctrl+O: choose a workbook or the CSV of one list."""
        chosen = dialogs.choose_files(self, "Open a return", KINDS)
        if chosen:
            self.read(chosen[0])

    def open_folder(self) -> None:
        """Ctrl+Shift+O: a folder with a CSV for each list."""
        folder = dialogs.choose_folder(self, "Open a folder of lists")
        if folder is not None:
            self.read(folder)

    def read(self, path: Path) -> None:
        """Read a return off this thread; what was open stays until it is read."""
        self._begin("The return is being read …", lambda stop, _reader: read_file(path, self.told.emit, stop))

    def count_own(self) -> None:
        """Alt+O: our own records as a return."""
        as_at = clock.today()
        self._begin("Our own records are being counted …", lambda _stop, reader: own_records(reader, as_at))

    def save_annex_a(self) -> None:
        """Our own records as the lists Ofsted asks for."""
        tables = self.held.own if self.held else None
        if tables is None:
            self.room.toast("Count our own records first (Alt+O); then they can be saved as Annex A.")
            return
        self._save("annex-a.xlsx", lambda: annex_a_workbook(tables), "our own records as Annex A")

    def _begin(self, words: str, job: Callable[[threading.Event, Reader], Return]) -> None:
        self._stop_reading.set()  # whatever is still being read is no longer wanted
        self._stop_reading = stop = threading.Event()
        self._reading += 1
        this = self._reading
        self.progress.start(words)
        self.room.desk.read_later(lambda reader: job(stop, reader)).then(lambda held: self._read(this, held)).otherwise(
            lambda trouble: self._refused(this, trouble, stop)
        )

    def cancel(self) -> None:
        """Leave the reading under way; what was open before stays."""
        self._stop_reading.set()

    def _read(self, this: int, held: Return) -> None:
        if this != self._reading:
            return
        self.progress.finish()
        self.held = held
        self.check.show_return(held)
        self._asked = self._asked if held.chosen else None  # another return has other days
        self._count(self._asked or Period(held.last_day))
        self.show_check()

    def _refused(self, this: int, trouble: BaseException, stop: threading.Event) -> None:
        if this != self._reading:
            return
        self.progress.finish()
        if not isinstance(trouble, UserError | EnvironmentProblem):
            self.room.trouble(trouble)
        elif self.held is not None or stop.is_set():
            self.room.toast(str(trouble))
        else:
            self.empty.say(*_said(trouble), "Open another")

    def ask_column(self, guess: Guess) -> None:
        """What is this column?"""
        if self.held is None:
            return
        samples = self.held.samples(guess)
        sheet = ColumnSheet(self, guess, samples)
        sheet.taken.connect(lambda key: self.correct(guess, key))
        sheet.open()

    def correct(self, guess: Guess, key: str) -> None:
        """A column is something else than was guessed; the rows are read again."""
        held = self.held
        if held is not None:
            chosen = {**held.chosen, (guess.sheet, guess.letter): key}
            self._begin("Read again …", lambda stop, _reader: read_again(held, chosen, self.told.emit, stop))

    # -- figures ---------------------------------------------------------------------------------------

    def count(self, period: Period) -> None:
        """Count for the days a person asked for."""
        self._asked = period
        self._count(period)

    def _count(self, period: Period) -> None:
        held, this = self.held, self._reading
        self.period = period
        if held is None:
            return
        self.room.desk.read_later(lambda _reader: count(held, period)).then(
            lambda pages: self._counted(this, period, pages)
        ).otherwise(self.room.trouble)

    def _counted(self, this: int, period: Period, pages: tuple[FiguresPage, ...]) -> None:
        if this == self._reading and period == self.period:
            self.figures.show_pages(pages, period)
            self._say_header()

    def open_figure(self, page: FiguresPage, key: str) -> None:
        """Who is behind a figure."""
        if self.period is not None:
            title, rows, others = behind(page, key)
            ChildrenSheet(self, self.room, title, self.stands(), told(rows), told(others)).open()

    def stands(self) -> Stands:
        """What these figures stand for."""
        assert self.held is not None  # noqa: S101 - asked only of an open return
        assert self.period is not None  # noqa: S101 - it has one
        return Stands(self.held.opened.name, self.period)

    # -- going about -----------------------------------------------------------------------------------

    def show_check(self) -> None:
        """Alt+C: what was understood."""
        if self.held is not None:
            self.stack.setCurrentIndex(CHECK)
            self._say_header()
            self.take_keyboard(self.check.list() if self.check.columns.current_key() else self.check.go_button)

    def show_figures(self) -> None:
        """Alt+G: the figures."""
        if self.held is not None:
            self.stack.setCurrentIndex(FIGURES)
            self._say_header()
            self.take_keyboard(self.panes()[0])

    def go_days(self) -> None:
        """Alt+D: the first of the two days."""
        if self.held is not None:
            self.show_figures()
            self.take_keyboard(self.figures.since.editor)

    def next_page(self) -> None:
        """Ctrl+PgDown."""
        self.figures.step(1)

    def previous_page(self) -> None:
        """Ctrl+PgUp."""
        self.figures.step(-1)

    def _say_header(self) -> None:
        at = self.stack.currentIndex()
        held = self.held is not None
        self.print_button.setVisible(at == FIGURES)
        self.open_button.setVisible(held)
        self.own_button.setVisible(self.held is None or self.held.own is None)
        self.figures.annex_button.setVisible(self.held is not None and self.held.own is not None)
        if self.held is None:
            self.header.set_title("Snapshot", "The lists of Annex A, counted and drawn")
        elif at == CHECK:
            self.header.set_title("Snapshot", f"{self.held.opened.name}: what was understood")
        elif self.period is not None:
            self.header.set_title("Snapshot", f"{self.held.opened.name}, {self.stands().words()}")

    def shown(self) -> None:
        """The keyboard goes where the work is."""
        self.take_keyboard(self.panes()[0])

    def panes(self) -> list[QWidget]:
        """Where F6 goes round."""
        at = self.stack.currentIndex()
        if at == CHECK:
            return [self.check.list(), self.check.go_button]
        if at == FIGURES:
            first = self.figures.list if self.figures.list.isVisible() else self.figures.choice
            return [first, self.figures.since.editor, *self.figures.views[:1]]
        return [self.empty.button]

    def new_here(self) -> None:
        """Ctrl+N: another return."""
        self.open_file()

    # -- leaving ---------------------------------------------------------------------------------------

    def print_here(self) -> None:
        """Ctrl+P: the whole pack, seen before it goes."""
        if self.held is not None and self.figures.pages:
            self.room.print_paper(self.pack())

    def pack(self) -> Callable[[], Paper]:
        """What builds the print pack of the figures as they stand, on whichever thread."""
        assert self.held is not None  # noqa: S101 - asked only of an open return
        found, pages, stands = self.held.found, self.figures.pages, self.stands()
        making, council = Making(self.room.desk.actor, clock.now()), self.figures.council.key()
        return lambda: snapshot_paper(pages, found, stands, making, council)

    def save_workbook(self) -> None:
        """The figures with the children behind each, as a workbook anyone can read who has it."""
        from desktop_app.exchange.annex_a.workbook import snapshot_workbook

        held, pages = self.held, self.figures.pages
        if held is None or not pages:
            return
        words = self.stands().words()
        self._save("snapshot.xlsx", lambda: snapshot_workbook(pages, held.found, words), "snapshot as a workbook")

    def _save(self, name: str, make: Callable[[], bytes], what: str) -> None:
        """A workbook where the person says, made off this thread; the audit says that it left."""
        target = dialogs.choose_target(self, "Save as workbook", name, "Workbook (*.xlsx)")
        if target is None:
            return
        self.room.desk.read_later(lambda _reader: _write(target, make())).then(
            lambda _done: self._saved(what)
        ).otherwise(self.room.trouble)

    def _saved(self, what: str) -> None:
        self.room.desk.do(note_export, what).otherwise(self.room.trouble)
        self.room.toast("The workbook is saved. It names children: whoever has the file can read it.")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A return may be dropped anywhere on the page."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """The first file or folder that was dropped."""
        event.acceptProposedAction()
        self.read(next(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()))

    def stop(self) -> None:
        """The vault closes: nothing of the return stays in memory, nor what was copied of it."""
        self._stop_reading.set()
        self._reading += 1
        self.held = self.period = self._asked = None
        self.check.forget()
        self.figures.forget()


def _write(target: Path, data: bytes) -> None:
    try:
        target.write_bytes(data)
    except OSError as raised:
        raise EnvironmentProblem(
            "The workbook could not be written there.", "Nothing is lost.", "Choose another folder."
        ) from raised


def _said(trouble: UserError | EnvironmentProblem) -> tuple[str, str]:
    if isinstance(trouble, UserError):
        return trouble.message, trouble.hint
    return str(trouble), ""
