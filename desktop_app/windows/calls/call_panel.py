"""One call: fields bound to its record, the running time, hold, and the end of it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app import clock
from desktop_app.commands.calls import is_urgent
from desktop_app.records.contacts import Call
from desktop_app.records.words import CallState, Channel, ClockToday, Direction, Harm, Outcome, Reason
from desktop_app.rules.days import day_words, time_words
from desktop_app.rules.ladder import rungs
from desktop_app.rules.text_pieces import Expansion, expand, starter_pieces
from desktop_app.vault.queries.contacts import Ladder, busy_until, ladders, team_pieces
from desktop_app.windows.calls.call_form import CallForm
from desktop_app.windows.calls.current import CurrentCall
from desktop_app.windows.calls.family_facts import FamilyFacts
from desktop_app.windows.calls.followed import Followed
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.icon_mark import IconMark
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.side_panel import Rule
from desktop_app.windows.workspace import Room

ROOM_FOR_AIR = (802, 674, 610)
"""px at 100 % for the lines of a call; below each of them they stand closer, so that a whole call is seen at once."""
QUESTION = 46  # px at 100 % that the question about a word takes
ROOM_FOR_ALL = 480  # px at 100 %: below it a call scrolls in any case, and the note keeps its lines
ROOM_FOR_PAIRS = 560  # px at 100 %: below it fields stand one above the other


class CallPanel(QWidget):
    """Shows `current`; every key of the table ends in one of these methods."""

    end_asked = Signal()
    discard_asked = Signal()

    def __init__(self, room: Room, current: CurrentCall) -> None:
        super().__init__()
        self._room, self.current = room, current
        self.facts: FamilyFacts | None = None
        self._pieces = dict(starter_pieces())
        self._ladders: dict[str, Ladder] = {}
        self.form = CallForm(room, self._expand)
        self.followed = Followed(room)
        self.form.below.addWidget(self.followed)
        self._lay_out()
        self._bind()
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self.tick)
        current.shown.connect(self.show_call)
        current.changed.connect(self.refresh)
        current.saved.connect(self._say_saved)
        current.rang.connect(self._say_head)
        look().changed.connect(self._arrange)
        self.read_pieces()

    def read_pieces(self) -> None:
        """The team's own text pieces over those we come with."""
        doing = self._room.desk.read_later(team_pieces)
        doing.then(lambda team: setattr(self, "_pieces", {**starter_pieces(), **team})).otherwise(self._room.trouble)

    def _lay_out(self) -> None:
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setWidget(self.form)
        self.scroller.viewport().setAutoFillBackground(False)
        self.form.setAutoFillBackground(False)
        self.saved_mark = IconMark("check", 16, "done.icon")
        self.saved = Label("", "small", "text2", elide=True)
        self.discard = Button("", "quiet", icon="trash-2")
        self.discard.setToolTip("Throw this call away (Alt+Delete)")
        self.discard.setAccessibleName("Throw this call away")
        self.hold_button = Button("Put on hold", key="F7")
        self.end_button = Button("End call and send", "primary", "Ctrl Enter", keep_key=True)
        self.foot = foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.saved_mark)
        foot.addWidget(self.saved, 1)
        foot.addWidget(self.discard)
        foot.addWidget(self.hold_button)
        foot.addWidget(self.end_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.scroller, 1)
        column.addWidget(Rule())
        column.addLayout(foot)

    def _bind(self) -> None:
        form, keep = self.form, self.current.keep
        form.about.changed.connect(lambda ids: keep(about=tuple(ids)))
        form.about.left.connect(self.to_note)
        form.direction.chosen.connect(lambda key: keep(direction=Direction(key)))
        form.channel.chosen.connect(lambda key: keep(channel=Channel(key)))
        form.reason.chosen.connect(lambda key: keep(reason=Reason(key) if key else None))
        form.outcome.chosen.connect(lambda key: self.set_outcome(Outcome(key) if key else None))
        form.harm.chosen.connect(lambda key: self.set_harm(Harm(key)))
        form.clock.chosen.connect(lambda key: keep(clock=ClockToday(key)))
        form.prompt.answered.connect(lambda key: self.set_harm(Harm(key)))
        form.prompt.found.connect(self._words_found)
        form.prompt.asked.connect(self._arrange)
        form.message_for.chosen.connect(lambda key: self._chose_worker(key))
        form.worker.chosen.connect(lambda key: keep(worker_id=key))
        form.note.textChanged.connect(lambda: self._typed("note", form.note.toPlainText()))
        form.note.left.connect(lambda: self.current.settle("note"))
        form.to_do.typed.connect(lambda text: self._typed("to_do", text))
        form.to_do.answered.connect(lambda moment: keep(to_do_by=moment))
        form.to_do.left.connect(lambda: self.current.settle("to_do"))
        form.call_back.typed.connect(lambda text: self._typed("call_back", text))
        form.call_back.answered.connect(lambda moment: keep(call_back_by=moment))
        form.call_back.left.connect(lambda: self.current.settle("call_back"))
        form.minutes.textEdited.connect(lambda text: keep(minutes=int(text or 0)))
        self.hold_button.clicked.connect(self.hold)
        self.end_button.clicked.connect(self.end_asked)
        self.discard.clicked.connect(self.discard_asked)

    # -- showing --------------------------------------------------------------------------------------

    def show_call(self) -> None:
        """Another call, or none: every field from its record."""
        call = self.current.call
        if call is None:
            self._clock.stop()
            return
        self.facts = None if self.facts is None or self.facts.page.family.id != call.family_id else self.facts
        self._loading = True
        self.form.note.setPlainText(call.note)
        self._loading = False
        # What a person sorted before is an answer to every word that stood there then.
        self.form.prompt.start(call.prompted if call.harm is not Harm.NOT_SORTED else ())
        self._ladders = self._room.desk.read(ladders)
        choices = [("", "Nobody yet"), *((key, one.worker.name) for key, one in self._ladders.items())]
        self.form.message_for.set_choices(choices, call.message_for)
        self.form.worker.set_choices(choices, call.worker_id)
        self.refresh()
        self._say_saved(True)
        self._clock.start()
        self.scroller.verticalScrollBar().setValue(0)

    _loading = False

    def refresh(self) -> None:
        """What the record says now, except where something is being typed."""
        call, form, pending = self.current.call, self.form, self.current.pending
        if call is None:
            return
        going = self.current.going_on
        known = bool(call.caller or call.person_id or call.professional_id)
        form.head.setVisible(known or not going or not form.caller.isVisibleTo(form))
        page = self.current.page
        self._say_head()
        family = self.facts.page.family.name if self.facts and call.family_id else ""
        form.about.show_about(family, self.facts.children if self.facts and call.family_id else (), call.about)
        form.direction.set_value(call.direction.value)
        form.channel.choose(call.channel.value)
        form.reason.set_value(call.reason.value if call.reason else "")
        form.outcome.set_value(call.outcome.value if call.outcome else "")
        form.harm.set_value(call.harm.value)
        form.clock.set_value(call.clock.value)
        form.message_for.choose(call.message_for)
        form.worker.choose(call.worker_id)
        if "note" not in pending and form.note.toPlainText() != call.note:
            self._loading = True
            form.note.show_text(call.note)
            self._loading = False
        if "to_do" not in pending:
            form.to_do.show_line(call.to_do, call.to_do_by)
        if "call_back" not in pending:
            form.call_back.show_line(call.call_back, call.call_back_by)
        if not form.minutes.hasFocus():
            form.minutes.setText(str(call.minutes) if call.minutes else "")
        form.message.setVisible(going)
        self.followed.show_page(page if not going else None)
        self._show_rest(call, going)
        self._say_worker(call)
        self.tick()

    def _say_head(self) -> None:
        if self.current.call is not None:
            names = self.facts.names() if self.facts else ""
            self.form.head.show_call(self.current.call, names, self.current.rang_before)

    def _show_rest(self, call: Call, going: bool) -> None:
        held = call.state is CallState.HELD
        self.form.call_back.setVisible(going)
        self.hold_button.setVisible(going)
        self.hold_button.setText("Take off hold" if held else "Put on hold")
        self.end_button.setText("End call and send" if going else "Print the call sheet")
        self.end_button.key = "Ctrl Enter" if going else "Ctrl P"
        self.end_button.kind = "primary" if going else "normal"
        self.end_button.restyle()

    def _say_worker(self, call: Call) -> None:
        ladder = self._ladders.get(call.message_for)
        form = self.form
        first = ladder.worker.name.split()[0] if ladder and ladder.worker.name else ""
        form.to_do.field.label.setText(f"What {first or 'they'} need{'s' if first else ''} to do, and by when")
        form.ladder.setVisible(self.current.going_on and ladder is not None)
        until = self._room.desk.read(busy_until, call.message_for, clock.now()) if ladder else None
        if until is not None:
            form.message_field.understood(f"In a visit until {time_words(until)}.")
        else:
            form.message_field.clear()
        if ladder is None:
            return
        if not is_urgent(call):
            form.ladder.setText("Not urgent yet, so nobody else is told. Harm or clock makes it urgent.")
            return
        steps = rungs(ladder.worker, ladder.team, clock.now())
        named = ("reminder", "duty", "manager")
        said = ", ".join(f"{name} {time_words(step.due_at)}" for name, step in zip(named, steps, strict=True))
        form.ladder.setText(f"Until {first} says “I have this”: {said}. Runs offline too.")

    def take_facts(self, facts: FamilyFacts | None) -> None:
        """The family was read: children to choose from, and whose family it is unless somebody chose."""
        self.facts = facts
        call = self.current.call
        if facts is None or call is None or facts.page.family.id != call.family_id:
            self.refresh()
            return
        values: dict[str, Any] = {}
        if self.current.going_on and facts.worker_id:
            if not call.worker_id:
                values["worker_id"] = facts.worker_id
            if not call.message_for:
                values["message_for"] = facts.worker_id
        if self.current.going_on and not call.about and len(facts.children) == 1 and not call.note:
            values["about"] = (facts.children[0][0],)
        if values:
            self.current.keep(**values)
        self.refresh()

    def tick(self) -> None:
        """Once a second: the time."""
        call = self.current.call
        if call is not None:
            self.form.head.tick(call, clock.now())

    def _say_saved(self, saved: bool) -> None:
        call = self.current.call
        self.saved_mark.setVisible(saved)
        words = "Everything above is saved" if saved else "Saving"
        if saved and call is not None and call.state is CallState.DONE:
            words = "Saved. Changes are kept as you make them."
        self.saved.setText(words)
        # Half a sentence about what is safe would worry more than it tells.
        self.saved.shorter = ("Saved", "") if saved else ()

    # -- typing and choosing --------------------------------------------------------------------------

    def _typed(self, field: str, text: str) -> None:
        call = self.current.call
        if not self._loading and call is not None and self.current.value(field) != text:
            self.current.type(field, text)

    def _expand(self, before: str) -> Expansion | None:
        return expand(before, self._pieces, self._fields())

    def _fields(self) -> dict[str, str]:
        call = self.current.call or Call()
        now = clock.local(clock.now())
        ladder = self._ladders.get(call.message_for or call.worker_id)
        children = dict(self.facts.children) if self.facts else {}
        about = [children[one].split(",")[0] for one in call.about if one in children]
        return {
            "caller": call.caller, "first": call.caller.split()[0] if call.caller else "", "number": call.number,
            "date": day_words(now.date()), "time": f"{now:%H:%M}", "child": " and ".join(about),
            "family": self.facts.page.family.name if self.facts else "",
            "worker": ladder.worker.name.split()[0] if ladder and ladder.worker.name else "",
            "assistant": self._room.desk.actor,
        }  # fmt: skip

    def _words_found(self, words: tuple[str, ...]) -> None:
        call = self.current.call
        if call is not None and words != call.prompted:
            self.current.keep(prompted=words)

    def set_harm(self, harm: Harm) -> None:
        """A person said whether anyone is at risk: the words that stand there are answered."""
        if self.current.call is not None:
            self.form.prompt.read()
            self.current.keep(harm=harm)
            self.form.prompt.settle()
            self.form.harm.set_value(harm.value)

    def set_clock(self, today: ClockToday) -> None:
        """A person said whether something has to happen today."""
        self.form.clock.set_value(today.value)
        self.current.keep(clock=today)

    def set_reason(self, reason: Reason) -> None:
        """Why they rang."""
        self.form.reason.set_value(reason.value)
        self.current.keep(reason=reason)

    def set_outcome(self, outcome: Outcome | None) -> None:
        """How it ended; a promised call back is asked by when, a message what it says."""
        self.form.outcome.set_value(outcome.value if outcome else "")
        self.current.keep(outcome=outcome)
        if self.current.going_on and outcome is Outcome.CALL_BACK and not self.form.call_back.edit.text():
            self.to(self.form.call_back.edit)
        elif self.current.going_on and outcome is Outcome.MESSAGE and not self.form.to_do.edit.text():
            self.to(self.form.to_do.edit)

    def turn_direction(self) -> None:
        """Rang us, or we rang."""
        call = self.current.call
        if call is not None:
            self.current.keep(direction=Direction.OUT if call.direction is Direction.IN else Direction.IN)

    def next_channel(self) -> None:
        """Phone, video, email, text, letter, in person."""
        call = self.current.call
        if call is not None:
            ways = list(Channel)
            self.current.keep(channel=ways[(ways.index(call.channel) + 1) % len(ways)])

    def _chose_worker(self, worker_id: str) -> None:
        call = self.current.call
        if call is not None:
            time_for = {} if call.worker_id else {"worker_id": worker_id}
            self.current.keep(message_for=worker_id, **time_for)

    def hold(self) -> None:
        """The caller waits, or is back."""
        self.current.hold()

    # -- the keyboard ---------------------------------------------------------------------------------

    def to(self, widget: QWidget) -> None:
        """Put the keyboard into a field and the field into sight."""
        widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
        QTimer.singleShot(0, self, lambda: self._into_sight(widget))

    def _into_sight(self, widget: QWidget) -> None:
        """After the layout has settled: what was hidden a moment ago no longer takes room."""
        if widget.hasFocus():
            self.scroller.ensureWidgetVisible(widget, 0, look().px(40))

    def to_note(self) -> None:
        """The note, where it was left."""
        self.to(self.form.note)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fields stand one above the other where there is no room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        asks = self.form.prompt.banner.isVisibleTo(self)
        room = self.height() / look().scale - (QUESTION if asks else 0)
        step = sum(room < one for one in ROOM_FOR_AIR)
        step = min(step, 1) if room < ROOM_FOR_ALL else step
        self.form.tighten(step)
        above, below = ((12, 16), (6, 7), (3, 4), (3, 4))[step]
        self.foot.setContentsMargins(24, above, 24, below)
        self.form.stack(self.width() < ROOM_FOR_PAIRS * look().scale)
