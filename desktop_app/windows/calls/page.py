"""The page of Calls: the list, the call that is open, and what its caller may be told."""

from __future__ import annotations

from functools import partialmethod

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop_app import clock
from desktop_app.desk import Changed
from desktop_app.records.words import ClockToday, Harm, Outcome, Reason
from desktop_app.windows.calls.before_panel import BeforePanel
from desktop_app.windows.calls.beginning import Beginning
from desktop_app.windows.calls.call_panel import CallPanel
from desktop_app.windows.calls.contact_list import ContactList
from desktop_app.windows.calls.current import CurrentCall
from desktop_app.windows.calls.dropping import Dropping
from desktop_app.windows.calls.ending import Ending
from desktop_app.windows.calls.family_facts import FamilyFacts, family_facts
from desktop_app.windows.calls.keys import outcome_run, reason_run
from desktop_app.windows.calls.opening import Opening
from desktop_app.windows.calls.panes_beside import PanesBeside
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.empty_state import EmptyState
from desktop_app.windows.widgets.sheet import Sheet
from desktop_app.windows.word_lists import ListsPage
from desktop_app.windows.workspace import Room

EVERY_MS = 30_000
ROOM_FOR_SENTENCE = 720  # px at 100 %: below it a call leaves out the words under the title
FAMILY_KINDS = ("family", "member", "telling", "court_order", "responsibility", "allocation", "household", "living")


