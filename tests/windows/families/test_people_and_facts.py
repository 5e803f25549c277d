"""People and dated facts by keys: added, changed, kept while typed, joined, deleted, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app import clock
from desktop_app.commands.people import add_person
from desktop_app.records.base import Record
from desktop_app.records.families import CourtOrder, Living, Member
from desktop_app.records.people import Person, Phone
from desktop_app.vault.reader import Reader
from desktop_app.windows.families.fact_sheet import FactSheet, FactsSheet
from desktop_app.windows.families.import_sheet import ImportSheet
from desktop_app.windows.families.join_sheet import JoinSheet
from desktop_app.windows.families.new_person import AddMenu, NewPerson, NewProfessional
from desktop_app.windows.history import HistorySheet
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.field import LineEdit
from desktop_app.windows.widgets.rows import Row

if TYPE_CHECKING:
    from pathlib import Path

    from tests.windows.families.conftest import Families

Key = Qt.Key


def kept(families: Families, cls: type[Record], record_id: str) -> Record:
    families.desk.wait()

    def read(reader: Reader) -> Record | None:
        return reader.get(cls, record_id)

    found = families.desk.read(read)
    assert found is not None
    return found


def test_a_person_is_added_with_a_name_alone_and_asked_for_without(families: Families) -> None:
    families.open_family()
    families.ctrl(Key.Key_N)
    families.sheet(AddMenu)
    families.key(Key.Key_P)
    sheet = families.sheet(NewPerson)
    families.until(sheet.given.hasFocus)
    families.key(Key.Key_Return)
    families.until(lambda: "named" in sheet.given_field.below.text())
    families.write("مریم 👩")
    sheet.role.setFocus()
    families.write("daughter")
    assert sheet.child.isChecked()
    sheet.born.line.setFocus()
    families.write("31/2/2019")
    assert "no day 31" in sheet.born.labelled.below.text()  # type: ignore[union-attr]
    families.key(Key.Key_Return)
    families.gone(NewPerson)
    families.until(families.page.sheet.isVisible)
    person = kept(families, Person, families.page.panel.person_id)
    assert isinstance(person, Person)
    assert (person.given, person.born, person.born_said) == ("مریم 👩", "", "31/2/2019")


def test_what_is_typed_about_a_person_keeps_itself_in_one_step(families: Families) -> None:
    families.open_family()
    families.open_person("Leo")
    leo = families.page.panel.person_id
    assert families.page.panel.forms[0].entries["given"].editor.hasFocus(), "the first field has the keyboard"
    line = families.page.panel.forms[0].entries["known_as"].editor
    line.setFocus()
    families.write("Lenny")
    families.until(lambda: kept(families, Person, leo).known_as == "Lenny")  # type: ignore[attr-defined]
    families.write("x")
    families.key(Key.Key_Tab)
    families.until(lambda: kept(families, Person, leo).known_as == "Lennyx")  # type: ignore[attr-defined]
    families.desk.undo().result()
    families.until(lambda: kept(families, Person, leo).known_as == "")  # type: ignore[attr-defined]
    families.until(lambda: line.text() == "")  # type: ignore[attr-defined]


def test_leaving_a_person_at_once_loses_nothing(families: Families) -> None:
    families.open_family()
    families.open_person("Leo")
    leo = families.page.panel.person_id
    families.page.panel.forms[0].entries["given"].editor.setFocus()
    families.key(Key.Key_End)
    families.write("nard")
    families.key(Key.Key_Escape)
    assert not families.page.sheet.isVisible()
    families.until(lambda: kept(families, Person, leo).given == "Leonard")  # type: ignore[attr-defined]


def test_a_date_of_birth_is_said_back(families: Families) -> None:
    families.open_family()
    families.open_person("Leo")
    entry = families.page.panel.forms[1].entries["born"]
    entry.editor.setFocus()
    entry.editor.selectAll()  # type: ignore[attr-defined]
    families.write("about 2016")
    assert entry.labelled is not None
    assert entry.labelled.below.text().startswith("about 2016")
    families.key(Key.Key_Tab)
    families.until(lambda: kept(families, Person, families.person("Leo")).born == "2016~")  # type: ignore[attr-defined]


def test_a_number_is_kept_from_its_first_figures(families: Families) -> None:
    families.open_family()
    families.open_person("Leo")
    leo = families.page.panel.person_id
    panel = families.page.panel
    button = next(one for one in panel.findChildren(object) if getattr(one, "text", str)() == "Add a number")  # type: ignore[arg-type]
    button.click()
    families.write("07700 900555")
    families.key(Key.Key_Tab)

    def numbers() -> list[str]:
        return families.desk.read(lambda reader: [one.digits for one in reader.all(Phone, person_id=leo)])

    families.until(lambda: numbers() == ["+447700900555"])
    form = next(one for one in panel.forms if isinstance(one.item, Phone))
    form.entries["hold_back"].editor.setFocus()
    families.key(Key.Key_Space)
    families.until(lambda: kept(families, Phone, form.item.id).hold_back)  # type: ignore[attr-defined]


def test_moving_home_is_from_today_and_undone(families: Families) -> None:
    families.open_family()
    families.open_person("Leo")
    leo = families.page.panel.person_id
    home = families.page.panel.home
    home.setFocus()
    families.key(Key.Key_Down)

    def homes() -> int:
        return families.desk.read(lambda reader: len(reader.all(Living, person_id=leo, until=None)))

    families.until(lambda: "Mark’s home" in _home_of(families, leo))
    assert homes() == 1
    families.desk.undo().result()
    families.until(lambda: "Anna’s home" in _home_of(families, leo))


def _home_of(families: Families, person_id: str) -> list[str]:
    from desktop_app import clock

    shown = families.page.shown_family
    assert shown is not None
    return [
        home.name
        for home, members in shown.page.homes(clock.today())
        if home is not None and any(one.person_id == person_id for one in members)
    ]


def test_an_order_is_added_by_letters_and_asked_when_empty(families: Families) -> None:
    families.open_family()
    families.page.family_view.people.choose(families.person("Mark"))
    families.ctrl(Key.Key_N)
    families.sheet(AddMenu)
    families.key(Key.Key_O)
    sheet = families.sheet(FactSheet)
    against = sheet.form.entries["against_id"]
    assert against.values() == {"against_id": families.person("Mark")}
    sheet.form.entries["kind"].editor.setFocus()
    families.write("Occupation order")
    sheet.form.entries["until"].editor.setFocus()
    families.write("4 July 2031")
    families.ctrl(Key.Key_Return)
    families.gone(FactSheet)
    families.desk.wait()
    orders = families.desk.read(lambda reader: reader.all(CourtOrder, kind="Occupation order"))
    assert [str(one.until) for one in orders] == ["2031-07-04"]


def test_what_was_typed_in_a_new_fact_is_there_again(families: Families) -> None:
    families.open_family()
    families.ctrl(Key.Key_N)
    families.key(Key.Key_W)
    sheet = families.sheet(FactSheet)
    families.ctrl(Key.Key_Return)
    assert "first words" in sheet.wrong.text()
    sheet.form.entries["headline"].editor.setFocus()
    families.write("Two dogs.")
    families.key(Key.Key_Escape)
    families.gone(FactSheet)
    families.ctrl(Key.Key_N)
    families.key(Key.Key_W)
    assert families.sheet(FactSheet).form.values()["headline"] == "Two dogs."


def test_a_call_over_a_half_filled_new_person_loses_nothing(families: Families) -> None:
    families.open_family()
    families.ctrl(Key.Key_N)
    families.key(Key.Key_P)
    sheet = families.sheet(NewPerson)
    families.until(sheet.given.hasFocus)
    families.write("Tyrone")
    sheet.role.setFocus()
    families.write("son")
    sheet.born.line.setFocus()
    families.write("9 May 2017")
    families.key(Key.Key_F8)
    families.gone(NewPerson)
    families.until(lambda: families.shell.current_id == "calls")
    families.shell.go("families")
    families.ctrl(Key.Key_N)
    families.key(Key.Key_P)
    again = families.sheet(NewPerson)
    assert (again.given.text(), again.role.text(), again.born.line.text()) == ("Tyrone", "son", "9 May 2017")
    assert again.child.isChecked()
    families.key(Key.Key_Return)
    families.gone(NewPerson)
    families.until(families.page.sheet.isVisible)
    person = kept(families, Person, families.page.panel.person_id)
    assert isinstance(person, Person)
    assert (person.given, person.born) == ("Tyrone", "2017-05-09")
    families.key(Key.Key_Escape)
    families.ctrl(Key.Key_N)
    families.key(Key.Key_P)
    assert families.sheet(NewPerson).given.text() == ""


def test_facts_are_changed_with_enter_and_deleted_with_undo(families: Families) -> None:
    families.open_family()
    families.alt(Key.Key_K)
    facts = families.sheet(FactsSheet)
    order = next(one.key for one in _rows(facts) if one.key.startswith("court_order"))
    facts.list.choose(order)
    families.key(Key.Key_Return)
    sheet = families.sheet(FactSheet)
    sheet.form.entries["court"].editor.setFocus()
    families.write(" at Wexcombe")
    families.key(Key.Key_Escape)
    families.gone(FactSheet)
    record_id = order.split()[1]
    families.until(lambda: kept(families, CourtOrder, record_id).court.endswith(" at Wexcombe"))  # type: ignore[attr-defined]
    facts.list.setFocus()
    facts.list.choose(order)
    families.key(Key.Key_Delete)
    families.until(lambda: kept(families, CourtOrder, record_id).removed_at is not None)
    families.until(families.shell.toaster.isVisible)
    families.key(Key.Key_Escape)
    families.ctrl(Key.Key_Z)
    families.until(lambda: kept(families, CourtOrder, record_id).removed_at is None)


def _rows(facts: FactsSheet) -> list[Row]:
    return [one for one in facts.list._rows.entries if isinstance(one, Row)]


def test_a_professional_comes_to_stand_around_the_family(families: Families) -> None:
    families.open_family()
    families.ctrl(Key.Key_N)
    families.key(Key.Key_G)
    sheet = families.sheet(NewProfessional)
    families.key(Key.Key_Return)
    families.until(lambda: "named" in sheet.fields["name"].below.text())
    families.write("Ade Bello")
    families.key(Key.Key_Tab)
    families.write("health visitor")
    families.key(Key.Key_Return)
    families.gone(NewProfessional)
    families.until(lambda: any(one.line.first == "Ade Bello" for one in families.page.family_view.around.lines))


def test_two_entries_become_one_person_and_two_again(families: Families) -> None:
    families.open_family()
    twin = families.desk.do(
        add_person, Person(given="Leo", surname="Reid", born="2017-05-10"), family_id=families.page.family_id,
        role="son", phones=["07700 900123"],
    ).result()  # fmt: skip
    leo = next(one for one in [families.person("Leo")] if one != twin.id) if families.person("Leo") != twin.id else ""
    families.until(lambda: twin.id in families.page.shown_family.page.people)  # type: ignore[union-attr]
    leo = leo or next(
        one.id
        for one in families.page.shown_family.page.people.values()
        if one.given == "Leo" and one.id != twin.id  # type: ignore[union-attr]
    )
    families.page.family_view.people.choose(leo)
    families.page.family_view.people.setFocus()
    families.alt(Key.Key_J)
    sheet = families.sheet(JoinSheet)
    assert sheet.list.current_key() == twin.id
    families.key(Key.Key_Return)
    families.until(lambda: "born" in sheet.picks)
    sheet.picks["born"].setFocus()
    families.key(Key.Key_Right)
    sheet.join.setFocus()
    families.key(Key.Key_Return)
    families.gone(JoinSheet)
    families.until(lambda: kept(families, Person, leo).born == "2017-05-10")  # type: ignore[attr-defined]
    assert kept(families, Person, twin.id).merged_into == leo  # type: ignore[attr-defined]
    families.shell.open("person", twin.id)
    families.until(lambda: families.page.panel.person_id == leo)
    families.key(Key.Key_Escape)
    families.desk.undo().result()
    assert kept(families, Person, twin.id).merged_into == ""  # type: ignore[attr-defined]
    assert kept(families, Person, leo).born == "2017-05-09"  # type: ignore[attr-defined]


def test_the_history_of_the_field_under_the_keyboard(families: Families) -> None:
    families.open_family()
    families.open_person("Leo")
    families.page.panel.forms[1].entries["born"].editor.setFocus()
    families.ctrl(Key.Key_H)
    sheet = families.sheet(HistorySheet)
    assert "person" in sheet.title.text()
    sheet.day.setFocus()
    families.write("1 Jan 2020")
    assert "not here then" in sheet.field.below.text()
    sheet.day.clear()
    families.write(f"{clock.today():%d %B %Y}")
    assert "Leo" in [one.second for one in sheet.list._rows.entries if isinstance(one, Row)]
    families.key(Key.Key_Escape)


def test_someone_is_taken_out_and_back(families: Families) -> None:
    families.open_family()
    barbara = families.person("Barbara")
    families.page.take_out(barbara)
    families.until(lambda: barbara not in families.page.shown_family.page.people)  # type: ignore[union-attr]
    families.until(families.shell.toaster.isVisible)
    families.ctrl(Key.Key_Z)
    families.until(lambda: barbara in families.page.shown_family.page.people)  # type: ignore[union-attr]
    assert families.desk.read(lambda reader: len(reader.all(Member, person_id=barbara))) == 1


def test_people_of_a_file_are_shown_and_then_come_in(families: Families, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "First name,Surname,DOB,Relationship,Spare\n"
        "Anna,Kowalska,2 Apr 1990,mother,a\nZofia,Kowalska,1/1/2024,daughter,b\n",
        "utf-8",
    )
    families.open_family()
    before = len(families.page.shown_family.page.people)  # type: ignore[union-attr]
    families.page.import_file(path)
    sheet = families.sheet(ImportSheet)
    families.until(sheet.go.isEnabled)
    assert sheet.sum.text() == "1 person will come in, 1 here already."
    assert len(families.page.shown_family.page.people) == before  # type: ignore[union-attr]
    spare = list(sheet.choices.values())[-1]
    assert spare.key() == ""
    spare.choose("note")
    spare.chosen.emit("note")
    families.until(lambda: sheet.people is not None and sheet.people.people[0].note == "a")
    families.until(sheet.go.isEnabled)
    sheet.go.setFocus()
    families.key(Key.Key_Return)
    families.gone(ImportSheet)
    families.until(lambda: len(families.page.shown_family.page.people) == before + 1)  # type: ignore[union-attr]
    families.desk.undo().result()
    families.until(lambda: len(families.page.shown_family.page.people) == before)  # type: ignore[union-attr]


def test_a_file_that_is_none_is_refused_in_a_sentence(families: Families, tmp_path: Path) -> None:
    path = tmp_path / "page.csv"
    path.write_text("<!doctype html><html><body>Sign in</body></html>", "utf-8")
    families.page.import_file(path)
    sheet = families.sheet(ImportSheet)
    families.until(lambda: "page.csv" in sheet.sum.text())
    assert not sheet.go.isEnabled()
    families.key(Key.Key_Escape)


def test_the_contact_log_of_a_period_is_shown_before_it_leaves(families: Families) -> None:
    from desktop_app.windows.families.contact_log import ContactLogSheet
    from desktop_app.windows.printing import PrintSheet

    families.open_family()
    families.ctrl(Key.Key_P)
    sheet = families.sheet(ContactLogSheet)
    sheet.since.selectAll()
    families.write("some day")
    families.key(Key.Key_Return)
    assert sheet.fields[0].below.text()
    sheet.since.selectAll()
    families.write("1 Jan 2026")
    families.key(Key.Key_Return)
    paper = families.sheet(PrintSheet)
    families.until(paper.print_button.isEnabled)
    assert paper.title.text() == "Contact log"
    families.key(Key.Key_Escape)


def test_a_pause_while_typing_moves_nothing(families: Families) -> None:
    families.open_family()
    families.open_person("Leo")
    leo = families.page.panel.person_id
    entries = families.page.panel.forms[0].entries
    line = entries["known_as"].editor
    assert isinstance(line, LineEdit)
    line.setFocus()
    families.write("Lee ")
    families.until(lambda: kept(families, Person, leo).known_as == "Lee")  # type: ignore[attr-defined]
    families.until(lambda: not entries["known_as"].dirty)
    families.write("Jay")
    assert line.text() == "Lee Jay"
    born = families.page.panel.forms[1].entries["born"].editor
    assert isinstance(born, LineEdit)
    born.setFocus()
    born.selectAll()
    families.write("9/5/17")
    families.until(lambda: kept(families, Person, leo).known_as == "Lee Jay")  # type: ignore[attr-defined]
    assert born.text() == "9/5/17"


def test_a_day_that_cannot_be_read_stays_as_typed(families: Families) -> None:
    families.open_family()
    families.open_person("Leo")
    panel = families.page.panel
    next(one for one in panel.findChildren(Button) if one.text() == "Add an address").click()
    form = panel.reach_forms[-1]
    form.entries["lines"].editor.setFocus()
    families.write("1 Weir Lane")
    form.entries["since"].editor.setFocus()
    families.write("last spring some time")
    families.key(Key.Key_Tab)
    families.until(lambda: not form.fresh and not form.waits_for_keeping)
    since = form.entries["since"]
    assert isinstance(since.editor, LineEdit)
    assert since.editor.text() == "last spring some time"
    assert "Not kept yet." in since.labelled.below.text()  # type: ignore[union-attr]


def test_another_person_never_gets_what_was_typed_about_the_first(families: Families) -> None:
    families.open_family()
    families.open_person("Leo")
    leo, maya = families.person("Leo"), families.person("Maya")
    families.page.panel.forms[0].entries["known_as"].editor.setFocus()
    families.write("Lee")
    families.page.show_person(maya)
    line = families.page.panel.forms[0].entries["known_as"].editor
    assert isinstance(line, LineEdit)
    assert line.text() == ""
    families.until(lambda: kept(families, Person, leo).known_as == "Lee")  # type: ignore[attr-defined]
    assert kept(families, Person, maya).known_as == ""  # type: ignore[attr-defined]


def test_tab_goes_as_one_reads(families: Families) -> None:
    families.open_family()
    families.open_person("Anna")
    order: list[int] = []
    panel = families.page.panel
    for _stop in range(30):
        focus = QApplication.focusWidget()
        assert focus is not None
        order.append(focus.mapTo(panel.scroller.widget(), focus.rect().topLeft()).y())
        families.key(Key.Key_Tab)
        if QApplication.focusWidget() is panel.person_forms[-1].entries["note"].editor:
            break
    assert order == sorted(order)
