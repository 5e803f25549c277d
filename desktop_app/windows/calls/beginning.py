"""How a call begins: a draft at once, then who it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app import clock
from desktop_app.commands.calls import hold_call, start_call
from desktop_app.records.contacts import Call, CallBack
from desktop_app.records.ids import new_id
from desktop_app.records.words import CallState, Direction
from desktop_app.rules.caller_rows import Known
from desktop_app.rules.phones import digits
from desktop_app.vault.queries.people import known_people
from desktop_app.windows.calls.caller_field import Picked

if TYPE_CHECKING:
    from desktop_app.windows.calls.page import CallsPage


class Beginning:
    """Begins calls on Calls' page, and matches their caller."""

    def __init__(self, page: CallsPage) -> None:
        self._page = page
        form = page.call.form
        form.caller.hide()
        form.caller.picked.connect(self._picked)
        form.caller.named.connect(self._named)
        form.caller.add_asked.connect(self._add)
        form.new_person.added.connect(self._added)
        form.new_person.left.connect(self._keep_name)
        page.current.shown.connect(self._shown)

    def start(self, person_id: str, family_id: str, number: str, call_back_id: str, outgoing: bool) -> None:
        """A draft on the disk, the timer running. An empty call that is open already is used, not doubled."""
        page, desk = self._page, self._page.room.desk
        current = page.current
        if current.going_on and not (person_id or number or call_back_id) and self._empty():
            self.ask_caller()
            return
        if current.going_on and current.call is not None and current.call.state is CallState.DRAFT:
            current.flush()
            name = current.call.caller or "The first call"
            desk.do(hold_call, current.call_id).otherwise(page.room.trouble)
            page.room.toast(f"{name} is on hold.")
        call = Call(
            id=new_id(), started_at=clock.now(), number=number, family_id=family_id, keeps=call_back_id,
            direction=Direction.OUT if outgoing else Direction.IN, taken_by=desk.actor,
        )  # fmt: skip
        call = self._filled(call, person_id)
        desk.do(start_call, call).otherwise(page.room.trouble)
        current.begin(call)
        self.take_keyboard()

    def _empty(self) -> bool:
        call = self._page.current.call
        return call is not None and not (call.caller or call.person_id or self._page.current.value("note"))

    def _filled(self, call: Call, person_id: str) -> Call:
        """What is known of whom we ring: from the promise, then from the person."""
        desk = self._page.room.desk
        keeps = call.keeps
        promise = desk.read(lambda reader: reader.get(CallBack, keeps)) if keeps else None
        if promise is not None:
            person_id = person_id or promise.person_id
            call = call.but(
                caller=promise.who, number=call.number or promise.number, worker_id=promise.worker_id,
                family_id=call.family_id or promise.family_id,
            )  # fmt: skip
        rows = self._rows(person_id) if person_id else []
        known = next((row for row in rows if row.family_id == call.family_id), rows[0] if rows else None)
        return call.but(**values_of(known, call)) if known is not None else call

    def _rows(self, person_id: str) -> list[Known]:
        index = self._page.room.people.index
        if index is not None:
            return list(index.rows_of(person_id))
        return self._page.room.desk.read(known_people, [person_id])

    # -- who it is ------------------------------------------------------------------------------------

    def _shown(self) -> None:
        """Another call: the caller field stands open while nobody is named."""
        form, call = self._page.call.form, self._page.current.call
        form.new_person.hide()
        unknown = call is not None and self._page.current.going_on and not (call.caller or call.person_id)
        if not unknown or not form.caller.isVisibleTo(form):
            form.caller.edit.clear()
            form.caller.list.hide()
        form.caller.setVisible(unknown)
        self._page.call.refresh()

    def take_keyboard(self) -> None:
        """The caller field while nobody is named, else the note."""
        call = self._page.current.call
        if call is not None and not (call.caller or call.person_id):
            self.ask_caller()
        else:
            self._page.call.to_note()

    def ask_caller(self) -> None:
        """Open the field, with the name as it stands."""
        call = self._page.current.call
        if call is None:
            return
        form = self._page.call.form
        form.new_person.hide()
        form.caller.show()
        form.caller.start(call.caller)
        self._page.call.scroller.verticalScrollBar().setValue(0)

    def _picked(self, picked: Picked) -> None:
        call = self._page.current.call
        if call is None:
            return
        values = values_of(picked.known, call, picked.typed) | {"caller": picked.person}
        if values["family_id"] != call.family_id:
            values["about"] = ()
        self._done(values)

    def _named(self, name: str) -> None:
        """A name nobody has, a number, or nothing: the call goes on."""
        call = self._page.current.call
        if call is None:
            return
        number = name if digits(name) else ""
        if number:
            self._done({"number": number})
        elif name and name != call.caller:
            self._done({"caller": name, "person_id": "", "professional_id": "", "relation": ""})
        else:
            self._done({})

    def _done(self, values: dict[str, object]) -> None:
        page = self._page
        if values:
            page.current.keep(**values)
        page.call.form.caller.hide()
        page.call.refresh()
        page.call.to_note()

    # -- somebody new ---------------------------------------------------------------------------------

    def _add(self, name: str) -> None:
        form, call = self._page.call.form, self._page.current.call
        facts = self._page.call.facts
        family = (facts.page.family.id, facts.page.family.name) if facts and call and call.family_id else ("", "")
        form.caller.hide()
        form.new_person.open(name, call.number if call else "", family)

    def _added(self, person_id: str, family_id: str, name: str, role: str) -> None:
        self._done({"person_id": person_id, "family_id": family_id, "caller": name, "relation": role})

    def _keep_name(self) -> None:
        form = self._page.call.form
        form.new_person.hide()
        self._named(form.caller.edit.text().strip())


def values_of(known: Known, call: Call, typed: str = "") -> dict[str, object]:
    """The fields of a call that follow from who it is. A typed whole number is the one they rang from."""
    number = typed if digits(typed) else call.number or (known.phones[0] if known.phones else "")
    professional = known.kind == "professional"
    name = " ".join(part for part in (known.names[2] or known.names[0], known.names[1]) if part)
    return {
        "person_id": "" if professional else known.person_id,
        "professional_id": known.person_id if professional else "",
        "family_id": known.family_id or call.family_id,
        "caller": name or call.caller,
        "relation": known.relation,
        "number": number,
    }
