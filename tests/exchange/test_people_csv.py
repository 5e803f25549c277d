"""Lists of people as CSV: headings guessed, rows read as said, every bad list refused with one sentence."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desktop_app import clock
from desktop_app.errors import UserError
from desktop_app.exchange.people.read import guess_headers, read_people
from desktop_app.exchange.people.shapes import People

TODAY = date(2026, 11, 23)


@pytest.fixture
def read(tmp_path: Path):
    """Reads a list given as text or bytes."""

    def reader(content: str | bytes, name: str = "list.csv", **options) -> People:
        path = tmp_path / name
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return read_people(path, **options)

    return reader


def told(people: People) -> str:
    return " / ".join(f"{one.where}: {one.what}" for one in people.warnings)


FULL = """Person ID,Forename,Surname,Known as,Gender,DOB,First language,Interpreter required (Y/N),Mobile,E-mail,Address line 1,Town,Post code,Relationship to child,Family ID,Family,Social worker,Status,Comments,Shoe size
101,Anna,Kowalska,Ania,F,09/05/2017,Polish,Yes,07700 900123,anna@example.org,12 High Street,Northam,NM1 2AB,Mother,F7,Kowalski,Sam Okafor,CIN,Rings on Mondays,37
102,Jan,O’Neill-D'Arcy,,Male,May 2012,,no,"07700 900124; 01632 960001",,,,,Father,F7,Kowalski,Sam Okafor,,,44
"""  # noqa: E501


def test_a_usual_list_is_read_whole(read) -> None:
    people = read(FULL)
    anna, jan = people.people
    assert (anna.key, anna.given, anna.family_name, anna.known_as) == ("101", "Anna", "Kowalska", "Ania")
    assert (anna.sex, anna.born.value, anna.language, anna.interpreter) == ("female", "2017-05-09", "Polish", True)
    assert (anna.phones, anna.emails) == (("07700 900123",), ("anna@example.org",))
    assert anna.addresses == ("12 High Street, Northam, NM1 2AB",)
    assert (anna.relation, anna.family_key, anna.family_name_of_case) == ("Mother", "F7", "Kowalski")
    assert (anna.worker, anna.legal_status, anna.note, anna.where) == ("Sam Okafor", "CIN", "Rings on Mondays", "row 2")
    assert (jan.family_name, jan.born.kind, jan.interpreter) == ("O’Neill-D'Arcy", "month", False)
    assert jan.phones == ("07700 900124", "01632 960001")
    assert [(one.key, one.name) for one in people.families] == [("F7", "Kowalski")]
    assert people.unknown_columns == ("Shoe size",)
    assert people.warnings == ()


def test_what_was_guessed_is_shown_with_reasons_and_can_be_overruled(read, tmp_path: Path) -> None:
    people = read("Fornames,Surnmae,Date of Brith,Contact,Column5\nAnna,Kowalska,9/5/17,a@b.org,07700 900123\n")
    assert [one.field for one in people.header_guess] == ["given", "family_name", "born", "emails", "phones"]
    assert "nearly “surname”" in people.header_guess[1].why
    assert people.header_guess[4].samples == ("07700 900123",)
    again = read(
        "Fornames,Surnmae,Date of Brith,Contact,Column5\nAnna,Kowalska,9/5/17,a@b.org,07700 900123\n",
        choose={"C": "died", "Contact": "", "E": "note"},
    )
    assert [one.field for one in again.header_guess] == ["given", "family_name", "died", "", "note"]
    assert again.people[0].died.value == "2017-05-09"
    assert again.unknown_columns == ("Contact",)
    assert [one.field for one in guess_headers(tmp_path / "list.csv")][:2] == ["given", "family_name"]


@pytest.mark.parametrize(("column", "field"), [("ZZ", "given"), ("Name", "nonsense")])
def test_a_choice_that_cannot_be_is_refused(read, column: str, field: str) -> None:
    with pytest.raises(UserError, match=r"no column “ZZ”|nothing a column can be"):
        read("Name\nAnna\n", choose={column: field})


def test_a_list_without_telling_headings_can_be_read_by_choice(read) -> None:
    text = "alpha,beta\nAnna Kowalska,x\nBen Okoro,y\n"
    with pytest.raises(UserError, match="no column with names"):
        read(text)
    assert [one.given for one in read(text, choose={"alpha": "name"}).people] == ["Anna", "Ben"]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Child's Date of Birth (dd/mm/yyyy)", "born"),
        ("Child’s first name", "given"),
        ("Young Person's Surname*", "family_name"),
        ("PersonBirthDate", "born"),
        ("first_name", "given"),
        ("Date\u00a0of\u00a0birth", "born"),
        ("EDD", "due"),
        ("Main language", "language"),
        ("Allocated Worker", "worker"),
        ("Mother's name", ""),
        ("School name", ""),
        ("GP telephone", ""),
        ("Mobile (mother)", ""),
        ("Telephone [GP]", ""),
        ("Emergency contact number", ""),
        ("Date of referral", ""),
        ("Age", ""),
        ("la_name", ""),
        ("Age of Child (Years)", ""),
        ("Placement postcode", ""),
        ("Ethnicity", ""),
    ],
)
def test_headings_of_the_field_are_known_and_others_are_left_alone(read, heading: str, field: str) -> None:
    people = read(f"Full name,{heading}\nAnna Kowalska,\n")
    assert people.header_guess[1].field == field


def test_two_columns_for_one_thing_are_not_mixed(read) -> None:
    people = read("Family name,Surname\nKowalska case,Kowalska\n").people
    assert (people[0].family_name, people[0].family_name_of_case) == ("Kowalska", "Kowalska case")
    people = read("Name,DOB,Date of birth,Surname,Family name\nAnna K,9/5/17,10/5/17,Kowalska,Nowak\n")
    assert [one.field for one in people.header_guess] == ["name", "born", "", "family_name", "family_name_of_case"]
    assert "Column B" in people.header_guess[2].why
    assert people.people[0].born.value == "2017-05-09"


def test_dates_without_a_heading_are_never_guessed_to_be_births(read) -> None:
    people = read("Name,\nAnna K,9/5/17\nBen O,10/5/17\n")
    assert people.header_guess[1].field == ""
    assert "which dates" in people.header_guess[1].why
    assert people.people[0].born is None


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_every_usual_file_form(read, delimiter: str, encoding: str, end: str) -> None:
    rows = (("Name", "DOB", "Notes"), ("Zoë O’Brien", "9/5/2017", "“quiet”"), ("Siân Hughes", "1/2/2016", ""))
    text = end.join(delimiter.join(row) for row in rows) + end
    people = read(text.encode(encoding))
    assert [f"{one.given} {one.family_name}" for one in people.people] == ["Zoë O’Brien", "Siân Hughes"]
    assert people.people[0].born.value == "2017-05-09"
    assert people.people[0].note == "“quiet”"


def test_title_rows_blank_lines_repeats_and_totals(read) -> None:
    people = read(
        "Children open to Team 4,,\nPrinted 01/11/2026,,\n,,\nName,DOB,Notes\n\nAnna Kowalska,9/5/17,\n,,\n"
        "Name,DOB,Notes\nBen Okoro,1/2/16,a,b\nCy\nTotal: 3,,\n"
    )
    assert [(one.given, one.where) for one in people.people] == [("Anna", "row 6"), ("Ben", "row 9"), ("Cy", "row 10")]
    assert people.unknown_columns == ("column D",)
    assert "row 11: “Total: 3” is no person" in told(people)


def test_a_row_that_is_longer_far_down_is_told(read) -> None:
    people = read("Name,Town\n" + "Anna,x\n" * 300 + "Ben,x,what is this,and this\n")
    assert "row 302: The row is longer than the others; “what is this”" in told(people)


def test_quotes_line_ends_inside_cells_and_separators_named_in_the_file(read) -> None:
    people = read('sep=;\nName;Address;Note\n"Kowalska; Anna";"12 High St\nNortham";"said ""no"""\n')
    assert people.people[0].addresses == ("12 High St, Northam",)
    assert people.people[0].note == 'said "no"'


