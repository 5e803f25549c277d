"""Families, homes and the dated facts between people, as the genogram needs them: facts, never lines."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from desktop_app.records.base import Record, Rule, record
from desktop_app.records.words import Certainty, ParentKind, StatusKind, UnionEnd, UnionKind, WarningKind


@record("family", words="Family", scope="id")
class Family(Record):
    """The people around one or more children, as one case. `word` is asked for before anything is told."""

    name: Annotated[str, Rule(words="family", search=True, index=True)] = ""
    number: Annotated[str, Rule(words="family number", search=True, index=True)] = ""
    word: Annotated[str, Rule(words="family word", secret=True, material=True)] = ""
    word_hint: Annotated[str, Rule(words="hint for the word")] = ""
    note: Annotated[str, Rule(words="note", search=True, long=True)] = ""
    closed_on: Annotated[date | None, Rule(words="closed on")] = None


@record("member", words="Member of the family", scope="family_id")
class Member(Record):
    """That a person belongs to a family, and what they are to its children in one word ("mother")."""

    family_id: Annotated[str, Rule(ref="family")] = ""
    person_id: Annotated[str, Rule(ref="person")] = ""
    role: Annotated[str, Rule(words="who they are", search=True)] = ""
    is_child: Annotated[bool, Rule(words="child of this family")] = False
    place: Annotated[int, Rule(words="order")] = 0
    careful: Annotated[str, Rule(words="take care, because", material=True)] = ""


@record("household", words="Home", scope="family_id")
class Household(Record):
    """A home with a name people use ("Anna's home"). `held_from`: who must not learn where it is."""

    family_id: Annotated[str, Rule(ref="family")] = ""
    name: Annotated[str, Rule(words="home")] = ""
    lines: Annotated[str, Rule(words="address", material=True, search=True)] = ""
    postcode: Annotated[str, Rule(words="postcode", material=True, search=True)] = ""
    hold_back: Annotated[bool, Rule(words="do not disclose", material=True)] = False
    held_from: Annotated[str, Rule(words="who must not have it", material=True)] = ""
    place: Annotated[int, Rule(words="order")] = 0


@record("living", words="Lives at", scope="family_id")
class Living(Record):
    """That a person lives in a home from one day to another; a child may live in two."""

    family_id: Annotated[str, Rule(ref="family")] = ""
    household_id: Annotated[str, Rule(ref="household", words="home")] = ""
    person_id: Annotated[str, Rule(ref="person", words="who lives there")] = ""
    since: Annotated[date | None, Rule(words="from")] = None
    until: Annotated[date | None, Rule(words="to")] = None
    part_time: Annotated[bool, Rule(words="part of the week")] = False
    source: Annotated[str, Rule(words="source")] = ""


@record("union", words="Couple", scope="family_id")
class Union(Record):
    """One dated episode of a couple. Dates are as known (YYYY, YYYY-MM, YYYY-MM-DD, with ~ when about)."""

    family_id: Annotated[str, Rule(ref="family")] = ""
    a_id: Annotated[str, Rule(ref="person", words="one of them")] = ""
    b_id: Annotated[str, Rule(ref="person", words="the other")] = ""
    kind: Annotated[UnionKind, Rule(words="what they are")] = UnionKind.PARTNERS
    since: Annotated[str, Rule(words="from")] = ""
    until: Annotated[str, Rule(words="to")] = ""
    ended: Annotated[UnionEnd, Rule(words="how it ended", material=True)] = UnionEnd.LASTING
    source: Annotated[str, Rule(words="source")] = ""
    certainty: Annotated[Certainty, Rule(words="certainty")] = Certainty.ESTABLISHED


@record("parent_link", words="Parent of", scope="family_id")
class ParentLink(Record):
    """That someone is a child's parent, by what, from when. Birth, foster and adoptive links live together."""

    family_id: Annotated[str, Rule(ref="family")] = ""
    child_id: Annotated[str, Rule(ref="person", words="child")] = ""
    parent_id: Annotated[str, Rule(ref="person", words="parent")] = ""
    kind: Annotated[ParentKind, Rule(words="by what", material=True)] = ParentKind.BIRTH
    since: Annotated[str, Rule(words="from")] = ""
    until: Annotated[str, Rule(words="to")] = ""
    source: Annotated[str, Rule(words="source")] = ""
    certainty: Annotated[Certainty, Rule(words="certainty")] = Certainty.ESTABLISHED


