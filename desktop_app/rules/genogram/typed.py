"""A family typed in one line while somebody tells it on the telephone.

    mum Kelly 14.3.91 p Darren sep 2019; kids Tia 09 Jay 12 twin; nan Sheila d. 2016

Pieces end at ";". A piece begins with who it is about (mum, dad, kids, nan, grandad, brother, aunt …); "p" brings a
partner of whoever was named last. Behind a name stand a date or year of birth, "aged 36", "d. 2016", "twin",
"due 3/27"; "?" is a name nobody knows. Behind a partner: "m 2014", "lt 2016", "sep 2019", "div 2020". Whatever is not
understood is said back and nothing of it is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from desktop_app.rules.genogram.facts import (
    Alike,
    BornTogether,
    Couple,
    Descent,
    EndWord,
    Episode,
    Facts,
    Sex,
    Someone,
    UnionWord,
)
from desktop_app.rules.said_dates import read_said_date

_TOKEN = re.compile(r"[^\s,;]+")
_MUM = {"mum", "mother", "mam", "mom", "mummy"}
_DAD = {"dad", "father", "daddy"}
_KIDS = {"kids", "kid", "children", "child", "ch", "siblings"}
_GRAND: dict[str, Sex] = {
    "nan": "female", "gran": "female", "granny": "female", "grandma": "female", "grandmother": "female",
    "babcia": "female", "mgm": "female", "pgm": "female",
    "grandad": "male", "granddad": "male", "grandpa": "male", "grandfather": "male", "mgf": "male", "pgf": "male",
}  # fmt: skip
_SIDE: dict[str, Sex] = {
    "brother": "male", "bro": "male", "sister": "female", "sis": "female", "half-brother": "male",
}  # fmt: skip
_AUNTS: dict[str, Sex] = {"aunt": "female", "auntie": "female", "uncle": "male"}
_PARTNER = {"p", "partner", "with", "+", "&"}
_BEGINS: dict[str, UnionWord] = {
    "m": "married", "m.": "married", "married": "married", "cp": "civil_partnership", "lt": "cohabiting",
    "lt.": "cohabiting", "together": "partners", "eng": "engaged", "engaged": "engaged",
}  # fmt: skip
_ENDS: dict[str, EndWord] = {
    "s": "separated", "s.": "separated", "sep": "separated", "sep.": "separated", "separated": "separated",
    "div": "divorced", "div.": "divorced", "divorced": "divorced", "split": "separated", "ex": "separated",
}  # fmt: skip
_DIED = {"d", "d.", "died", "dec", "deceased", "†", "rip"}
_TWINS: dict[str, Alike] = {"twin": "unknown", "twins": "unknown", "identical": "identical", "fraternal": "fraternal"}
_UNBORN = {"unborn", "bump", "baby", "pregnant"}
_SEXES: dict[str, Sex] = {"boy": "male", "girl": "female", "male": "male", "female": "female", "f": "female"}
_AGE = re.compile(r"(\d{1,3})(?:y|yo|yrs|years)\b", re.IGNORECASE)
_DATE = re.compile(r"~?c?\.?\d[\d./~-]*")


@dataclass(slots=True)
class Typed:
    """What a line says: facts with ids of their own ("new1"), and what was not understood, word by word.

    A name that `known` people have is theirs: their id stands in the facts and they are not added again.
    """

    facts: Facts
    not_understood: tuple[str, ...] = ()


@dataclass(slots=True)
class _Reader:
    today: date
    known: Sequence[Someone]
    people: dict[str, Someone] = field(default_factory=dict)
    couples: dict[str, Couple] = field(default_factory=dict)
    descents: list[Descent] = field(default_factory=list)
    together: list[BornTogether] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    mum: str = ""
    dad: str = ""
    kids: list[str] = field(default_factory=list)
    theirs: dict[str, str] = field(default_factory=dict)
    couple: str = ""
    last: str = ""
    in_kids: bool = False

    def add(self, sex: Sex = "unknown", given: str = "") -> str:
        """A new person, or the one of that name who is known already."""
        same = [one for one in self.known if given and one.given.casefold() == given.casefold()]
        found = same[0] if len(same) == 1 else None
        key = found.id if found else f"new{len(self.people) + 1}"
        self.people[key] = found or Someone(id=key, given=given, sex=sex, certain=bool(given))
        self.last = key
        return key

    def pair(self, a: str, b: str) -> str:
        """The couple of two people; `b` '' for a parent alone."""
        for one in self.couples.values():
            if {one.a, one.b} == {a, b}:
                return one.id
        key = f"couple{len(self.couples) + 1}"
        first, second = (b, a) if b and self.people[b].sex == "male" and self.people[a].sex != "male" else (a, b)
        self.couples[key] = Couple(id=key, a=first, b=second)
        return key

    def change(self, **values: object) -> None:
        """Say more about whoever was named last."""
        if self.last:
            self.people[self.last] = replace(self.people[self.last], **values)  # type: ignore[arg-type]


def read_typed(line: str, today: date, known: Sequence[Someone] = ()) -> Typed:
    """The family in one line, as facts."""
    reader = _Reader(today, known)
    for piece in re.split(r"[;\n]", line):
        _piece([one.group() for one in _TOKEN.finditer(piece)], reader)
    _hang(reader)
    facts = Facts(
        people=tuple(reader.people.values()),
        couples=tuple(reader.couples.values()),
        descents=tuple(dict.fromkeys(reader.descents)),
        together=tuple(reader.together),
    )
    return Typed(facts, tuple(reader.strange))


def _piece(words: list[str], reader: _Reader) -> None:
    reader.in_kids, reader.last = False, ""
    place, before, couple = 0, len(reader.kids), reader.couple
    while place < len(words):
        place += _word(words, place, reader)
    if reader.in_kids and reader.couple != couple:  # "kids with Mark: Tia"
        reader.theirs.update((kid, reader.couple) for kid in reader.kids[before:])


def _word(words: list[str], place: int, reader: _Reader) -> int:
    """Read one word with what belongs to it; how many words that was."""
    word = words[place].rstrip(":")
    low = word.casefold()
    following = words[place + 1] if place + 1 < len(words) else ""
    if low in _MUM or low in _DAD:
        sex: Sex = "female" if low in _MUM else "male"
        key = reader.add(sex, _name(following))
        reader.mum, reader.dad = (key, reader.dad) if low in _MUM else (reader.mum, key)
        return 2 if _is_name(following) else 1
    if low in _KIDS:
        reader.in_kids = True
        return 1
    for table, role in ((_GRAND, "grand"), (_SIDE, "side"), (_AUNTS, "aunt")):
        if low in table:
            _relative(reader.add(table[low], _name(following)), low, role, reader)
            return 2 if _is_name(following) else 1
    if low in _PARTNER and (reader.last or reader.couple):
        return _partner(following, reader)
    if low in _BEGINS and reader.last and _is_name(following):  # "m Stefan 2010"
        used = _partner(following, reader)
        when = _when(words[place + 2], reader.today) if place + 2 < len(words) else ""
        couple = reader.couples[reader.couple]
        reader.couples[couple.id] = replace(couple, episodes=(*couple.episodes, Episode(kind=_BEGINS[low], since=when)))
        return used + 1 if when else used
    return _about(words, place, low, reader)


def _about(words: list[str], place: int, low: str, reader: _Reader) -> int:
    """Something said about whoever was named last, or the name of one more child."""
    following = words[place + 1] if place + 1 < len(words) else ""
    if reader.couple and not reader.in_kids and (low in _ENDS or low in _BEGINS):
        return _union(low, following, reader)
    if low in _DIED and reader.last:
        when = _when(following, reader.today)
        reader.change(dead=True, died=when)
        return 2 if when else 1
    if low in ("aged", "age", "b", "b.", "born", "due") and reader.last:
        return _dated(low, following, reader)
    if low in _TWINS and reader.kids:
        _twin(_TWINS[low], reader)
        return 1
    if low in _UNBORN:
        reader.kids.append(reader.add())
        reader.change(pregnancy=True, certain=True)
        return 1
    if low in _SEXES and reader.last:
        reader.change(sex=_SEXES[low])
        return 1
    age = _AGE.fullmatch(words[place])
    if age and reader.last:
        reader.change(born=f"{reader.today.year - int(age[1])}~")
        return 1
    if reader.last and _DATE.match(words[place]):
        when = _when(words[place], reader.today)
        if when:
            pregnant = reader.people[reader.last].pregnancy
            reader.change(**({"due": when} if pregnant else {"born": when}))
            return 1
    elif _is_name(words[place]):
        if reader.in_kids:
            reader.kids.append(reader.add(given=_name(words[place])))
            return 1
        if reader.last and reader.people[reader.last].given and not reader.people[reader.last].surname:
            reader.change(surname=words[place])
            return 1
    reader.strange.append(words[place])
    return 1


def _dated(low: str, following: str, reader: _Reader) -> int:
    if low in ("aged", "age"):
        if not following.isdigit():
            reader.strange.append(low)
            return 1
        reader.change(born=f"{reader.today.year - int(following)}~")
        return 2
    when = _when(following, reader.today)
    if not when:
        reader.strange.append(low)
        return 1
    reader.change(**({"due": when, "pregnancy": True} if low == "due" else {"born": when}))
    return 2


def _relative(key: str, low: str, role: str, reader: _Reader) -> None:
    """Grandparents hang above mum unless it says dad's side; brothers and sisters stand among the children."""
    if role == "side":
        reader.kids.append(key)
        reader.in_kids = True
        return
    of_dad = low.startswith("p") or (bool(reader.dad) and not reader.mum)
    if not reader.mum and not of_dad:
        here = reader.last
        reader.mum = reader.add("female")
        reader.last = here
    parent = reader.dad if of_dad and reader.dad else reader.mum or reader.dad
    if role == "grand":
        above = [one.couple for one in reader.descents if one.child == parent]
        if above and not reader.couples[above[0]].b:
            reader.couples[above[0]] = replace(reader.couples[above[0]], b=key)
        else:
            reader.descents.append(Descent(child=parent, couple=reader.pair(key, "")))
        return
    above = [one.couple for one in reader.descents if one.child == parent]
    if not above:
        number = f"couple{len(reader.couples) + 1}"
        reader.couples[number] = Couple(id=number)
        reader.descents.append(Descent(child=parent, couple=number))
        above = [number]
    reader.descents.append(Descent(child=key, couple=above[0]))


