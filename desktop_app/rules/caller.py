"""Who is calling: one index over everyone a desk knows, asked at every key with whatever has been typed so far."""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from heapq import nsmallest
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from desktop_app.rules import phones, relations
from desktop_app.rules.caller_likely import CLOSE, Likely
from desktop_app.rules.caller_question import Question, questions
from desktop_app.rules.caller_rows import Found, Known
from desktop_app.rules.caller_score import (
    GUESSED,
    IN_ORDER,
    NEEDED,
    NOBODY,
    begun_in_order,
    doubted,
    is_own_kin,
    shared_out,
)
from desktop_app.rules.caller_why import Evidence, Field, person_name, why
from desktop_app.rules.names import tokens
from desktop_app.rules.vocabulary import Hit, How, Vocabulary

__all__ = ["CallerIndex", "Found", "Known"]

_WEIGHT = {
    Field.GIVEN: 1.0, Field.FAMILY: 1.0, Field.KNOWN: 1.0, Field.NATIVE: 1.0, Field.FORMER: 0.96,
    Field.FAMILY_NAME: 0.74, Field.CHILD: 0.72, Field.SCHOOL: 0.72, Field.ADDRESS: 0.68, Field.NUMBER: 0.99,
    Field.RELATION: 0.8, Field.PHONE: 0.99, Field.INITIALS: 1.0,
}  # fmt: skip
_OWN = frozenset({Field.GIVEN, Field.FAMILY, Field.KNOWN, Field.FORMER, Field.NATIVE})
_FIRSTS = (Field.GIVEN,)
_LASTS = (Field.FAMILY,)
_NAME_FIELDS = (Field.GIVEN, Field.FAMILY, Field.KNOWN, Field.FORMER, Field.NATIVE)
_CHILD_OF = 0.97  # a child's name counts nearly as the caller's own once the relation is said
_BEARERS, _NEXT_NAME = 2, 0.04  # people of one name that was guessed, before the next name's turn comes nearer
_ALSO = 40  # rows looked at below the last that is shown, for another name
_BROAD = 700  # rows weighed for one question: more are cut to the nearest, then to those in touch last
_WIDE = 600  # words hit: beyond this the weak ones are noise
_PART = 0.86  # what a row keeps of its score when a word found nothing in it


class Ask(NamedTuple):
    """One word typed: the words it may be, rows it finds otherwise, its worth, rows whose child counts."""

    hits: dict[int, Hit]
    more: dict[int, Evidence]
    worth: float
    fits: set[int]


