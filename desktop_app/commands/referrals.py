"""Referrals to services and the directory of services."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desktop_app import clock
from desktop_app.commands.base import Work, command
from desktop_app.errors import UserError
from desktop_app.records.check_words import ReferralState
from desktop_app.records.checks import Referral, Service
from desktop_app.records.families import Family
from desktop_app.rules.days import counted
from desktop_app.rules.names import fold
from desktop_app.rules.referrals import LOOK, NEXT, look_on
from desktop_app.rules.working_days import add_working_days


@command("Draft referral")
def draft_referral(work: Work, /, referral: Referral) -> Referral:
    """A referral begins; it names somebody, a service, and why."""
    work.get(Family, referral.family_id)
    if not referral.to.strip():
        raise UserError("Which service?", "Choose one, or type its name.", "to")
    if not referral.about:
        raise UserError("For whom?", "Tick the children or adults it is for.", "about")
    if not referral.need.strip():
        raise UserError("Why are they referred?", "A sentence the service can act on.", "need")
    today = clock.local(work.now).date()
    return work.add(referral.but(state=ReferralState.DRAFTED, moved_on=today, look_on=None))


@command("Change referral")
def change_referral(work: Work, /, referral_id: str, **values: Any) -> Referral:  # noqa: ANN401
    """Other words, other people, consent given meanwhile."""
    return work.change(work.get(Referral, referral_id), **values)


@command("Referral")
def move_referral(work: Work, /, referral_id: str, state: ReferralState, **values: Any) -> Referral:  # noqa: ANN401
    """The next step: sent, accepted, on the waiting list, started, declined, closed.

    It is sent only with consent, declined with the reason, closed with the outcome. The day to ask again follows.
    """
    referral = work.get(Referral, referral_id)
    today = clock.local(work.now).date()
    if state not in NEXT[referral.state]:
        raise UserError(f"A referral that is {referral.state.words()} can’t become {state.words()}.", "Undo goes back.")
    after = referral.but(**values)
    if state is ReferralState.SENT:
        _demand_consent(after, work)
        values["sent_on"] = today
    if state is ReferralState.DECLINED and not after.why_not.strip():
        raise UserError("Why did they decline?", "A few words; the next referral is better for them.", "why_not")
    if state is ReferralState.CLOSED and not after.outcome.strip():
        raise UserError("What came of it?", "The outcome in a sentence.", "outcome")
    work.title = f"Referral {state.words()}"
    look = look_on(state, today, after.expected_on)
    return work.change(referral, state=state, moved_on=today, look_on=look, **values)


def _demand_consent(referral: Referral, work: Work) -> None:
    if not referral.consent_by.strip() or referral.consent_on is None:
        raise UserError("Nobody’s consent is written down.", "Say who agreed to this referral, and when.", "consent_by")
    if referral.consent_on > clock.local(work.now).date():
        raise UserError("The day of consent has not come yet.", "Consent comes before the referral.", "consent_on")


@command("Asked about referral")
def ask_about_referral(work: Work, /, referral_id: str) -> Referral:
    """Somebody asked how it stands; the next time is as far off as usual."""
    referral = work.get(Referral, referral_id)
    if referral.state not in LOOK:
        raise UserError("Nothing is waited for there, so nobody was asked.")
    today = clock.local(work.now).date()
    return work.change(referral, chased=referral.chased + 1, look_on=add_working_days(today, LOOK[referral.state]))


@command("Keep service")
def keep_service(work: Work, /, service: Service) -> Service:
    """A new entry of the directory, or one that was changed."""
    if not service.name.strip():
        raise UserError("What is the service called?", field="name")
    if service.age_to and service.age_to < service.age_from:
        raise UserError("The ages run backwards.", "The first age is the younger one.", "ages")
    if not service.id:
        return work.add(service)
    kept = work.get(Service, service.id)
    names = ("name", "provider", "needs", "areas", "age_from", "age_to", "phone", "email", "address", "how", "weeks")
    values = {name: getattr(service, name) for name in (*names, "seen_on", "note")}
    return work.change(kept, **values)


@command("Import services")
def import_services(work: Work, /, services: Sequence[Service]) -> tuple[int, int]:
    """All of them in one step: (new, changed). A service of the same name and provider is brought up to date."""
    there = {(fold(one.name), fold(one.provider)): one for one in work.find(Service)}
    fresh: list[Service] = []
    changed = 0
    for one in services:
        known = there.get((fold(one.name), fold(one.provider)))
        if known is None:
            fresh.append(one)
            continue
        told = {
            name: value
            for name in ("needs", "areas", "age_from", "age_to", "phone", "email", "address", "how", "weeks", "note")
            if (value := getattr(one, name)) and value != getattr(known, name)
        }
        changed += bool(told)
        work.change(known, **told)
    work.add_many(fresh)
    work.title = f"Import {counted(len(fresh) + changed, 'service')}"
    return len(fresh), changed
