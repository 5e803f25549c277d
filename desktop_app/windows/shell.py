"""The window after unlocking: rail, the workspaces, status bar, palette, toast; the Room that workspaces ask."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partialmethod
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop_app.commands.facts import note_view
from desktop_app.desk import Changed, Desk
from desktop_app.errors import EnvironmentProblem, UserError
from desktop_app.settings import Settings, Value
from desktop_app.vault.queries import status
from desktop_app.windows.alarm import Alarm
from desktop_app.windows.alarm_banner import AlarmBanner
from desktop_app.windows.bound_keys import bind_keys
from desktop_app.windows.crash import CrashCard
from desktop_app.windows.finding import palette_entries
from desktop_app.windows.history import HistorySheet
from desktop_app.windows.keeping import NotTakenBanner
from desktop_app.windows.look import theme
from desktop_app.windows.look.theme import look
from desktop_app.windows.palette import Palette, put_away
from desktop_app.windows.people_index import PeopleIndex
from desktop_app.windows.preferences import Preferences
from desktop_app.windows.printing import PrintSheet
from desktop_app.windows.register import RegisterSheet
from desktop_app.windows.search import SearchSheet
from desktop_app.windows.shortcuts import place_key
from desktop_app.windows.shortcuts_sheet import KeysSheet
from desktop_app.windows.widgets.rail import Place, Rail, RailButton
from desktop_app.windows.widgets.status_bar import StatusBar
from desktop_app.windows.widgets.toast import Toast
from desktop_app.windows.workspace import Page
from desktop_app.windows.workspaces import WORKSPACES

if TYPE_CHECKING:
    from desktop_app.vault.queries.diary import DueCard
    from desktop_app.windows.calls.page import CallsPage
    from desktop_app.windows.diary.page import DiaryPage
    from desktop_app.windows.syncing import Syncing
    from desktop_app.windows.workspace import Printable

NARROW = 1200


class Shell(QWidget):
    """One window for one open vault. `lock_asked` ends it; everything in it is thrown away."""

    lock_asked = Signal()
    syncing: Syncing | None = None  # once it has an engine, the word about sync is the engine's
    quick_unlock_changed = Signal(bool)
    keyring_here = False

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__()
        self.setWindowTitle("Casemate")
        self.setMinimumSize(800, 560)
        self._desk = desk
        self._settings = settings
        self.people_index = PeopleIndex(desk, self.trouble, self)
        self.places = [
            Place(one.id, one.icon, one.title, place_key(number)) for number, one in enumerate(WORKSPACES, start=1)
        ]
        self._menus: list[RailButton] = []
        self._counts: dict[str, int] = {}
        self.rail = Rail(self.places, self)
        self.stack = QStackedWidget()
        self.pages: dict[str, Page] = {}
        self.status = StatusBar(self)
        self.alarm_banner = AlarmBanner(self)
        self.not_taken = NotTakenBanner(self)
        self._lay_out()
        self.toaster = Toast(self)
        self.toaster.undone.connect(self.undo)
        self.alarm = Alarm(desk, self)
        self.alarm.waiting.connect(self.alarm_banner.show_waiting)
        self.alarm.climbed.connect(self._climbed)
        self._stop = desk.listen(self._changed)
        bind_keys(self)
        self.rail.chosen.connect(self.go)
        self.rail.lock_asked.connect(self.lock_asked)
        look().changed.connect(self.restyle)
        self.restyle()
        self._say_status()
        self.go(WORKSPACES[0].id)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.not_taken)
        right.addWidget(self.alarm_banner)
        right.addWidget(self.stack, 1)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(middle, 1)
        column.addWidget(self.status)

    # -- the Room -------------------------------------------------------------------------------------

    @property
    def desk(self) -> Desk:
        """The open vault."""
        return self._desk

    @property
    def settings(self) -> Settings:
        """The settings of this machine."""
        return self._settings

    @property
    def people(self) -> PeopleIndex:
        """Who is calling, as you type."""
        return self.people_index

    def page(self, workspace_id: str) -> Page:
        """The page of a workspace, built when first asked for."""
        if workspace_id not in self.pages:
            workspace = next(one for one in WORKSPACES if one.id == workspace_id)
            page = workspace.build(self)
            self.pages[workspace_id] = page
            self.stack.addWidget(page)
            page.header.set_compact(self.width() < NARROW or look().big)
        return self.pages[workspace_id]

    @cached_property
    def palette_card(self) -> Palette:
        """Ctrl+K; built when first asked for."""
        return Palette(self, lambda typed: palette_entries(self, typed))

    @property
    def current(self) -> Page:
        """The page that is shown."""
        return self.pages[self.current_id]

    def go(self, workspace_id: str, for_record: bool = False) -> None:
        """Go to a workspace, for a record that is shown next or to look; what lay over the one before is put away."""
        put_away(self)
        before = self.stack.currentWidget()
        page = self.page(workspace_id)
        if isinstance(before, Page) and before is not page:
            before.left()
        self.current_id = workspace_id
        self.stack.setCurrentWidget(page)
        self.rail.set_active(workspace_id)
        for menu in self._menus:
            menu.show_place(workspace_id, self._counts.get(workspace_id, 0))
        page.arrived() if for_record else page.shown()

    def open(self, kind: str, record_id: str) -> None:
        """Go to a record wherever its kind is shown."""
        for workspace in WORKSPACES:
            if kind in workspace.opens:
                self.go(workspace.id, for_record=True)
                self.pages[workspace.id].open_record(kind, record_id)
                if kind != "deadline":  # worked out, not kept
                    seen = "family" if kind == "genogram" else kind
                    self._desk.do(note_view, seen, record_id).otherwise(self.trouble)
                return

    def log_call(
        self,
        *,
        person_id: str = "",
        family_id: str = "",
        number: str = "",
        call_back_id: str = "",
        outgoing: bool = False,
    ) -> None:
        """Open the call panel with the timer running."""
        self._calls().start_call(
            person_id=person_id, family_id=family_id, number=number, call_back_id=call_back_id, outgoing=outgoing
        )

    def file_email(self) -> None:
        """Choose mail files to bring in."""
        self._calls().file_email()

    def book_due(self, card: DueCard) -> None:
        """Look for a slot in the diary for something that is due."""
        self.go("diary")
        cast("DiaryPage", self.pages["diary"]).booker.book_due(card)

    def _calls(self) -> CallsPage:
        self.go("calls")
        return cast("CallsPage", self.pages["calls"])

    def menu_button(self) -> RailButton:
        """A button that stands for the rail at large text."""
        menu = RailButton(self.places)
        menu.chosen.connect(self.go)
        self._menus.append(menu)
        return menu

    def toast(self, words: str, *, undo: bool = False) -> None:
        """Say what was done, with Undo where it can be undone."""
        self.toaster.say(words, undo)

    def trouble(self, problem: BaseException) -> None:
        """What went wrong, in words. Our own mistakes get a card with a report that names nobody."""
        if isinstance(problem, UserError | EnvironmentProblem):
            self.toaster.say(str(problem), False)
        else:
            CrashCard(self, problem).open()

    def need_you(self, workspace_id: str, count: int) -> None:
        """How many things in a workspace need the person."""
        self._counts[workspace_id] = count
        self.rail.set_count(workspace_id, count)
        for menu in self._menus:
            menu.show_place(self.current_id, self._counts.get(self.current_id, 0))

    def history(self, kind: str, record_id: str, field: str = "") -> None:
        """Who said what when."""
        HistorySheet(self, self._desk, kind, record_id, field).open()

    def print_paper(
        self, build: Callable[[], Printable], *, about_id: str = "", family_id: str = "", for_whom: str = ""
    ) -> None:
        """Show a paper before it leaves."""
        PrintSheet(self, self._desk, build, about_id=about_id, family_id=family_id, for_whom=for_whom).open()

    # -- keys -----------------------------------------------------------------------------------------

    def act(self, workspace_id: str, run: str) -> None:
        """Do an action of the workspace that is shown."""
        if workspace_id == self.current_id:
            getattr(self.current, run)()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A slash opens search wherever nobody is typing: lists hand on what they don't use."""
        if event.text() == "/" and self._settings.get("single_keys"):
            self.open_search()
        else:
            super().keyPressEvent(event)

    def open_palette(self) -> None:
        """Ctrl+K."""
        self.toaster.hide()
        self.palette_card.open()

    def open_search(self) -> None:
        """Words in everything."""
        SearchSheet(self, self._desk).open()

    def open_preferences(self) -> None:
        """Made from the table of settings."""
        Preferences(self, self._settings).open()

    def open_register(self) -> None:
        """What left on paper, and whether it came back."""
        RegisterSheet(self, self._desk).open()

    def open_keys(self) -> None:
        """Made from the table of keys."""
        KeysSheet(self).open()

    def new_here(self) -> None:
        """Ctrl+N."""
        self.current.new_here()

    def print_here(self) -> None:
        """Ctrl+P."""
        self.current.print_here()

    def history_here(self) -> None:
        """Ctrl+H."""
        kind, record_id = self.current.here()
        if record_id:
            self.history(kind, record_id)
        else:
            self.toast("Choose something first; its history opens with Ctrl+H.")

    def undo(self) -> None:
        """Take back the last command; in a text field, the last words."""
        focus = QApplication.focusWidget()
        if (isinstance(focus, QPlainTextEdit | QTextEdit) and focus.document().isUndoAvailable()) or (
            isinstance(focus, QLineEdit) and focus.isUndoAvailable()
        ):
            focus.undo()
        else:
            self._desk.undo().then(lambda title: self.toast(f"{title}: taken back.")).otherwise(self.trouble)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._desk.redo().then(lambda title: self.toast(f"{title}: done again.", undo=True)).otherwise(self.trouble)

    def _pane(self, step: int) -> None:
        panes = [pane for pane in self.current.panes() if pane.isVisible()]
        if not panes:
            return
        focus = QApplication.focusWidget()
        here = next((n for n, pane in enumerate(panes) if focus is pane or (focus and pane.isAncestorOf(focus))), -step)
        target = panes[(here + step) % len(panes)]
        if target.focusPolicy() == Qt.FocusPolicy.NoFocus:
            stops = (w for w in target.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus)
            target = next(stops, target)
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def usual_text(self) -> None:
        """Ctrl 0."""
        self._scale(100 - look().percent)

    def _scale(self, by: int) -> None:
        percent = min(200, max(100, look().percent + by))
        self.toast(f"Text at {percent} %.")
        self.choose("text_percent", percent)
        self.apply_look()

    def choose(self, key: str, value: Value) -> None:
        """Set a setting; it holds even when the file of settings can't be written, and that is said."""
        try:
            self._settings.set(key, value)
        except EnvironmentProblem as problem:
            self.trouble(problem)

    def apply_look(self) -> None:
        """Put theme, text size and stillness of the settings in force."""
        app, chosen = QApplication.instance(), self._settings
        if isinstance(app, QApplication):
            theme.apply(app, chosen.get("theme"), chosen.get("text_percent"), chosen.get("still"))

    next_pane = partialmethod(_pane, 1)
    previous_pane = partialmethod(_pane, -1)
    larger_text = partialmethod(_scale, 10)
    smaller_text = partialmethod(_scale, -10)

    def lock(self) -> None:
        """Ctrl+L."""
        self.lock_asked.emit()

    # -- following ------------------------------------------------------------------------------------

    def _changed(self, changed: Changed) -> None:
        if not changed.undoing:
            self.toaster.hide()
        self._say_status()

    def _say_status(self) -> None:
        now = self._desk.read(status.status)
        self.status.saved.say("Saved", "check")
        if self.syncing is None or self.syncing.engine is None:
            self.status.sync.say(f"On this laptop only. Changes kept: {now.changes:,}.", "cloud-off")
        self.status.who.say(self._desk.actor)
        self.status.locks.say(f"Locks in {self._settings.get('lock_minutes')} min when idle")

    def _climbed(self, *_rung: object) -> None:
        if self._settings.get("alarm_sound"):
            QApplication.beep()
        QApplication.alert(self)

    def restyle(self) -> None:
        """At large text the rail gives way to a menu button."""
        self.rail.setVisible(not look().big)
        for page in self.pages.values():
            page.header.set_compact(self.width() < NARROW or look().big)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The header shrinks before anything is cut."""
        super().resizeEvent(event)
        self.restyle()
        if "palette_card" in vars(self):
            self.palette_card.place()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Whatever ends the window ends the watching too."""
        self.stop()
        super().closeEvent(event)

    def stop(self) -> None:
        """No more timers, filters and listeners: the vault is about to close."""
        self.alarm.stop()
        self.people_index.stop()
        self.not_taken.stop()
        self._stop()
        for page in self.pages.values():
            page.left()
