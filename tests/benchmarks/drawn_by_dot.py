"""The peer of the genogram's layout: Graphviz dot, with couples as points between people and children below them."""

from __future__ import annotations

import shutil
import subprocess
from collections import defaultdict
from time import perf_counter

from desktop_app.rules.genogram.facts import Couple, Facts
from desktop_app.rules.genogram.kinship import read
from desktop_app.rules.genogram.measure import Quality, measure


def by_dot(facts: Facts, *, ordering: bool) -> tuple[Quality, float]:
    """What dot makes of a family, measured as ours is, and its seconds; `ordering`: children kept in birth order."""
    program = shutil.which("dot")
    if program is None:
        raise RuntimeError("Graphviz is the peer of this benchmark: install it (apt-get install graphviz).")
    begun = perf_counter()
    told = subprocess.run(  # our own words only
        [program, "-Tplain"], input=_graph(facts, ordering=ordering), capture_output=True, text=True, check=True
    ).stdout
    taken = perf_counter() - begun
    at = {}
    for line in told.splitlines():
        words = line.split()
        if words[0] == "node" and words[1].startswith("p"):
            at[facts.people[int(words[1][1:])].id] = (float(words[2]), -round(float(words[3]), 2))
    return measure(facts, at), taken


def _graph(facts: Facts, *, ordering: bool) -> str:
    number = {person.id: place for place, person in enumerate(facts.people)}
    knots = {couple.id: place for place, couple in enumerate(facts.couples)}
    lines = ['digraph{node[shape=box,width=1,height=1,label=""];edge[dir=none];']
    lines += ["ordering=out;"] if ordering else []
    lines += [f"p{place};" for place in number.values()]
    for couple in facts.couples:
        lines.append(f"u{knots[couple.id]}[width=.1,height=.1];")
        lines += [f"p{number[one]}->u{knots[couple.id]};" for one in (couple.a, couple.b) if one]
    kin = read(facts)
    lines += [f"u{knots[knot.id]}->p{number[kin.ids[child]]};" for knot in kin.knots for child in knot.kids]
    return "\n".join([*lines, "}"])


def near(facts: Facts, people: int) -> Facts:
    """So many people around whoever has most relatives, with what joins them: a large family cut to a size."""
    beside: dict[str, set[str]] = defaultdict(set)
    couples = {one.id: one for one in facts.couples}
    for couple in facts.couples:
        if couple.a and couple.b:
            beside[couple.a].add(couple.b)
            beside[couple.b].add(couple.a)
    for descent in facts.descents:
        for parent in (couples[descent.couple].a, couples[descent.couple].b):
            if parent:
                beside[parent].add(descent.child)
                beside[descent.child].add(parent)
    found = [max(sorted(beside), key=lambda one: len(beside[one]))]
    seen = set(found)
    for one in found:
        for other in sorted(beside[one] - seen):
            seen.add(other)
            found.append(other)
    keep = set(found[:people])
    descents = tuple(one for one in facts.descents if one.child in keep)
    used = {one.couple for one in descents}
    kept = []
    for couple in facts.couples:
        a, b = (one if one in keep else "" for one in (couple.a, couple.b))
        if (a and b) or ((a or b) and couple.id in used):
            kept.append(Couple(id=couple.id, a=a, b=b, episodes=couple.episodes))
    ids = {one.id for one in kept}
    return Facts(
        people=tuple(one for one in facts.people if one.id in keep),
        couples=tuple(kept),
        descents=tuple(one for one in descents if one.couple in ids),
    )
