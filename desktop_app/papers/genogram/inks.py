"""What colour each role of a genogram has: in print, in the three looks of the screen, and in grey.

Print is black on white; the tints of homes are so light that a mono printer leaves them out. The colours of the looks
are the tokens of `resources/themes`.
"""

from __future__ import annotations

from typing import Literal

from desktop_app.rules.genogram.shapes import Ink

Theme = Literal["print", "light", "dark", "contrast", "grey"]
Colours = dict[Ink, str]

_PRINT: Colours = {
    "ink": "#000000", "past": "#666666", "soft": "#3C3C3C", "subject": "#000000", "paper": "#FFFFFF",
    "none": "none", "tint": "#EFEFEF", "plan": "#96291F", "plan_fill": "#FBECE9", "order": "#000000",
    "home1": "#284F80", "home2": "#285A31", "home3": "#704600", "home4": "#643675",
    "home1_fill": "#F1F5FA", "home2_fill": "#F0F6F1", "home3_fill": "#FAF5EB", "home4_fill": "#F7F2F9",
    "bond": "#284F80", "harm": "#96291F", "fill": "#D2D2D2",
}  # fmt: skip
_LIGHT: Colours = {
    **_PRINT,
    "ink": "#22272A", "past": "#6E7376", "soft": "#50575A", "subject": "#22272A", "tint": "#F1EFEB",
    "order": "#22272A", "home1": "#3A69A3", "home2": "#3A7845", "home3": "#97600A", "home4": "#7E4B95",
    "bond": "#3A69A3", "harm": "#B5382C",
}  # fmt: skip
_DARK: Colours = {
    "ink": "#ECEAE6", "past": "#A0A4A3", "soft": "#BDBFBD", "subject": "#ECEAE6", "paper": "#202325",
    "none": "none", "tint": "#282C2E", "plan": "#F4AFA7", "plan_fill": "#3A2422", "order": "#ECEAE6",
    "home1": "#82ACE1", "home2": "#77B982", "home3": "#D8A545", "home4": "#BE92D2",
    "home1_fill": "#222A33", "home2_fill": "#212C24", "home3_fill": "#2C281E", "home4_fill": "#2A252F",
    "bond": "#ABCAF0", "harm": "#EC887C", "fill": "#585E60",
}  # fmt: skip
_CONTRAST: Colours = {
    "ink": "#FFFFFF", "past": "#A6A6A6", "soft": "#FFFFFF", "subject": "#FFFFFF", "paper": "#000000",
    "none": "none", "tint": "#1F1F1F", "plan": "#FFB3AA", "plan_fill": "#000000", "order": "#FFFFFF",
    "home1": "#B8D8FF", "home2": "#9FF0AE", "home3": "#FFD56B", "home4": "#EBC6FA",
    "home1_fill": "#000000", "home2_fill": "#000000", "home3_fill": "#000000", "home4_fill": "#000000",
    "bond": "#B8D8FF", "harm": "#FF9486", "fill": "#6E6E6E",
}  # fmt: skip
_GREY: Colours = {
    **_PRINT,
    "plan": "#000000", "plan_fill": "#E4E4E4", "home1": "#4A4A4A", "home2": "#4A4A4A", "home3": "#4A4A4A",
    "home4": "#4A4A4A", "home1_fill": "#F5F5F5", "home2_fill": "#F5F5F5", "home3_fill": "#F5F5F5",
    "home4_fill": "#F5F5F5", "bond": "#333333", "harm": "#000000",
}  # fmt: skip

THEMES: dict[Theme, Colours] = {
    "print": _PRINT,
    "light": _LIGHT,
    "dark": _DARK,
    "contrast": _CONTRAST,
    "grey": _GREY,
}
"""Theme to role to colour as #RRGGBB, or "none"."""


def rgb(colour: str) -> tuple[float, float, float]:
    """A colour as shares of red, green and blue."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue
