"""Doing something on a thread and going on with it in the windows."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, Protocol

from desktop_app.windows.post import Poster

_Call = Callable[[], Any]
_Then = Callable[[Any], object]
_Otherwise = Callable[[BaseException], object]


class Later(Protocol):
    """Do `call` on a thread; then `then` with what came of it, or `otherwise` with its trouble, on the windows' own."""

    def __call__(self, call: _Call, then: _Then, otherwise: _Otherwise | None = None) -> None:
        """Hand it in; calls are done one after the other."""


class OneThread:
    """A `Later` with one thread of its own, begun with the first call. Trouble nobody asks for goes to `refuse`."""

    def __init__(self, name: str, poster: Poster, refuse: _Otherwise) -> None:
        self._calls: SimpleQueue[tuple[_Call, _Then, _Otherwise] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._ended = False
        self._poster = poster
        self._refuse = refuse

    def __call__(self, call: _Call, then: _Then, otherwise: _Otherwise | None = None) -> None:
        """Hand it in; calls are done one after the other."""
        if self._ended:
            raise RuntimeError("the thread has ended: nothing more is taken")
        if self._thread.ident is None:
            self._thread.start()
        self._calls.put((call, then, otherwise or self._refuse))

    def _work(self) -> None:
        while (handed := self._calls.get()) is not None:
            self._do(*handed)
            del handed  # a passphrase may be in it

    def _do(self, call: _Call, then: _Then, otherwise: _Otherwise) -> None:
        try:
            made = call()
        except BaseException as trouble:  # whatever it is, the windows are told
            told = trouble
            self._poster.post(lambda: otherwise(told))
        else:
            self._poster.post(lambda: then(made))

    def end(self) -> None:
        """Finish what was handed in."""
        self._ended = True
        if self._thread.ident is not None:
            self._calls.put(None)
            self._thread.join()
