"""Theme tokens as data, and the contrast arithmetic of WCAG 2.2. No Qt here."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from desktop_app import paths
from desktop_app.errors import EnvironmentProblem

if TYPE_CHECKING:
    from collections.abc import Mapping

THEMES: Final = ("light", "dark", "contrast")
ROLES: Final = ("late", "soon", "done", "note", "guard")
SURFACES: Final = ("window", "rail", "surface", "raised", "sunken", "hover", "pressed", "selected")


@dataclass(frozen=True, slots=True)
class Role:
    """The four colours of one meaning, as #RRGGBB."""

    text: str
    icon: str
    fill: str
    edge: str


@dataclass(frozen=True, slots=True)
class Shadow:
    """The one raised level: offset and blur in px, strength 0-1, and the white edge of high contrast."""

    down: int
    blur: int
    colour: str
    strength: float
    edge: int


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme file. `colour` takes a token ("text2") or a role and its part ("late.icon")."""

    name: str
    title: str
    ring: int
    edges: bool
    shadow: Shadow
    colours: Mapping[str, str]
    roles: Mapping[str, Role]

    def colour(self, token: str) -> str:
        """The #RRGGBB of a token; KeyError for a name that is not in the theme."""
        role, _, part = token.partition(".")
        if part:
            return str(getattr(self.roles[role], part))
        return self.colours[token]


@lru_cache(maxsize=len(THEMES))
def load(name: str) -> Theme:
    """Read a theme from resources/themes; EnvironmentProblem when the installation lacks it."""
    path = paths.resources() / "themes" / f"{name}.toml"
    try:
        raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        return Theme(
            name=name,
            title=raw["title"],
            ring=raw["ring"],
            edges=raw["edges"],
            shadow=Shadow(**raw["shadow"]),
            colours=MappingProxyType(raw["colours"]),
            roles=MappingProxyType({role: Role(**raw["roles"][role]) for role in ROLES}),
        )
    except (OSError, KeyError, TypeError, tomllib.TOMLDecodeError) as problem:
        raise EnvironmentProblem(
            f"The colours of the {name} theme could not be read.",
            "Nothing of yours is touched.",
            "Install Casemate again.",
        ) from problem


def luminance(colour: str) -> float:
    """Relative luminance 0-1 of #RRGGBB (WCAG 2.2, definition of relative luminance)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio 1-21 of two #RRGGBB colours, in either order."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def worst(theme: Theme, token: str) -> float:
    """The lowest contrast of a token against all eight surfaces."""
    return min(contrast(theme.colour(token), theme.colours[surface]) for surface in SURFACES)
