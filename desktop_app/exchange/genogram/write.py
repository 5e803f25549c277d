"""A genogram for other programs: GEDCOM 5.5.1 with a list of what that format can't carry."""

from __future__ import annotations

from desktop_app.exchange.people.shapes import IncomingParentLink, IncomingPerson, IncomingUnion, ParentWord, People
from desktop_app.exchange.people.write_gedcom import write_gedcom
from desktop_app.rules.genogram.facts import DescentWord, Facts, Someone
from desktop_app.rules.said_dates import SaidDate

_PARENT: dict[DescentWord, ParentWord] = {
    "birth": "birth", "adopted": "adopted", "foster": "foster", "step": "step", "kinship": "kinship",
    "special_guardian": "special_guardian", "donor": "birth", "unknown": "unknown",
}  # fmt: skip
_LOST = (
    ("homes", "who lives where"), ("ties", "bonds between people"), ("statuses", "plans and orders"),
    ("holders", "parental responsibility"), ("together", "who were born together"),
)  # fmt: skip


def write_family(facts: Facts) -> tuple[str, tuple[str, ...]]:
    """The text of a GEDCOM file and a sentence for each thing it leaves out or says less well."""
    couples = {one.id: one for one in facts.couples}
    unions = tuple(
        IncomingUnion(
            a=couple.a, b=couple.b, kind=time.kind if time else "unknown", start=_date(time.since if time else ""),
            end=_date(time.until if time else ""), ended_by=time.ended if time else "",
        )
        for couple in facts.couples
        if couple.a and couple.b
        for time in (couple.episodes or (None,))
    )  # fmt: skip
    links = tuple(
        IncomingParentLink(child=one.child, parent=parent, kind=_PARENT[one.kind])
        for one in facts.descents
        if one.couple in couples
        for parent in (couples[one.couple].a, couples[one.couple].b)
        if parent
    )
    people = tuple(_person(one) for one in facts.people)
    text, losses = write_gedcom(People(people=people, unions=unions, links=links))
    more = [
        f"GEDCOM can’t carry {words} ({len(getattr(facts, name)):,}); they stay in the JSON file."
        for name, words in _LOST
        if getattr(facts, name)
    ]
    more += [
        f"{one.name or one.id}: {what} can’t be written in GEDCOM."
        for one in facts.people
        for what, held in (("a loss", one.loss), ("notes and tags", one.notes or one.tags), ("health marks", one.fills))
        if held
    ]
    parentless = sum(not (one.a or one.b) for one in facts.couples)
    more += [f"{parentless} groups of siblings without known parents are written apart."] if parentless else []
    return text, (*losses, *more)


def _person(someone: Someone) -> IncomingPerson:
    return IncomingPerson(
        key=someone.id, given=someone.given, family_name=someone.surname, known_as=someone.known_as, sex=someone.sex,
        gender_said=someone.gender, born=_date(someone.born), due=_date(someone.due),
        died=_date(someone.died) or (SaidDate("", "", "unknown") if someone.dead else None),
    )  # fmt: skip


def _date(known: str) -> SaidDate | None:
    """A date as the picture keeps it, as the readers and writers of files have it."""
    if not known:
        return None
    if "/" in known:
        return SaidDate(known, known, "before" if known[:2] == ".." else "after" if known[-2:] == ".." else "between")
    plain = known.rstrip("~")
    if plain != known:
        return SaidDate(known, known, "about")
    kinds = {4: "year", 7: "month"}
    return SaidDate(known, known, kinds.get(len(plain), "exact"))  # type: ignore[arg-type]  # one of its words
