"""Which family an email is about: addresses, thread, numbers and names weighed together, each said in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise, product

from rapidfuzz import fuzz

from desktop_app.rules import phones
from desktop_app.rules.caller import CallerIndex, Known
from desktop_app.rules.names import fold, tokens

# What each sign is worth when it points to one family; shared out when it points to several.
_THREAD, _NUMBER, _NUMBER_INSIDE = 0.93, 0.92, 0.75
_SENDER, _RECIPIENT = 0.80, 0.35
_NAME_SUBJECT, _NAME_TEXT, _NAME_QUOTED, _NAME_SENDER, _NAME_HEARD = 0.75, 0.62, 0.35, 0.55, 0.30
_PHONE, _POSTCODE, _SURNAME, _GIVEN = 0.60, 0.40, 0.30, 0.16
_SPELT = 74  # of 100: how near a misspelt name must be to the one it is taken for
_LEAST = 0.08  # below this nothing is suggested
_MANY = 60  # families sharing a sign: it says nothing any more
_LONGEST = 40_000  # characters read of a text
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_DIGITS = re.compile(r"(?<![\w+])\d{4,9}(?!\w)")
_POST = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MailFacts:
    """What of an email points to a family. `text` is its own words, `quoted` what it answers.

    `thread_families` are the families that earlier mails of the thread were filed to, latest first.
    """

    sender: str = ""
    sender_name: str = ""
    recipients: tuple[str, ...] = ()
    subject: str = ""
    text: str = ""
    quoted: str = ""
    thread_families: tuple[str, ...] = ()
    sent: datetime | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A family, how sure (0 to 1), and why in a few plain words."""

    family_id: str
    score: float
    why: str


class MailIndex:
    """Families by full name, surname, number, telephone, postcode and email address."""

    def __init__(self, callers: CallerIndex, addresses: Mapping[str, Iterable[tuple[str, str]]]) -> None:
        """`addresses` maps an email address to (person id, family id) of everyone it belongs to."""
        self.callers = callers
        self.by_address = {
            address.strip().casefold(): frozenset(family for _, family in owners)
            for address, owners in addresses.items()
        }
        self.by_name: dict[tuple[str, str], set[str]] = {}
        self.by_surname: dict[str, set[str]] = {}
        self.by_number: dict[str, set[str]] = {}
        self.by_phone: dict[str, set[str]] = {}
        self.by_postcode: dict[str, set[str]] = {}
        self.givens: dict[str, set[str]] = {}
        for row in callers.rows():
            self._enter(row)

    def _enter(self, row: Known) -> None:
        """Put one person's signs under their family."""
        family = row.family_id
        given, surname, known, former, *_ = (*row.names, "", "", "", "")
        firsts = {word for name in (given, known) for word in tokens(name)[:1]} | set(filter(None, [_run(given)]))
        lasts = {word for name in (surname, former) for word in {_run(name), *tokens(name)[-1:]} if word}
        for first, last in product(firsts, lasts):
            self.by_name.setdefault((first, last), set()).add(family)
        for last in {_run(surname), *(_run(part) for part in row.family_name.split("/"))} - {""}:
            self.by_surname.setdefault(last, set()).add(family)
        self.givens.setdefault(family, set()).update(firsts)
        if row.family_number:
            self.by_number.setdefault(row.family_number.casefold(), set()).add(family)
        for number in row.phones:
            self.by_phone.setdefault(phones.national(number), set()).add(family)
        for address in row.addresses:
            for code in _POST.findall(address):
                self.by_postcode.setdefault(_run(code), set()).add(family)


def _run(text: str) -> str:
    """Folded, without spaces."""
    return fold(text).replace(" ", "")


class _Weights:
    """Signs gathered: for each family the worth and the words of each."""

    def __init__(self) -> None:
        self.signs: dict[str, dict[str, float]] = {}

    def add(self, families: Iterable[str], worth: float, why: str) -> None:
        """A sign that points to these families alike."""
        among = set(families)
        if not among or len(among) > _MANY:
            return
        share = worth / len(among) ** 0.6
        for family in among:
            signs = self.signs.setdefault(family, {})
            signs[why] = max(share, signs.get(why, 0.0))


