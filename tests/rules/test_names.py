"""Folding, sound keys and short forms of names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.rules.names import fold, fold_for_search, romanised, sounds, tokens
from desktop_app.rules.nicknames import other_names, stems


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Małgorzata", "malgorzata"),
        ("O'Brien", "obrien"),
        ("O’Brien", "obrien"),
        ("Smith-Jones", "smith jones"),
        ("Đặng Thị Thủy", "dang thi thuy"),
        ("Søren Weiß", "soren weiss"),
        ("IŞIL Yiğit ılgaz", "isil yigit ilgaz"),
        ("Þór Æsa Œuvre Ðóra", "thor aesa oeuvre dora"),
        ("Олександр", "oleksandr"),
        ("Γιώργος", "giorgos"),
        ("St. Brannoc's", "st brannocs"),
        ("مُحَمَّد", "محمد"),
        ("أحمد", "احمد"),
        ("  Leo \t Reid ", "leo reid"),
        ("", ""),
        ("👶", ""),
    ],
)
def test_a_name_folds_to_plain_letters(text, folded):
    assert fold(text) == folded


def test_letters_that_build_indic_and_korean_words_stay_whole():
    assert fold("প্রিয়া") == fold("প্রিয়া")
    assert fold("김민준") == "김민준"


def test_each_chinese_character_is_a_word_of_its_own():
    assert fold_for_search("张伟明 Wei") == "张 伟 明 wei"
    assert tokens("张伟明") == ("张", "伟", "明")


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_and_leaves_no_capitals(text):
    once = fold(text)
    assert fold(once) == once
    assert once == once.strip()
    assert "'" not in once


@pytest.mark.parametrize(("native", "latin"), [("محمد", "mhmd"), ("김민준", "gimminjun"), ("ਗੁਰਪ੍ਰੀਤ", "gurapriita")])
def test_other_scripts_have_a_latin_reading(native, latin):
    assert romanised(fold(native)) == latin


ALIKE = """
Thompson Thomson, Siobhan Shivaun, Wojciech Wojcek, Wojciech Voychek, Niamh Neve, Saoirse Sersha, Caoimhe Keeva,
Aoife Eefa, Kowalska Kovalska, Nguyen Win, Mohammed Muhamad, Xhosa Kosa, Sinéad Shinade, Rhys Reece, Llewelyn Lewellin,
Dafydd Davith, Hywel Howell, Szymon Shimon, Joanna Yoanna, Oluwaseun Oluwashayun, Xasan Hassan, Cabdi Abdi,
Gjergj Jerj, Stephen Steven, Philip Fillip, Catherine Kathryn, Shaun Sean, Jacqueline Jackleen, Leigh Lee, Hughes Hews,
Knight Nite, Wright Rite, Worcester Wooster, Leicester Lester, Zhang Jang, Ionescu Yoneskoo, Ștefan Shtefan, João Jwow,
Beauchamp Beecham, Ayesha Aisha, Khadija Hadija, Zainab Zaynab, Yusuf Yousef, Padraig Porrick, Róisín Rosheen,
Oisín Osheen, Agnieszka Agneshka, Krzysztof Christoff, Tomasz Tomash, Łukasz Wookash, Ewa Eva, Jadwiga Yadviga
"""


@pytest.mark.parametrize("pair", [pair.strip() for pair in ALIKE.split(",")])
def test_names_that_sound_alike_share_a_key(pair):
    one, other = pair.split()
    assert sounds(one) & sounds(other)


@pytest.mark.parametrize(
    "pair", ["Margaret Oliver", "Leo Siobhan", "Kowalska Begum", "Thompson Khan", "Aoife Margaret"]
)
def test_names_that_do_not_sound_alike_share_none(pair):
    one, other = pair.split()
    assert not sounds(one) & sounds(other)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("bill", "william"), ("peggy", "margaret"), ("kate", "katarzyna"), ("kasia", "katarzyna"), ("bob", "robert"),
        ("gosia", "malgorzata"), ("alex", "alexandra"), ("mo", "mohammed"), ("gigi", "gheorghe"), ("ibo", "ibrahim"),
        ("dai", "dafydd"), ("shiv", "siobhan"), ("sasha", "oleksandr"), ("harry", "harpreet"), ("abdi", "abdullah"),
    ],
)  # fmt: skip
def test_short_forms_point_to_full_names(short, full):
    assert full in other_names(short)


def test_every_listed_form_is_folded_and_points_both_ways():
    for name in ("gosia", "bill", "dafydd"):
        for other in other_names(name):
            assert fold(other) == other
            assert name in other_names(other)


def test_a_home_made_short_form_gives_the_beginning_of_the_name():
    assert "kez" in stems("kezzy")
    assert stems("jo") == ()
