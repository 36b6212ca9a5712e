"""Two clocks: one that people live by, and one that is wherever you sleep to."""

import time

from instep.core.units import Seconds


class SteadyClock:
    """Seconds that never jump, whatever the wall clock does."""

    def now(self) -> Seconds:
        """This moment, in seconds from some start."""
        return time.monotonic()

    def sleep_until(self, moment: Seconds) -> None:
        """Come back at this moment."""
        time.sleep(max(0.0, moment - self.now()))


class RushingClock:
    """Time is wherever you sleep to: renders sound files, and runs the tests."""

    def __init__(self) -> None:
        self.moment: Seconds = 0.0

    def now(self) -> Seconds:
        """Where we last slept to."""
        return self.moment

    def sleep_until(self, moment: Seconds) -> None:
        """Be there at once."""
        self.moment = max(self.moment, moment)
