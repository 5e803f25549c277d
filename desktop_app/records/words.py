"""The closed lists of the field: each member's value is its wire form, `words()` how people say it."""

from __future__ import annotations

from enum import StrEnum


class Word(StrEnum):
    """A closed list whose members can be said aloud."""

    def words(self) -> str:
        """The member as people say it."""
        return _SPOKEN.get((type(self).__name__, self.value), self.value.replace("_", " "))


class Direction(Word):
    """Who began it."""

    IN = "in"
    OUT = "out"


class Channel(Word):
    """How it came or went."""

    PHONE = "phone"
    VIDEO = "video"
    EMAIL = "email"
    TEXT = "text"
    LETTER = "letter"
    IN_PERSON = "in_person"


class Reason(Word):
    """Why someone rang; one key each in the call panel."""

    CONTACT = "contact"
    WORRY = "worry"
    VISIT = "visit"
    HELP = "help"
    RETURN_CALL = "return_call"
    CHECK = "check"
    MEETING = "meeting"
    OTHER = "other"


class Outcome(Word):
    """How it ended; one key each in the call panel."""

    MESSAGE = "message"
    ANSWERED = "answered"
    CALL_BACK = "call_back"
    NO_ANSWER = "no_answer"
    VOICEMAIL = "voicemail"
    PASSED_ON = "passed_on"
    NOTHING = "nothing"


class Harm(Word):
    """Is anyone at risk now? Nobody has said yet until somebody has."""

    NOT_SORTED = "not_sorted"
    NO = "no"
    NOT_SURE = "not_sure"
    YES = "yes"


class ClockToday(Word):
    """Does something have to happen today?"""

    NOT_SORTED = "not_sorted"
    NO = "no"
    TODAY = "today"


class CallState(Word):
    """A call is a draft from the first key, on hold, or done."""

    DRAFT = "draft"
    HELD = "held"
    DONE = "done"


class MessageState(Word):
    """How far a message for a social worker has come. Only a person acknowledges."""

    WAITING = "waiting"
    SENT = "sent"
    SEEN = "seen"
    ACKNOWLEDGED = "acknowledged"
    ACTED = "acted"
    WITHDRAWN = "withdrawn"


class TaskKind(Word):
    """What sort of thing is to be done or waited for."""

    FOLLOW_UP = "follow_up"
    WAITING_FOR = "waiting_for"
    CALL_BACK = "call_back"
    VISIT = "visit"
    DOCUMENT = "document"


class Sex(Word):
    """As recorded; drawn so in the genogram."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


class UnionKind(Word):
    """What a couple is or was to each other, for one dated episode."""

    MARRIED = "married"
    CIVIL = "civil_partnership"
    COHABITING = "cohabiting"
    PARTNERS = "partners"
    ENGAGED = "engaged"
    CASUAL = "casual"
    ONCE = "one_off"
    FORCED = "forced"
    UNKNOWN = "unknown"


class UnionEnd(Word):
    """How a couple's episode ended; empty while it lasts."""

    LASTING = "lasting"
    SEPARATED = "separated"
    DIVORCED = "divorced"
    ANNULLED = "annulled"
    DIED = "died"
    ENDED = "ended"


class ParentKind(Word):
    """By what a parent is a parent. A child may have several links at once."""

    BIRTH = "birth"
    ADOPTED = "adopted"
    FOSTER = "foster"
    STEP = "step"
    KINSHIP = "kinship"
    GUARDIAN = "special_guardian"
    DONOR = "donor"
    UNKNOWN = "unknown"


class Certainty(Word):
    """How sure a fact is; alleged and established are drawn differently."""

    ESTABLISHED = "established"
    ALLEGED = "alleged"
    DISPUTED = "disputed"


class StatusKind(Word):
    """A child's legal or plan status."""

    CP = "cp"
    CIN = "cin"
    CLA = "cla"
    EARLY_HELP = "early_help"
    CAO = "cao"
    SGO = "sgo"
    CARE_ORDER = "care_order"
    INTERIM_CARE_ORDER = "interim_care_order"
    SUPERVISION_ORDER = "supervision_order"
    SECTION_20 = "s20"
    ADOPTION = "adoption"
    CARE_LEAVER = "care_leaver"
    ASSESSMENT = "assessment"
    SECTION_47 = "s47"
    CLOSED = "closed"


class WarningKind(Word):
    """Which colour a warning takes: hold back, danger, care."""

    HOLD_BACK = "hold_back"
    DANGER = "danger"
    CARE = "care"


class EntryKind(Word):
    """What stands in the diary. Where a child is seen is part of the kind: video never counts by itself."""

    HOME_VISIT = "home_visit"
    SCHOOL_VISIT = "school_visit"
    VISIT = "visit"
    VIDEO_VISIT = "video_visit"
    CONTACT = "contact"
    CONFERENCE = "conference"
    CORE_GROUP = "core_group"
    REVIEW = "review"
    COURT = "court"
    MEETING = "meeting"
    SUPERVISION = "supervision"
    DUTY = "duty"
    CALL = "call"
    WRITE_UP = "write_up"
    TRAINING = "training"
    LEAVE = "leave"
    SICK = "sick"
    TRAVEL = "travel"
    ROOM = "room"
    INTERPRETER = "interpreter"
    BUSY = "busy"
    OTHER = "other"


_SPOKEN = {
    ("Direction", "in"): "rang us",
    ("Direction", "out"): "we rang",
    ("Channel", "in_person"): "in person",
    ("Reason", "return_call"): "returning a call",
    ("Reason", "check"): "agency check",
    ("Outcome", "message"): "message passed",
    ("Outcome", "call_back"): "call back promised",
    ("Outcome", "nothing"): "nothing needed",
    ("Harm", "not_sorted"): "not sorted",
    ("ClockToday", "not_sorted"): "not sorted",
    ("ClockToday", "today"): "yes, today",
    ("TaskKind", "follow_up"): "follow-up",
    ("TaskKind", "waiting_for"): "waiting for",
    ("UnionKind", "one_off"): "one-off contact",
    ("EntryKind", "visit"): "visit elsewhere",
    ("EntryKind", "contact"): "family time",
    ("EntryKind", "conference"): "child protection conference",
    ("EntryKind", "review"): "review meeting",
    ("EntryKind", "court"): "court hearing",
    ("EntryKind", "write_up"): "write-up time",
    ("EntryKind", "leave"): "annual leave",
    ("EntryKind", "sick"): "off sick",
    ("EntryKind", "room"): "room booking",
    ("StatusKind", "cp"): "child protection plan",
    ("StatusKind", "cin"): "child in need plan",
    ("StatusKind", "cla"): "looked after",
    ("StatusKind", "cao"): "child arrangements order",
    ("StatusKind", "sgo"): "special guardianship order",
    ("StatusKind", "s20"): "section 20",
    ("StatusKind", "s47"): "section 47 enquiry",
}
