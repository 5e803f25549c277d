"""What the record offers a document: every list on a whole borough, each fact with its source, nothing held back."""

from __future__ import annotations

from datetime import UTC, date, datetime

from desktop_app.commands.documents import begin_document, pull_facts
from desktop_app.commands.facts import add_fact
from desktop_app.desk import Desk
from desktop_app.records.diary import DiaryEntry
from desktop_app.records.documents import DocumentSection
from desktop_app.records.families import Bond, Family, Household, Living, Member, Union
from desktop_app.records.people import Address, Person
from desktop_app.records.words import EntryKind, UnionEnd
from desktop_app.rules.documents.gaps import gaps
from desktop_app.rules.documents.skeletons import skeleton, skeletons
from desktop_app.vault.queries.document_facts import facts, unknowns
from desktop_app.vault.queries.documents import document_page, document_rows

DAY = date(2026, 11, 24)
PULLS = sorted({pull for kind in skeletons().values() for one in kind.sections() for pull in one.pulls})


def test_every_list_of_every_family_tells_whole_sentences_with_their_sources(borough_desk: Desk):
    families = borough_desk.read(lambda reader: reader.all(Family))
    told = [one for family in families for one in borough_desk.read(facts, family.id, PULLS, DAY)]
    assert {"household", "legal", "professionals", "replies", "contacts", "visits"} <= {one.pull for one in told}
    for one in told:
        assert one.source.words
        assert one.source.id
        assert one.text == one.text.strip()
        assert "\n" not in one.text
        assert "None" not in one.text
    assert all(one.source.on for one in told if one.pull in ("household", "contacts", "legal", "visits"))


def test_a_held_address_and_a_private_entry_are_in_no_fact(desk: Desk):
    family = desk.do(add_fact, Family(name="Kowalska")).result()
    anna = desk.do(add_fact, Person(given="Anna", born="1990")).result()
    mark = desk.do(add_fact, Person(given="Mark", born="1988")).result()
    for place, one in enumerate((anna, mark)):
        desk.do(add_fact, Member(family_id=family.id, person_id=one.id, role="parent", place=place)).result()
    home = desk.do(add_fact, Household(family_id=family.id, name="Home", lines="4 Mill Lane")).result()
    desk.do(add_fact, Living(family_id=family.id, household_id=home.id, person_id=anna.id)).result()
    done = datetime(2026, 11, 3, 10, tzinfo=UTC)
    for private in (False, True):
        entry = DiaryEntry(
            family_id=family.id, kind=EntryKind.HOME_VISIT, title="Secret" if private else "Visit", starts_at=done,
            done_at=done, private=private,
        )  # fmt: skip
        desk.do(add_fact, entry).result()
    union = Union(family_id=family.id, a_id=anna.id, b_id=mark.id, until="2014", ended=UnionEnd.SEPARATED)
    desk.do(add_fact, union).result()
    desk.do(add_fact, Bond(family_id=family.id, from_id=anna.id, to_id=mark.id, kind="close")).result()

    def told() -> str:
        return "\n".join(one.text for one in desk.read(facts, family.id, PULLS, DAY))

    assert "4 Mill Lane" in told()
    assert "separated 2014." in told()
    assert "Visit: no outcome written." in told()
    assert "Secret" not in told()
    desk.do(add_fact, Address(person_id=anna.id, lines="4 Mill Lane", hold_back=True)).result()
    assert "4 Mill Lane" not in told()
    assert "The address of Home is held back." in told()


def test_one_record_has_one_number_in_a_document(desk: Desk):
    family = desk.do(add_fact, Family(name="Kowalska")).result()
    leo = desk.do(add_fact, Person(given="Leo", language="Polish", ethnicity="White Polish")).result()
    desk.do(add_fact, Member(family_id=family.id, person_id=leo.id, is_child=True)).result()
    document = desk.do(begin_document, family.id, "child_and_family").result()
    page = desk.read(document_page, document.id)
    assert page is not None
    assert page.about == ("Leo",)
    for key, pull in (("household", "household"), ("communication", "communication"), ("identity", "identity")):
        found = desk.read(facts, family.id, [pull], DAY)
        for _twice in range(2):
            desk.do(pull_facts, page.sections[key].id, found).result()
    texts = [one.text for one in desk.read(lambda reader: reader.all(DocumentSection)) if one.text]
    assert len(texts) == 3
    assert all(text.endswith("[1]") and text.count("[1]") == 1 for text in texts)
    (row,), _more = desk.read(document_rows)
    assert (row.title, row.family, row.state) == ("Child and Family Assessment", "Kowalska", "draft")
    asked = desk.read(unknowns, family.id)
    assert asked == [("household", "Leo: date of birth not recorded")]
    lacks = gaps(skeleton("child_and_family"), {"household": "Leo [1]"}, asked)
    assert lacks[0].section == "household"
    assert not [one for one in lacks if one.section in ("conclusion", "manager")]
