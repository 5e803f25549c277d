"""What the page reads of a family."""

from __future__ import annotations

from desktop_app.records.families import Family, Member
from desktop_app.rules.genogram.facts import Facts
from desktop_app.vault.queries.genogram import genogram_facts
from desktop_app.vault.reader import Reader


def read_family(reader: Reader, family_id: str) -> tuple[Family | None, Facts, dict[str, str]]:
    """The family, its facts, and what each person is to the children."""
    family = reader.get(Family, family_id)
    roles = {one.person_id: one.role for one in reader.all(Member, family_id=family_id)}
    return family, genogram_facts(reader, family_id), roles
