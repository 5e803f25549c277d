"""Every paper there is, from the demo's records: by its name, tagged and sound, in order, and twice the same bytes."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import docx
import pdfua
import pytest

from desktop_app import clock
from desktop_app.commands.documents import add_to_chronology, begin_document, pull_facts
from desktop_app.commands.meetings import keep_notes, start_meeting
from desktop_app.desk import Desk
from desktop_app.papers import write_docx, write_pdf
from desktop_app.papers.model import Group, Paper, Table, texts
from desktop_app.vault.queries.document_facts import facts
from desktop_app.vault.queries.documents import document_page
from desktop_app.verbs.paper import PAPERS

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
FIRST = {
    "agency_check": "SELECT id FROM r_agency_check WHERE agency = 'gp' LIMIT 1",
    "referral": "SELECT id FROM r_referral WHERE state = 'waiting' LIMIT 1",
    "call": "SELECT id FROM r_call WHERE caller = 'Sheila Reid' AND note <> '' LIMIT 1",
    "message": "SELECT id FROM r_message LIMIT 1",
    "worker": "SELECT id FROM r_worker WHERE name = 'Naomi Clarke'",
    "task": "SELECT id FROM r_task WHERE family_id <> '' AND removed_at IS NULL LIMIT 1",
    "diary_entry": "SELECT id FROM r_diary_entry WHERE kind = 'conference' AND family_id <> '' LIMIT 1",
}


def family_of(desk: Desk) -> str:
    return str(desk.read(lambda reader: reader.value("SELECT id FROM r_family WHERE number = '20418'")))


def record_for(desk: Desk, of: str) -> str:
    """A record of this kind in the demo; what the demo has none of is made."""
    family = family_of(desk)
    if of in ("", "family"):
        desk.do(add_to_chronology, family, NOON.date(), "Leo told his teacher of the shouting.").result()
        return family
    if of == "meeting":
        meeting = desk.do(start_meeting, family, "core_group").result()
        desk.do(keep_notes, meeting.id, "NC: all well\nA: ring the GP @NC by 4 Jan 2027").result()
        return meeting.id
    if of == "document":
        document = desk.do(begin_document, family, "child_and_family").result()
        page = desk.read(document_page, document.id)
        assert page is not None
        for section in page.skeleton.sections():
            if section.pulls and not section.theirs:
                found = desk.read(facts, family, section.pulls, NOON.date())
                desk.do(pull_facts, page.sections[section.key].id, found[:8]).result()
        return document.id
    return str(desk.read(lambda reader: reader.value(FIRST[of])))


@pytest.fixture(params=sorted(PAPERS))
def paper(request: pytest.FixtureRequest, borough_desk: Desk) -> Iterator[Paper]:
    with clock.as_if(NOON):
        named = PAPERS[request.param]
        yield named.build(borough_desk, record_for(borough_desk, named.of))


def words(text: str) -> str:
    return re.sub(r"[\s\u200e\u200f\ufeff]+", "", text)


def test_it_is_sound_as_pdf_and_as_word_document(paper: Paper, tmp_path: Path):
    sound_pdf(paper, tmp_path)
    sound_docx(paper)


def sound_pdf(paper: Paper, tmp_path: Path) -> None:
    """Tagged without a finding, its structure in the paper's order, twice the same bytes."""
    first = write_pdf(paper)
    assert first == write_pdf(paper)
    file = tmp_path / "paper.pdf"
    file.write_bytes(first)
    assert [one.rule_id for one in pdfua.validate(str(file)).findings] == []
    if shutil.which("qpdf"):
        assert subprocess.run(["qpdf", "--check", file], capture_output=True, check=False).returncode == 0
    if shutil.which("pdfinfo"):
        told = subprocess.run(["pdfinfo", "-struct-text", file], capture_output=True, check=True).stdout.decode()
        said = words("".join(re.findall(r'^\s*"(.*)"$', told, re.MULTILINE)))
        place = 0
        for text in (paper.title, *texts(paper.blocks)):
            found = said.find(words(text), place)
            assert found >= 0 or "Genogram." in text, f"{text} is not said in its place"
            place = max(place, found)


def sound_docx(paper: Paper) -> None:
    """The same headings and tables, marked, numbered, in British English, twice the same bytes."""
    first = write_docx(paper)
    assert first == write_docx(paper)
    read = docx.Document(io.BytesIO(first))
    titles = [one.text for one in read.paragraphs if one.style is not None and one.style.name == "Title"]
    assert titles == [paper.title]
    headings = [one.text for one in read.paragraphs if one.style is not None and one.style.name.startswith("Heading")]
    assert headings == [one.text for one in paper.blocks if type(one).__name__ == "Heading"]
    with_rows = [one for one in paper.blocks if isinstance(one, Table) and one.rows]
    headed = [one for one in read.tables if one._tbl.xpath(".//w:tblHeader")]
    assert [len(one.rows) for one in headed] == [len(one.rows) + 1 for one in with_rows]
    for table, one in zip(headed, with_rows, strict=True):
        rows = [row for row in one.rows if not isinstance(row, Group)]
        assert [cell.text for cell in table.rows[0].cells] == list(one.header)
        assert len(rows) <= len(one.rows)
    section = read.sections[0]
    assert section.header.paragraphs[0].text == paper.marking
    fields = section.footer._element.xpath(".//w:fldSimple/@w:instr")
    assert fields == ["PAGE", "NUMPAGES"]
    assert read.core_properties.language == "en-GB"
    assert read.styles["Normal"].element.xpath(".//w:lang/@w:val") == ["en-GB"]
