"""The best order of a day's stops, by exact search: at most eight, each perhaps with hours of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.errors import UserError
from desktop_app.rules.diary.travel import Travel

MOST = 8


@dataclass(frozen=True, slots=True)
class Stop:
    """A place to be for `minutes`, begun between `earliest` and `latest` (minutes after midnight)."""

    id: str
    postcode: str
    minutes: int
    earliest: int = 0
    latest: int = 24 * 60


@dataclass(frozen=True, slots=True)
class Route:
    """The order, when each stop begins (minutes after midnight), minutes on the road, and when it ends."""

    order: tuple[str, ...]
    begins: tuple[int, ...]
    travel: int
    ends: int


def best_order(
    stops: Sequence[Stop], travel: Travel, *, starts: int, base: str = "", back: bool = True
) -> Route | None:
    """The order with the least time on the road, then the earliest end, from `base` at `starts` and `back` to it.

    None when no order keeps every stop's hours. UserError above eight stops.
    """
    if len(stops) > MOST:
        raise UserError(
            f"A day's order is worked out for up to {MOST} stops; these are {len(stops)}.", "Take some out."
        )
    if not stops:
        return Route((), (), 0, starts)
    # For each set of stops done and the last of them: the (time, road) pairs of which none is better in both.
    open_ends: dict[tuple[int, int], list[Route]] = {}
    for place, stop in enumerate(stops):
        first = _step(Route((), (), 0, starts), stop, travel.minutes(base, stop.postcode) if base else 0)
        if first is not None:
            open_ends[1 << place, place] = [first]
    for done in range(1, 1 << len(stops)):
        for last in range(len(stops)):
            for route in open_ends.get((done, last), ()):
                for place, stop in enumerate(stops):
                    if done >> place & 1:
                        continue
                    on = _step(route, stop, travel.minutes(stops[last].postcode, stop.postcode))
                    if on is not None:
                        _keep(open_ends.setdefault((done | 1 << place, place), []), on)
    whole = (1 << len(stops)) - 1
    home = [
        Route(route.order, route.begins, route.travel + way, route.ends + way)
        for last in range(len(stops))
        for way in [travel.minutes(stops[last].postcode, base) if back and base else 0]
        for route in open_ends.get((whole, last), ())
    ]
    return min(home, key=lambda one: (one.travel, one.ends, one.order), default=None)


def _step(route: Route, stop: Stop, way: int) -> Route | None:
    begins = max(route.ends + way, stop.earliest)
    if begins > stop.latest:
        return None
    return Route((*route.order, stop.id), (*route.begins, begins), route.travel + way, begins + stop.minutes)


def _keep(routes: list[Route], new: Route) -> None:
    if any(one.travel <= new.travel and one.ends <= new.ends for one in routes):
        return
    routes[:] = [one for one in routes if not (new.travel <= one.travel and new.ends <= one.ends)]
    routes.append(new)
