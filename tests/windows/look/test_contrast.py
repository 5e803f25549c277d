"""The contrast of every pair in the tables of the look, in three themes."""

from __future__ import annotations

import pytest

from desktop_app.windows.look import tokens

# look.md, section 2: "on surface / worst of all eight surfaces"
MEASURED = {
    "light": {"text": (15.1, 11.9), "text2": (7.4, 5.8), "text3": (6.1, 4.8), "accent_text": (7.8, 6.2),
              "strong": (4.2, 3.3), "focus": (5.5, 4.3)},
    "dark": {"text": (13.2, 9.9), "text2": (8.5, 6.5), "text3": (6.3, 4.7), "accent_text": (8.7, 6.6),
             "strong": (4.4, 3.3), "focus": (9.7, 7.3)},
    "contrast": {"text": (21.0, 12.6), "text2": (21.0, 12.6), "text3": (15.9, 9.6), "accent_text": (13.5, 8.1),
                 "strong": (21.0, 12.6), "focus": (16.0, 9.6)},
}  # fmt: skip
ON_ACCENT = {"light": (7.3, 9.2, 11.5), "dark": (5.4, 4.8, 6.6), "contrast": (13.5, 15.8, 18.0)}
# text on fill, icon on fill, and text and icon on the worst surface
ROLES = {
    "light": {"late": (6.9, 5.1, 6.3, 4.6), "soon": (7.3, 4.7, 6.5, 4.1), "done": (7.1, 4.7, 6.4, 4.2),
              "note": (7.3, 4.9, 6.6, 4.4), "guard": (7.8, 5.5, 7.1, 5.0)},
    "dark": {"late": (7.9, 5.8, 6.6, 4.8), "soon": (8.5, 6.2, 7.3, 5.3), "done": (8.1, 5.9, 7.1, 5.1),
             "note": (8.3, 5.9, 7.1, 5.1), "guard": (8.1, 5.6, 6.8, 4.7)},
    "contrast": {"late": (12.3, 9.8), "soon": (15.0, 15.0), "done": (15.5, 15.5), "note": (14.3, 14.3),
                 "guard": (14.0, 14.0)},
}  # fmt: skip
TEXT_ON_FILL = {"light": 13.1, "dark": 11.3, "contrast": 21.0}
DISABLED = {"light": 3.2, "dark": 3.3, "contrast": 8.6}
CASES = [(name, token) for name, pairs in MEASURED.items() for token in pairs]
ROLE_CASES = [(name, role) for name in ROLES for role in tokens.ROLES]


@pytest.mark.parametrize("name", tokens.THEMES)
def test_text_reads_and_controls_show_on_every_surface(name):
    theme = tokens.load(name)
    for token in ("text", "text2", "text3", "accent_text"):
        assert tokens.worst(theme, token) >= 4.5, token
    for token in ("strong", "focus"):
        assert tokens.worst(theme, token) >= 3.0, token
    for role in tokens.ROLES:
        assert tokens.worst(theme, f"{role}.text") >= 4.5, role
        assert tokens.worst(theme, f"{role}.icon") >= 3.0, role
        assert tokens.contrast(theme.colour(f"{role}.text"), theme.colour(f"{role}.fill")) >= 4.5, role
        assert tokens.contrast(theme.colour(f"{role}.icon"), theme.colour(f"{role}.fill")) >= 3.0, role
    for fill in ("accent", "accent_hover", "accent_pressed"):
        assert tokens.contrast(theme.colour("on_accent"), theme.colour(fill)) >= 4.5, fill
    assert tokens.contrast(theme.colour("on_now"), theme.colour("now")) >= 4.5
    assert tokens.contrast(theme.colour("past"), theme.colour("surface")) >= 3.0


@pytest.mark.parametrize(("name", "token"), CASES)
def test_measures_are_those_of_the_page(name, token):
    theme = tokens.load(name)
    on_surface, lowest = MEASURED[name][token]
    assert tokens.contrast(theme.colour(token), theme.colour("surface")) == pytest.approx(on_surface, abs=0.06)
    assert tokens.worst(theme, token) == pytest.approx(lowest, abs=0.06)


@pytest.mark.parametrize("name", tokens.THEMES)
def test_words_on_the_accent_measure_as_on_the_page(name):
    theme = tokens.load(name)
    fills = ("accent", "accent_hover", "accent_pressed")
    found = [tokens.contrast(theme.colour("on_accent"), theme.colour(fill)) for fill in fills]
    assert found == pytest.approx(ON_ACCENT[name], abs=0.06)
    assert tokens.contrast(theme.colour("disabled"), theme.colour("surface")) == pytest.approx(DISABLED[name], abs=0.06)


@pytest.mark.parametrize(("name", "role"), ROLE_CASES)
def test_roles_measure_as_on_the_page(name, role):
    theme = tokens.load(name)
    found = [
        tokens.contrast(theme.colour(f"{role}.text"), theme.colour(f"{role}.fill")),
        tokens.contrast(theme.colour(f"{role}.icon"), theme.colour(f"{role}.fill")),
        tokens.worst(theme, f"{role}.text"),
        tokens.worst(theme, f"{role}.icon"),
    ]
    wanted = ROLES[name][role]
    assert found[: len(wanted)] == pytest.approx(wanted, abs=0.06)
    assert tokens.contrast(theme.colour("text"), theme.colour(f"{role}.fill")) >= TEXT_ON_FILL[name] - 0.06


def test_themes_name_the_same_tokens():
    light, *others = (tokens.load(name) for name in tokens.THEMES)
    for other in others:
        assert set(other.colours) == set(light.colours)


def test_black_on_white_is_21():
    assert tokens.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert tokens.contrast("#777777", "#777777") == pytest.approx(1)


def test_an_unknown_token_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        tokens.load("light").colour("teal")
