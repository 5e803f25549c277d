"""A genogram for other programs: GEDCOM 7.0 or 5.5.1, with a sentence for each kind of thing the format can't carry."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Literal

from desktop_app.rules.genogram import ages
from desktop_app.rules.genogram.facts import BornTogether, Couple, Descent, DescentWord, Episode, Facts, Someone

Version = Literal["7.0", "5.5.1"]
VERSIONS: tuple[Version, ...] = ("7.0", "5.5.1")

_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_LONGEST = 240
"""Letters of a value on one line of 5.5.1, which allows 255 with level, tag and number; 7.0 has no limit."""
_XREF = re.compile(r"[A-Z][A-Z0-9]{0,19}")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\ufeff]")
_PEDIGREE: dict[DescentWord, str] = {"birth": "birth", "adopted": "adopted", "foster": "foster"}
_TOGETHER = {
    "cohabiting": "cohabiting", "partners": "partners", "casual": "casual", "one_off": "one-off", "forced": "forced",
}  # fmt: skip
_UNCARRIED = (
    ("homes", "who lives where"), ("ties", "bonds between people"), ("statuses", "plans and orders"),
    ("holders", "parental responsibility"),
)  # fmt: skip


def write_family(facts: Facts, version: Version = "7.0") -> tuple[str, tuple[str, ...]]:
    """The text of a GEDCOM file and a sentence for each kind of thing it leaves out or says less well."""
    return _Writing(facts, version).whole()


class _Writing:
    """One file being written; `lost` counts each kind of thing that does not get into it."""

    def __init__(self, facts: Facts, version: Version) -> None:
        self.facts, self.seven = facts, version == "7.0"
        self.lost: Counter[str] = Counter()
        self.worse: Counter[str] = Counter()
        self.people = {one.id: one for one in reversed(facts.people)}
        self.couples = {one.id: one for one in reversed(facts.couples)}
        ids = [*self.people, *self.couples]
        keep = len(set(ids)) == len(ids) and all(_XREF.fullmatch(one) for one in ids)
        self.xref = {
            kind: {one: one if keep else f"{kind}{n}" for n, one in enumerate(known, 1)}
            for kind, known in (
                ("I", dict.fromkeys(one.id for one in facts.people)),
                ("F", dict.fromkeys(one.id for one in facts.couples)),
            )
        }

    def whole(self) -> tuple[str, tuple[str, ...]]:
        """The text, and what it lacks."""
        hung = self._hung()
        lines = list(self._head())
        for person in self.xref["I"]:
            lines += self._person(self.people[person], hung)
        for couple in self.xref["F"]:
            lines += self._couple(self.couples[couple], hung)
        lines.append("0 TRLR")
        for name, words in _UNCARRIED:
            self.lost[words] += len(getattr(self.facts, name))
        told = [f"GEDCOM can’t carry {words} ({n:,}); the JSON file does." for words, n in self.lost.items() if n]
        told += [f"{words} ({count:,})." for words, count in self.worse.items()]
        return "\n".join(lines) + "\n", tuple(told)

    def _head(self) -> Iterator[str]:
        if self.seven:
            yield from ("0 HEAD", "1 GEDC", "2 VERS 7.0", "1 SOUR CASEMATE", "2 NAME Casemate")
        else:
            yield from ("0 HEAD", "1 SOUR CASEMATE", "2 NAME Casemate", "1 SUBM @SUBM@", "1 GEDC", "2 VERS 5.5.1")
            yield from ("2 FORM LINEAGE-LINKED", "1 CHAR UTF-8", "0 @SUBM@ SUBM", "1 NAME Casemate")

    def _hung(self) -> list[Descent]:
        """Each child in each family once, in the order of the facts."""
        found: dict[tuple[str, str], Descent] = {}
        for one in self.facts.descents:
            if one.child in self.people and one.couple in self.couples:
                found.setdefault((one.child, one.couple), one)
            else:
                self.lost["links to people who are not there"] += 1
        return list(found.values())

    def _line(self, level: int, tag: str, value: str = "") -> Iterator[str]:
        """A line with what continues it. An @ that begins a value is doubled; in 5.5.1 every one."""
        text = _FORBIDDEN.sub("", value)
        parts = re.split(r"\r\n|[\n\r\u2028\u2029\x85]", text) if text else [""]
        for place, part in enumerate(parts):
            said = re.sub(r"^@", "@@", part) if self.seven else part.replace("@", "@@")
            pieces = [said] if self.seven else _cut(said)
            yield f"{level + bool(place)} {'CONT' if place else tag} {pieces[0]}".rstrip(" ")
            yield from (f"{level + 1} CONC {piece}" for piece in pieces[1:])

    def _person(self, someone: Someone, hung: list[Descent]) -> Iterator[str]:
        yield f"0 @{self.xref['I'][someone.id]}@ INDI"
        yield from self._name(someone)
        yield from self._sex(someone)
        yield from self._life(someone)
        for note in someone.notes:
            yield from self._line(1, "NOTE", note)
        for couple in self.facts.couples:
            if someone.id in (couple.a, couple.b) and self.couples[couple.id] is couple:
                yield f"1 FAMS @{self.xref['F'][couple.id]}@"
        for one in hung:
            if one.child == someone.id:
                yield from self._child_of(one)
        for group in self.facts.together:
            yield from self._born_with(someone.id, group)
        for field, words in (
            ("tags", "letter tags"), ("fills", "health and risk marks"), ("many", "how many somebody stands for"),
            ("beside", "who is no relative"), ("pet", "which are pets"), ("subject", "whom the genogram is about"),
            ("source", "who said it"),
        ):  # fmt: skip
            self.lost[words] += bool(getattr(someone, field))
        self.lost["who is not certain"] += not someone.certain
        self.lost["sexes at birth"] += someone.birth_sex not in ("unknown", someone.sex)

    def _name(self, someone: Someone) -> Iterator[str]:
        given, surname = (_named(part) for part in (someone.given, someone.surname))
        if given or surname:
            yield from self._line(1, "NAME", f"{given} /{surname}/" if surname else given)
        elif someone.known_as:
            yield "1 NAME"
        for tag, value in (("GIVN", given), ("SURN", surname), ("NICK", _named(someone.known_as))):
            if value:
                yield from self._line(2, tag, value)

    def _sex(self, someone: Someone) -> Iterator[str]:
        letters = {"female": "F", "male": "M", "other": "X" if self.seven else "U"}
        yield f"1 SEX {letters.get(someone.sex, 'U')}"
        if someone.sex == "other" and not self.seven:
            self.worse["GEDCOM 5.5.1 has no other sex: written as unknown"] += 1
        if someone.gender and not (someone.sex == "other" and someone.gender == "X"):
            yield from self._line(1, "FACT", someone.gender)
            yield "2 TYPE gender"

    def _life(self, someone: Someone) -> Iterator[str]:
        if someone.loss or someone.pregnancy:
            word = someone.loss or "pregnancy"
            yield from (f"1 EVEN {word}", f"2 TYPE {word}")
            yield from self._date(someone.due)
        elif someone.due:
            self.lost["due dates of those who are born"] += 1
        if someone.born:
            yield "1 BIRT"
            yield from self._date(someone.born)
        if someone.dead or someone.died:
            yield "1 DEAT" if someone.died or someone.cause else "1 DEAT Y"
            yield from self._date(someone.died)
            if someone.cause:
                yield from self._line(2, "CAUS", someone.cause)
        elif someone.cause:
            self.lost["causes of death of the living"] += 1

    def _date(self, known: str) -> Iterator[str]:
        if ages.bounds(known):
            yield f"2 DATE {gedcom_date(known)}"
        else:
            self.lost["dates that are none"] += bool(known)

    def _child_of(self, one: Descent) -> Iterator[str]:
        yield f"1 FAMC @{self.xref['F'][one.couple]}@"
        words = one.kind.replace("_", " ")
        if one.kind in _PEDIGREE:
            if one.kind != "birth":
                yield f"2 PEDI {one.kind.upper() if self.seven else one.kind}"
        elif self.seven:
            yield from ("2 PEDI OTHER", f"3 PHRASE {words}")
        else:
            yield f"2 PEDI {words}"
        if one.kind not in _PEDIGREE:
            self.worse["Step, kinship and other parents are said in words that few programs understand"] += 1
        if one.sure != "established":
            yield f"2 STAT {'CHALLENGED' if self.seven else 'challenged'}"
            if self.seven:
                yield f"3 PHRASE {one.sure}"
            elif one.sure == "alleged":
                self.worse["A parent who is only said to be one is written as disputed"] += 1
        self.lost["dates of living with parents who are not by birth"] += bool(one.since or one.until)

    def _born_with(self, person: str, group: BornTogether) -> Iterator[str]:
        """The first of twins and triplets is named by each of the others, and they by the first."""
        children = [one for one in group.children if one in self.people]
        if person not in children or len(children) < 2:
            return
        others = children[1:] if person == children[0] else children[:1]
        alike = group.alike if group.alike != "unknown" else ""
        for other in others:
            yield f"1 ASSO @{self.xref['I'][other]}@"
            if self.seven:
                yield "2 ROLE MULTIPLE"
                yield from [f"3 PHRASE {alike}"] if alike else ()
            else:
                yield f"2 RELA {alike} twin".replace("  ", " ")

    def _couple(self, couple: Couple, hung: list[Descent]) -> Iterator[str]:
        yield f"0 @{self.xref['F'][couple.id]}@ FAM"
        partners = [one for one in dict.fromkeys((couple.a, couple.b)) if one in self.people]
        first, second = (*(self.people[one].sex for one in partners), "", "")[:2]
        wife_first = (first == "female" and second != "female") or (second == "male" and first != "male")
        tags = ("WIFE", "HUSB") if wife_first else ("HUSB", "WIFE")
        for tag, one in zip(tags, partners, strict=False):
            yield f"1 {tag} @{self.xref['I'][one]}@"
        for child in (one.child for one in hung if one.couple == couple.id):
            yield f"1 CHIL @{self.xref['I'][child]}@"
        for time in couple.episodes:
            yield from self._time(time)
        self.lost["who said it"] += bool(couple.source)

    def _time(self, time: Episode) -> Iterator[str]:
        words = _TOGETHER.get(time.kind, "")
        tag = {"married": "MARR", "civil_partnership": "MARR", "engaged": "ENGA"}.get(time.kind, "")
        if tag:
            yield f"1 {tag}" if time.since else f"1 {tag} Y"
            if time.kind == "civil_partnership":
                yield "2 TYPE civil partnership"
        elif words:
            yield from (f"1 EVEN {words}", f"2 TYPE {words}")
            if time.kind == "cohabiting":
                self.worse["Living together is written as an event in words"] += 1
            else:
                self.worse["Partners, casual, one-off and forced relationships are events in words, not read back"] += 1
        elif time.since:
            yield from ("1 EVEN together", "2 TYPE together")
            self.worse["Relationships of a kind that is not known are events in words, not read back"] += 1
        yield from self._date(time.since)
        end = {"divorced": "DIV", "annulled": "ANUL"}.get(time.ended, "")
        if end:
            yield f"1 {end}" if time.until else f"1 {end} Y"
        elif time.ended == "separated":
            yield from ("1 EVEN separated", "2 TYPE separation")
            self.worse["Separations are written as events in words"] += 1
        if end or time.ended == "separated":
            yield from self._date(time.until)
        else:
            self.lost["how or when couples ended otherwise"] += bool(time.ended or time.until)
        self.lost["what is only said of couples"] += time.sure != "established"
        self.lost["who left"] += bool(time.left_by)


def _named(text: str) -> str:
    """A part of a name without what divides names in GEDCOM, on one line."""
    return " ".join(_FORBIDDEN.sub("", text).replace("/", " ").split())


def _cut(text: str) -> list[str]:
    """Pieces of at most 240 letters; none ends or begins with a space, which readers drop, nor parts a doubled @."""
    pieces = []
    while len(text) > _LONGEST:
        at = _LONGEST
        while at > 1 and (text[at - 1] in " @" or text[at] in " @"):
            at -= 1
        at = at if at > 1 else _LONGEST
        pieces.append(text[:at])
        text = text[at:]
    return [*pieces, text]


def gedcom_date(known: str) -> str:
    """A date as the facts keep it, in GEDCOM's words."""
    first, slash, last = known.partition("/")
    if not slash:
        return f"ABT {_one_date(known[:-1])}" if known.endswith("~") else _one_date(known)
    if first == "..":
        return f"BEF {_one_date(last)}"
    return f"AFT {_one_date(first)}" if last == ".." else f"BET {_one_date(first)} AND {_one_date(last)}"


def _one_date(value: str) -> str:
    parts = value.rstrip("~").split("-")
    words = [str(int(parts[2]))] if len(parts) > 2 else []
    return " ".join([*words, *([_MONTHS[int(parts[1]) - 1]] if len(parts) > 1 else []), str(int(parts[0]))])
