"""The next pieces made while the last one is used: one worker, a few pieces ahead.

The encoder calls back into Python from C, where Ctrl-C would be lost; in a worker it never comes.
A sound device may not wait at all, and takes what is there.
"""

import contextlib
from collections.abc import Generator, Iterator
from queue import Empty, Queue
from threading import Event, Thread
from typing import Generic, TypeVar

T = TypeVar("T")


def ahead(items: Iterator[T], most: int = 8) -> Generator[T, None, None]:
    """The same items in the same order; what goes wrong in the making goes wrong here."""
    worker = Worker(items, most)
    try:
        yield from worker.made()
    finally:
        worker.stop()


class Worker(Generic[T]):
    """Makes at most so many items that nobody has asked for yet."""

    def __init__(self, items: Iterator[T], most: int) -> None:
        self.fault: BaseException | None = None
        self.is_done = False
        self._items = items
        self._ready: Queue[tuple[T] | None] = Queue(most)
        self._stopped = Event()
        self._thread = Thread(target=self._make, daemon=True)
        self._thread.start()

    def made(self) -> Iterator[T]:
        """Each item when it is there."""
        while (item := self._next(wait=True)) is not None:
            yield item[0]
        if self.fault is not None:
            raise self.fault

    def at_once(self) -> T | None:
        """The next item if it is there already."""
        with contextlib.suppress(Empty):
            if not self.is_done and (item := self._next(wait=False)) is not None:
                return item[0]
        return None

    def stop(self) -> None:
        """Make no more, and wait until the one in the making is done."""
        self.leave()
        while self._thread.is_alive():
            with contextlib.suppress(Empty):
                self._ready.get(timeout=0.02)

    def leave(self) -> None:
        """Make no more, and do not wait."""
        self._stopped.set()
        with contextlib.suppress(Empty):
            while True:
                self._ready.get_nowait()

    def _next(self, *, wait: bool) -> tuple[T] | None:
        item = self._ready.get(block=wait)
        self.is_done = item is None
        return item

    def _make(self) -> None:
        try:
            for item in self._items:
                self._ready.put((item,))
                if self._stopped.is_set():
                    break
            self._close()
        except BaseException as fault:  # carried to where someone can be told
            self.fault = fault
        finally:
            self._ready.put(None)

    def _close(self) -> None:
        """Whatever the items are made from is let go here, in the worker."""
        if isinstance(self._items, Generator):
            self._items.close()
