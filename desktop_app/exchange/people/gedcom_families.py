"""Couples and parents of a GEDCOM file: dated episodes, adoption and fostering, and what does not hold together."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from datetime import date

from desktop_app.exchange.people.gedcom_lines import Node, Told
from desktop_app.exchange.people.shapes import IncomingParentLink, IncomingUnion, ParentWord
from desktop_app.rules.said_dates import SaidDate, read_gedcom_date

_PARENT: dict[str, ParentWord] = {
    "birth": "birth", "natural": "birth", "biological": "birth", "adopted": "adopted", "foster": "foster",
    "step": "step", "related": "kinship", "guardian": "unknown", "unknown": "unknown", "other": "unknown",
    "sealing": "unknown", "private": "unknown",
}  # fmt: skip
_MOST_PARTNERS = 12
"""More partners in one family than this are a fault of the file, and every two of them would be a couple."""
_ENDS = {"DIV": "divorced", "ANUL": "annulled"}
_CIVIL = ("civil partner", "civil union", "registered partner")
_COHABIT = ("common law", "cohabit", "living together", "partners", "unmarried", "not married")


def families(
    records: list[Node], kept: Mapping[str, Node], today: date
) -> tuple[list[IncomingUnion], list[IncomingParentLink], Told]:
    """Unions and parent links between the people `kept` by key, and (where, what) of what was doubtful."""
    told: Told = []
    unions: list[IncomingUnion] = []
    links: dict[tuple[str, str], IncomingParentLink] = {}
    seen: dict[str, Node] = {}
    for record in records:
        if record.tag != "FAM":
            continue
        if record.xref and record.xref in seen:
            told.append((record.where, f"The family number @{record.xref}@ is used twice; both were read."))
        seen.setdefault(record.xref, record)
        partners = partners_of(record, ("HUSB", "WIFE"), kept, told)
        unions.extend(_unions(record, partners, told, today))
        for child in record.all("CHIL"):
            key = _known(child, kept, told)
            if key:
                _link(key, partners, record, child, kept[key], links, told)
    _one_sided(kept, seen, links, told)
    told.extend(_cycles(links.values(), kept))
    return unions, list(links.values()), told


def _known(node: Node, kept: Mapping[str, Node], told: Told) -> str:
    """The person a line points to, '' (and told) when the file does not have them."""
    key = node.pointer()
    if key in kept:
        return key
    if key != "VOID":
        told.append(
            (node.where, f"{node.value.strip()[:40] or node.tag} is nobody in this file; the link was left out.")
        )
    return ""


def partners_of(record: Node, tags: tuple[str, ...], kept: Mapping[str, Node], told: Told) -> list[tuple[str, str]]:
    """The partners as (key, tag), each once; one who is married to themselves is told."""
    found: dict[str, str] = {}
    for node in record.all(*tags):
        key = _known(node, kept, told)
        if key in found:
            told.append((node.where, f"@{key}@ stands as their own partner; the couple was left out."))
        elif key:
            found[key] = node.tag
    if len(found) > _MOST_PARTNERS:
        told.append((record.where, f"The family has {len(found):,} partners; no couples or parents were made of them."))
        return []
    return list(found.items())


def _unions(record: Node, partners: list[tuple[str, str]], told: Told, today: date) -> list[IncomingUnion]:
    if len(partners) > 2:
        told.append((record.where, f"The family has {len(partners)} partners; each two were taken as a couple."))
    return [
        IncomingUnion(a=a, b=b, kind=kind, start=start, end=end, ended_by=ended_by, where=record.where)
        for (a, _), (b, _) in itertools.combinations(partners, 2)
        for kind, start, end, ended_by in episodes_of(record, told, today)
    ]


_Episode = tuple[str, SaidDate | None, SaidDate | None, str]


def episodes_of(record: Node, told: Told, today: date) -> list[_Episode]:
    """The times a couple was together, in the order the file gives them; one of unknown kind when it says nothing."""
    episodes: list[list[object]] = []
    for event in record.children:
        kind, ended = _begins(event), _ended(event)
        if kind:
            if episodes and episodes[-1][0] in (kind, "engaged") and not episodes[-1][3]:
                if episodes[-1][0] == kind:
                    continue  # a second ceremony of the same marriage
                episodes.pop()
            episodes.append([kind, _when(event, told, today), None, ""])
        elif ended:
            if not episodes or episodes[-1][3] in ("divorced", "annulled"):
                if episodes:
                    continue
                episodes.append(["married" if ended != "separated" else "unknown", None, None, ""])
            episodes[-1][2:] = [_when(event, told, today), ended]
    return [tuple(one) for one in episodes] or [("unknown", None, None, "")]  # type: ignore[misc]


def _begins(event: Node) -> str:
    """The kind of union that begins with an event, '' when none does."""
    said = event.text("TYPE").casefold() or (event.value.casefold() if event.tag == "EVEN" else "")
    if event.tag in ("MARR", "EVEN", "_COML", "_MARR") and event.value.strip().upper() != "N":
        if any(word in said for word in _CIVIL):
            return "civil_partnership"
        if event.tag == "_COML" or any(word in said for word in _COHABIT):
            return "cohabiting"
    if event.tag == "MARR":
        return "married"
    return "engaged" if event.tag == "ENGA" else ""


def _ended(event: Node) -> str:
    if event.tag in _ENDS and event.value.strip().upper() != "N":
        return _ENDS[event.tag]
    said = f"{event.text('TYPE')} {event.value}".casefold()
    return "separated" if event.tag in ("_SEPR", "_SEP") or (event.tag == "EVEN" and "separat" in said) else ""


def _when(event: Node, told: Told, today: date) -> SaidDate | None:
    node = event.first("DATE")
    if node is None or not node.value.strip():
        return None
    read = read_gedcom_date(node.value, today)
    if read.problem:
        told.append((node.where, f"The date “{read.said[:60]}”: {read.problem}"))
    return read


def _link(
    child: str,
    partners: list[tuple[str, str]],
    record: Node,
    line: Node,
    person: Node,
    links: dict[tuple[str, str], IncomingParentLink],
    told: Told,
) -> None:
    """A child's links to the partners of a family, by what the child's own record and the family say."""
    for parent, tag in partners:
        if parent == child:
            told.append((line.where, f"@{child}@ stands as their own parent; the link was left out."))
            continue
        kind = parent_word(record.xref, line, person, tag)
        links.setdefault((child, parent), IncomingParentLink(child=child, parent=parent, kind=kind, where=line.where))
        if links[child, parent].kind != kind and kind != "birth":
            links[child, parent] = IncomingParentLink(child=child, parent=parent, kind=kind, where=line.where)


def parent_word(family: str, line: Node, person: Node, tag: str) -> ParentWord:
    """By what somebody is a parent: PEDI and ADOP of the child, or the _FREL and _MREL other programs write."""
    said = line.text("_FREL" if tag == "HUSB" else "_MREL")
    for famc in person.all("FAMC"):
        if famc.pointer() == family:
            said = famc.text("PEDI") or said
    for event in person.all("ADOP"):
        for famc in event.all("FAMC"):
            if famc.pointer() == family and famc.text("ADOP").upper() in ("", "BOTH", tag):
                said = "adopted"
    return _PARENT.get(said.casefold(), "unknown") if said else "birth"


def _one_sided(
    kept: Mapping[str, Node],
    seen: Mapping[str, Node],
    links: dict[tuple[str, str], IncomingParentLink],
    told: Told,
) -> None:
    """Links only the person's record has: kept for parents, told; pointers to families that are not there."""
    children = {family: {one.pointer() for one in record.all("CHIL")} for family, record in seen.items()}
    partnered = {family: {one.pointer() for one in record.all("HUSB", "WIFE")} for family, record in seen.items()}
    for key, person in kept.items():
        for node in person.all("FAMC", "FAMS"):
            family = node.pointer()
            if family == "VOID":
                continue
            record = seen.get(family)
            if record is None:
                told.append(
                    (
                        node.where,
                        f"{node.value.strip()[:40] or node.tag} is no family in this file; the link was left out.",
                    )
                )
            elif node.tag == "FAMC" and key not in children[family]:
                partners = [(one.pointer(), one.tag) for one in record.all("HUSB", "WIFE") if one.pointer() in kept]
                partners = partners if len(partners) <= _MOST_PARTNERS else []
                told.append((node.where, f"Only the child's record names this family; @{key}@ was taken as its child."))
                _link(key, partners, record, node, person, links, told)
            elif node.tag == "FAMS" and key not in partnered[family]:
                told.append((node.where, f"The family @{family}@ does not name @{key}@ as a partner; look at it."))


def _cycles(links: Iterable[IncomingParentLink], kept: Mapping[str, Node]) -> Told:
    """Who would be their own ancestor, once for each circle. The facts stay as the file has them."""
    parents: dict[str, list[str]] = {}
    for link in links:
        parents.setdefault(link.child, []).append(link.parent)
    told: Told = []
    done: set[str] = set()
    for start in parents:
        path: list[str] = []
        stack: list[tuple[str, bool]] = [(start, False)]
        on_path: set[str] = set()
        while stack:
            key, leaving = stack.pop()
            if leaving:
                on_path.discard(path.pop())
                done.add(key)
            elif key in on_path:
                told.append((kept[key].where, f"@{key}@ would be their own ancestor; look at who is whose parent."))
            elif key not in done:
                path.append(key)
                on_path.add(key)
                stack.append((key, True))
                stack.extend((parent, False) for parent in parents.get(key, []))
    return list(dict.fromkeys(told))
