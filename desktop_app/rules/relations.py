"""The words for who somebody is to a child: nan, babcia and gran are one; a step-mother answers to mum."""

from __future__ import annotations

from itertools import pairwise

from desktop_app.rules.names import tokens

_SAID = {
    "grandmother": "nan nana nanna nanny nain mamgu gran granny grandma grandmother grandmum gramma babcia bunica "
    "dadi nani naani daadi nonna abuela yiayia baba nene ninny teta jadda nano babushka maimeo anneanne babaanne",
    "grandfather": "grandad granddad grandpa grandfather grampa gramps gramp pop pops tadcu taid dada dziadek bunic "
    "nana dede nonno abuelo jaddo geddo daideo dadu",
    "grandparent": "grandparent grandparents",
    "mother": "mum mam mom mother mummy mammy mama mamma ma mums mumsy ammi ummi anne matka mami maman mutti",
    "father": "dad da father daddy dada tad tata papa abu abbu abba baba pa tatus babo daddie pappa aabo",
    "stepmother": "stepmum stepmother stepmam stepmom",
    "stepfather": "stepdad stepfather",
    "carer": "carer carers foster fostercarer guardian kinship",
    "aunt": "aunt auntie aunty anti ciocia khala mami phuppo teyze hala modryb",
    "uncle": "uncle wujek chacha mamu amca dayi ewythr unk",
    "sister": "sister sis sissy",
    "brother": "brother bro bruv",
    "sibling": "sibling siblings",
    "son": "son",
    "daughter": "daughter",
    "child": "child kid children",
    "cousin": "cousin cuz",
    "partner": "partner boyfriend girlfriend husband wife ex fiance fiancee spouse bf gf missus hubby",
    "neighbour": "neighbour neighbor neighbours",
    "friend": "friend mate",
    "godparent": "godmother godfather godparent",
    "social worker": "sw socialworker",
    "teacher": "teacher head headteacher headmaster headmistress dsl senco tutor",
    "doctor": "gp doctor paediatrician consultant",
    "health visitor": "hv healthvisitor",
    "midwife": "midwife",
    "nurse": "nurse",
    "police": "police officer pc dc sergeant detective wpc policeman policewoman copper",
    "solicitor": "solicitor lawyer barrister",
    "reviewing officer": "iro",
    "children's guardian": "cafcass",
    "advocate": "advocate",
    "landlord": "landlord landlady housing",
    "probation": "probation",
    "therapist": "therapist counsellor psychologist camhs",
    "support worker": "support keyworker",
}
# Who else may answer to the word, and how readily.
_ALSO = {
    "mother": {"stepmother": 0.85, "carer": 0.7, "parent": 0.9},
    "father": {"stepfather": 0.85, "carer": 0.7, "parent": 0.9},
    "grandmother": {"grandparent": 0.9},
    "grandfather": {"grandparent": 0.9},
    "grandparent": {"grandmother": 0.95, "grandfather": 0.95},
    "sister": {"sibling": 0.9},
    "brother": {"sibling": 0.9},
    "sibling": {"sister": 0.95, "brother": 0.95},
    "carer": {"grandmother": 0.6, "grandfather": 0.6, "aunt": 0.55, "uncle": 0.55},
    "child": {"son": 0.95, "daughter": 0.95},
    "partner": {"stepmother": 0.6, "stepfather": 0.6},
}
_GROUPS: dict[str, set[str]] = {}
for _name, _words in _SAID.items():
    for _word in _words.split():
        _GROUPS.setdefault(_word, set()).add(_name)
_GROUPS["parent"] = {"mother", "father", "parent"}
_GROUPS["parents"] = _GROUPS["parent"]
_GROUPS["step"] = {"stepmother", "stepfather"}

TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "sir",
        "lady",
        "lord",
        "rev",
        "reverend",
        "revd",
        "prof",
        "professor",
        "pastor",
        "imam",
        "cllr",
        "sgt",
        "master",
    ]
)
SMALL = frozenset(
    [
        "of",
        "the",
        "for",
        "from",
        "at",
        "a",
        "an",
        "re",
        "to",
        "and",
        "with",
        "is",
        "about",
        "calling",
        "called",
        "ringing",
        "rang",
        "s",
        "on",
        "in",
        "by",
        "who",
        "it",
        "its",
    ]
)
COMMON = frozenset(
    [
        "school",
        "primary",
        "academy",
        "nursery",
        "infant",
        "infants",
        "junior",
        "juniors",
        "high",
        "secondary",
        "college",
        "preschool",
        "street",
        "road",
        "avenue",
        "lane",
        "close",
        "drive",
        "flat",
        "house",
        "court",
        "way",
        "crescent",
        "place",
        "gardens",
        "terrace",
        "church",
        "catholic",
        "family",
    ]
)  # words that half the schools and streets share: they help, and their absence costs nothing


def asked(word: str) -> dict[str, float]:
    """The relations that one folded word may ask for, with how well each answers, 0 to 1; empty for other words."""
    found: dict[str, float] = {}
    for group in _GROUPS.get(word, ()):
        found[group] = 1.0
        for other, share in _ALSO.get(group, {}).items():
            found[other] = max(share, found.get(other, 0.0))
    return found


def stands_for(relation: str) -> frozenset[str]:
    """The relations that a description names: "maternal grandmother" is grandmother, "step-father" is stepfather."""
    words = tokens(relation)
    pairs = {one + two for one, two in pairwise(words)}
    whole = {name for name in _SAID if " " in name and name in " ".join(words)}
    groups = {group for word in words for group in _GROUPS.get(word, ())}
    joined = {group for pair in pairs for group in _GROUPS.get(pair, ())}
    if any(group.startswith("step") for group in joined):
        groups -= {"mother", "father", "stepmother", "stepfather"}
    if "grandparent" not in groups and "paternal" in words and not groups:
        groups = {"grandparent"}
    return frozenset(groups | joined | whole)