def suggest(mail: MailFacts, index: MailIndex, limit: int = 5) -> list[Suggestion]:
    """The families an email may be about, best first; empty when nothing points anywhere."""
    weights = _Weights()
    for place, family in enumerate(mail.thread_families):
        weights.add([family], _THREAD * 0.9**place, "same thread")
    _by_addresses(mail, index, weights)
    _by_numbers(mail, index, weights)
    for text, worth, where in (
        (mail.subject, _NAME_SUBJECT, "in the subject"),
        (mail.text[:_LONGEST], _NAME_TEXT, "in the text"),
        (mail.quoted[:_LONGEST], _NAME_QUOTED, "in the mail it answers"),
        (mail.sender_name, _NAME_SENDER, "sent it"),
    ):
        _by_names(text, worth, where, index, weights)
    if not weights.signs:
        _by_hearing(mail, index, weights)
    _by_given_names(mail, index, weights)
    found = [Suggestion(family, _together(signs.values()), _said(signs)) for family, signs in weights.signs.items()]
    found.sort(key=lambda one: (-one.score, one.family_id))
    return [one for one in found[:limit] if one.score >= _LEAST]


def _together(worths: Iterable[float]) -> float:
    """Signs as independent: the chance that at least one of them is right."""
    missed = 1.0
    for worth in worths:
        missed *= 1.0 - worth
    return round(1.0 - missed, 4)


def _said(signs: Mapping[str, float]) -> str:
    """The two signs worth most."""
    return " · ".join(sorted(signs, key=lambda why: (-signs[why], why))[:2])


def _by_addresses(mail: MailFacts, index: MailIndex, weights: _Weights) -> None:
    """Who sent it and who else had it."""
    sender = mail.sender.strip().casefold()
    weights.add(index.by_address.get(sender, ()), _SENDER, f"from {sender}")
    for address in dict.fromkeys(one.strip().casefold() for one in mail.recipients):
        if address != sender:
            weights.add(index.by_address.get(address, ()), _RECIPIENT, f"also to {address}")


def _by_numbers(mail: MailFacts, index: MailIndex, weights: _Weights) -> None:
    """Reference numbers, telephone numbers and postcodes."""
    for text, worth in ((mail.subject, _NUMBER), (mail.text[:_LONGEST], _NUMBER_INSIDE), (mail.quoted[:_LONGEST], 0.4)):
        for number in set(_DIGITS.findall(text)):
            weights.add(index.by_number.get(number, ()), worth, f"family number {number}")
        for found in phones.find_in(text):
            families = index.by_phone.get(phones.national(found.digits), ())
            weights.add(families, _PHONE, f"phone ends {found.digits.partition('x')[0][-3:]}")
        for code in set(_POST.findall(text)):
            weights.add(index.by_postcode.get(_run(code), ()), _POSTCODE, f"lives at {code.upper()}")


def _by_names(text: str, worth: float, where: str, index: MailIndex, weights: _Weights) -> None:
    """Full names, either way round and with a name between; then surnames alone at a third of the worth."""
    raw = [match.removesuffix("'s").removesuffix("’s") for match in _WORD.findall(text)]
    words = [_run(word) for word in raw]
    capital = [word[:1].upper() == word[:1] for word in raw]
    used: set[int] = set()
    for i, word in enumerate(words):
        for ends in (i + 2, i + 3):
            if capital[i] and ends <= len(words) and capital[ends - 1]:
                pairs = {(word, words[ends - 1]), (words[ends - 1], word), (word, "".join(words[i + 1 : ends]))}
                families = {family for pair in pairs for family in index.by_name.get(pair, ())}
                if families:
                    weights.add(families, worth, f"{' '.join(raw[i:ends])} {where}")
                    used.update(range(i, ends))
    for i, word in enumerate(words):
        if i not in used and capital[i] and word in index.by_surname:
            weights.add(index.by_surname[word], worth * _SURNAME, f"{raw[i]} {where}")


def _by_hearing(mail: MailFacts, index: MailIndex, weights: _Weights) -> None:
    """When nothing else points anywhere: names in the subject and of the sender, misspelt as they may be."""
    now = mail.sent or datetime(2000, 1, 1, tzinfo=UTC)
    for text in (mail.subject, mail.sender_name):
        words = [word for word in _WORD.findall(text) if word[:1].upper() == word[:1]][:8]
        for first, second in pairwise(words):
            for found in index.callers.find(f"{first} {second}", now, limit=3):
                spelt = fuzz.token_sort_ratio(fold(f"{first} {second}"), fold(found.person))
                if found.score >= 0.78 and spelt >= _SPELT:
                    weights.add([found.family_id], _NAME_HEARD * found.score, f"{first} {second}: {found.person}")


def _by_given_names(mail: MailFacts, index: MailIndex, weights: _Weights) -> None:
    """Given names raise the families already in question: a mail about Leo and Mia is likelier theirs."""
    text = f"{mail.sender_name} {mail.subject} {mail.text[:_LONGEST]}"
    said = {_run(word.removesuffix("'s").removesuffix("’s")) for word in _WORD.findall(text) if word[:1].isupper()}
    for family in list(weights.signs):
        for name in sorted(said & index.givens.get(family, set())):
            weights.add([family], _GIVEN, f"{name.capitalize()} named")
