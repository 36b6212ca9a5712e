"""One sound at a time: tonight's. It is begun when the room is made ready, and heard later."""

import atexit
from threading import Lock

from instep.web.sound.growing import Growing
from instep.web.sound.order import Order


class Studio:
    """Holds the sound of tonight; another order takes its place."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._sound: Growing | None = None

    def sound(self, order: Order) -> Growing:
        """The sound of this order: the one that is there, or one that is begun now."""
        with self._lock:
            if self._sound is None or self._sound.key != order.key or self._sound.has_failed:
                self._leave()
                self._sound = Growing(order)
            return self._sound

    def clear(self) -> None:
        """Make and keep none."""
        with self._lock:
            self._leave()

    def _leave(self) -> None:
        if self._sound is not None:
            self._sound.leave()
        self._sound = None


STUDIO = Studio()
"""The one of this server. A maker ends with it: its output has no reader then."""

atexit.register(STUDIO.clear)
