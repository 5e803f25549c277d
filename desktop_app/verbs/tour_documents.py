"""The tour's stop at Papers: an assessment begun, facts taken with their sources, and the paper itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from desktop_app import clock
from desktop_app.commands.documents import add_to_chronology, begin_document, keep_section, pull_facts
from desktop_app.vault.queries.document_facts import facts
from desktop_app.vault.queries.documents import document_page
from desktop_app.windows.documents.leaving import chronology_of, document_of
from desktop_app.windows.documents.page import DocumentsPage

if TYPE_CHECKING:
    from desktop_app.verbs.tour_guide import Guide

_FAMILY = "SELECT id FROM r_family WHERE number = '20418'"
_VOICE = """Leo drew his house with “a door that locks”. He says he sleeps better since they moved.
- He wants to see Nan Barbara on Saturdays.
- He does not want to be asked about weekends at school."""


def documents(guide: Guide) -> None:
    """Nothing yet, one begun, facts beside the text, the list, the papers."""
    shell, desk = guide.shell, guide.desk
    shell.go("documents")
    guide.settle()
    guide.picture(shell, "1-empty")
    page = shell.pages["documents"]
    if not isinstance(page, DocumentsPage):
        raise TypeError("papers have a page of their own")
    page.new_here()
    guide.settle()
    guide.picture(shell, "2-begin")
    guide.press(key=Qt.Key.Key_Escape)
    family = guide.first(_FAMILY)
    desk.do(
        add_to_chronology, family, clock.today(), "Leo told his teacher that he does not like shouting.",
        significance="First time he spoke of home at school.", action="Told to Naomi Clarke.",
    ).result()  # fmt: skip
    document = desk.do(begin_document, family, "child_and_family").result()
    read = desk.read(document_page, document.id)
    if read is None:
        raise TypeError("a document was begun")
    for section in read.skeleton.sections():
        if section.pulls and not section.theirs and section.key not in ("reason", "professionals"):
            taken = desk.read(facts, family, section.pulls, clock.today())[:8]
            desk.do(pull_facts, read.sections[section.key].id, taken).result()
    desk.do(keep_section, read.sections["child_voice"].id, _VOICE).result()
    shell.open("document", document.id)
    guide.settle(600)
    guide.picture(shell, "3-section")
    page.editor.open_section("reason")
    guide.settle(600)
    page.go_facts()
    guide.settle()
    guide.picture(shell, "4-facts")
    page.editor.open_section("analysis")
    guide.settle(600)
    guide.picture(shell, "5-theirs")
    guide.paper(document_of(desk, document.id), "assessment")
    guide.paper(chronology_of(desk, family), "chronology")
    page.show_chronology(family)
    guide.settle()
    page.chronology.list.choose_first()
    guide.settle()
    guide.picture(shell, "6-chronology")
    page.go_back()
    guide.settle()
    guide.picture(shell, "7-list")
