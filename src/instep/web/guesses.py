"""Wrong one-time addresses, counted: a flood of them costs little, and shuts nobody out."""

from collections import deque
from datetime import datetime, timedelta


class Guesses:
    """The wrong addresses of the last minute, whoever tried them.

    An address holds 256 bits, so nobody finds one by trying. The count is there to say "too many"
    and to keep the work small. It is one for all peers: it needs no list that a flood could fill,
    and a right address is never held back by it.
    """

    def __init__(self, most: int = 20, seconds: int = 60) -> None:
        self.seconds = seconds
        self._times: deque[datetime] = deque(maxlen=most)

    def too_many(self, at: datetime) -> bool:
        """Count one more; True once there were ``most`` within the time before it."""
        full = len(self._times) == self._times.maxlen
        often = full and at - self._times[0] < timedelta(seconds=self.seconds)
        self._times.append(at)
        return often