class CallerIndex:
    """Everyone a desk knows, ready to be found. Built on any thread; asked and updated from any, one at a time."""

    def __init__(self, rows: Iterable[Known]) -> None:
        self._lock = threading.Lock()
        self._start(rows)

    def _start(self, rows: Iterable[Known]) -> None:
        self._rows: list[Known | None] = []
        self._live = 0
        self._slots: dict[str, list[int]] = {}
        self._words = Vocabulary()
        self._at: list[list[int]] = []
        self._most: list[float] = []
        self._holds: list[list[tuple[int, Field]]] = []
        self._pairs: dict[tuple[int, Field], tuple[int, Field]] = {}
        self._rank: list[int] = []
        self._family_last: dict[str, datetime] = {}
        self._related: dict[str, list[int]] = {}
        self._tails: dict[str, list[tuple[str, int]]] = {}
        self._dialled: list[tuple[str, int]] = []
        self._initials: dict[str, list[int]] = {}
        for row in rows:
            self._add(row)
        self._dialled.sort()

    def __len__(self) -> int:
        return self._live

    def rows(self) -> tuple[Known, ...]:
        """Everyone in it, a row a person and family."""
        return tuple(row for row in self._rows if row is not None)

    def rows_of(self, person_id: str) -> tuple[Known, ...]:
        """This person's rows, one a family."""
        return tuple(row for slot in self._slots.get(person_id, ()) if (row := self._rows[slot]) is not None)

    def replace(self, rows_for_person_ids: Mapping[str, Iterable[Known]]) -> None:
        """Put these people's rows in place of what was known of them; no rows takes a person out."""
        with self._lock:
            for person_id, rows in rows_for_person_ids.items():
                for slot in self._slots.pop(person_id, []):
                    self._rows[slot] = None
                    self._live -= 1
                for row in rows:
                    self._add(row)
            self._dialled.sort()
            if len(self._rows) > 1000 and self._live * 2 < len(self._rows):
                self._start([row for row in self._rows if row is not None])

    def _add(self, row: Known) -> None:
        """Enter one row under all its words and numbers."""
        slot = len(self._rows)
        self._rows.append(row)
        self._holds.append([])
        self._live += 1
        self._slots.setdefault(row.person_id, []).append(slot)
        if row.last_contact is not None:
            before = self._family_last.get(row.family_id, row.last_contact)
            self._family_last[row.family_id] = max(before, row.last_contact)
        for place, name in enumerate(row.names):
            self._enter(slot, _NAME_FIELDS[place] if place < len(_NAME_FIELDS) else Field.FORMER, name)
        self._enter(slot, Field.FAMILY_NAME, row.family_name)
        for field, texts in (
            (Field.CHILD, row.children),
            (Field.SCHOOL, row.schools),
            (Field.ADDRESS, row.addresses),
        ):
            for text in texts:
                self._enter(slot, field, text)
        self._enter(slot, Field.NUMBER, row.family_number)
        for group in _stands_for(row):
            self._related.setdefault(group, []).append(slot)
        for number in row.phones:
            plain = phones.national(number)
            if len(plain) >= 3:
                self._tails.setdefault(plain[-3:], []).append((plain, slot))
                self._dialled.append((plain, slot))
        given, family = (tokens(name) for name in (*row.names, "", "")[:2])
        for first, last in (*zip(given[:1], family[:1], strict=False), *pairwise(given)):
            self._initials.setdefault(first[0] + last[0], []).append(slot)

    def _enter(self, slot: int, field: Field, text: str) -> None:
        """Enter a row under each word of a text; a name also under its words run together (O Brien, De Souza)."""
        if not text:
            return
        raw = text.replace("-", " ").split()
        words = tokens(text)
        marked = raw if len(raw) == len(words) else words
        given = field in (Field.GIVEN, Field.KNOWN, Field.FORMER, Field.CHILD)
        heard = field is not Field.NUMBER and field is not Field.ADDRESS
        pairs = dict(zip(words, marked, strict=True))
        if field in _OWN and 1 < len(words) <= 3:
            pairs.setdefault("".join(words), "".join(marked))
        if field is Field.ADDRESS and len(words) > 1:
            pairs.setdefault("".join(words[-2:]), "".join(words[-2:]))
        for word, as_written in pairs.items():
            number = self._words.add(word, as_written, given=given, heard=heard)
            if number == len(self._at):
                self._at.append([])
                self._most.append(0.0)
            self._at[number].append(slot)
            self._most[number] = max(self._most[number], _WEIGHT[field])
            self._holds[slot].append(self._pairs.setdefault((number, field), (number, field)))

    def find(self, typed: str, now: datetime, limit: int = 8, at_hand: Collection[str] = ()) -> list[Found]:
        """The likeliest callers for what has been typed, best first; ties go to whoever was in touch last.

        `at_hand` are ids of families somebody is at work on now: they are likelier to be the ones who ring.
        """
        with self._lock:
            best: dict[int, tuple[float, list[Evidence]]] = {}
            for question in questions(typed, self._words):
                for slot, answer in self._answer(question).items():
                    if slot not in best or answer[0] > best[slot][0]:
                        best[slot] = answer
            return self._ranked(best, Likely(now, self._family_last, at_hand), limit)

    def _ranked(self, best: dict[int, tuple[float, list[Evidence]]], likely: Likely, limit: int) -> list[Found]:
        """Rows as answers, one a person and family, in order."""
        floor = max((score for score, _ in best.values()), default=0.0) - 0.45
        order = []
        for slot, (score, _) in best.items():
            row = self._rows[slot]
            if row is not None and score >= floor:
                last = row.last_contact.timestamp() if row.last_contact else 0.0
                order.append((-(score + likely.worth(row)), -last, row.person_id, row.family_id, slot))
        found = []
        for _, _, person_id, family_id, slot in nsmallest(limit, self._varied(nsmallest(limit + _ALSO, order), best)):
            row = self._rows[slot]
            if row is not None:
                score, evidence = best[slot]
                found.append(
                    Found(
                        person_id,
                        family_id,
                        person_name(row.names),
                        row.family_name,
                        why(row, evidence, self._words.words),
                        round(min(1.0, max(0.0, (score + likely.worth(row)) / (1 + CLOSE))), 4),
                    )
                )
        return found

    def _varied(
        self, order: list[tuple[float, float, str, str, int]], best: dict[int, tuple[float, list[Evidence]]]
    ) -> Iterator[tuple[float, float, str, str, int]]:
        """The order with room near its top for another name: one word heard may be Leanne, and may be Liam."""
        bearers: dict[int, int] = {}
        for place in order:
            evidence = best[place[-1]][1]
            if len(evidence) == 1 and evidence[0].hit.how in GUESSED:
                word = evidence[0].word
                bearers[word] = bearers.get(word, 0) + 1
                if bearers[word] > _BEARERS:
                    yield place[0] + _NEXT_NAME, *place[1:]
                    continue
            yield place

    def _answer(self, question: Question) -> dict[int, tuple[float, list[Evidence]]]:
        """Every row that answers one reading of what was typed: score 0 to 1 and what it rests on."""
        if question.dialled:
            return self._by_number(question.dialled)
        asks = [self._ask(place, question) for place in range(len(question.words))]
        needed = [ask for ask in asks if ask.worth >= NEEDED] or asks[:1]
        everywhere = set.intersection(*(self._slots_of(ask, list(ask.hits)) for ask in needed))
        if len(needed) > 1 and everywhere:
            if len(everywhere) > _BROAD:
                everywhere = set.intersection(*(self._strongest(ask) for ask in needed)) or everywhere
            return self._weighed(self._latest(everywhere, _BROAD), asks)
        return self._weighed({slot for ask in needed for slot in self._nearest_of(ask)}, asks)

    def _ask(self, place: int, question: Question) -> Ask:
        """All that one word typed may mean."""
        word = question.words[place]
        others = [other for spot, other in enumerate(question.words) if spot != place]
        said = {group for other in others for group in relations.asked(other)}
        hits = self._words.match(word)
        if word.endswith("s") and len(word) > 2 and (said or word in question.owning):
            hits = _owner(hits, self._words.match(word[:-1]))
        if len(hits) > _WIDE:
            hits = {number: hit for number, hit in hits.items() if hit.score >= 0.6}
        more: dict[int, Evidence] = {}
        for group, share in relations.asked(word).items():
            strength = share * (0.96 if others else _WEIGHT[Field.RELATION])
            for slot in self._related.get(group, ()):
                if slot not in more or strength > more[slot].strength:
                    more[slot] = Evidence(strength, -1, Field.RELATION, _EXACT)
        if word.isdigit() and len(word) >= 3:
            more |= {slot: evidence[0] for slot, (_, evidence) in self._by_number(word).items()}
        if not others and word.isalpha():
            more |= self._by_shorthand(word, hits)
        return Ask(hits, more, question.worth[place], {s for g in said for s in self._related.get(g, ())})

    def _slots_of(self, ask: Ask, numbers: Iterable[int]) -> set[int]:
        """The rows that hold any of these words, or that the question finds otherwise."""
        return set(ask.more).union(*(self._at[number] for number in numbers))

    def _nearest_of(self, ask: Ask) -> Iterable[int]:
        """The rows that one word finds; of very many, the nearest matches, and of those whoever was in touch last."""
        found = self._slots_of(ask, ask.hits)
        if len(found) <= _BROAD:
            return found
        return self._latest(self._strongest(ask), _BROAD)

    def _strongest(self, ask: Ask) -> set[int]:
        """The rows with the nearest words only."""
        most = {number: hit.score * self._most[number] for number, hit in ask.hits.items()}
        least = max(most.values(), default=0.0) - 2 * CLOSE
        return self._slots_of(ask, (number for number, worth in most.items() if worth >= least))

    def _latest(self, slots: set[int], most: int) -> Iterable[int]:
        """So many of the rows, whoever was in touch last first."""
        if len(slots) <= most:
            return slots
        if len(self._rank) != len(self._rows):
            stamped = [
                (-row.last_contact.timestamp() if row.last_contact else 0.0, row.kind == "child", slot)
                for slot, row in enumerate(self._rows)
                if row is not None
            ]
            self._rank = [len(self._rows)] * len(self._rows)
            for rank, (_, _, slot) in enumerate(sorted(stamped)):
                self._rank[slot] = rank
        return nsmallest(most, slots, key=self._rank.__getitem__)

    def _weighed(self, slots: Iterable[int], asks: list[Ask]) -> dict[int, tuple[float, list[Evidence]]]:
        """Each row's score and evidence; a row in which a word that matters found nothing keeps part of it."""
        total = sum(ask.worth for ask in asks)
        answers = {}
        for slot in slots:
            row = self._rows[slot]
            if row is None:
                continue
            offers = []
            for place, ask in enumerate(asks):
                hits = ask.hits
                for number, field in self._holds[slot]:
                    hit = hits.get(number)
                    if hit is not None:
                        weight = _CHILD_OF if field is Field.CHILD and slot in ask.fits else _WEIGHT[field]
                        offers.append((-hit.score * weight, place, Evidence(hit.score * weight, number, field, hit)))
                if slot in ask.more:
                    offers.append((-ask.more[slot].strength, place, ask.more[slot]))
            score, evidence, missing = shared_out(offers, [ask.worth for ask in asks])
            share = doubted(score / total * (_PART if missing else 1.0), evidence, len(asks))
            if row.kind == "child" and is_own_kin(evidence):
                share *= _PART
            if share >= NOBODY:
                answers[slot] = (share + (IN_ORDER if begun_in_order(evidence) else 0.0), evidence)
        return answers

    def _by_shorthand(self, word: str, hits: dict[int, Hit]) -> dict[int, Evidence]:
        """Rows by initials (JP) and by beginnings run together (sherei for Sheila Reid)."""
        found: dict[int, Evidence] = {}
        if 2 <= len(word) <= 3:
            strength = 0.72 if relations.asked(word) else 0.82  # GP and PC are who somebody is before they are initials
            for slot in self._initials.get(word[0] + word[-1], ()):
                found[slot] = Evidence(strength, -2, Field.INITIALS, _EXACT)
        if not 3 < len(word) <= 16 or any(hit.score >= 0.93 for hit in hits.values()):
            return found
        for cut in range(1, len(word)):
            first, rest = word[:cut], word[cut:]
            if len(rest) < 2 and cut < 3:
                continue
            strength = 0.93 if min(cut, len(rest)) > 1 else 0.90
            for slot in self._begun_both(first, rest):
                if slot not in found or found[slot].strength < strength:
                    found[slot] = Evidence(strength, -2, Field.INITIALS, _EXACT)
        return found

    def _begun_both(self, first: str, rest: str) -> Iterator[int]:
        """Rows whose given name begins with one and family name with the other, led by the longer of them."""
        lead, fields = (first, _FIRSTS) if len(first) >= len(rest) else (rest, _LASTS)
        follow, others = (rest, _LASTS) if lead is first else (first, _FIRSTS)
        words = self._words.words
        for number in self._words.starts(lead):
            if not words[number].startswith(lead):
                continue
            for slot in self._at[number]:
                held = self._holds[slot]
                if (number, fields[0]) in held and any(
                    other in others and words[beside].startswith(follow) for beside, other in held
                ):
                    yield slot

    def _by_number(self, typed: str) -> dict[int, tuple[float, list[Evidence]]]:
        """Rows by digits: a tail of three or more, a number being typed from its start, or one digit wrong."""
        plain = phones.national(typed)
        found: dict[int, float] = {}
        for whole, slot in self._tails.get(plain[-3:], ()):
            if whole.endswith(plain):
                found[slot] = 1.0 if whole == plain else 0.93 + 0.06 * len(plain) / len(whole)
        start = bisect_left(self._dialled, (plain, -1))
        for whole, slot in self._dialled[start : start + 400]:
            if not whole.startswith(plain):
                break
            found[slot] = max(found.get(slot, 0.0), 0.90 + 0.06 * len(plain) / len(whole))
        if not found and len(plain) >= 7:
            numbers = [whole for whole, _ in self._dialled]
            for _, _, place in process.extract(plain, numbers, scorer=Levenshtein.distance, score_cutoff=1, limit=20):
                found[self._dialled[place][1]] = 0.75
        return {
            slot: (score, [Evidence(score, -3, Field.PHONE, Hit(score, How.EXACT, plain))])
            for slot, score in found.items()
        }


_EXACT = Hit(1.0, How.EXACT, "")


def _stands_for(row: Known) -> frozenset[str]:
    """Who somebody is to the children they are with; a son or daughter is brother or sister to the others."""
    groups = relations.stands_for(row.relation)
    if row.kind != "child" or not any(row.children):
        return groups
    if "daughter" in groups or "son" in groups:
        return groups | ({"sister"} if "daughter" in groups else {"brother"})
    return groups | {"sibling"}


def _owner(hits: dict[int, Hit], of: dict[int, Hit]) -> dict[int, Hit]:
    """Both readings of a word that may end in a possessive s."""
    both = dict(hits)
    for number, hit in of.items():
        if number not in both or hit.score > both[number].score:
            both[number] = hit
    return both
