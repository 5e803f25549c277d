"""Doing something on a thread and going on with it in the windows."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Protocol

from desktop_app.windows.post import Poster


class Later(Protocol):
    """Do `call` on a thread; then `then` with what came of it, or `otherwise` with its trouble, on the windows' own."""

    def __call__(
        self,
        call: Callable[[], Any],
        then: Callable[[Any], object],
        otherwise: Callable[[BaseException], object] | None = None,
    ) -> None:
        """Hand it in; calls are done one after the other."""


class OneThread:
    """A `Later` with one thread of its own. Trouble nobody asks for goes to `refuse`."""

    def __init__(self, name: str, poster: Poster, refuse: Callable[[BaseException], object]) -> None:
        self._threads = ThreadPoolExecutor(1, thread_name_prefix=name)
        self._poster = poster
        self._refuse = refuse

    def __call__(
        self,
        call: Callable[[], Any],
        then: Callable[[Any], object],
        otherwise: Callable[[BaseException], object] | None = None,
    ) -> None:
        """Hand it in; calls are done one after the other."""

        def done(future: Future[Any]) -> None:
            trouble = future.exception()
            if trouble is None:
                self._poster.post(lambda: then(future.result()))
            else:
                self._poster.post(lambda: (otherwise or self._refuse)(trouble))

        self._threads.submit(call).add_done_callback(done)

    def end(self) -> None:
        """Finish what was handed in."""
        self._threads.shutdown(wait=True)
