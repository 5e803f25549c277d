"""What people call the things in a diary, and how long each usually takes."""

from __future__ import annotations

from desktop_app.records.words import EntryKind as K

SAID: dict[str, tuple[K, str]] = {}
"""A folded phrase → kind and title. Longer phrases win."""


def _say(kind: K, title: str, *phrases: str) -> None:
    for phrase in phrases:
        SAID[phrase] = (kind, title)


_PLANS = {
    "": "", "cp": "Child protection ", "child protection": "Child protection ", "cin": "Child in need ",
    "child in need": "Child in need ", "lac": "Looked-after ", "cla": "Looked-after ", "looked after": "Looked-after ",
    "stat": "Statutory ", "statutory": "Statutory ", "s47": "Section 47 ", "section 47": "Section 47 ",
    "assessment": "Assessment ", "duty": "Duty ", "joint": "Joint ", "unannounced": "Unannounced ",
}  # fmt: skip
_WHERE = {
    "": K.VISIT, "home": K.HOME_VISIT, "school": K.SCHOOL_VISIT, "nursery": K.SCHOOL_VISIT, "video": K.VIDEO_VISIT,
    "virtual": K.VIDEO_VISIT, "placement": K.HOME_VISIT, "foster": K.HOME_VISIT,
}  # fmt: skip
for plan, plan_title in _PLANS.items():
    for where, visit in _WHERE.items():
        said = f"{plan} {where} visit".split()
        title = " ".join(f"{plan_title}{where} visit".split())
        _say(visit, title[0].upper() + title[1:], " ".join(said))
_say(K.VISIT, "Child protection visit", "cpv", "cp v")
_say(K.VISIT, "Child in need visit", "cinv")
_say(K.VISIT, "Visit", "see", "seeing")
_say(K.VIDEO_VISIT, "Video visit", "video call with")
_say(K.CONFERENCE, "Initial conference", "icpc", "initial conference", "initial child protection conference", "icpcc")
_say(K.CONFERENCE, "Review conference", "rcpc", "review conference", "review child protection conference")
_say(K.CONFERENCE, "Conference", "conference", "case conference", "cp conference", "child protection conference")
_say(K.CORE_GROUP, "Core group", "core group", "core grp", "cg", "core group meeting")
_say(K.REVIEW, "Looked-after review", "lac review", "cla review", "looked after review", "lac rev", "iro review")
_say(K.REVIEW, "Child in need review", "cin review", "child in need review", "cin rev")
_say(K.REVIEW, "Review", "review", "review meeting", "pathway plan review", "ehcp review", "annual review")
_say(K.MEETING, "Strategy meeting", "strategy meeting", "strat meeting", "strategy discussion", "strat", "strategy")
_say(K.MEETING, "Child in need meeting", "cin meeting", "cin mtg", "child in need meeting")
_say(K.MEETING, "Legal planning meeting", "lpm", "legal planning", "legal planning meeting", "plo", "plo meeting")
_say(K.MEETING, "Professionals' meeting", "professionals meeting", "profs meeting", "tac", "taf", "tac meeting")
_say(K.MEETING, "Education plan meeting", "pep", "pep meeting")
_say(K.MEETING, "Team meeting", "team meeting", "keep in touch", "kit meeting")
_say(K.MEETING, "Family group conference", "fgc", "family group conference", "family group decision making")
_say(K.MEETING, "Meeting", "meeting", "mtg", "meet", "meeting with", "catch up")
_say(K.COURT, "Court hearing", "court", "hearing", "court hearing", "cmh", "irh", "final hearing", "case management")
_say(K.SUPERVISION, "Supervision", "supervision", "supv", "sup", "1 to 1", "121", "1 2 1")
_say(K.DUTY, "Duty", "duty", "on duty", "duty day", "duty desk")
_say(K.LEAVE, "Annual leave", "leave", "annual leave", "al", "a l", "holiday", "toil", "off")
_say(K.SICK, "Off sick", "sick", "off sick", "sick leave", "unwell")
_say(K.TRAINING, "Training", "training", "course", "workshop")
_say(K.CONTACT, "Family time", "contact", "family time", "supervised contact", "contact session")
_say(K.CALL, "Call", "call", "phone", "ring", "phone call", "call with", "telephone")
_say(K.WRITE_UP, "Write-up time", "write up", "writing", "recording", "report writing", "admin time", "write up time")
_say(K.TRAVEL, "Travel", "travel", "drive", "driving")
_say(K.ROOM, "Room booking", "room", "room booking", "book room")
_say(K.INTERPRETER, "Interpreter", "interpreter", "interpreter booking")
_say(K.BUSY, "Busy", "busy", "private", "blocked")

LONGEST = max(len(phrase.split()) for phrase in SAID)

MINUTES = {
    K.CONFERENCE: 120, K.REVIEW: 90, K.COURT: 180, K.SUPERVISION: 90, K.CALL: 30, K.VIDEO_VISIT: 45, K.WRITE_UP: 120,
    K.TRAINING: 180, K.TRAVEL: 30,
}  # fmt: skip
"""Minutes when nobody says; an hour for everything else."""

WHOLE_DAYS = frozenset({K.LEAVE, K.SICK, K.DUTY, K.TRAINING, K.BUSY})
"""Kinds that may stand for whole days; all others want an hour."""

PLACES: dict[str, tuple[str, K | None]] = {
    "school": ("School", K.SCHOOL_VISIT), "nursery": ("Nursery", K.SCHOOL_VISIT), "home": ("Home", K.HOME_VISIT),
    "placement": ("Placement", K.HOME_VISIT), "office": ("Office", None), "court": ("Court", None),
    "teams": ("Teams", K.VIDEO_VISIT), "zoom": ("Zoom", K.VIDEO_VISIT), "video": ("Video", K.VIDEO_VISIT),
    "whatsapp": ("WhatsApp", K.VIDEO_VISIT), "phone": ("Phone", None), "online": ("Online", K.VIDEO_VISIT),
}  # fmt: skip
"""A place by one word: how it reads, and which kind of visit it makes of a plain one."""
