"""A paper goes out as a Word document, is changed there, and comes back paragraph by paragraph."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.commands.documents import begin_document, move_document, take_back
from desktop_app.commands.facts import add_fact
from desktop_app.desk import Desk
from desktop_app.errors import UserError
from desktop_app.papers import write_docx
from desktop_app.papers.document import DocumentOf, document_paper
from desktop_app.papers.docx_back import read_back
from desktop_app.papers.making import Making
from desktop_app.records.documents import DocumentSection
from desktop_app.records.families import Family
from desktop_app.rules.documents.coming_back import accepted, differences, paragraphs
from desktop_app.rules.documents.skeletons import skeleton

AT = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)
KIND = skeleton("child_and_family")
TEXTS = {
    "household": "Anna Kowalska, mother. [1]\n\nLeo Reid, son. [2]",
    "child_voice": "Leo drew his house.\n- Wants to see Nan\n- Sleeps better",
    "plan": "First of all:\nA: ring the GP @NC by 4 Jan 2027\nThen we meet again.",
}


def went_out(texts: dict[str, str]) -> bytes:
    of = DocumentOf(KIND, "Kowalska", "20418", ("Leo Reid",), "Naomi Clarke", AT, None, "draft", texts)
    return write_docx(document_paper(of, Making("Ruth", AT)))


def edited(data: bytes, change: Any) -> bytes:
    document = docx.Document(io.BytesIO(data))
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def replace(before: str, after: str) -> Any:
    def change(document: Any) -> None:
        (one,) = [one for one in document.paragraphs if one.text == before]
        one.text = after

    return change


def test_what_nobody_changed_comes_back_without_a_difference():
    assert differences(KIND, TEXTS, read_back(went_out(TEXTS), KIND)) == ()
    assert differences(KIND, {}, read_back(went_out({}), KIND)) == ()


def test_a_changed_a_new_and_a_missing_paragraph_are_each_told():
    def change(document: Any) -> None:
        replace("Leo Reid, son. [2]", "Leo Reid, elder son. [2]")(document)
        (last,) = [one for one in document.paragraphs if one.text == "Sleeps better"]
        last._p.getparent().remove(last._p)
        (first,) = [one for one in document.paragraphs if one.text == "Leo drew his house."]
        first.insert_paragraph_before("Seen alone at school.")

    found = differences(KIND, TEXTS, read_back(edited(went_out(TEXTS), change), KIND))
    assert [(one.section, one.before, one.after) for one in found] == [
        ("household", ("Leo Reid, son. [2]",), ("Leo Reid, elder son. [2]",)),
        ("child_voice", (), ("Seen alone at school.",)),
        ("child_voice", ("- Sleeps better",), ()),
    ]
    voice = accepted(TEXTS["child_voice"], found[1:], KIND.section("child_voice"))
    assert voice == "Seen alone at school.\nLeo drew his house.\n- Wants to see Nan"
    assert accepted(TEXTS["household"], found[:1], KIND.section("household")).endswith("elder son. [2]")


def test_lines_of_the_table_stay_when_words_around_them_change():
    back = read_back(edited(went_out(TEXTS), replace("Then we meet again.", "Then we meet on Friday.")), KIND)
    (found,) = differences(KIND, TEXTS, back)
    told = accepted(TEXTS["plan"], [found], KIND.section("plan"))
    assert told == "First of all:\nA: ring the GP @NC by 4 Jan 2027\nThen we meet on Friday."


def test_the_social_worker_writes_in_word_what_only_they_decide(desk: Desk):
    family = desk.do(add_fact, Family(name="Kowalska")).result()
    document = desk.do(begin_document, family.id, KIND.id).result()
    (section,) = desk.read(lambda reader: reader.all(DocumentSection, key="conclusion"))

    def change(document: Any) -> None:
        titles = [one.style.name == "Heading 3" and one.text for one in document.paragraphs]
        after = titles.index("Conclusion and threshold") + 1
        document.paragraphs[after].text = "Threshold for section 17 is met."

    (found,) = differences(KIND, {}, read_back(edited(went_out({}), change), KIND))
    with pytest.raises(UserError, match="Only the social worker decides"):
        desk.do(take_back, section.id, [found]).result()
    desk.do(move_document, document.id, "with_worker").result()
    assert desk.do(take_back, section.id, [found]).result().text == "Threshold for section 17 is met."


def test_words_that_were_changed_here_meanwhile_are_not_written_over():
    back = read_back(edited(went_out(TEXTS), replace("Leo Reid, son. [2]", "Leo Reid, elder son. [2]")), KIND)
    found = differences(KIND, TEXTS, back)
    with pytest.raises(UserError, match="changed here since"):
        accepted("Anna Kowalska, mother. [1]\nLeo Reid, eldest. [2]", found, KIND.section("household"))


def test_macros_and_what_is_no_letter_are_refused():
    out = io.BytesIO(went_out(TEXTS))
    with zipfile.ZipFile(out, "a") as parts:
        parts.writestr("word/vbaProject.bin", b"x")
    with pytest.raises(UserError, match="macros"):
        read_back(out.getvalue(), KIND)
    for junk in (b"", b"PK\x03\x04 nothing", b"%PDF-1.7"):
        with pytest.raises(UserError, match="no Word document"):
            read_back(junk, KIND)
    empty = io.BytesIO()
    docx.Document().save(empty)
    with pytest.raises(UserError, match="none of the sections"):
        read_back(empty.getvalue(), KIND)


words = st.text("ab [1]-", min_size=1, max_size=6).filter(lambda one: bool(one.strip()))


@settings(max_examples=60)
@given(st.lists(words, max_size=6), st.lists(words, max_size=6))
def test_taking_every_difference_gives_what_came_back(before: list[str], after: list[str]):
    section = KIND.section("household")
    text = "\n".join(before)
    wanted = [told for _line, told in paragraphs("\n".join(after), section)]
    found = differences(KIND, {"household": text}, {"household": wanted})
    assert [told for _line, told in paragraphs(accepted(text, found, section), section)] == wanted
