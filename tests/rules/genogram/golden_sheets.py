"""Every sign in every notation on sheets, drawn by hand-set places: `python -m tests.rules.genogram.golden_sheets`.

The sheets in `golden/` were looked at one by one; a test draws them again and compares bytes.
"""

# ruff: noqa: E501 - a sign a line
from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from desktop_app.rules.genogram import type
from desktop_app.rules.genogram.bonds import KINDS, bond_mark
from desktop_app.rules.genogram.couples import couple_mark
from desktop_app.rules.genogram.descents import Hang, descent_mark, other_parent_mark
from desktop_app.rules.genogram.facts import Couple, Episode, Home, Someone, Status, Stay, Tie
from desktop_app.rules.genogram.homes import Ground, Seat, home_marks
from desktop_app.rules.genogram.legend import legend, legend_mark, used
from desktop_app.rules.genogram.notation import NOTATIONS, Manner, Notation
from desktop_app.rules.genogram.shapes import Mark, Picture
from desktop_app.rules.genogram.symbols import badges, edge, ghost_mark, person_mark, responsibility_mark

GOLDEN = Path(__file__).parent / "golden"
AS_AT = date(2026, 12, 3)
WIDE, HIGH, COLUMNS = 3.4, 3.6, 8


def caption(x: float, y: float, text: str) -> Mark:
    return Mark("sheet", "", (type.words(x, y, text, size=0.24, ink="past"),))


def someone(id: str, **about: object) -> Someone:
    return Someone(id=id, **about)  # type: ignore[arg-type]


