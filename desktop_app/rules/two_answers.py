"""What can be done with two answers to one question: when both may stand, and what both are called."""

from __future__ import annotations

from desktop_app.records.base import fields_of, kinds

MINE, OTHER, BOTH, OWN = "mine", "other", "both", "own"
"""The choices: the answer that stands, the one beside it, both of them, a third in a person's own words."""
BESIDE = {
    ("phone", "number"): "numbers", ("email_address", "address"): "addresses", ("address", "lines"): "addresses",
}  # fmt: skip
"""Of these a person may have several: the other answer becomes a record of its own."""
TEXTS = frozenset({
    ("member", "careful"), ("household", "held_from"), ("address", "held_from"), ("court_order", "terms"),
    ("telling", "do_not_tell"), ("telling", "may_tell"), ("step", "outcome"),
})  # fmt: skip
"""Words in which both answers may stand one after the other."""


def both_words(kind: str, field: str) -> str:
    """What keeping both is called ("Keep both numbers"); empty where only one answer can be true."""
    if (kind, field) in BESIDE:
        return f"Keep both {BESIDE[kind, field]}"
    if (kind, field) in TEXTS:
        return "Keep both"
    cls = kinds().get(kind)
    known = fields_of(cls).get(field) if cls else None
    return "Keep both sentences" if known and known.rule.long else ""
