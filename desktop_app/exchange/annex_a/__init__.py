"""Annex A: the eleven child-level lists that councils give Ofsted, as they really arrive, and written out again."""

from desktop_app.exchange.annex_a.read import (
    AnnexA,
    Chosen,
    Entry,
    Guess,
    NotUnderstood,
    Opened,
    open_annex_a,
    read_annex_a,
)

__all__ = ["AnnexA", "Chosen", "Entry", "Guess", "NotUnderstood", "Opened", "open_annex_a", "read_annex_a"]
