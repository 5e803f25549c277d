"""A council's letterhead: what it asks for is checked first; what it may not do, it does not do."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import docx
import pytest

from desktop_app.errors import UserError
from desktop_app.papers.letterhead import check_letterhead, on_letterhead
from desktop_app.papers.letters import LetterTo, letter_paper
from desktop_app.papers.making import Making
from desktop_app.rules.documents.letters import letters

AT = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)


def template(*lines: str) -> bytes:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Wexcombe Borough Council"
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


GOOD = template("{{ to }}", "{{ date }}", "{{ title }}", "{{ body }}")


def letter() -> bytes:
    values = {"day": "Thu 10 Dec 2026", "time": "10:00", "place": "Room 2 <ground floor> & hall", "children": "Leo"}
    to = LetterTo("Anna Kowalska", "4 Mill Lane", "20418", "Naomi Clarke", phone="07700 900389", values=values)
    return on_letterhead(letter_paper(letters()["appointment"], to, Making("Ruth", AT)), GOOD)


def test_the_letter_stands_on_the_councils_paper_and_twice_the_same():
    first = letter()
    assert first == letter()
    read = docx.Document(io.BytesIO(first))
    assert read.sections[0].header.paragraphs[0].text == "Wexcombe Borough Council"
    said = "\n".join(one.text for one in read.paragraphs)
    for words in ("Anna Kowalska", "4 Mill Lane", "Mon 23 Nov 2026", "Appointment", "Room 2 <ground floor> & hall"):
        assert words in said
    assert "{{" not in said


def test_unknown_and_missing_words_are_named():
    checked = check_letterhead(template("{{ body }}", "{{ dob }}", "{{ date }}"))
    assert (checked.known, checked.unknown, checked.missing) == (("date", "body"), ("dob",), ("to",))
    with pytest.raises(UserError, match=r"asks for \{\{ dob \}\}"):
        checked.refuse()
    with pytest.raises(UserError, match=r"no place for \{\{ to \}\}"):
        check_letterhead(template("{{ body }}", "{{ date }}")).refuse()


def test_macros_unmatched_braces_and_junk_are_refused():
    out = io.BytesIO(GOOD)
    with zipfile.ZipFile(out, "a") as parts:
        parts.writestr("word/vbaProject.bin", b"x")
    for data, told in (
        (out.getvalue(), "macros"),
        (b"junk", "no Word document"),
        (template("{{ body"), "do not match"),
    ):
        with pytest.raises(UserError, match=told):
            check_letterhead(data).refuse()


def test_a_template_reaches_nothing_behind_its_values():
    reaching = template("{{ to }}{{ date }}{{ body.__class__.__mro__ }}")
    with pytest.raises(UserError, match="may not"):
        on_letterhead(letter_paper(letters()["chase"], LetterTo("", "", "", ""), Making("Ruth", AT)), reaching)
