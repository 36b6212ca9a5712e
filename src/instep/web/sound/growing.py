"""A sound that is still being made: what is there can be heard already."""

import os
import subprocess
import sys
from threading import Condition, Thread

from instep.adapters.audio.encode import mp3_bytes
from instep.core.units import Seconds
from instep.web.sound.order import Order

PIECE = 16_384
"""Bytes taken from the maker at a time."""


class NoSound(Exception):
    """The maker has ended before the sound was whole."""


class Growing:
    """The bytes of one MP3 as they come. ``size`` is known before the first one is there."""

    def __init__(self, order: Order) -> None:
        self.key = order.key
        self.size = mp3_bytes(order.seconds)
        self._bytes = bytearray()
        self._more = Condition()
        self._is_over = False
        self._maker = subprocess.Popen(
            [sys.executable, "-m", "instep.web.sound.maker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        Thread(target=self._take, args=(order.as_text(),), daemon=True).start()

    @property
    def made(self) -> int:
        """How many bytes are there."""
        return len(self._bytes)

    @property
    def is_whole(self) -> bool:
        """Whether all of it is there."""
        return self.made == self.size

    @property
    def has_failed(self) -> bool:
        """Whether it will never be whole."""
        return self._is_over and not self.is_whole

    def read(self, start: int, most: int, wait: Seconds) -> bytes:
        """What is there from this byte on; waits so long for the first of it."""
        with self._more:
            self._more.wait_for(lambda: self.made > start or self._is_over, wait)
            if self.made <= start and self.has_failed:
                raise NoSound
            return bytes(self._bytes[start : start + most])

    def leave(self) -> None:
        """Make no more of it."""
        self._maker.kill()

    def _take(self, order: str) -> None:
        """Everything the maker gives, as it comes."""
        with self._maker as maker:
            if maker.stdin is None or maker.stdout is None:
                return
            try:
                maker.stdin.write(order.encode())
                maker.stdin.close()
            except BrokenPipeError:
                pass  # it could not start; that it gave nothing is told below
            while piece := os.read(maker.stdout.fileno(), PIECE):
                with self._more:
                    self._bytes += piece
                    self._more.notify_all()
        with self._more:
            self._is_over = True
            self._more.notify_all()
