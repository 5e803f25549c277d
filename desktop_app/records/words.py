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


class Alike(Word):
    """How children born together are alike."""

    UNKNOWN = "unknown"
    IDENTICAL = "identical"
    FRATERNAL = "fraternal"


class Loss(Word):
    """How a pregnancy ended without a living child."""

    NONE = "none"
    MISCARRIAGE = "miscarriage"
    TERMINATION = "termination"
    STILLBIRTH = "stillbirth"


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


class StepKind(Word):
    """What happened to a child, as the rule packs name it (`on` and `met_by`)."""

    CONTACT = "contact"
    REFERRAL = "referral"
    REFERRAL_DECISION = "referral_decision"
    CHECKPOINT = "checkpoint"
    CHECKPOINT_20 = "checkpoint_20"
    ASSESSMENT_AUTHORISED = "assessment_authorised"
    CONCERN_OF_HARM = "concern_of_harm"
    STRATEGY = "strategy"
    STRATEGY_BY_PHONE = "strategy_by_phone"
    STRATEGY_S47 = "strategy_s47"
    STRATEGY_RECORD_SENT = "strategy_record_sent"
    S47 = "s47"
    S47_OUTCOME = "s47_outcome"
    ICPC = "icpc"
    ICPC_BOOKED = "icpc_booked"
    ICPC_REPORT_SHARED = "icpc_report_shared"
    RCPC = "rcpc"
    RCPC_BOOKED = "rcpc_booked"
    RCPC_REPORT_SHARED = "rcpc_report_shared"
    CONFERENCE = "conference"
    CONFERENCE_BOOKED = "conference_booked"
    REPORT_TO_CHAIR = "report_to_chair"
    INVITATIONS_SENT = "invitations_sent"
    DECISIONS_SENT = "decisions_sent"
    RECORD_SENT = "record_sent"
    CP_PLAN = "cp_plan"
    CORE_GROUP = "core_group"
    VISIT = "visit"
    SEEN = "seen"
    CRITICAL_EVENT = "critical_event"
    EVENT = "event"
    RECORDED = "recorded"
    CIN_PLAN = "cin_plan"
    CIN_MEETING = "cin_meeting"
    CIN_REVIEW = "cin_review"
    LOOKED_AFTER = "looked_after"
    CARE_PLAN = "care_plan"
    PLACEMENT = "placement"
    PLACEMENT_PLAN = "placement_plan"
    PLACEMENT_NOTIFIED = "placement_notified"
    CARE_ORDER = "care_order"
    LAC_REVIEW = "lac_review"
    LAC_REVIEW_BOOKED = "lac_review_booked"
    LAC_REPORT_SHARED = "lac_report_shared"
    LAC_OUTCOMES_SENT = "lac_outcomes_sent"
    HEALTH_TOLD = "health_told"
    HEALTH_ASSESSMENT = "health_assessment"
    DENTAL_CHECK = "dental_check"
    SDQ = "sdq"
    PEP = "pep"
    ELIGIBLE_AT_16 = "eligible_at_16"
    NEEDS_ASSESSMENT = "needs_assessment"
    PATHWAY_PLAN = "pathway_plan"
    PATHWAY_REVIEW = "pathway_review"
    MOVED_IN = "moved_in"
    ADVISER_VISIT = "adviser_visit"
    MISSING = "missing"
    RETURNED = "returned"
    RETURN_INTERVIEW = "return_interview"
    LEGAL_GATEWAY = "legal_gateway"
    LETTER_BEFORE_PROCEEDINGS = "letter_before_proceedings"
    PRE_PROCEEDINGS_MEETING = "pre_proceedings_meeting"
    COURT_APPLICATION = "court_application"
    EHC_REQUEST = "ehc_request"
    EHC_DECISION = "ehc_decision"
    EHC_ADVICE_ASKED = "ehc_advice_asked"
    EHC_ADVICE = "ehc_advice"
    EHC_DRAFT = "ehc_draft"
    EHC_ANSWER = "ehc_answer"
    EHC_FINAL = "ehc_final"
    SUPERVISION = "supervision"
    DISCUSSED = "discussed"
    SUBJECT_ACCESS_REQUEST = "subject_access_request"
    INFORMATION_REQUEST = "information_request"
    ANSWERED = "answered"
    ADULT_REFERRAL = "adult_referral"
    CARE_ACT_ASSESSMENT = "care_act_assessment"
    ADULT_CONCERN = "adult_concern"
    CONCERN_ACKNOWLEDGED = "concern_acknowledged"
    ENQUIRY_DECISION = "enquiry_decision"
    ADULT_ENQUIRY = "adult_enquiry"
    ENQUIRY_OUTCOME = "enquiry_outcome"
    DISCHARGE_NOTICE = "discharge_notice"
    DISCHARGE_PLAN = "discharge_plan"
    CLOSED = "closed"
    OTHER = "other"


class PlacementKind(Word):
    """What kind of home a looked-after child lives in; it decides how often they are visited."""

    FOSTER = "foster"
    LONG_TERM_FOSTER = "long_term_foster"
    CONNECTED = "connected_person"
    PARENT = "with_parent"
    CHILDRENS_HOME = "childrens_home"
    SUPPORTED = "supported"
    ADOPTIVE = "adoptive"
    OTHER = "other"


class MinuteState(Word):
    """How far a minute has come; after approval only amendments are added."""

    DRAFT = "draft"
    CHECKED = "checked"
    APPROVED = "approved"
    SENT = "sent"


_SPOKEN = {
    ("StepKind", "s47"): "section 47 enquiry",
    ("StepKind", "strategy"): "strategy discussion",
    ("StepKind", "strategy_s47"): "strategy discussion that began section 47",
    ("StepKind", "icpc"): "initial conference",
    ("StepKind", "rcpc"): "review conference",
    ("StepKind", "cp_plan"): "child protection plan began",
    ("StepKind", "cin_plan"): "child in need plan began",
    ("StepKind", "looked_after"): "became looked after",
    ("StepKind", "lac_review"): "looked-after review",
    ("StepKind", "cin_review"): "child in need review",
    ("StepKind", "pep"): "education plan",
    ("StepKind", "sdq"): "strengths and difficulties questionnaire",
    ("PlacementKind", "childrens_home"): "children's home",
    ("PlacementKind", "long_term_foster"): "long-term fostering, child agrees",
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