def _partner(following: str, reader: _Reader) -> int:
    whose = reader.last or reader.mum or reader.dad
    sex: Sex = {"female": "male", "male": "female"}.get(reader.people[whose].sex, "unknown")  # type: ignore[assignment]
    key = reader.add(sex, _name(following))
    reader.couple = reader.pair(whose, key)
    if reader.in_kids:
        reader.last = ""
    elif whose == reader.mum and not reader.dad:
        reader.dad = key
    elif whose == reader.dad and not reader.mum:
        reader.mum = key
    return 2 if _is_name(following) else 1


def _union(low: str, following: str, reader: _Reader) -> int:
    couple = reader.couples[reader.couple]
    when = _when(following, reader.today)
    if low in _BEGINS:
        couple = replace(couple, episodes=(*couple.episodes, Episode(kind=_BEGINS[low], since=when)))
    else:
        episodes = couple.episodes or (Episode(kind="partners"),)
        couple = replace(couple, episodes=(*episodes[:-1], replace(episodes[-1], until=when, ended=_ENDS[low])))
    reader.couples[couple.id] = couple
    return 2 if when else 1


def _twin(alike: Alike, reader: _Reader) -> None:
    """The child named last and the one before were born together; the second has the first's date when none is said."""
    if len(reader.kids) < 2:
        return
    pair = (reader.kids[-2], reader.kids[-1])
    first, second = reader.people[pair[0]], reader.people[pair[1]]
    if not second.born and first.born:
        reader.people[pair[1]] = replace(second, born=first.born)
    group = next((one for one in reader.together if set(one.children) & set(pair)), None)
    if group is not None:
        reader.together.remove(group)
        alike = group.alike if alike == "unknown" else alike
    children = tuple(dict.fromkeys((*(group.children if group else ()), *pair)))
    reader.together.append(BornTogether(children=children, alike=alike))


