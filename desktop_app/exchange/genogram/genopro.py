"""A GenoPro file (.gno, a ZIP with Data.xml; or that XML itself) as the facts of a genogram.

Individuals, families with the relation and its dates, pedigree links by kind, twins and emotional lines are read; where
things stand on its maps gives the order of brothers and sisters without dates. Somebody drawn on several maps is one.
"""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date
from xml.etree.ElementTree import Element

from desktop_app.errors import UserError
from desktop_app.exchange.genogram.xml_tree import Refused, parse
from desktop_app.exchange.people.shapes import Warning
from desktop_app.rules.genogram.bonds import KINDS
from desktop_app.rules.genogram.facts import (
    Alike,
    BornTogether,
    Couple,
    Descent,
    DescentWord,
    EndWord,
    Episode,
    Facts,
    Loss,
    Sex,
    Someone,
    Tie,
    UnionWord,
)
from desktop_app.rules.said_dates import SaidDate, read_gedcom_date, to_come

MOST_XML = 64 * 1024 * 1024
"""Bytes of the XML when unpacked: ten thousand people need less."""
LONGEST_NAME = 240
_OLD = b"\xd0\xcf\x11\xe0"
"""How files of GenoPro 1 begin."""

_SEXES: dict[str, Sex] = {"m": "male", "f": "female"}
_RELATIONS: dict[str, tuple[UnionWord, EndWord]] = {
    "marriage": ("married", ""), "divorce": ("married", "divorced"), "separation": ("married", "separated"),
    "nullity": ("married", "annulled"), "annulment": ("married", "annulled"), "widowed": ("married", "died"),
    "cohabitation": ("cohabiting", ""), "livingtogether": ("cohabiting", ""), "legalcohabitation": ("cohabiting", ""),
    "separationinfact": ("married", "separated"), "cohabitationseparation": ("cohabiting", "separated"),
    "legalcohabitationseparation": ("cohabiting", "separated"), "engagement": ("engaged", ""),
    "engagementseparation": ("engaged", "separated"), "engagementcohabitation": ("engaged", ""),
    "casual": ("casual", ""), "casualrelationship": ("casual", ""), "loveaffair": ("casual", ""),
    "temporary": ("casual", ""), "dating": ("casual", ""), "rape": ("forced", ""), "onenightstand": ("one_off", ""),
    "civilunion": ("civil_partnership", ""), "other": ("unknown", ""),
}  # fmt: skip
_LINKS: dict[str, DescentWord] = {"biological": "birth", "": "birth", "adopted": "adopted", "foster": "foster"}
_BONDS = {
    "normal": "plain", "plain": "plain", "indifferent": "distant", "distant": "distant", "cutoff": "cut_off",
    "cutoffrepaired": "mended", "nevermet": "never_met", "harmony": "close", "friendship": "close", "close": "close",
    "bestfriends": "fused", "bestfriendship": "fused", "love": "close", "inlove": "fused", "fused": "fused",
    "intimate": "fused", "discord": "conflict", "conflict": "conflict", "hostile": "conflict", "hate": "conflict",
    "distanthostile": "distant_conflict", "hostiledistant": "distant_conflict", "closehostile": "close_conflict",
    "hostileclose": "close_conflict", "fusedhostile": "fused_conflict", "hostilefused": "fused_conflict",
    "violence": "violence", "violent": "violence", "distantviolence": "violence", "violencedistant": "violence",
    "closeviolence": "violence", "violenceclose": "violence", "fusedviolence": "violence", "violencefused": "violence",
    "abuse": "abuse", "abusephysical": "violence", "physicalabuse": "violence", "abuseemotional": "emotional_abuse",
    "emotionalabuse": "emotional_abuse", "abusesexual": "sexual_abuse", "sexualabuse": "sexual_abuse",
    "neglect": "neglect", "abuseneglect": "neglect", "manipulative": "manipulative", "controlling": "controlling",
    "focusedon": "focused", "focusedonnegatively": "focused_negative", "caregiver": "caring",
}  # fmt: skip
_LOSSES: tuple[tuple[str, Loss], ...] = (
    ("miscarriage", "miscarriage"), ("stillb", "stillbirth"), ("abortion", "termination"),
)  # fmt: skip


