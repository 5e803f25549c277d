"""Lists of services as councils keep them: drifted headings, titles above, ages in words, rows without a name."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.errors import UserError
from desktop_app.exchange.services import read_services

TABLE = """Wexcombe directory of services, updated weekly,,,,,
Service Name,Run by,Helps with,Locality,Age range,Tel,E-mail,Waiting time,Opened
Stepping Up,Family Hub,parenting; routines,North / Harbour,0-11,01632 600122,hub@services.example,2 weeks,2019
Calm Minds,CAMHS,anxiety,,5 to 17,,not an address,long,2020
Turning Tide,NHS,"alcohol, drugs",Harbour,18+,,,,
Little Ones,,play,,under 5,,,,
,somebody,,,,,,,
For all,,food,,teens,,,,
"""


def test_a_table_with_drifted_headings_is_read(tmp_path: Path):
    file = tmp_path / "services.csv"
    file.write_text(TABLE, "utf-8")
    found = read_services(file)
    assert [one.name for one in found.services] == [
        "Stepping Up",
        "Calm Minds",
        "Turning Tide",
        "Little Ones",
        "For all",
    ]
    first, calm, tide, little, every = found.services
    assert (first.provider, first.needs, first.areas) == ("Family Hub", ("parenting", "routines"), ("North", "Harbour"))
    assert (first.phone, first.email, first.weeks) == ("01632 600122", "hub@services.example", 2)
    ages = [(one.age_from, one.age_to) for one in (first, calm, tide, little, every)]
    assert ages == [(0, 11), (5, 17), (18, 0), (0, 4), (0, 0)]
    assert dict(found.columns)["Opened"] == ""
    assert dict(found.columns)["Service Name"] == "name"
    assert [where for where, _what in found.doubts] == ["row 4", "row 4", "row 7", "row 8"]


def test_a_semicolon_table_in_an_old_encoding_with_a_repeated_heading(tmp_path: Path):
    file = tmp_path / "services.csv"
    file.write_bytes("Name;Need;Name;Min age;Max age\nCafé Überall;food;x;11;5\n".encode("cp1252"))
    found = read_services(file)
    (one,) = found.services
    assert (one.name, one.age_from, one.age_to) == ("Café Überall", 5, 11)
    assert [field for _heading, field in found.columns] == ["name", "needs", "", "age_from", "age_to"]


@pytest.mark.parametrize("text", ["", "a,b,c\n1,2,3\n", "need,area\nfood,North\n"])
def test_a_file_without_names_of_services_is_refused_in_words(tmp_path: Path, text: str):
    file = tmp_path / "x.csv"
    file.write_text(text, "utf-8")
    with pytest.raises(UserError):
        read_services(file)
