"""Monday, 9 o'clock, at 150 councils with 500 laptops each: a seeded discrete simulation of the queues.

`python -m tests.benchmarks.herd_simulation` prints one line for each number of workers. Service times are arguments,
taken from what the benchmarks measure; arrivals are spread as the engine spreads them.
"""

from __future__ import annotations

import heapq
import random
from dataclasses import dataclass

COUNCILS, LAPTOPS, EDITS = 150, 500, 40
SIGN_IN_S, PUSH_S, PER_EDIT_S, PULL_S = 0.012, 0.010, 0.00035, 0.010
"""Seconds of one worker for hello, challenge and token together; for a push, and each operation in it; for a pull."""
LOST = 0.05
"""Share of pushes that come a second time, because the answer was lost."""


@dataclass(frozen=True, slots=True)
class Waited:
    """Seconds from a laptop's arrival to its last answer: the middle, 95 and 99.9 of 100, and the busiest share."""

    middle: float
    p95: float
    p999: float
    busy: float


def herd(workers: int, spread_s: float, seed: int = 9, laptops: int = COUNCILS * LAPTOPS) -> Waited:
    """Laptops arrive by chance within `spread_s` seconds; a worker that is free takes the next of the queue."""
    chance = random.Random(seed)
    arrivals = sorted(chance.uniform(0.0, spread_s) for _ in range(laptops))
    free = [0.0] * workers
    waited, work = [], 0.0
    for arrived in arrivals:
        push = PUSH_S + PER_EDIT_S * EDITS
        needs = (SIGN_IN_S + PULL_S + push * (2 if chance.random() < LOST else 1)) * chance.lognormvariate(0.0, 0.5)
        begins = max(arrived, heapq.heappop(free))
        heapq.heappush(free, begins + needs)
        waited.append(begins + needs - arrived)
        work += needs
    waited.sort()
    middle, p95, p999 = (waited[int(laptops * share)] for share in (0.5, 0.95, 0.999))
    return Waited(middle, p95, p999, work / (workers * max(spread_s, max(free))))


def main() -> None:
    """Print the table that `central_server/SCALE.md` quotes."""
    print("spread  workers  middle      95 %    99.9 %   busy")
    for spread, workers in ((30, 64), (30, 128), (30, 160), (300, 8), (300, 12), (300, 16), (900, 4), (900, 8)):
        one = herd(workers, float(spread))
        print(f"{spread:>5} s {workers:>7} {one.middle:>8.2f} s {one.p95:>7.2f} s {one.p999:>7.2f} s {one.busy:>5.0%}")


if __name__ == "__main__":
    main()
