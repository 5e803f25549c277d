"""H, M and B: where somebody lives, what a couple is, how one person is towards another. Each is one named undo."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from desktop_app import clock
from desktop_app.commands.genogram_links import add_bond, move_in, move_out, say_couple
from desktop_app.records.words import Certainty, UnionEnd, UnionKind
from desktop_app.rules.days import counted
from desktop_app.rules.genogram.bonds import KINDS
from desktop_app.rules.genogram.facts import Someone
from desktop_app.rules.genogram.typed import split_when
from desktop_app.windows.genogram.panel import called_in_full
from desktop_app.windows.genogram.picker import Pick

if TYPE_CHECKING:
    from desktop_app.windows.genogram.page import GenogramPage

_OUT = "out"
_COUPLE: tuple[tuple[UnionKind | UnionEnd, str], ...] = (
    (UnionKind.MARRIED, "Married"),
    (UnionKind.COHABITING, "Living together"),
    (UnionKind.PARTNERS, "Partners"),
    (UnionEnd.SEPARATED, "Separated"),
    (UnionEnd.DIVORCED, "Divorced"),
    (UnionKind.CIVIL, "Civil partnership"),
    (UnionKind.ENGAGED, "Engaged"),
    (UnionKind.CASUAL, "Casual"),
    (UnionKind.ONCE, "One-off"),
    (UnionKind.FORCED, "Forced"),
    (UnionEnd.ENDED, "Ended, how is not known"),
    (UnionEnd.ANNULLED, "Annulled"),
    (UnionKind.UNKNOWN, "Not known what they were"),
)
_WAYS = {f"{type(way).__name__}.{way.value}": (way, words) for way, words in _COUPLE}


class Linker(QObject):
    """Belongs to the page; the picker stands on its drawing."""

    def __init__(self, page: GenogramPage) -> None:
        super().__init__(page)
        self.page, self.picker = page, page.drawing.picker
        self.picker.left.connect(page.focus_drawing)

    # -- who lives where ------------------------------------------------------------------------------

    def home(self) -> None:
        """H: the home of everyone who is chosen."""
        people = self.page.canvas.group()
        scene = self.page.canvas.scene
        if not people or scene is None:
            return
        living = {home.id: [one.person for one in home.stays] for home in scene.facts.homes}
        picks = [
            Pick(home.id, home.name or "Home without a name", self._living(living[home.id]))
            for home in scene.facts.homes
        ]  # fmt: skip
        if any(one in who for who in living.values() for one in people):
            picks.append(Pick(_OUT, "Moved out", "where to is not known"))
        self._ask(
            f"Where {'does' if len(people) == 1 else 'do'} {self._names(people)} live?",
            picks,
            lambda key, typed: self._live(people, key, typed),
            label="Which home?",
            hint="a new name, a day: “Mark’s flat 3.2.26”",
            own="New home: {}",
            strip=_no_date,
        )

    def _live(self, people: tuple[str, ...], key: str, typed: str) -> None:
        words, when = split_when(typed, clock.today())
        day = date.fromisoformat(when) if len(when) == 10 else None
        desk, family_id = self.page.room.desk, self.page.family_id
        if key == _OUT:
            desk.do(move_out, family_id, people, day).then(lambda _none: self._done("Moved out.")).otherwise(
                self._trouble
            )
            return
        desk.do(move_in, family_id, people, key, name=words, since=day).then(
            lambda home: self._done(f"{counted(len(people), 'person lives', 'people live')} at {home.name}.")
        ).otherwise(self._trouble)

    def _living(self, people: list[str]) -> str:
        return ", ".join(self._name(one) for one in people[:4]) + (" …" if len(people) > 4 else "")

    # -- what a couple is -----------------------------------------------------------------------------

    def couple(self, other: str = "") -> None:
        """M: what the chosen person and their partner are or were; two chosen people are the couple."""
        scene, who = self.page.canvas.scene, self.page.canvas.person_id
        if scene is None or not who:
            return
        group = self.page.canvas.group()
        if not other and len(group) == 2:
            other = next(one for one in group if one != who)
        partners = [
            one.b if one.a == who else one.a
            for one in scene.facts.couples
            if who in (one.a, one.b) and one.a and one.b
        ]  # fmt: skip
        if not other and len(partners) == 1:
            other = partners[0]
        if other:
            self._way(who, other)
            return
        self._ask(
            f"{self._name(who)} and whom?",
            [self._pick(one) for one in (*partners, *self._others(who, partners))],
            lambda key, _typed: self._way(who, key),
        )

    def _way(self, who: str, other: str) -> None:
        self._ask(
            f"{self._name(who)} and {self._name(other)}",
            [Pick(key, words) for key, (_way, words) in _WAYS.items()],
            lambda key, typed: self._say(who, other, key, typed),
            label="What are they to each other?",
            hint="with a date: “2019”, “14.3.2019”",
            strip=_no_date,
        )

    def _say(self, who: str, other: str, key: str, typed: str) -> None:
        way, words = _WAYS[key]
        when = split_when(typed, clock.today())[1]
        values: dict[str, Any] = {"kind": way} if isinstance(way, UnionKind) else {"ended": way}
        self.page.room.desk.do(say_couple, self.page.family_id, who, other, when=when, **values).then(
            lambda _one: self._done(f"{self._name(who)} and {self._name(other)}: {words.lower()}.")
        ).otherwise(self._trouble)

    # -- bonds ----------------------------------------------------------------------------------------

    def bond(self, other: str = "") -> None:
        """B: with whom, then of what kind; two chosen people are the two."""
        scene, who = self.page.canvas.scene, self.page.canvas.person_id
        if scene is None or not who:
            return
        group = self.page.canvas.group()
        if not other and len(group) == 2:
            other = next(one for one in group if one != who)
        if other:
            self._kind(who, other)
            return
        self._ask(
            f"A bond of {self._name(who)} with whom?",
            [self._pick(one) for one in self._others(who)],
            lambda key, _typed: self._kind(who, key),
            label="With whom?",
            hint="the first letters of the name",
        )

    def _kind(self, who: str, other: str) -> None:
        a, b = self._name(who), self._name(other)
        self._ask(
            f"{a} and {b}",
            [Pick(key, one.words[:1].upper() + one.words[1:], _said(one.says, a, b)) for key, one in KINDS.items()],
            lambda key, typed: self._bind(who, other, key, typed),
            label="What is between them?",
            hint="“conflict”, “close”, “violence”",
            strip=_no_date,
        )

    def _bind(self, who: str, other: str, key: str, typed: str) -> None:
        # What somebody is said to have done is alleged until it is established; that two are close is what was told.
        sure = Certainty.ALLEGED if KINDS[key].harm else Certainty.ESTABLISHED
        since = split_when(typed, clock.today())[1]
        self.page.room.desk.do(
            add_bond, self.page.family_id, who, other, key, certainty=sure, since=since
        ).then(lambda _one: self._bound(sure)).otherwise(self._trouble)  # fmt: skip

    def _bound(self, sure: Certainty) -> None:
        if not self.page.options.show.bonds:
            self.page.switch("bonds", on=True)
        self._done("Bond added, as alleged." if sure is Certainty.ALLEGED else "Bond added.")

    # -- shared ---------------------------------------------------------------------------------------

    def _ask(self, heading: str, *args: Any, **values: Any) -> None:  # noqa: ANN401
        self.picker.ask(heading, *args, **values)
        self.page.drawing.place_form()

    def _others(self, who: str, but: list[str] | None = None) -> list[str]:
        """Everyone else, the nearest on the drawing first."""
        scene = self.page.canvas.scene
        if scene is None:
            return []
        x, y = scene.at[who]
        left = [one for one in scene.at if one != who and one not in (but or ())]
        return sorted(left, key=lambda one: (abs(scene.at[one][1] - y), abs(scene.at[one][0] - x)))

    def _pick(self, person_id: str) -> Pick:
        scene = self.page.canvas.scene
        someone = scene.someone(person_id) if scene else None
        role = self.page.roles.get(person_id, "")
        return Pick(person_id, called_in_full(someone) if isinstance(someone, Someone) else "Somebody", role)

    def _name(self, person_id: str) -> str:
        scene = self.page.canvas.scene
        someone = scene.someone(person_id) if scene else None
        return (someone.given or called_in_full(someone)) if someone else "somebody"

    def _names(self, people: tuple[str, ...]) -> str:
        names = [self._name(one) for one in people]
        if len(names) > 3:
            return f"{names[0]} and {len(names) - 1} others"
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"

    def _done(self, words: str) -> None:
        self.page.focus_drawing()
        self.page.room.toast(words, undo=True)

    def _trouble(self, problem: BaseException) -> None:
        self.page.focus_drawing()
        self.page.room.trouble(problem)


def _said(sentence: str, a: str, b: str) -> str:
    return sentence.format(a=a, b=b)


def _no_date(typed: str) -> str:
    return split_when(typed, clock.today())[0]
