"""Practical help: what was given, what it cost, its receipt, and the month's limits."""

from __future__ import annotations

import hashlib
import mimetypes
from typing import Any

from desktop_app import clock
from desktop_app.commands.base import Work, command
from desktop_app.errors import UserError
from desktop_app.records.checks import Help, HelpBudget
from desktop_app.records.contacts import Attachment
from desktop_app.records.families import Family
from desktop_app.rules.help_money import Limits, Spent, month_of, over

_MONEY = ("pence", "given_on", "family_id", "team_id", "approved_by", "why_over")


@command("Give practical help")
def give_help(work: Work, /, given: Help) -> Help:
    """Something done for a family. Beyond the month's limit it needs who approved it and why."""
    work.get(Family, given.family_id)
    _demand_said(work, given)
    _demand_within(work, given)
    return work.add(given)


@command("Change practical help")
def change_help(work: Work, /, help_id: str, **values: Any) -> Help:  # noqa: ANN401
    """Another cost, a receipt, another day; where money moves the limits are asked again."""
    kept = work.get(Help, help_id)
    after = kept.but(**values)
    _demand_said(work, after)
    if any(getattr(kept, name) != getattr(after, name) for name in _MONEY):
        _demand_within(work, after)
    return work.change(kept, **values)


def _demand_said(work: Work, given: Help) -> None:
    if not given.what.strip():
        raise UserError("What was done?", "Such as “taxi to the hospital and back”.", "what")
    if given.given_on is None:
        raise UserError("On which day?", field="given_on")
    if given.given_on > clock.local(work.now).date():
        raise UserError("That day has not come yet.", "Money is written down once it is spent.", "given_on")
    if given.pence < 0:
        raise UserError("A cost can’t be less than nothing.", field="pence")


def _demand_within(work: Work, given: Help) -> None:
    beyond = over(limits_of(work, given.team_id), spent_besides(work, given), given.pence)
    if beyond and not given.approved_by.strip():
        raise UserError(beyond, "Say who approved it.", "approved_by")
    if beyond and not given.why_over.strip():
        raise UserError(beyond, "Say why it was needed.", "why_over")


def limits_of(work: Work, team_id: str) -> Limits:
    """The limits of a team, else those of every team."""
    for one in (team_id, ""):
        for budget in work.find(HelpBudget, team_id=one):
            return Limits(budget.family_limit, budget.team_limit)
    return Limits()


def spent_besides(work: Work, given: Help) -> Spent:
    """What the month of this help has cost besides it, for its family and for its team."""
    if given.given_on is None:
        return Spent()
    first, end = month_of(given.given_on)

    def cost(**equals: str) -> int:
        found = work.find(Help, **equals)
        return sum(one.pence for one in found if one.id != given.id and one.given_on and first <= one.given_on < end)

    return Spent(cost(family_id=given.family_id), cost(team_id=given.team_id))


@command("Limits for practical help")
def set_limits(work: Work, /, *, family_limit: int, team_limit: int, team_id: str = "") -> HelpBudget:
    """What a month may cost without a manager, in pence."""
    if min(family_limit, team_limit) < 0:
        raise UserError("A limit can’t be less than nothing.", field="family_limit")
    for budget in work.find(HelpBudget, team_id=team_id):
        return work.change(budget, family_limit=family_limit, team_limit=team_limit)
    return work.add(HelpBudget(team_id=team_id, family_limit=family_limit, team_limit=team_limit))


@command("Attach receipt")
def attach_receipt(work: Work, /, help_id: str, name: str, data: bytes) -> Attachment:
    """The receipt itself, as a photograph or a paper, kept in the vault."""
    kept = work.get(Help, help_id)
    if not data:
        raise UserError("That file is empty.", "Choose another file.")
    return work.add(
        Attachment(
            family_id=kept.family_id, owner_id=kept.id, name=name, size=len(data), blob_id=work.keep_blob(data),
            media_type=mimetypes.guess_type(name)[0] or "application/octet-stream",
            sha256=hashlib.sha256(data).hexdigest(),
        )
    )  # fmt: skip