PEOPLE: tuple[tuple[str, Someone, Manner], ...] = tuple(
    (words, someone(f"p{number}", **about), manner)
    for number, (words, about, manner) in enumerate(
        (
            ("male", {"given": "Darren", "surname": "Reid", "sex": "male", "born": "1987-09-30"}, Manner()),
            ("female", {"given": "Anna", "surname": "Kowalska", "sex": "female", "born": "1990-01-19"}, Manner()),
            ("unknown", {"given": "Sam"}, Manner()),
            ("unknown, age known", {"given": "Sam", "born": "2010~"}, Manner()),
            ("non-binary", {"given": "Robin", "sex": "other", "gender": "non-binary", "born": "2004"}, Manner()),
            ("trans man, chosen", {"given": "Jo", "sex": "male", "birth_sex": "female", "born": "1999"}, Manner(birth_sex=True)),
            ("trans woman, chosen", {"given": "Mia", "sex": "female", "birth_sex": "male", "born": "1999"}, Manner(birth_sex=True)),
            ("trans man, default", {"given": "Jo", "sex": "male", "birth_sex": "female", "born": "1999"}, Manner()),
            ("subject boy", {"given": "Leo", "sex": "male", "born": "2017-05-09", "subject": True}, Manner()),
            ("subject girl", {"given": "Maya", "sex": "female", "born": "2021-06-30", "subject": True}, Manner()),
            ("subject unknown", {"given": "Kit", "subject": True}, Manner()),
            ("subject unborn", {"pregnancy": True, "due": "2027-03-14", "subject": True}, Manner()),
            ("died", {"given": "Stefan", "surname": "Kowalski", "sex": "male", "born": "1955", "died": "2016-03-02", "dead": True, "cause": "heart attack"}, Manner()),
            ("died", {"given": "Irena", "sex": "female", "born": "1950-02-01", "died": "2011-02-01", "dead": True}, Manner()),
            ("died, unknown", {"given": "Sam", "dead": True}, Manner()),
            ("died, softened", {"given": "Stefan", "sex": "male", "born": "1955", "died": "2016", "dead": True}, Manner(soften_deaths=True)),
            ("pregnancy", {"pregnancy": True, "due": "2027-03-14"}, Manner()),
            ("pregnancy, a girl", {"pregnancy": True, "due": "2027-03", "sex": "female"}, Manner()),
            ("miscarriage", {"loss": "miscarriage", "died": "2019"}, Manner()),
            ("termination", {"loss": "termination", "died": "2019"}, Manner()),
            ("stillborn boy", {"loss": "stillbirth", "sex": "male", "given": "Adam", "died": "2019-04-01"}, Manner()),
            ("stillborn girl", {"loss": "stillbirth", "sex": "female", "died": "2019"}, Manner()),
            ("stillborn, unknown", {"loss": "stillbirth", "died": "2019"}, Manner()),
            ("a loss, softened", {"loss": "stillbirth", "died": "2019"}, Manner(soften_losses=True)),
            ("details unknown", {"given": "Uncle", "sex": "male", "certain": False}, Manner()),
            ("3 brothers", {"sex": "male", "many": 3}, Manner()),
            ("n siblings", {"many": -1, "given": "cousins"}, Manner()),
            ("professional", {"given": "Naomi Clarke", "sex": "female", "beside": True, "notes": ("social worker",)}, Manner()),
            ("pet", {"given": "Rex", "pet": True}, Manner()),
            ("drawn twice", {"given": "Anna", "sex": "female", "born": "1990-01-19"}, Manner()),
            ("born inside", {"given": "Leo", "sex": "male", "born": "2017-05-09"}, Manner(inside="born")),
            ("born inside", {"given": "Maya", "sex": "female", "born": "2021-06-30"}, Manner(inside="born")),
            ("substance", {"sex": "male", "born": "1987", "fills": ("substance",)}, Manner(fills=True)),
            ("suspected", {"sex": "female", "born": "1987", "fills": ("substance_suspected",)}, Manner(fills=True)),
            ("in recovery", {"sex": "male", "born": "1987", "fills": ("recovery",)}, Manner(fills=True)),
            ("illness", {"sex": "female", "born": "1987", "fills": ("illness",)}, Manner(fills=True)),
            ("in remission", {"sex": "male", "born": "1987", "fills": ("remission",)}, Manner(fills=True)),
            ("both", {"sex": "other", "born": "1987", "fills": ("substance", "illness")}, Manner(fills=True)),
            ("four of our own", {"sex": "female", "born": "1987", "fills": ("a", "b", "c", "d")}, Manner(fills=True, categories=("a", "b", "c", "d"))),
            ("five of our own", {"sex": "female", "born": "1987", "fills": ("b", "e")}, Manner(fills=True, categories=("a", "b", "c", "d", "e"))),
            ("tags", {"given": "Kelly", "sex": "female", "tags": ("CL", "INT", "LD")}, Manner()),
            ("migrated", {"given": "Ola", "sex": "female", "tags": ("migrated 2004", "two cultures")}, Manner()),
            ("long name", {"given": "Wilhelmina Alexandrina", "surname": "Featherstonehaugh-Cholmondeley of Beauchamp", "sex": "female", "born": "1990"}, Manner()),
            ("known as, notes", {"given": "Barbara", "surname": "Kowalska", "known_as": "Basia", "sex": "female", "born": "1958-07-04", "notes": ("cares for Leo on Mondays", "diabetes", "lives in Leeds", "a fourth note")}, Manner()),
            ("other scripts", {"given": "محمد", "surname": "عبد الرحمن", "sex": "male", "born": "1980"}, Manner()),
            ("other scripts", {"given": "王小明", "sex": "male", "born": "1980"}, Manner()),
            ("nothing inside", {"given": "Leo", "sex": "male", "born": "2017"}, Manner(inside="nothing")),
            ("born last week", {"given": "Baby", "surname": "Reid", "sex": "female", "born": "2026-11-22"}, Manner()),
        )
    )
)  # fmt: skip


