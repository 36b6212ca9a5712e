"""A worker that is a few pieces ahead: in order, never too far, and gone when it is not wanted."""

import threading
import time

import pytest

from instep.adapters.audio.ahead import Worker, ahead


def test_everything_comes_in_order():
    assert list(ahead(iter(range(100)), 3)) == list(range(100))


def test_it_is_never_further_ahead_than_it_may_be():
    made = []

    def items():
        for n in range(50):
            made.append(n)
            yield n

    coming = ahead(items(), 3)
    next(coming)
    time.sleep(0.1)

    assert len(made) <= 1 + 3 + 1
    coming.close()


def test_what_goes_wrong_in_the_making_goes_wrong_where_it_is_used():
    def items():
        yield 1
        raise OSError(28, "No space left on device")

    coming = ahead(items())

    assert next(coming) == 1
    with pytest.raises(OSError, match="No space"):
        next(coming)


def test_left_in_the_middle_it_lets_everything_go():
    closed = threading.Event()

    def items():
        try:
            yield from range(10**9)
        finally:
            closed.set()

    coming = ahead(ahead(items()))
    next(coming)
    coming.close()

    assert closed.wait(2)


def test_who_may_not_wait_takes_what_is_there():
    go = threading.Event()

    def items():
        go.wait(5)
        yield "there"

    worker = Worker(items(), 2)

    assert worker.at_once() is None
    go.set()
    limit = time.monotonic() + 2
    while (item := worker.at_once()) is None and time.monotonic() < limit:
        time.sleep(0.01)
    assert item == "there"
    worker.stop()
