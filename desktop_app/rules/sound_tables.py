"""Spelling to sound, one table a tongue: what an English ear hears when the name is said by the people who bear it.

A rule is `letters` or `^letters`, `letters$`, `letters(?=…)`, and its sounds, likeliest first, an empty sound written
`-`. Fine sounds: T is th, S sh, Z zh, C ch or ts, J j, A the vowel of "eye"; the rest as written. Longer rules win.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import NamedTuple

from desktop_app import paths


class Tongue(NamedTuple):
    """A spelling system: which words may be in it, the pattern of its letters, the sounds of each."""

    name: str
    trigger: re.Pattern[str] | None
    pattern: re.Pattern[str]
    sounds: tuple[tuple[str, ...], ...]


def _tongue(name: str, trigger: str | None, rules: str) -> Tongue:
    """Compile a table; letters that a table leaves out are read as in `_COMMON`."""
    table: dict[str, tuple[str, ...]] = {}
    for line in (_COMMON + rules).split("\n"):
        for rule in filter(None, (part.strip() for part in line.split(","))):
            letters, *spoken = rule.split()
            table[letters] = tuple("" if sound == "-" else sound for sound in spoken)
    ordered = sorted(table, key=_reach, reverse=True)
    pattern = re.compile("|".join(f"({letters})" for letters in ordered))
    return Tongue(name, re.compile(trigger) if trigger else None, pattern, tuple(table[letters] for letters in ordered))


def _reach(letters: str) -> tuple[int, int]:
    """How specific a rule is: letters it takes, then what it asks of the neighbourhood."""
    taken = re.sub(r"\(\?[^)]*\)|\[[^]]*\]|[\^$]", "", letters)
    return len(taken), len(letters)


_COMMON = """
a a, b b, c k, d d, e e, f f, g g, h h, i i, j J, k k, l l, m m, n n, o o, p p, q k, r r, s s, t t, u u
v v, w w, x ks, y i, z z, ^y(?=[aeiou]) y, ph f, sh S, ch C, th T t, ck k
"""

_ENGLISH = _tongue(
    "English",
    None,
    """
c(?=[eiy]) s, ch C k, ^chr kr, tch C, sch S sk, cc(?=[eiy]) ks, cqu kw, qu kw k, que$ k, x ks, ^x z, ^wh w
wh w, ^who hu, g(?=[eiy]) J g, dg(?=e) J, gg g, gh - g f, ^gh g, ght t, ^gn n, gn$ n, ^kn n, ^wr r, ^ps s
^pn n, mb$ m, ^mc mak, sc(?=[eiy]) s, ti(?=on) S, tia Sa, ci(?=[ao]) S, ssi(?=[aou]) S, lm$ lm m, tz ts
^ts ts s, ps(?=on) s, mps ms mps, ph f v, ough of o u, augh of o, eigh e A, igh A, aigh e, ee i, ea i e a
ie i A, ei i A e, eigh e, ai e A, ay e A, ey i e, oa o, oo u, ou u o, ow o au, au o au, aw o, ew u, eu u
ue u ue, oe o oi, oi oi, oy oi, ae e i, y i A, y$ i, ye$ A, yn in, i i A, e$ - e i, es$ s es, ed$ d ed
le$ l le, re$ r re, a a e, ia ia, ah$ a, eh$ e a, u u a, o o u, ^eu yu, ^u u a, ^ju Ju, cester$ sta
wich$ iC wiC, wick$ ik wik, ham$ am, shire$ Sa, borough$ bara, mouth$ maT, son$ san, sen$ san, ck k
kh k h, zh Z J, dh d, bh b, aa a, ii i, uu u, ^ng n ang, tion Son, sion Zon, isl Al, er$ a er, or$ a or
ar$ a ar
""",
)

_GAELIC = _tongue(
    "Gaelic",
    r"bh|mh|dh|gh|fh|th|ao|[iae]o|ia|ei|ai|oi|ea|ú|á|ó|í|é|^s[ei]|ua|g$|^m[ae]c",
    """
bh v w, mh v w, dh - g, gh - g, th h -, ch k h, fh -, ph f, c k, dhbh v, ghth -, dhg g, adh A a, agh A a
adhbh Av, aidh A, ^s(?=[eiéí]) S, s(?=[eéií]) S s, (?<=[iíeé])s(?=[lntkcgbdm]) S s, (?<=[iíeé])s$ S s, s s
aoi i, ao i e, aío i, ia i ia, io i o, ío i, iu u, ea a e o, eá o a, éa e, ei e i, éi e, eo o, eoi o
eogh o, oi o i u, ói o, ói o, ai a o, ái o a, uai u o, ua ua o, ui i u, á o a, é e, í i, ó o, ú u, e$ a -
ainn an, nn n ny, nne$ nya na, ll l, ean$ an on, éan en, ean on an, iadh ia, bhe$ va v, mhe$ va v
dhe$ a -, ghe$ a -, ^ea a e, uídh wi, d d, d(?=[eéií]) d J, t(?=[eéií]) t C, gh$ - g, dh$ -, thaigh hi
aigh$ i e, idh$ i, aidh$ i, igh$ i, each$ ak, ach$ ak
""",
)

_SLAVIC = _tongue(
    "Slavic",
    r"w|j|cz|sz|rz|zc|ci|si|zi|ch|c(?![hk])|sk[aiy]|[łśćżźńąęóčšžřěđûůýľ]|icz|vi[cč]|nski|ck[aiy]|ska",
    """
