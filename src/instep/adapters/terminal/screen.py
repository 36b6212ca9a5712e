"""The whole window for the guide: pages in, keys out. Gives the terminal back in every case."""

import contextlib
import os
import signal
from collections.abc import Iterator
from typing import Protocol

from instep.adapters.terminal.frame import Page, Paper
from instep.adapters.terminal.keys import Key, next_key, single_keys
from instep.adapters.terminal.surface import Surface, as_text
from instep.core.units import Seconds


class Screen(Protocol):
    """Where the guide is seen and where its keys come from; tests have one of their own."""

    def paper(self) -> Paper:
        """How much room there is just now."""

    def show(self, page: Page) -> None:
        """Let this page be seen."""

    def key(self, wait: Seconds) -> Key | None:
        """The next key within this time."""

    def aside(self) -> contextlib.AbstractContextManager[None]:
        """Step off the screen for a typed answer."""


_SIZES = ("COLUMNS", "LINES")
"""Sizes a shell once exported; the window itself knows better, also when it is resized."""

TERMINATED = 128 + signal.SIGTERM


class Window:
    """The terminal's own second page, drawn by rich."""

    def __init__(self, surface: Surface) -> None:
        from rich.console import Console
        from rich.live import Live

        self.surface = surface
        environ = {name: value for name, value in os.environ.items() if name not in _SIZES}
        self._console = Console(file=surface.stream, highlight=False, _environ=environ)
        self._live = Live(console=self._console, screen=True, auto_refresh=False)
        self._keys = contextlib.ExitStack()
        self._shown: Page | None = None
        self._put_to_sleep = False

    def paper(self) -> Paper:
        """The window as large as it is now."""
        return self.surface.paper(self._console.width, self._console.height)

    def show(self, page: Page) -> None:
        """Draw, unless nothing has changed."""
        if page != self._shown:
            self._shown = page
            self._live.update(as_text(page, self.surface.styles), refresh=True)

    def key(self, wait: Seconds) -> Key | None:
        """The next key. Ctrl-Z sleeps here, between two pictures, never in the middle of one."""
        pressed = next_key(wait)
        if self._put_to_sleep:
            self._sleep()
        return pressed

    @contextlib.contextmanager
    def opened(self) -> Iterator["Window"]:
        """Take the window, and give it back. Ctrl-Z gives it back too, until it goes on."""
        before = signal.signal(signal.SIGTERM, _end)
        try:
            self._take()
            yield self
        finally:
            self._give_back()
            signal.signal(signal.SIGTERM, before)

    @contextlib.contextmanager
    def aside(self) -> Iterator[None]:
        """The ordinary page, for a typed answer."""
        self._give_back()
        try:
            yield
        finally:
            self._take()

    def _take(self) -> None:
        self._keys.callback(signal.signal, signal.SIGTSTP, signal.signal(signal.SIGTSTP, self._ask))
        self._keys.enter_context(single_keys())
        self._live.start()
        self._shown = None

    def _give_back(self) -> None:
        self._live.stop()
        self._keys.close()

    def _ask(self, *_: object) -> None:
        """Ctrl-Z came. Half a picture may be on its way, so it is only noted."""
        self._put_to_sleep = True

    def _sleep(self) -> None:
        """Leave the window whole, stop, and take it again when woken."""
        self._put_to_sleep = False
        with self.aside():
            os.kill(os.getpid(), signal.SIGSTOP)


def _end(*_: object) -> None:
    """Told to end: by way of everything that gives the terminal back."""
    raise SystemExit(TERMINATED)
