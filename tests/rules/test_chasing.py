"""The ladder of chasing: who is asked when, and in what words."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.rules.chasing import Asked, Rung, digest, next_rung, question

MON, TUE, WED, THU, FRI = (date(2026, 11, day) for day in (23, 24, 25, 26, 27))
NEXT_MON = date(2026, 11, 30)
ONE = Asked("Child protection visit", "Leo", "20418", MON, "2 working days late", "10 working days from Mon 9 Nov", "")


@pytest.mark.parametrize(
    ("asked", "today", "number", "manager", "waits"),
    [
        ([], MON, 1, False, ""),
        ([MON], MON, 2, False, "Wed 25 Nov"),
        ([MON], TUE, 2, False, "Wed 25 Nov"),
        ([MON], WED, 2, False, ""),
        ([MON, WED], FRI, 3, True, "Mon 30 Nov"),
        ([MON, WED], NEXT_MON, 3, True, ""),
        ([MON, WED, NEXT_MON], NEXT_MON, 4, True, "the rest is theirs"),
        ([date(2026, 12, 24)], date(2026, 12, 29), 2, False, "Wed 30 Dec"),  # Christmas counts no working day
    ],
)
def test_each_rung_has_its_day(asked: list[date], today: date, number: int, manager: bool, waits: str):
    rung = next_rung(asked, today)
    assert (rung.number, rung.manager, bool(rung.wait)) == (number, manager, bool(waits))
    assert waits in rung.wait


def test_the_social_worker_is_asked_gently_and_the_manager_plainly():
    subject, text = question(Rung(1, False), ONE, "Naomi Clarke", "Dean Aldous", "Ruth Ellery", [])
    assert subject == "Late: Child protection visit, Leo (family 20418)"
    assert text.startswith("Dear Naomi,")
    assert "10 working days from Mon 9 Nov" in text
    assert "once more" not in text
    assert "once more" in question(Rung(2, False), ONE, "Naomi Clarke", "Dean Aldous", "Ruth Ellery", [MON])[1]
    subject, text = question(Rung(3, True), ONE, "Naomi Clarke", "Dean Aldous", "Ruth Ellery", [MON, WED])
    assert text.startswith("Dear Dean,")
    assert "I asked Naomi Clarke on Mon 23 Nov and Wed 25 Nov" in text


def test_a_letter_names_a_family_by_its_number_alone_and_a_digest_has_all_of_a_worker():
    soon = Asked("Core group", "Mia", "20418", FRI, "3 working days left", "", "A slot is booked for Thu at 10:00.")
    subject, text = digest("Naomi Clarke", "Ruth Ellery", [ONE, soon], TUE)
    assert subject == "Your deadlines on Tue 24 Nov"
    assert text.index("Late:") < text.index("Leo (family 20418)") < text.index("In the next ten working days")
    assert "A slot is booked for Thu at 10:00." in text