def test_a_quotation_mark_never_closed_loses_nobody(read) -> None:
    rows = "".join(f"Person {number},some words that make the row longer than it was,x\n" for number in range(200))
    people = read('Name,Note,Town\n"Anna,hello,y\n' + rows)
    assert len(people.people) == 201
    assert "quotation mark" in told(people)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_quotation_mark_never_closed_costs_its_row_at_most(read, end: str) -> None:
    rows = ["Name,Note", '"Anna Smith,never closed', "Bob Jones,ok", '"Smith, Cara","said ""no""', 'twice"', "Di Roe,x"]
    people = read(end.join(rows))
    assert [one.given for one in people.people] == ["Anna", "Bob", "Cara", "Di"]
    assert people.people[2].note == 'said "no"\ntwice' or people.people[2].note == 'said "no" twice'
    assert told(people) == "row 2: A quotation mark is never closed here; look at the row."


def test_many_quotation_marks_never_closed_are_told_together(read) -> None:
    people = read("Name,Note\n" + '"Anna Smith,x\n' * 30)
    assert len(people.people) == 30
    assert "And 10 more rows" in told(people)


@pytest.mark.parametrize("piece", ["a", "@", "a@a.", "“", "( ", "' ", "1", "née "])
def test_a_cell_of_a_hundred_thousand_letters_is_read_without_going_back_and_forth(read, piece: str) -> None:
    cell = piece * (100_000 // len(piece))
    assert read(
        f"Surname,Phone,Email,Interpreter,Other names\nRoe{',' + cell}{',' + cell}{',' + cell}{',' + cell}\n"
    ).people


def test_email_addresses_are_found_among_words(read) -> None:
    people = read("Name,Email\nAnna K,Anna <a.k@x.example>; mailto:b@y.example / c@z.example. or d@e\n")
    assert people.people[0].emails == ("a.k@x.example", "b@y.example", "c@z.example")


def test_a_birth_to_come_is_a_due_date(read) -> None:
    with clock.as_if(datetime(2026, 11, 23, 9, tzinfo=UTC)):
        people = read(
            "Name,DOB,EDD\nUnborn Roe,14/3/2027,\nBaby Roe,EDD 1/11/2026,\nAnna Roe,1/11/2026,\nB Roe,,1/5/27\n"
        )
    assert [(one.born and one.born.value, one.due and one.due.value) for one in people.people] == [
        (None, "2027-03-14"), (None, "2026-11-01"), ("2026-11-01", None), (None, "2027-05-01"),
    ]  # fmt: skip
    assert [one.where for one in people.warnings] == ["row 2", "row 3"]


def test_blanks_of_spreadsheets_say_nothing_and_nonbreaking_spaces_are_spaces(read) -> None:
    people = read("Name,DOB,Phone,Worker\nDustin\u00a0Hazlett,#N/A,-,#N/A\n")
    one = people.people[0]
    assert (one.given, one.family_name, one.born, one.phones, one.worker) == ("Dustin", "Hazlett", None, (), "")
    assert people.warnings == ()


def test_formulas_stay_text_and_are_told(read) -> None:
    people = read('Name,Phone,Notes\n=HYPERLINK("http://x.example"),"=""07700900123""",=1+1\nAnna,0770 0900 123,-\n')
    assert people.people[0].phones == ("07700900123",)
    assert people.people[0].note == "=1+1"
    assert "row 2: “=1+1” is a formula" in told(people)
    people = read('Name,Note\n"=HYPERLINK(""http://x"",""Anna Roe"")",x\n@SUM(A1),y\n')
    assert [one.given for one in people.people] == ['=HYPERLINK("http://x","Anna Roe")', "@SUM(A1)"]
    assert len(people.warnings) == 2


def test_numbers_a_spreadsheet_spoilt(read) -> None:
    people = read(
        "Name,Mobile\nAnna K,7700900123\nBen O,4.47701E+11\nCy P,ask gran\nDi Q,07700 900125 or 01632 960002\n"
    )
    assert [one.phones for one in people.people] == [("07700900123",), (), (), ("07700 900125", "01632 960002")]
    assert "lost its first 0" in told(people)
    assert "4.47701E+11" in people.people[1].note
    assert people.people[2].note == "Telephone: ask gran"


def test_words_beside_a_number_go_to_the_note(read) -> None:
    one = read('Name,Phone\nAnna K,"Mum 07700 900123 (eves); 01632 960001 ext 4"\n').people[0]
    assert one.phones == ("07700 900123", "01632 960001 ext 4")
    assert one.note == "Telephone: Mum 07700 900123 (eves)"


def test_a_list_that_may_be_american_is_told_and_never_turned_round(read) -> None:
    people = read("Name,DOB\nA B,05/06/2015\nC D,05/17/2015\nE F,12/25/2014\n")
    assert [one.born.value for one in people.people] == ["2015-06-05", "", ""]
    assert "file: Some dates look as if the month came first" in told(people)
    assert "1 could be read either way" in told(people)


def test_one_endless_cell_takes_no_endless_time(read) -> None:
    for cell in ("a" * 100_000, "(" * 100_000, "a@" * 50_000, "1 " * 50_000, "'" * 100_000):
        people = read(f"Name,Email,Phone,DOB,Notes,{cell}\n{cell},{cell},{cell},{cell},{cell},x\nBen,,,,,\n")
        assert people.people[-1].given == "Ben"


def test_rows_without_a_name_are_refused_by_number_and_the_others_go_on(read) -> None:
    people = read("First name,Surname,DOB\nAnna,Kowalska,\n,,9/5/2017\n-,unknown,1/1/2010\nBen,,\n,Okoro,\n")
    assert [(one.given, one.family_name) for one in people.people] == [("Anna", "Kowalska"), ("Ben", ""), ("", "Okoro")]
    assert [one.where for one in people.warnings] == ["row 3", "row 4"]
    assert "no name" in people.warnings[0].what


@pytest.mark.parametrize(
    ("said", "given", "family"),
    [
        ("KOWALSKA, Anna", "Anna", "KOWALSKA"),
        ("Anna Kowalska", "Anna", "Kowalska"),
        ("Anna Maria Kowalska", "Anna Maria", "Kowalska"),
        ("Kowalska, Anna Maria", "Anna Maria", "Kowalska"),
        ("Mrs A Kowalska", "A", "Kowalska"),
        ("Kowalska, Mrs A", "A", "Kowalska"),
        ("Kowalska, Anna, Mrs", "Anna", "Kowalska"),
        ("Ludwig van der Berg", "Ludwig", "van der Berg"),
        ("Aisha bint Yusuf", "Aisha", "bint Yusuf"),
        ("John Smith Jr", "John", "Smith Jr"),
        ("Cher", "Cher", ""),
        ("Baby Smith", "Baby", "Smith"),
        ("Sinéad O’Connor", "Sinéad", "O’Connor"),
        ("Mary-Jane Watson-Parker", "Mary-Jane", "Watson-Parker"),
        ("'t Hooft, Gerard", "Gerard", "'t Hooft"),
        ("Eun Na", "Eun", "Na"),
        ("John Null", "John", "Null"),
        ("None", "None", ""),
        ("محمد علي", "محمد", "علي"),
        ("王小明", "王小明", ""),
        ("Ava 🌈 Lee", "Ava 🌈", "Lee"),
    ],
)
def test_full_names_are_taken_apart_and_kept_as_written(read, said: str, given: str, family: str) -> None:
    people = read(f'Name,Town\n"{said}",Northam\n')
    assert (people.people[0].given, people.people[0].family_name) == (given, family)


@pytest.mark.parametrize(
    ("headings", "row", "given", "family"),
    [
        ("Name,Surname", "Anna,Kowalska", "Anna", "Kowalska"),
        ("Name,Surname", "Anna Maria,Kowalska", "Anna Maria", "Kowalska"),
        ("Name,Surname", "Anna Maria Kowalska,Kowalska", "Anna Maria", "Kowalska"),
        ("Name,Forename", "Kowalska,Anna", "Anna", "Kowalska"),
        ("Name,Forename", "Anna Kowalska,Anna", "Anna", "Kowalska"),
        ("Name,Surname", ",Kowalska", "", "Kowalska"),
        ("Forename,Middle name,Surname", "Anna,Maria,Kowalska", "Anna Maria", "Kowalska"),
    ],
)
def test_names_in_parts_and_whole_go_together(read, headings: str, row: str, given: str, family: str) -> None:
    one = read(f"{headings}\n{row}\n").people[0]
    assert (one.given, one.family_name) == (given, family)


def test_other_names_inside_a_full_name(read) -> None:
    people = read(
        'Name,Town\nAnna (Ania) Kowalska (née Nowak),x\n"Robert ""Bobby"" Simpson",x\nДаша Іва / Dasha Iva,x\n'
    )
    anna, bobby, dasha = people.people
    assert (anna.given, anna.family_name, anna.known_as, anna.former_names) == ("Anna", "Kowalska", "Ania", ("Nowak",))
    assert (bobby.given, bobby.family_name, bobby.known_as) == ("Robert", "Simpson", "Bobby")
    assert (dasha.given, dasha.family_name, dasha.native_name) == ("Dasha", "Iva", "Даша Іва")


def test_a_title_is_not_lost(read) -> None:
    assert read("Name,Town\nMrs A Kowalska,x\n").people[0].note == "Title: Mrs"


def test_names_of_any_length_and_script_are_kept_exactly(read) -> None:
    long, right, smile = "A" * 300, "פלונית אלמונית", "Zoë 👩‍👧‍👦 D’Arcy-'Smith"
    people = read(f"First name,Surname\n{long},{long}\n{right},أحمد\n{smile},x\n".encode())
    assert [one.given for one in people.people] == [long, right, smile]
    assert people.people[0].family_name == long
    assert people.people[1].family_name == "أحمد"


@pytest.mark.parametrize(
    ("said", "sex", "gender"),
    [
        ("F", "female", ""), ("b) Female", "female", ""), ("2", "female", ""), ("girl", "female", ""),
        ("Male", "male", ""), ("1", "male", ""), ("", "unknown", ""), ("c) Not stated/recorded", "unknown", ""),
        ("Non-binary", "other", "Non-binary"), ("Agender", "unknown", "Agender"),
    ],
)  # fmt: skip
def test_sex_and_gender_as_said(read, said: str, sex: str, gender: str) -> None:
    one = read(f"Name,Gender\nAnna K,{said}\n").people[0]
    assert (one.sex, one.gender_said) == (sex, gender)


def test_interpreter_in_words(read) -> None:
    people = read("Name,Interpreter needed\nA B,Yes - Polish\nC D,perhaps\nE F,N\n")
    assert [(one.interpreter, one.language, one.note) for one in people.people] == [
        (True, "Polish", ""),
        (None, "", "Interpreter: perhaps"),
        (False, "", ""),
    ]


def test_dates_that_are_vague_or_impossible_are_kept_as_said_and_asked(read) -> None:
    people = read("Name,DOB\nA B,29 Feb 2015\nC D,abt 1980\nE F,05/17/2015\nG H,about 34\nI J,42864\nK L,unknown\n")
    born = [one.born for one in people.people]
    assert [one and (one.value, one.said) for one in born] == [
        ("", "29 Feb 2015"), ("1980~", "abt 1980"), ("", "05/17/2015"), ("", "about 34"), ("", "42864"), None,
    ]  # fmt: skip
    assert [one.where for one in people.warnings] == ["row 2", "row 4", "row 5", "row 6", "file"]


def test_one_number_for_two_names_keeps_both_and_for_one_name_joins(read) -> None:
    people = read(
        "ID,Name,DOB,Phone\n7,Anna Kowalska,,07700 900123\n7,Anna KOWALSKA,9/5/17,07700 900124\n7,Ben Okoro,,\n"
        "7,Anna Kowalska,10/5/17,\n"
    )
    anna, ben = people.people
    assert (anna.key, anna.born.value, anna.phones) == ("7", "2017-05-09", ("07700 900123", "07700 900124"))
    assert ben.key != "7"
    assert "another name" in told(people)
    assert "10/5/17" in told(people)


def test_families_by_name_when_there_is_no_number(read) -> None:
    people = read("Name,Case name\nA B,Okoro\nC D,okoro\nE F,Lee\n")
    assert len(people.families) == 2
    assert people.people[0].family_key == people.people[1].family_key != people.people[2].family_key


WEB = "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body>Name,DOB</body></html>"


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        ("", "a.csv", "is empty"),
        ("\ufeff\r\n  \n", "a.csv", "is empty"),
        (",,,\n,,,\n", "a.csv", "is empty"),
        (WEB, "a.csv", "web page"),
        ("\ufeff  <html><body>x", "a.csv", "web page"),
        (WEB, "a.xlsx", "web page"),
        (WEB, "a.ged", "web page"),
        ('<?xml version="1.0"?><Message/>', "a.csv", "XML"),
        ("Town,Colour\nNortham,red\n", "a.csv", "no column with names or numbers"),
        ("Name,DOB\n", "a.csv", "no person under"),
        (",".join(f"Name {number}" for number in range(2000)) + "\n" + "x," * 2000, "a.csv", "2,000 columns"),
        (b"%PDF-1.7\n...", "a.csv", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "a.csv", "picture"),
        (bytes(range(32)) * 40, "a.csv", "not text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "Workbook".encode("utf-16-le"), "a.xls", "old Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 90, "a.doc", "old Office"),
        (b"PK\x03\x04 but no more", "a.xlsx", "damaged"),
    ],
)  # fmt: skip
def test_what_is_no_list_is_refused_with_what_where_and_what_to_do(read, content, name: str, words: str) -> None:
    with pytest.raises(UserError, match=words) as refusal:
        read(content, name)
    assert str(refusal.value).startswith(name)
    assert refusal.value.hint
    assert len(str(refusal.value)) < 400


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="could not be read"):
        read_people(tmp_path / "gone.csv")
    with pytest.raises(UserError, match="folder"):
        read_people(tmp_path)


def test_progress_is_told_and_stopping_takes_nothing(read) -> None:
    text = "Name\n" + "".join(f"Person {number}\n" for number in range(3000))
    steps: list[tuple[int, int]] = []
    read(text, on_progress=lambda done, total: steps.append((done, total)))
    assert len(steps) > 5
    assert steps[-1][0] == steps[-1][1]
    with pytest.raises(UserError, match="stopped"):
        read(text, cancelled=lambda: True)
