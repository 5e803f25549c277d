"""Rule packs: every shipped one reads, editions are chosen by day, and loosening needs a reason and an owner."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desktop_app.errors import UserError
from desktop_app.rules.timescales import Count, Unit, names, pack, pack_on, read_pack

# Facts of the field, one code each: a code that is lost or changes its number is noticed here.
NATIONAL = {
    "REF-DEC": "1 working day", "CFA-10": "10 working days", "CFA-45": "45 working days", "CFA-12M": "12 months",
    "STRAT-REC": "1 working day", "S47-OUT": "15 working days", "ICPC-15": "15 working days",
    "CONF-DEC": "1 working day", "CORE-1": "10 working days", "CORE-N": "6 weeks", "RCPC-3": "3 months",
    "RCPC-6": "6 months", "CPV": "10 working days", "NOTSEEN": "4 weeks", "REC-24": "24 hours",
    "REC-2": "2 working days", "REC-5": "5 working days", "CIN-MTG1": "10 working days", "CINV": "20 working days",
    "LAC-PP": "5 working days", "LAC-CP": "10 working days", "LACV-1": "1 week", "LACV-6W": "6 weeks",
    "LACV-3M": "3 months", "LACR-1": "20 working days", "LACR-2": "3 months", "LACR-N": "6 months",
    "LAC-IHA": "20 working days", "LAC-RHA": "12 months", "PEP-1": "10 working days", "PWP-16": "3 months",
    "PA-VIS": "1 week", "RHI-72": "72 hours", "EHC-6": "6 weeks", "EHC-16": "16 weeks", "EHC-20": "20 weeks",
    "SUPV": "4 weeks", "AD-SG": "24 hours", "AD-CA": "28 days", "SAR": "1 month", "FOI": "20 working days",
}  # fmt: skip


@pytest.mark.parametrize("name", names())
def test_every_shipped_pack_reads_and_counts(name: str):
    found = pack(name)
    assert found.title
    for rule in found.rules.values():
        assert rule.code == rule.code.upper()
        assert rule.words()
        assert rule.source
        assert rule.standing in ("statute", "guidance", "local")
        if rule.after is None:
            assert rule.note
        elif rule.after.unit is not Unit.TERMS:
            assert rule.due(date(2026, 12, 1)).why


@pytest.mark.parametrize(("code", "words"), NATIONAL.items())
def test_national_numbers(code: str, words: str):
    after = pack("national-2026").rule(code).after
    assert after is not None
    assert after.words() == words


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2017, 5, 1), "national-2018"),
        (date(2023, 12, 14), "national-2018"),
        (date(2023, 12, 15), "national-2023"),
        (date(2026, 2, 28), "national-2023"),
        (date(2026, 11, 23), "national-2026"),
    ],
)
def test_what_happened_is_judged_by_the_edition_of_its_day(day: date, name: str):
    assert pack_on(day).name == name


def test_a_council_changes_some_rules_and_keeps_the_rest():
    north = pack("example-northshire")
    assert north.rule("CONF-MIN").after == Count(15, Unit.WORKING_DAYS)
    assert north.rule("CONF-MIN").national == Count(20, Unit.WORKING_DAYS)
    assert north.rule("CFA-45") == pack("national-2026").rule("CFA-45")
    assert north.labels["cin_plan"] == "family help plan"
    assert north.due("PEP-T", date(2026, 10, 1)).day == date(2027, 3, 25)
    with pytest.raises(UserError, match="lists no school term after"):
        north.due("PEP-T", date(2027, 5, 1))
    moor = pack("example-moorland")
    assert moor.due("CFA-45", date(2026, 11, 16)).day == date(2027, 1, 20)


def test_a_code_nobody_knows_names_its_neighbours():
    with pytest.raises(UserError) as told:
        pack("national-2026").rule("LACR-1/2/N")
    assert "LACR-1" in told.value.hint
    with pytest.raises(UserError, match="no number of days"):
        pack("national-2026").due("CPV-ALONE", date(2026, 12, 1))
    with pytest.raises(UserError, match="No rule pack"):
        pack("../national-2026")


HEAD = 'title = "Ours"\nversion = "1"\nsince = 2026-04-01\nbases = ["national-2026"]\n'


def test_loosening_a_national_number_needs_a_reason_and_who_agreed(tmp_path: Path):
    file = tmp_path / "ours.toml"
    file.write_text(HEAD + '[local.CFA-45]\nafter = "60 working days"\n')
    with pytest.raises(UserError, match="longer than the national 45 working days"):
        read_pack(file)
    file.write_text(HEAD + '[local.CFA-45]\nafter = "60 working days"\nreason = "r"\nloosened_by = "Director"\n')
    assert read_pack(file).rule("CFA-45").loosened_by == "Director"
    file.write_text(HEAD + '[local.CFA-45]\nafter = "30 working days"\n[local.LACR-1]\nafter = "28 days"\n')
    assert read_pack(file).rule("LACR-1").after == Count(28, Unit.DAYS), "28 days is never later than 20 working days"


@pytest.mark.parametrize(
    "text",
    [
        "not toml [",
        'title = "x"',
        HEAD + '[local.NO-SUCH]\nafter = "3 days"\n',
        HEAD + '[rules.X-1]\ntitle = "x"\nafter = "some days"\n',
        HEAD + '[rules.X-1]\ntitle = "x"\nwhat = 3\n',
    ],
)
def test_a_pack_that_is_not_right_is_refused_by_name(tmp_path: Path, text: str):
    file = tmp_path / "ours.toml"
    file.write_text(text)
    with pytest.raises(UserError):
        read_pack(file)
