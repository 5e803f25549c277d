"""What people say on the telephone in the invented borough: ordinary days, and the ones that are not."""

from __future__ import annotations

ORDINARY = (  # from the family
    "Rang to say the appointment on {day} is fine. Will bring the red book.",
    "Wants to move the visit because of a job interview. Offered {day} at 4, will check and text.",
    "Asks when the next core group is. Told them {day}, 14:00, Civic Centre room 3.",
    "Asked for the number of the food bank. Given, and a voucher requested.",
    "Says the boiler was repaired this morning, heating works again.",
    "The bus was late, will be ten minutes behind for contact.",
    "Wanted to say thank you for the help with the school uniform.",
    "Confirms {child} saw the dentist. Two small fillings, next check in six months.",
    "Asks whether an aunt may come to the contact session. Told them I will ask.",
    "Asks for an interpreter for the conference on {day}. Booked.",
    "{child} was sent home from school with a temperature and is better today.",
    "Asks who will be at the meeting on {day}. Passed on.",
)
BY_ROLE = {  # from those who work with the family
    "head of year": (
        "Attendance is up to 94 per cent this half term. Report follows by email.",
        "{child} was sent home with a temperature and collected within half an hour.",
        "Can make the meeting on {day}, but has to leave at 15:30.",
    ),
    "health visitor": (
        "Asks for the minutes of the last meeting. Told her which part she gets.",
        "Saw {child} at clinic, weight is back on the line. Letter follows.",
    ),
    "GP": (
        "The surgery will answer the agency check by {day}.",
        "Asks where to send the report for conference. Given our secure address.",
    ),
    "police": (
        "Sends apologies for {day}; a written report comes instead.",
        "Asks who is allocated to the family now. Rang back on the station number.",
    ),
    "housing officer": (
        "The transfer is with the panel, answer expected by {day}.",
        "Repairs to the window are booked for {day} morning.",
    ),
}
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
LETTERS = (  # subject, text
    ("Report for conference", "Please find my report for the conference. I am happy to talk it through before then."),
    ("Agency check reply", "Thank you for your letter. We hold no concerns; the last appointment was attended."),
    ("Appointment", "Further to our call I confirm that {child}’s place is kept until the end of the month."),
    ("Contact arrangements", "Could you let me know who will collect {child} on Fridays from now on?"),
    ("Minutes of the core group", "Could I have the minutes of the last core group? I have to answer two actions."),
    ("Apologies", "I can’t come to the next meeting and will send a written update two days before."),
)
WITH_PAPERS = ("Report for conference", "Agency check reply")