def is_genopro(data: bytes) -> bool:
    """Whether a file looks like one of GenoPro's: a ZIP, its XML, or the older kind."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06", _OLD)) or b"<GenoPro" in data[:2000]


def read_genopro(name: str, data: bytes, *, today: date) -> tuple[Facts, tuple[Warning, ...]]:
    """The facts of the file called `name` and what was doubtful. Raises UserError with one sentence."""
    try:
        root = parse(_xml(name, data))
    except Refused as trouble:
        raise UserError(f"{name}: the file can’t be read: {trouble}.", "Save it again in GenoPro.") from None
    if root.tag != "GenoPro":
        raise UserError(f"{name}: this is not a GenoPro file.", "Choose another file.")
    reading = _Reading(root, name, today)
    facts = reading.facts()
    if not facts.people:
        raise UserError(f"{name}: the file holds no people.", "Save it again in GenoPro with the people in it.")
    return facts, tuple(reading.told)


def _xml(name: str, data: bytes) -> bytes:
    """The XML in the file, unpacked no further than is reasonable."""
    if data.startswith(_OLD):
        raise UserError(f"{name}: GenoPro 1 wrote this file.", "Open it in a newer GenoPro and save it again.")
    if not data.startswith(b"PK"):
        return data
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            inside = [one for one in packed.infolist() if one.filename.lower().endswith(".xml")]
            chosen = next((one for one in inside if one.filename.lower().rpartition("/")[2] == "data.xml"), None)
            chosen = chosen or (inside[0] if len(inside) == 1 else None)
            if chosen is None:
                raise UserError(f"{name}: this ZIP file is not one of GenoPro’s.", "Choose another file.")
            if chosen.flag_bits & 1:
                raise UserError(f"{name}: the file has a password.", "Save it in GenoPro without one.")
            with packed.open(chosen) as file:
                text = file.read(MOST_XML + 1)
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, RuntimeError, ValueError):
        raise UserError(f"{name}: the file is damaged.", "Save it again in GenoPro.") from None
    if len(text) > MOST_XML:
        raise UserError(f"{name}: unpacked, the file is larger than 64 MB.", "Save fewer people in GenoPro.")
    return text


class _Reading:
    """One file being read."""

    def __init__(self, root: Element, name: str, today: date) -> None:
        self.root, self.name, self.today = root, name, today
        self.told: list[Warning] = []
        self.same: dict[str, str] = {}
        self.x: dict[str, float] = {}

    def facts(self) -> Facts:
        """Everything there is."""
        people = self._people()
        couples, descents = self._families({one.id for one in people})
        known = {one.id for one in people}
        ties = tuple(self._ties(known))
        return Facts(
            people=tuple(people), couples=couples, descents=descents, together=tuple(self._together(known)), ties=ties
        )

    def _doubt(self, where: str, what: str) -> None:
        self.told.append(Warning(self.name, where, what))

    def _who(self, number: str | None) -> str:
        """The person behind a number, whichever of their places on the maps it is."""
        number = number or ""
        seen = {number}
        while number in self.same and self.same[number] not in seen:
            number = self.same[number]
            seen.add(number)
        return number

    def _people(self) -> list[Someone]:
        people: dict[str, Someone] = {}
        everyone = [one for one in self.root.iter("Individual") if one.get("ID")]
        numbers = {one.get("ID") for one in everyone}
        for one in everyone:
            number, other = one.get("ID") or "", one.get("IndividualInternalHyperlink") or ""
            if other in numbers and other != number and self._who(other) != number:
                self.same[number] = other
        for one in everyone:
            number = one.get("ID") or ""
            if number in self.same:
                continue
            if number in people:
                self._doubt(number, "The number is used twice; the first of the two was read.")
                continue
            people[number] = self._someone(number, one)
            place = re.match(r"\s*(-?\d+(?:\.\d+)?)", one.findtext("Position") or "")
            self.x[number] = float(place[1]) if place else 0.0
        return list(people.values())

    def _someone(self, number: str, one: Element) -> Someone:
        name = one.find("Name")
        given = _line(" ".join(filter(None, (_text(name, "First"), _text(name, "Middle")))))
        surname = _line(" ".join(filter(None, (_text(name, "Last"), _text(name, "Last2")))))
        if name is not None and not (given or surname):
            given = _line(name.text or "")
        said = (one.findtext("Gender") or "").strip().casefold()
        born, died = self._day(one.find("Birth"), number), self._day(one.find("Death"), number)
        state = " ".join(
            f"{part.text or ''} {' '.join(part.attrib.values())}"
            for part in [found for place in one.iter("Birth") for found in place.iter()]
            if part.tag.startswith("Pregnancy") or part.tag == "Type"
        ).casefold()
        loss: Loss = next((word for sign, word in _LOSSES if sign in state), "")
        to_be = born is not None and to_come(born, self.today)
        pregnancy = not loss and (to_be or "pregnan" in state)
        day = _known(born)
        return Someone(
            id=number, given=given, surname=surname, known_as=_line(_text(name, "Nickname")),
            sex=_SEXES.get(said, "unknown"), pet=said in ("p", "pet"), born="" if pregnancy else day,
            due=day if pregnancy else "", pregnancy=pregnancy, loss=loss, died=_known(died),
            dead=(one.findtext("IsDead") or "").strip().upper() == "Y" or one.find("Death/Date") is not None,
            cause=_line(one.findtext("Death/Cause") or ""),
        )  # fmt: skip

    def _day(self, event: Element | None, where: str) -> SaidDate | None:
        said = _line(_text(event, "Date")) if event is not None else ""
        if not said:
            return None
        read = read_gedcom_date(said, self.today)
        if read.problem:
            self._doubt(where, f"The date “{said[:60]}”: {read.problem}")
        return read

    def _families(self, people: set[str]) -> tuple[tuple[Couple, ...], tuple[Descent, ...]]:
        events = {one.get("ID") or "": one for one in self.root.iter("Marriage") if one.get("ID")}
        partners: dict[str, list[str]] = {}
        children: dict[str, dict[str, DescentWord]] = {}
        for link in self.root.iter("PedigreeLink"):
            family, who = link.get("Family") or "", self._who(link.get("Individual"))
            kind = (link.get("PedigreeLink") or "").casefold()
            if who not in people:
                self._doubt(family, f"“{(link.get('Individual') or '')[:40]}” is nobody in this file; left out.")
            elif kind == "parent":
                partners.setdefault(family, []).append(who)
            else:
                children.setdefault(family, {}).setdefault(who, _LINKS.get(kind, "unknown"))
        couples: list[Couple] = []
        descents: list[Descent] = []
        seen: set[str] = set()
        for record in self.root.iter("Family"):
            number = record.get("ID") or ""
            pair = list(dict.fromkeys(partners.get(number, ())))
            if not number or number in seen or not (pair or children.get(number)):
                continue
            if len(pair) > 2:
                self._doubt(number, f"The family has {len(pair)} partners; the first two were read.")
            a, b = (*pair, "", "")[:2]
            seen.add(number)
            couples.append(Couple(id=number, a=a, b=b, episodes=self._times(record, events)))
            born = sorted(children.get(number, {}).items(), key=lambda one: self.x[one[0]])
            descents += [Descent(child=who, couple=number, kind=kind) for who, kind in born]
        return tuple(couples), tuple(descents)

    def _times(self, family: Element, events: dict[str, Element]) -> tuple[Episode, ...]:
        """One episode for each union of the family, the last with what has become of it."""
        said = re.sub(r"\W", "", family.findtext("Relation") or "").casefold()
        kind, ended = _RELATIONS.get(said, ("unknown", ""))
        unions = [events[one] for one in re.split(r"[\s,]+", family.findtext("Unions") or "") if one in events] or list(
            family.iter("Marriage")
        )
        if not said and unions:
            kind = "married"
        number = family.get("ID") or ""
        since = [_known(self._day(one, number)) for one in unions] or [""]
        until = next(
            (
                _known(self._day(place, number))
                for tag in ("Divorce", "Separation")
                for one in (family, *unions)
                for place in one.iter(tag)
            ),
            "",
        )
        if until and not ended:
            ended = "divorced" if any(True for one in (family, *unions) for _ in one.iter("Divorce")) else "separated"
        return tuple(
            Episode(kind=kind, since=day, until=until if last else "", ended=ended if last else "")
            for day, last in ((day, n == len(since) - 1) for n, day in enumerate(since))
        )

    def _together(self, people: set[str]) -> Iterator[BornTogether]:
        marked: dict[str, list[str]] = {}
        for link in self.root.iter("PedigreeLink"):
            who = self._who(link.get("Individual"))
            if link.get("Twin") and who in people:
                marked.setdefault(link.get("Twin") or "", []).append(who)
        for twin in self.root.iter("Twin"):
            listed = [self._who(one) for one in re.split(r"[\s,]+", twin.get("Siblings") or "") if one]
            group = [one for one in dict.fromkeys((*listed, *marked.get(twin.get("ID") or "", ()))) if one in people]
            said = f"{twin.get('TwinLink') or ''} {twin.findtext('TwinLink') or ''}".casefold()
            alike: Alike = "unknown"
            if "identical" in said:
                alike = "identical"
            elif "fraternal" in said or "dizygotic" in said:
                alike = "fraternal"
            if len(group) > 1:
                yield BornTogether(children=tuple(sorted(group, key=lambda one: self.x[one])), alike=alike)

    def _ties(self, people: set[str]) -> Iterator[Tie]:
        """The emotional lines; what is harm stays something said, until somebody says where it is established."""
        harm = 0
        for n, line in enumerate(self.root.iter("EmotionalRelationship"), 1):
            a, b = self._who(line.get("Entity1")), self._who(line.get("Entity2"))
            said = line.get("EmotionalLink") or ""
            if a not in people or b not in people or a == b:
                self._doubt(line.get("ID") or f"line {n}", "A line of feeling to somebody who is not there; left out.")
                continue
            own = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", said).lower()[:40] or "plain"
            kind = _BONDS.get(re.sub(r"\W", "", said).casefold(), own)
            hard = kind in KINDS and KINDS[kind].harm
            harm += hard
            yield Tie(
                id=line.get("ID") or f"tie{n}", a=a, b=b, kind=kind, sure="alleged" if hard else "established",
                source="GenoPro file" if hard else "",
            )  # fmt: skip
        if harm:
            self._doubt("file", f"{harm} lines of harm are taken as said, not established; look at each.")


def _text(node: Element | None, tag: str) -> str:
    return (node.findtext(tag) or "") if node is not None else ""


def _line(text: str) -> str:
    return " ".join(text.split())[:LONGEST_NAME]


def _known(said: SaidDate | None) -> str:
    """A date as the picture keeps it: the first year of what is only bounded, with ~."""
    if said is None:
        return ""
    if re.fullmatch(r"\d{4}(-\d\d){0,2}~?", said.value):
        return said.value
    year = re.search(r"\d{4}", said.value)
    return f"{year[0]}~" if year else ""
