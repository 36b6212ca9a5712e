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
        self.most, self.seconds = most, seconds
        self._times: deque[datetime] = deque(maxlen=most)

    def too_many(self, at: datetime) -> bool:
        """Count one more; True when there were ``most`` in the minute before it."""
        window = timedelta(seconds=self.seconds)
        recent = sum(timedelta() <= at - time < window for time in tuple(self._times))
        self._times.append(at)
        return recent == self.most