def _hang(reader: _Reader) -> None:
    """The children hang from mum and dad, from the one who is known, or stand as siblings of parents not named."""
    reader.descents.extend(Descent(child=kid, couple=couple) for kid, couple in reader.theirs.items())
    kids = [kid for kid in reader.kids if kid not in reader.theirs]
    if not kids:
        if reader.mum and reader.dad:
            reader.pair(reader.mum, reader.dad)
        return
    if reader.mum or reader.dad:
        couple = reader.pair(reader.mum or reader.dad, reader.dad if reader.mum else "")
    else:
        couple = f"couple{len(reader.couples) + 1}"
        reader.couples[couple] = Couple(id=couple)
    reader.descents.extend(Descent(child=kid, couple=couple) for kid in kids)


def split_when(text: str, today: date) -> tuple[str, str]:
    """Words and the date that ends them: "Mark's flat 3.2.26" is the flat and the day; "Flat 12" has no date."""
    words = text.split()
    if not words or not re.search(r"\d{4}|\d[./-]\d", words[-1]):
        return " ".join(words), ""
    when = _when(words[-1], today)
    return (" ".join(words[:-1]), when) if when else (" ".join(words), "")


def _is_name(word: str) -> bool:
    return word == "?" or (word[:1].isalpha() and (word[:1].isupper() or not word[:1].islower()))


def _name(word: str) -> str:
    return word.rstrip(":") if _is_name(word) and word != "?" else ""


def _when(word: str, today: date) -> str:
    """A date or year as typed; two figures are the last year that ends so. '' when it is none."""
    about = word[:1] in "c~" or word[-1:] == "~"
    bare = word.strip("c.~") if about else word.strip(".")
    if re.fullmatch(r"\d{2}", bare):
        year = today.year // 100 * 100 + int(bare)
        return f"{year if year <= today.year + 1 else year - 100}{'~' if about else ''}"
    if not re.match(r"\d", bare):
        return ""
    short = re.fullmatch(r"(\d{1,2})[./-](\d{2}|\d{4})", bare)
    if short and 1 <= int(short[1]) <= 12:
        year = int(short[2]) if len(short[2]) == 4 else today.year // 100 * 100 + int(short[2])
        return f"{year if year <= today.year + 1 else year - 100:04}-{int(short[1]):02}"
    return read_said_date(bare, today).value
