"""What is missing in a document: required sections without words, and what the record does not know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop_app.rules.documents.skeletons import Skeleton
from desktop_app.rules.documents.statements import Gap


def gaps(kind: Skeleton, texts: Mapping[str, str], unknown: Sequence[tuple[str, str]]) -> tuple[Gap, ...]:
    """In the order of the sections. `texts` by section key; `unknown` as (list of facts, words).

    What somebody else decides is no gap: it is meant to be empty until they write it.
    """
    first: dict[str, str] = {}
    for section in kind.sections():
        for pull in section.pulls:
            first.setdefault(pull, section.key)
    found: list[Gap] = []
    for section in kind.sections():
        if section.required and not section.theirs and not texts.get(section.key, "").strip():
            found.append(Gap(section.key, f"{section.title}: nothing is written yet"))
        found += (Gap(section.key, words) for pull, words in unknown if first.get(pull) == section.key)
    return tuple(found)
