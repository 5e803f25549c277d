"""What other agencies are asked, where families are referred on, and practical help that was given to them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from desktop_app.records.base import Record, Rule, record
from desktop_app.records.check_words import CheckState, HelpKind, LegalBasis, ReferralState


@record("check_set", words="Set of agency checks", scope="family_id")
class CheckSet(Record):
    """One round of agency checks with its legal basis: section 17 with consent, or section 47 with the reason.

    `ground`: why nobody was asked for consent, by its key in `resources/agencies.toml`; `reason`: the same in the
    social worker's own words, which no letter carries. `purpose` is what every letter says besides.
    """

    family_id: Annotated[str, Rule(ref="family")] = ""
    worker_id: Annotated[str, Rule(ref="worker", words="social worker")] = ""
    basis: Annotated[LegalBasis, Rule(words="legal basis", material=True)] = LegalBasis.NOT_SAID
    consent_by: Annotated[str, Rule(words="who consented", material=True)] = ""
    consent_on: Annotated[date | None, Rule(words="consent given on", material=True)] = None
    ground: Annotated[str, Rule(words="why without consent", material=True)] = ""
    reason: Annotated[str, Rule(words="reason in words", material=True, search=True)] = ""
    purpose: Annotated[str, Rule(words="what every letter says", search=True)] = ""
    made_at: Annotated[datetime | None, Rule(words="made", index=True)] = None


@record("agency_check", words="Agency check", scope="family_id")
class AgencyCheck(Record):
    """One agency asked about one family. `about`: the people its letter names; `agency`: its kind in the file.

    `left_at`: when the letter left the vault; until then it is drafted. `chased` counts the chases since.
    """

    family_id: Annotated[str, Rule(ref="family")] = ""
    set_id: Annotated[str, Rule(ref="check_set", words="set of checks")] = ""
    worker_id: Annotated[str, Rule(ref="worker", words="social worker")] = ""
    professional_id: Annotated[str, Rule(ref="professional", words="professional")] = ""
    agency_id: Annotated[str, Rule(ref="agency", words="agency in the record")] = ""
    agency: Annotated[str, Rule(words="kind of agency", index=True)] = ""
    to: Annotated[str, Rule(words="to", search=True)] = ""
    address: Annotated[str, Rule(words="address")] = ""
    email: Annotated[str, Rule(words="email")] = ""
    about: Annotated[tuple[str, ...], Rule(words="about", refs="person")] = ()
    asked_on: Annotated[date | None, Rule(words="asked on", index=True)] = None
    due_on: Annotated[date | None, Rule(words="reply by", index=True, material=True)] = None
    left_at: Annotated[datetime | None, Rule(words="letter left")] = None
    state: Annotated[CheckState, Rule(words="state", index=True)] = CheckState.DRAFTED
    chased: Annotated[int, Rule(words="chased")] = 0
    chased_on: Annotated[date | None, Rule(words="last chased")] = None
    replied_on: Annotated[date | None, Rule(words="replied on", index=True)] = None
    replied_by: Annotated[str, Rule(words="who replied")] = ""
    reply: Annotated[str, Rule(words="reply", search=True, long=True)] = ""
    email_id: Annotated[str, Rule(ref="email", words="email of the reply")] = ""


@record("service", words="Service")
class Service(Record):
    """A service families are referred to. Ages in years, both within; `weeks`: how long people wait, 0 not known."""

    name: Annotated[str, Rule(words="service", search=True, index=True)] = ""
    provider: Annotated[str, Rule(words="run by", search=True)] = ""
    needs: Annotated[tuple[str, ...], Rule(words="helps with", search=True)] = ()
    areas: Annotated[tuple[str, ...], Rule(words="areas", search=True)] = ()
    age_from: Annotated[int, Rule(words="from age")] = 0
    age_to: Annotated[int, Rule(words="to age")] = 0
    phone: Annotated[str, Rule(words="number", search=True)] = ""
    email: Annotated[str, Rule(words="email", search=True)] = ""
    address: Annotated[str, Rule(words="address")] = ""
    how: Annotated[str, Rule(words="how to refer")] = ""
    weeks: Annotated[int, Rule(words="weeks people wait")] = 0
    seen_on: Annotated[date | None, Rule(words="checked on")] = None
    note: Annotated[str, Rule(words="note", search=True)] = ""


@record("referral", words="Referral", scope="family_id")
class Referral(Record):
    """A family referred to a service, from the draft to its outcome. `look_on`: the day to ask how it stands."""

    family_id: Annotated[str, Rule(ref="family")] = ""
    service_id: Annotated[str, Rule(ref="service", words="service")] = ""
    worker_id: Annotated[str, Rule(ref="worker", words="social worker")] = ""
    to: Annotated[str, Rule(words="to", search=True)] = ""
    about: Annotated[tuple[str, ...], Rule(words="for", refs="person")] = ()
    need: Annotated[str, Rule(words="why", search=True)] = ""
    hoped: Annotated[str, Rule(words="what it should change", search=True)] = ""
    consent_by: Annotated[str, Rule(words="who consented", material=True)] = ""
    consent_on: Annotated[date | None, Rule(words="consent given on", material=True)] = None
    state: Annotated[ReferralState, Rule(words="state", index=True)] = ReferralState.DRAFTED
    moved_on: Annotated[date | None, Rule(words="since")] = None
    sent_on: Annotated[date | None, Rule(words="sent on")] = None
    position: Annotated[int, Rule(words="place on the list")] = 0
    expected_on: Annotated[date | None, Rule(words="expected to start")] = None
    look_on: Annotated[date | None, Rule(words="ask again on", index=True)] = None
    chased: Annotated[int, Rule(words="chased")] = 0
    why_not: Annotated[str, Rule(words="why declined", search=True)] = ""
    outcome: Annotated[str, Rule(words="outcome", search=True)] = ""


@record("help_budget", words="Budget for practical help")
class HelpBudget(Record):
    """What may be spent without a manager in a calendar month, in pence; 0: no limit. `team_id` empty: every team."""

    team_id: Annotated[str, Rule(ref="team", words="team")] = ""
    family_limit: Annotated[int, Rule(words="for one family a month, pence", material=True)] = 0
    team_limit: Annotated[int, Rule(words="for the team a month, pence", material=True)] = 0


@record("help", words="Practical help", scope="family_id")
class Help(Record):
    """Something done for a family: a lift, a voucher, a cot. `pence`: its cost; `why_over`: why beyond the limit."""

    family_id: Annotated[str, Rule(ref="family")] = ""
    team_id: Annotated[str, Rule(ref="team", words="team")] = ""
    worker_id: Annotated[str, Rule(ref="worker", words="social worker")] = ""
    kind: Annotated[HelpKind, Rule(words="kind", index=True)] = HelpKind.OTHER
    what: Annotated[str, Rule(words="what", search=True)] = ""
    supplier: Annotated[str, Rule(words="from whom", search=True)] = ""
    pence: Annotated[int, Rule(words="cost in pence", material=True)] = 0
    given_on: Annotated[date | None, Rule(words="given on", index=True)] = None
    receipt: Annotated[str, Rule(words="receipt", search=True)] = ""
    approved_by: Annotated[str, Rule(words="approved by", material=True)] = ""
    why_over: Annotated[str, Rule(words="why over the limit")] = ""
