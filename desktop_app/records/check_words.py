"""The closed lists of agency checks, referrals and practical help."""

from __future__ import annotations

from desktop_app.records.words import Word


class LegalBasis(Word):
    """By what an agency may be asked about a family. Nothing is sent before somebody has said."""

    NOT_SAID = ""
    SECTION_17 = "s17"
    SECTION_47 = "s47"

    def words(self) -> str:
        """As the field says it."""
        return {"": "not said yet", "s17": "section 17, with consent", "s47": "section 47"}[self.value]


class CheckState(Word):
    """How far an agency check has come; whether it is late follows from its day."""

    DRAFTED = "drafted"
    SENT = "sent"
    REPLIED = "replied"
    NOTHING_KNOWN = "nothing_known"
    WITHDRAWN = "withdrawn"

    def words(self) -> str:
        """As people say it."""
        return {"drafted": "not sent yet", "nothing_known": "nothing known"}.get(self.value, self.value)


class ReferralState(Word):
    """How far a referral to a service has come."""

    DRAFTED = "drafted"
    SENT = "sent"
    ACCEPTED = "accepted"
    WAITING = "waiting"
    STARTED = "started"
    DECLINED = "declined"
    CLOSED = "closed"

    def words(self) -> str:
        """As people say it."""
        return {"drafted": "not sent yet", "waiting": "on the waiting list"}.get(self.value, self.value)


class HelpKind(Word):
    """What sort of practical help a family was given."""

    TRANSPORT = "transport"
    VOUCHER = "voucher"
    FOOD = "food"
    EQUIPMENT = "equipment"
    CHILDCARE = "childcare"
    BILL = "bill"
    OTHER = "other"
