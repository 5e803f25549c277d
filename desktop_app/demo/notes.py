"""What people say on the telephone in the invented borough: ordinary days, and the ones that are not."""

from __future__ import annotations

ORDINARY = (
    "Rang to say the appointment on {day} is fine. Will bring the red book.",
    "Wants to move the visit because of a job interview. Offered {day} at 4, she will check and text.",
    "Asks when the next core group is. Told her {day}, 14:00, Civic Centre room 3.",
    "School confirms attendance is up to 94 per cent this half term. Report follows by email.",
    "Asked for the number of the food bank. Given, and a voucher requested.",
    "Says the boiler was repaired this morning, heating works again.",
    "Left a message: the bus was late, she will be ten minutes behind for contact.",
    "Wanted to say thank you for the help with the school uniform.",
    "Health visitor asks for the minutes of the last meeting. Will send the part that is hers.",
    "Confirms {child} saw the dentist. Two small fillings, next check in six months.",
    "Housing officer: the transfer is with the panel, answer expected next week.",
    "Dad asks whether he may bring his mum to the contact session. Told him I will ask.",
    "GP surgery will answer the agency check by Friday.",
    "Asks for an interpreter for the conference on {day}. Booked.",
    "{child} was sent home with a temperature; mum collected within half an hour.",
    "Nan would like the children for the weekend. Passed on.",
)
WORRYING = (
    "Neighbour heard shouting again last night, and says the police were called around two.",
    "{child} came in with a bruise on the arm and says it was the door. School has noted it.",
    "Says he turned up at the flat drunk and would not leave. She locked herself in with the children.",
    "{child} told a teacher there was nothing to eat since yesterday.",
    "Mum says she can't cope any more and does not know what she will do.",
    "Did not come home last night; phone is switched off. Police informed.",
)
ABOUT = (
    "the core group",
    "school attendance",
    "contact on Saturday",
    "the agency check",
    "a lift to the clinic",
    "the plan",
)
SUBJECTS = (
    "Attendance report", "Agency check reply", "Minutes of the core group", "Housing transfer", "Contact arrangements",
    "Appointment letter", "Report for conference", "Change of address",
)  # fmt: skip
LETTERS = (
    "Please find the report for the conference attached. I am happy to talk it through before then.",
    "Thank you for your letter. We hold no concerns on record; the last appointment was attended.",
    "Further to our call I confirm that the place is kept until the end of the month.",
    "Could you let me know who will collect {child} on Fridays from now on?",
)