class CallsPage(ListsPage):
    """F8 begins a call anywhere; everything after that has a key on the screen."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "Calls")
        self.header.palette_field.words = "Name, number, child, school"
        self.current = CurrentCall(room, self)
        self.file_button = Button("File an email", key="F9", icon="mail")
        self.file_button.clicked.connect(lambda _on: self.file_email())
        self.header.add_button(self.file_button)
        self.call_button = self.add_call_button()
        self.contacts = ContactList(room)
        self.call = CallPanel(room, self.current)
        self.before = BeforePanel()
        self.empty = EmptyState("Choose a call.", "Or press F8 when the phone rings.", "Log a call", "F8")
        self.middle = QStackedWidget()
        self.sheet = Sheet(self)
        self._lay_out()
        self.beginning = Beginning(self)
        self.ending = Ending(self)
        self.opening = Opening(self)
        self.dropping = Dropping(self)
        self.current.shown.connect(self._shown_call)
        self.current.changed.connect(self._advise)
        self.empty.pressed.connect(self.start_call)
        self.contacts.told_any.connect(self._say_empty)
        self.before.left.connect(self._leave_before)
        self.before.word_given.connect(self.word_given)
        self.call.form.about.family_asked.connect(self.open_family)
        self._facts: FamilyFacts | None = None
        self._asked = ""
        self._stop = room.desk.listen(self._changed)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.contacts.refresh)
        self._timer.start()
        self._shown_call()
        self.contacts.refresh()

    def _lay_out(self) -> None:
        self.middle.addWidget(self.empty)
        self.middle.addWidget(self.call)
        self.row = QHBoxLayout()
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(0)
        self.row.addWidget(self.contacts)
        self.row.addWidget(self.middle, 1)
        self.row.addWidget(self.before)
        self.column.addLayout(self.row, 1)
        self.panes_beside = PanesBeside(self)

    # -- what is open ---------------------------------------------------------------------------------

    def start_call(
        self,
        *,
        person_id: str = "",
        family_id: str = "",
        number: str = "",
        call_back_id: str = "",
        outgoing: bool = False,
    ) -> None:
        """A call begins now; about this person when one is given."""
        self.beginning.start(person_id, family_id, number, call_back_id, outgoing)

    def file_email(self) -> None:
        """Choose mail files to bring in."""
        from desktop_app.windows.calls.mail_import import import_mail

        import_mail(self.room)

    def show_email(self, email_id: str) -> None:
        """An email in the middle."""
        self.opening.show_email(email_id)

    def open_record(self, kind: str, record_id: str) -> None:
        """A call, an email, or the call a message or promise came from."""
        self.opening.open(kind, record_id)
        self.contacts.point_at(f"{kind}:{record_id}")

    def _shown_call(self) -> None:
        call = self.current.call
        if call is not None:
            self.middle.setCurrentWidget(self.call)
        elif self.middle.currentWidget() is self.call:
            self.middle.setCurrentWidget(self.empty)
        going = self.current.going_on
        self.call_button.kind = "normal" if going else "primary"
        self.call_button.restyle()
        self.contacts.mark(f"call:{call.id}" if call is not None else "")
        self._advise()
        self.place()

    def _say_empty(self, any_there: bool) -> None:
        """Where there is nothing to choose yet nobody is told to choose, nor to log a call a second time."""
        if any_there:
            self.empty.say("Choose a call.", "Or press F8 when the phone rings.", "Log a call")
        else:
            self.empty.say("A call is written here.", "Everything is kept as you type it.")

    def _advise(self) -> None:
        """Beside the caller: what they may be told. The family is read on a thread, once."""
        call = self.current.call
        if call is None:
            self._facts, self._asked = None, ""
        elif not call.family_id:
            self._facts, self._asked = None, ""
            self.before.show_nobody()
        elif self._facts is not None and self._facts.page.family.id == call.family_id:
            self._say_advice()
        elif self._asked != call.family_id:
            self._asked = call.family_id
            self._read_facts()
        self._say_guard()

    def _read_facts(self) -> None:
        doing = self.room.desk.read_later(family_facts, self._asked, clock.today())
        doing.then(self._take_facts).otherwise(self.room.trouble)

    def _take_facts(self, facts: FamilyFacts | None) -> None:
        call = self.current.call
        if call is None or facts is None or facts.page.family.id != call.family_id:
            return
        self._facts = facts
        self.call.take_facts(facts)
        self._say_advice()
        self._say_guard()

    def _say_advice(self) -> None:
        call, facts = self.current.call, self._facts
        if call is None or facts is None:
            return
        advice = facts.advice(call.person_id, clock.today(), professional=bool(call.professional_id))
        name = call.caller.split()[0] if call.caller else ""
        self.before.show_advice(advice, name, call.word_given, self.current.going_on)

    def _say_guard(self) -> None:
        """Where the panel isn't beside the call, the call itself says that something is held back."""
        call, facts, guard = self.current.call, self._facts, self.call.form.guard
        beside = self.row.indexOf(self.before) >= 0
        if beside or call is None or facts is None or not call.family_id or not self.current.going_on:
            guard.hide()
            return
        advice = facts.advice(call.person_id, clock.today(), professional=bool(call.professional_id))
        lead = "Ask for the family word." if advice.ask_word and call.word_given is None else "Before you speak:"
        held = f"Do not tell: {advice.do_not[0]}." if advice.do_not else "Nothing is held back."
        guard.say(lead, f"{held} Alt P shows everything.")
        guard.show()

    def _changed(self, changed: Changed) -> None:
        self.current.hear(changed)
        self.contacts.refresh()
        if changed.touches("text_piece"):
            self.call.read_pieces()
        if changed.touches("prompt_word"):
            self.call.form.prompt.reload()
        if self._asked and changed.touches(*FAMILY_KINDS):
            self._read_facts()

    # -- the page -------------------------------------------------------------------------------------

    def shown(self) -> None:
        """The keyboard goes to the open call, else to the list."""
        if self.current.going_on:
            self.beginning.take_keyboard()
        else:
            whole = self.contacts.list.isVisibleTo(self)
            self.take_keyboard(self.contacts.list if whole else self.contacts.empty.button)

    def left(self) -> None:
        """Anything typed goes to the vault now."""
        self.current.rest()

    def panes(self) -> list[QWidget]:
        """List, call, panel."""
        return [self.contacts.list, self.middle, self.before]

    def here(self) -> tuple[str, str]:
        """The open call or email."""
        return self.opening.here()

    def print_here(self) -> None:
        """The sheet of the call that is open."""
        self.opening.print_sheet()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What has no room beside the call goes over it or takes turns with it."""
        super().resizeEvent(event)
        self.place()

    def restyle_page(self) -> None:
        """Text size changes what has room."""
        super().restyle_page()
        if hasattr(self, "panes_beside"):
            self.place()

    def place(self) -> None:
        """List, call and panel as far as there is room."""
        going = self.current.going_on
        said = "Call in progress. Every choice has a key, also while you type the note."
        self.header.set_sentence(said if going else "Calls and emails, and what followed from them.")
        # The call needs the line more: the panel says already that it is in progress.
        self.header.sentence.setVisible(not going or self.height() >= ROOM_FOR_SENTENCE * look().scale)
        self.panes_beside.place()
        self._say_guard()

    def _leave_before(self) -> None:
        if self.sheet.isVisible():
            self.sheet.close_sheet()
        elif self.current.call is not None:
            self.call.to_note()

    def reply(self) -> None:
        """R on the list: answer the email that is shown."""
        self.opening.reply()

    def another_family(self) -> None:
        """F on the list: file the email that is shown elsewhere."""
        self.opening.another_family()

    # -- keys -----------------------------------------------------------------------------------------

    def hold(self) -> None:
        """F7."""
        self.call.hold()

    def end_call(self) -> None:
        """Ctrl+Enter; what is asked first is asked."""
        self.ending.end()

    def discard(self) -> None:
        """A call opened by mistake."""
        self.ending.discard()

    def to_caller(self) -> None:
        """Name, number, child or school."""
        self.beginning.ask_caller()

    def to_about(self) -> None:
        """Children by figures."""
        self.call.to(self.call.form.about)

    def to_note(self) -> None:
        """The note."""
        self.call.to_note()

    def to_message_for(self) -> None:
        """Whom the message is for."""
        self.call.to(self.call.form.message_for)

    def to_to_do(self) -> None:
        """What they need to do."""
        self.call.to(self.call.form.to_do.edit)

    def to_call_back(self) -> None:
        """A promised call."""
        self.call.to(self.call.form.call_back.edit)

    def to_minutes(self) -> None:
        """The minutes of this call."""
        self.call.to(self.call.form.minutes)

    def to_list(self) -> None:
        """The list; where list and call take turns, the call makes room and stays open."""
        if not self.contacts.isVisibleTo(self):
            self.middle.setCurrentWidget(self.empty)
            self.place()
        self.take_keyboard(self.contacts.list)

    def to_before(self) -> None:
        """What may be told."""
        if self.current.call is None:
            return
        if self.row.indexOf(self.before) < 0:
            self.sheet.open(self.before)
        else:
            self.before.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.take_keyboard(self.before)

    def turn_direction(self) -> None:
        """They rang, or we."""
        self.call.turn_direction()

    def next_channel(self) -> None:
        """Phone, video, email, text, letter, in person."""
        self.call.next_channel()

    def word_given(self) -> None:
        """The caller said the family word."""
        if self.current.going_on and self.current.value("word_given") is None:
            self.current.keep(word_given=clock.now())

    def open_family(self) -> None:
        """To the family of this call."""
        call = self.current.call
        if call is not None and call.family_id:
            self.room.open("family", call.family_id)

    def choose_reason(self, reason: Reason) -> None:
        """One key each."""
        self.call.set_reason(reason)

    def choose_outcome(self, outcome: Outcome) -> None:
        """One key each."""
        self.call.set_outcome(outcome)

    def _harm(self, harm: Harm) -> None:
        self.call.set_harm(harm)

    def _today(self, today: ClockToday) -> None:
        self.call.set_clock(today)

    def _follow(self, verb: str) -> None:
        if self.current.call is not None and not self.current.going_on:
            getattr(self.call.followed, verb)()

    def _show(self, name: str) -> None:
        self.contacts.show_filter(name)
        self.take_keyboard(self.contacts.list)

    def print_slip(self) -> None:
        """The slip of the message that is open."""
        self.opening.print_slip()

    harm_yes = partialmethod(_harm, Harm.YES)
    harm_not_sure = partialmethod(_harm, Harm.NOT_SURE)
    harm_no = partialmethod(_harm, Harm.NO)
    clock_today = partialmethod(_today, ClockToday.TODAY)
    clock_no = partialmethod(_today, ClockToday.NO)
    they_have_it = partialmethod(_follow, "they_have_it")
    acted = partialmethod(_follow, "acted")
    told = partialmethod(_follow, "told")
    withdraw = partialmethod(_follow, "withdraw")
    ring_back = partialmethod(_follow, "ring")
    tried = partialmethod(_follow, "tried")
    rang_back = partialmethod(_follow, "rang_back")
    move_call_back = partialmethod(_follow, "another_time")
    show_all = partialmethod(_show, "all")
    show_waiting = partialmethod(_show, "waiting")
    show_messages = partialmethod(_show, "messages")
    show_drafts = partialmethod(_show, "drafts")


for _reason in Reason:
    setattr(CallsPage, reason_run(_reason), partialmethod(CallsPage.choose_reason, _reason))
for _outcome in Outcome:
    setattr(CallsPage, outcome_run(_outcome), partialmethod(CallsPage.choose_outcome, _outcome))