w v, j y, c C, cz C, sz S, rz Z r, ż Z, ź Z, ž Z, š S, č C, ć C, ś S, ch h k C, ci(?=[aeouąęó]) C, ci Ci
si(?=[aeouąęó]) S, si Si si, zi(?=[aeouąęó]) Z, zi Zi, szcz SC, ść SC, dż J, dź J, dz J, dzi J
dzi(?=[aeou]) J, ł w l, l l w, ó u, ą on, ę en, ck Ck, ń n, ni(?=[aeou]) n ny, y i, h h, x ks, ř Z, ě e ye
ů u, đ J, gi gi, ie ie e, ia ia a, ck(?=[aiy]) Ck, wicz viC, e e, g g, zsch C, ow of ov, owa ova, ew ev
c$ C k, cc C, cki Cki, cka Cka, ii i, ij i, iy i, v v, vić viC
""",
)

_CONTINENTAL = _tongue(
    "Romance and German",
    r"j|ll|ñ|lh|nh|ç|ã|õ|qu|gu|x|sch|^w|w|z|v|ţ|ț|ș|ş|ă|â|î|c[ei]|ch|g[ei]|gn|gl|eau|eux|ier|ois|aux|"
    r"ö|ü|ä|[tdsxz]$|ei|th",
    """
j h Z y, ll y l, ñ ny, nh ny, lh ly, ç s, ã an, ão au, ões ois, qu k kw, gu(?=[ei]) g, gi(?=[ao]) J
x S h ks, sch S, w v w, z s C, c(?=[ei]) s C, che ke Se, chi ki Si, ch S k h, g(?=[ei]) h J Z, gn ny
gli li, eau o, eaux o, aux o, eux u, ois wa, oi wa, oux u, ou u, er$ e er, ier ie, et$ e et, ez$ ez e
t$ t -, d$ d -, s$ s -, ţ C, ț C, ș S, ş S, ă a, â i a, î i, ö o u, ü u i, ä e, ei A e, ie i, eu oi u
th t, v v f, h h -, ^h - h, y i, tz C, dt t, u u, e e, e$ e -, ^st St st, ^sp Sp sp, en$ an en, ae A e
oe o, ia ia, iu iu, illo iyo, ille i il, ien ian, in$ an in, on$ on, ent$ on ent, os$ os o, jo ho Zo yo
""",
)

_WELSH = _tongue(
    "Welsh",
    r"dd|ll|ff|f|w[^aeiou]|w$|rh|^si|eu|y|^i[aeou]|ch|ae|u$|ei|^g?w",
    """
f v, ff f, dd T, ll l Tl kl, rh r, c k, ch k h, th T, w u w, ^w(?=[aeiouy]) w, (?<=g)w(?=[aeiouy]) w
si(?=[aeioâô]) S, siw Su, u i u, y i a, yw iu ow, wy wi oi, ae A e, ai A, au A, ei A e, eu A oi, oe oi
ow ow o, ew eu, ^i(?=[aeou]) y, ngh n, â a, ê e, î i, ô o, û u, ŵ u, ŷ i, ph f, mh m, nh n, g g, a a, o o
io yo, ia ya, iw yu, ^gw gw w, ^rhy ri, ywe owe, yn in
""",
)

_EASTERN = _tongue(
    "Arabic, Persian, Turkish and South Asian",
    r"kh|gh|q|dh|bh|th|zh|aa|ee|oo|ou|ei|v|w|y|c|ch|ph|z|j|ğ|ş|ç|ı|u|h|x|dj|ii",
    """
kh k h, gh g, q k, dh d z, bh b, th t s, zh Z J, aa a, ee i, oo u, ou u, ei e A, ai e A, ay e A, v v w
w w v, ch C S, c J k, c(?=[ei]) J s, ç C, ş S, ğ -, ı i, ö o, ü u, ph f p, y i, y(?=[aeiou]) y, iy i, ij i
j J Z y, dj J, tch C, sj S, x h k, h h -, jh J, ey e, eh$ a e, ah$ a, h$ -, ullah ula, allah ala
uddin udin, oddin udin, ul ul al, ur ur ar, u u a o, a a e, e e i a, o o u, i i e, gy J gi, ny ni, ss s
ng ng n, nj nJ, g g, yy y, ae e A, eo io, aw au, ow au, eu u, oue we, uw uw, dz z
""",
)

_ELSEWHERE = _tongue(
    "African, Albanian, Chinese, Vietnamese and Somali",
    r"x|q|zh|^ng|^n[^aeiouy]|^m[^aeiouyc]|gb|kp|gj|tsh|hl|^c|ll|^tr|^d|nh|gi|^z|^c|ts|^y|^w",
    """
x S s h, xh J k, q C k, zh J, z J z, c C - k, gj J, ^ng n eng, ng n ng, ^n(?=[bcdfgjkpqstvz]) n en -
^m(?=[bdfkpstvwz]) m em -, gb b gb, kp p kp, tsh C, hl Sl l, ll l, ^tr C tr, tr tr, nh ny, gi z J gi
^d z d y, dh T d, th t T, kh k, ph f p, ts s C, tsz C, j y J, y i u, y(?=[aeiou]) y, ë e, rr r, hs S
ao au, iao au, ia ia, ie ie, ui ue, uo wo, ou o, ei e, ai A, eo eo, ue we, uy wi, yen en, uyen win
uang wang, ^yi i, ^wu u, iu iu, ui wi, ch C, sh S, w w, hw w, h h -
""",
)

TONGUES = (_ENGLISH, _GAELIC, _SLAVIC, _CONTINENTAL, _WELSH, _EASTERN, _ELSEWHERE)


@cache
def heard() -> dict[str, tuple[str, ...]]:
    """Folded names whose sound no rule gives, to how an English reader would spell it."""
    text = (paths.resources() / "words" / "heard.toml").read_text(encoding="utf-8")
    return {word: tuple(said.split()) for word, said in tomllib.loads(text).items()}