def symbols_sheet(notation: Notation) -> Picture:
    marks: list[Mark] = []
    for number, (words, one, manner) in enumerate(PEOPLE):
        x, y = number % COLUMNS * WIDE, number // COLUMNS * HIGH
        marks.append(caption(x, y - 1.1, words))
        ghost = words == "drawn twice"
        marks.append(person_mark(one, x, y, AS_AT, notation, manner, ghost=ghost))
        if words == "subject boy":
            held = (
                Status(person=one.id, badge="CP·E", words="child protection plan, emotional harm", plan=True),
                Status(person=one.id, badge="ICO", words="interim care order"),
            )
            found = badges(one, x, y, held, AS_AT)
            assert found
            marks.append(found)
        if words == "trans man, default":
            marks.append(responsibility_mark("a", "b", x, y - 0.75))
    rows = -(-len(PEOPLE) // COLUMNS)
    box = (-WIDE / 2, -1.8, (COLUMNS - 0.5) * WIDE, rows * HIGH - 1.6)
    return Picture(box, tuple(marks), f"Symbols: {notation.words}", "Every symbol of a person.")


def _episodes() -> Iterator[tuple[str, tuple[Episode, ...], bool]]:
    def one(kind: str, since: str = "2014", until: str = "", ended: str = "", **more: str) -> Episode:
        return Episode(kind=kind, since=since, until=until, ended=ended, **more)  # type: ignore[arg-type]

    yield "married", (one("married"),), False
    yield "civil partnership", (one("civil_partnership"),), False
    yield "living together", (one("cohabiting", "2016"),), False
    yield "partners", (one("partners", "2016"),), False
    yield "casual", (one("casual", "2016"),), False
    yield "engaged", (one("engaged", "2026"),), False
    yield "one-off", (one("one_off", "2016"),), False
    yield "forced", (one("forced", "2016"),), False
    yield "unknown", (one("unknown", ""),), False
    yield "separated", (one("married", "2014", "2019", "separated"),), False
    yield "divorced", (one("married", "1983", "1999", "divorced"),), False
    yield "annulled", (one("married", "2014", "2014", "annulled"),), False
    yield "ended living together", (one("cohabiting", "2016", "2026", "separated"),), False
    yield "widowed", (one("married", "1985", "2016", "died"),), False
    yield "mended", (one("married", "2010", "2015", "separated"), one("married", "2017")), False
    yield "married twice", (one("married", "2010", "2015", "divorced"), one("married", "2017")), False
    yield "blood relations", (one("married", "1999"),), True
    yield "alleged", (one("partners", "2020", sure="alleged"),), False


def couples_sheet(notation: Notation) -> Picture:
    marks: list[Mark] = []
    for number, (words, episodes, related) in enumerate(_episodes()):
        x, y = number % 6 * 5.2, number // 6 * 4.0
        he, she = someone(f"h{number}", sex="male", born="1985"), someone(f"s{number}", sex="female", born="1986")
        a, b = (x, y), (x + 3.0, y)
        dead = words == "widowed"
        he = someone(he.id, sex="male", born="1955", died="2016", dead=True) if dead else he
        depth = y if notation.sides else y + 0.5 + 1.0
        ways = (b, a) if notation.sides else ((a[0], a[1] + 9), (b[0], b[1] + 9))
        ends = (edge(he, *a, ways[0]), edge(she, *b, ways[1]))
        couple = Couple(id=f"c{number}", a=he.id, b=she.id, episodes=episodes)
        drop = x + 1.5 if number % 2 else None
        marks.append(couple_mark(couple, *ends, depth, AS_AT, notation, related=related, drop_x=drop))
        if drop is not None:
            marks.append(
                descent_mark(couple.id, (drop, depth), depth + 0.5, [Hang(child="x", x=drop, top=depth + 1)], AS_AT)
            )
        side = "below" if notation.sides else "right"
        marks += [
            person_mark(he, *a, AS_AT, notation, label="left" if side == "right" else side),
            person_mark(she, *b, AS_AT, notation, label=side),
        ]
        marks.append(caption(x + 1.5, y - 1.15, words))
    return Picture((-1.2, -1.4, 30.6, 11.4), tuple(marks), f"Couples: {notation.words}", "Every kind of couple.")


FAMILIES: tuple[tuple[str, tuple[dict[str, object], ...]], ...] = (
    ("one child", ({},)),
    ("three children", ({}, {}, {})),
    ("identical twins", ({}, {"twins": "t", "alike": "identical"}, {"twins": "t", "alike": "identical"})),
    ("fraternal twins", ({"twins": "t", "alike": "fraternal"}, {"twins": "t", "alike": "fraternal"}, {})),
    ("twins, unknown", ({"twins": "t", "alike": "unknown"}, {"twins": "t", "alike": "unknown"})),
    ("identical triplets", tuple({"twins": "t", "alike": "identical"} for _ in range(3))),
    ("adopted", ({}, {"kind": "adopted", "since": "2019"})),
    ("foster", ({"kind": "foster", "since": "2024-03"}, {"kind": "foster", "since": "2020-01", "until": "2021-06"})),
    ("kinship, SGO", ({}, {"kind": "kinship"}, {"kind": "special_guardian", "since": "2022"})),
    ("donor, unknown", ({"kind": "donor"}, {"kind": "unknown"})),
    ("step: no line", ({}, {"kind": "step"})),
    ("alleged", ({}, {"sure": "alleged"}, {"sure": "disputed"})),
)


def descents_sheet(notation: Notation) -> Picture:
    marks: list[Mark] = []
    for number, (words, abouts) in enumerate(FAMILIES):
        x, y = number % 4 * 7.6, number // 4 * 5.4
        he, she = someone(f"h{number}", sex="male", born="1985"), someone(f"s{number}", sex="female", born="1986")
        a, b = (x + 1.3, y), (x + 3.9, y)
        couple = Couple(id=f"c{number}", a=he.id, b=she.id, episodes=(Episode(kind="married", since="2010"),))
        depth = y if notation.sides else y + 1.3
        ways = (b, a) if notation.sides else ((a[0], 99.0), (b[0], 99.0))
        marks.append(
            couple_mark(couple, edge(he, *a, ways[0]), edge(she, *b, ways[1]), depth, AS_AT, notation, drop_x=x + 2.6)
        )
        kids, hangs = [], []
        twins = [at for at, about in enumerate(abouts) if "twins" in about]
        middle = sum(twins) / len(twins) if twins else 0.0
        for at, about in enumerate(abouts):
            kid_x = x + 2.6 + (at - (len(abouts) - 1) / 2) * 2.3
            kid = someone(f"k{number}.{at}", sex="female" if at % 2 else "male", born="2015")
            top = edge(kid, kid_x, y + 3.2, (kid_x, 0.0), notation)[1]
            hangs.append(Hang(child=kid.id, x=kid_x, top=top, **about))  # type: ignore[arg-type]
            lean = middle - at if at in twins else 0.0
            kids.append(person_mark(kid, kid_x, y + 3.2, AS_AT, notation, line_from=lean))
        marks.append(descent_mark(couple.id, (x + 2.6, depth), y + 2.1, hangs, AS_AT, notation))
        side = "below" if notation.sides else "right"
        marks += [
            person_mark(he, *a, AS_AT, notation, label="left" if side == "right" else side),
            person_mark(she, *b, AS_AT, notation, label=side),
            *kids,
        ]
        marks.append(caption(x + 2.6, y - 0.8, words))
    marks.append(
        other_parent_mark(
            "k0.0",
            "c1",
            ((10.2, 1.3), (10.2, 1.9), (4.2, 1.9), (4.2, 3.2), (3.1, 3.2)),
            AS_AT,
            kind="foster",
            since="2024-03",
        )
    )
    anna = someone("g", sex="female")
    marks.append(ghost_mark(anna, (22.8, 0.0), (26.7, 0.0)))
    return Picture((-1.4, -1.4, 29.2, 15.2), tuple(marks), f"Children: {notation.words}", "Every way a child hangs.")


def bonds_sheet() -> Picture:
    """Bonds are alike in every notation."""
    marks: list[Mark] = []
    rows = [(word, {"sure": "established"}, Manner(), False) for word in KINDS]
    rows += [("violence", {"sure": "alleged"}, Manner(), False), ("close", {"sure": "disputed"}, Manner(), False)]
    rows += [
        ("violence", {"sure": "established"}, Manner(), True),
        ("controlling", {"sure": "established"}, Manner(), True),
    ]
    rows += [("sexual_abuse", {"sure": "established"}, Manner(soften_abuse=True), False)]
    rows += [("plays chess with", {"sure": "established"}, Manner(), False)]
    for number, (word, about, manner, both) in enumerate(rows):
        x, y = number % 5 * 5.4, number // 5 * 2.4
        one, two = someone(f"a{number}", sex="male"), someone(f"b{number}", sex="female")
        start, end = edge(one, x, y, (x + 3.6, y)), edge(two, x + 3.6, y, (x, y))
        tie = Tie(id=f"t{number}", a=one.id, b=two.id, kind=word, **about)  # type: ignore[arg-type]
        said = word.replace("_", " ") + (", both ways" if both else "") + (", softened" if manner.soften_abuse else "")
        marks.append(caption(x + 1.8, y - 0.7, said + ("" if tie.sure == "established" else f", {tie.sure}")))
        marks += [person_mark(one, x, y, AS_AT), person_mark(two, x + 3.6, y, AS_AT)]
        marks.append(bond_mark(tie, (start, end), manner=manner, both_ways=both, names=("Mark", "Anna")))
    for number, word in enumerate(("close", "conflict", "sexual_abuse", "cut_off", "fused_conflict")):
        x, y = number * 5.4, 14.4
        path = ((x + 0.5, y), (x + 1.2, y), (x + 2.0, y + 0.9), (x + 3.0, y + 0.9), (x + 3.6, y + 0.2))
        tie = Tie(id=f"r{number}", a="a", b="b", kind=word, sure="established")
        marks.append(bond_mark(tie, path))
    return Picture((-1.2, -1.2, 26.6, 16.0), tuple(marks), "Bonds", "Every kind of bond.")


def legend_sheet(notation: Notation) -> Picture:
    """Everything a legend can say."""
    everyone = [
        picture.marks
        for picture in (symbols_sheet(notation), couples_sheet(notation), descents_sheet(notation), bonds_sheet())
    ]
    signs = used(mark for marks in everyone for mark in marks) | {"home"}
    held = (
        Status(person="", badge="CP·E", words="plan, emotional harm", plan=True),
        Status(person="", badge="ICO", words="interim care order"),
    )
    mark = legend_mark(legend(signs, notation, Manner(categories=("a", "b", "c", "d")), held), 0.0, 0.0, 22.0)
    assert mark
    _, _, _, bottom = type.extent(mark.shapes)
    return Picture((-0.3, -0.3, 22.6, bottom + 0.5), (mark,), f"Legend: {notation.words}", mark.says)


def homes_sheet(notation: Notation) -> Picture:
    """Two generations, two homes that cross in one space, one person alone; the fifth begins the dashes anew."""
    at = {
        "a": (0.0, 0.0),
        "b": (3.0, 0.0),
        "c": (1.5, 3.4),
        "d": (6.4, 0.0),
        "e": (9.4, 0.0),
        "f": (6.4, 3.4),
        "g": (9.4, 3.4),
        "h": (12.6, 0.0),
        "i": (12.6, 3.4),
    }
    people = {one: someone(one, given=one.upper(), sex="female" if n % 2 else "male") for n, one in enumerate(at)}
    seats = {one: Seat(x, y, int(y > 1), 0.62) for one, (x, y) in at.items()}
    lived = (("Mum’s home", "abc"), ("Nan’s home", "dg"), ("Dad’s home", "ef"), ("", "h"), ("Foster home", "i"))
    homes = tuple(
        Home(id=f"h{n}", name=name, stays=tuple(Stay(person=one) for one in who)) for n, (name, who) in enumerate(lived)
    )
    marks: list[Mark] = list(home_marks(homes, Ground(seats, {0: (1.2, 2.8), 1: (4.6, 6.0)}), notation))
    marks += [person_mark(people[one], *place, AS_AT, notation) for one, place in at.items()]
    return Picture((-1.6, -1.4, 14.6, 6.2), tuple(marks), f"Homes: {notation.words}", "Every kind of home.")


def sheets() -> dict[str, Picture]:
    """Every sheet by the name of its file."""
    found = {}
    for notation in NOTATIONS.values():
        found[f"symbols-{notation.name}"] = symbols_sheet(notation)
        found[f"couples-{notation.name}"] = couples_sheet(notation)
        found[f"children-{notation.name}"] = descents_sheet(notation)
        found[f"homes-{notation.name}"] = homes_sheet(notation)
        found[f"legend-{notation.name}"] = legend_sheet(notation)
    found["bonds"] = bonds_sheet()
    return found


def main() -> None:
    from desktop_app.papers.genogram.svg import svg

    GOLDEN.mkdir(exist_ok=True)
    for name, picture in sheets().items():
        (GOLDEN / f"{name}.svg").write_bytes(svg(picture))


if __name__ == "__main__":
    main()