@record("bond", words="Bond", scope="family_id")
class Bond(Record):
    """How one person is towards another (close, hostile, violent …), with direction, source and certainty."""

    family_id: Annotated[str, Rule(ref="family")] = ""
    from_id: Annotated[str, Rule(ref="person", words="who")] = ""
    to_id: Annotated[str, Rule(ref="person", words="towards whom")] = ""
    kind: Annotated[str, Rule(words="bond")] = ""
    since: Annotated[str, Rule(words="from")] = ""
    until: Annotated[str, Rule(words="to")] = ""
    source: Annotated[str, Rule(words="source")] = ""
    certainty: Annotated[Certainty, Rule(words="certainty")] = Certainty.ALLEGED


@record("legal_status", words="Legal status", scope="family_id")
class LegalStatus(Record):
    """A child's status from one day to another: child protection plan, looked after, an order."""

    family_id: Annotated[str, Rule(ref="family")] = ""
    child_id: Annotated[str, Rule(ref="person", words="child")] = ""
    kind: Annotated[StatusKind, Rule(words="status", material=True)] = StatusKind.CIN
    category: Annotated[str, Rule(words="category", material=True)] = ""
    since: Annotated[date | None, Rule(words="from", material=True)] = None
    until: Annotated[date | None, Rule(words="to", material=True)] = None
    court: Annotated[str, Rule(words="court")] = ""


@record("court_order", words="Order", scope="family_id")
class CourtOrder(Record):
    """An order against someone that others rely on: non-molestation, no contact, bail conditions."""

    family_id: Annotated[str, Rule(ref="family")] = ""
    kind: Annotated[str, Rule(words="order", material=True, search=True)] = ""
    against_id: Annotated[str, Rule(ref="person", words="against")] = ""
    protects: Annotated[tuple[str, ...], Rule(words="protects", refs="person")] = ()
    terms: Annotated[str, Rule(words="terms", material=True, search=True)] = ""
    since: Annotated[date | None, Rule(words="made on", material=True)] = None
    until: Annotated[date | None, Rule(words="until", material=True)] = None
    court: Annotated[str, Rule(words="court", search=True)] = ""


@record("warning", words="Warning", scope="family_id")
class Warning(Record):
    """Something everyone must know before they ring or visit; shown as a banner."""

    family_id: Annotated[str, Rule(ref="family")] = ""
    kind: Annotated[WarningKind, Rule(words="kind", material=True)] = WarningKind.CARE
    headline: Annotated[str, Rule(words="first words", search=True, material=True)] = ""
    sentence: Annotated[str, Rule(words="sentence", search=True)] = ""
    since: Annotated[date | None, Rule(words="from")] = None
    until: Annotated[date | None, Rule(words="to")] = None


@record("telling", words="What may be told", scope="family_id")
class Telling(Record):
    """What one caller may and may not be told, agreed with someone on a day. `person_id` empty: everyone."""

    family_id: Annotated[str, Rule(ref="family")] = ""
    person_id: Annotated[str, Rule(ref="person", words="who rings")] = ""
    do_not_tell: Annotated[tuple[str, ...], Rule(words="do not tell", material=True)] = ()
    may_tell: Annotated[tuple[str, ...], Rule(words="may tell", material=True)] = ()
    if_pressed: Annotated[str, Rule(words="if they press you")] = ""
    why: Annotated[str, Rule(words="why")] = ""
    checked_with: Annotated[str, Rule(words="checked with")] = ""
    checked_at: Annotated[datetime | None, Rule(words="checked")] = None
