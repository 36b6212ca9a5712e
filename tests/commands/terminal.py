"""A real terminal: the program at one end of a pseudo-terminal, a screen and a keyboard here."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from types import TracebackType

import pyte

from tests.commands.keyboard import flat

PATIENCE = 60.0
"""Seconds to wait for anything; a slow machine is no fault. Nothing waits when it need not."""

NOT_OURS = ("NO_COLOR", "COLORTERM", "COLUMNS", "LINES", "LC_ALL")
"""What is true of the terminal the tests run in, and not of this one."""

OWN_TERMINAL = (
    "import fcntl, runpy, signal, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
    "signal.signal(signal.SIGHUP, signal.SIG_DFL);"  # tests may run where hanging up is ignored
    "runpy.run_module('instep', run_name='__main__', alter_sys=True)"
)
ESCAPES = re.compile(r"\x1b(\[[0-9;?]*[ -/]*[@-~]|[@-_])")


class Terminal:
    """One run of the program in a terminal of this size."""

    def __init__(self, *words: str, columns: int = 80, rows: int = 24, **environment: str) -> None:
        self.master, self.slave = pty.openpty()
        self.before = termios.tcgetattr(self.slave)
        self.raw = b""
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._size(columns, rows)
        kept = {k: v for k, v in os.environ.items() if k not in NOT_OURS}
        env = {**kept, "TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8", **environment}
        self.process = subprocess.Popen(
            [sys.executable, "-c", OWN_TERMINAL, *words],
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            env=env,
            start_new_session=True,
        )

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for end in {self.master, self.slave} - {-1}:
            os.close(end)

    # -- What is seen ------------------------------------------------------------------------------

    @property
    def page(self) -> str:
        """The window as it stands."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    @property
    def words(self) -> str:
        """Everything ever shown, without colours and line ends."""
        return flat(ESCAPES.sub("", self.raw.decode("utf-8", "replace")))

    def wait_for(self, there: Callable[[], object], what: str = "") -> None:
        """Read on until this is so."""
        until = time.monotonic() + PATIENCE
        while not there():
            assert time.monotonic() < until, f"waited in vain for {what}:\n{self.page}"
            if not self._read(0.1) and self.process.poll() is not None:
                self._read(0.1)
                assert there(), f"it ended without {what}:\n{self.words[-2000:]}"

    def sees(self, text: str) -> None:
        """Wait until this stands in the window."""
        self.wait_for(lambda: text in self.page, repr(text))

    def hears(self, text: str, times: int = 1) -> None:
        """Wait until this was shown, anywhere and however wrapped."""
        self.wait_for(lambda: self.words.count(flat(text)) >= times, repr(text))

    def heard(self, text: str) -> bool:
        """Whether this was shown, anywhere and however wrapped."""
        return flat(text) in self.words

    def _read(self, wait: float) -> bool:
        ready, _, _ = select.select([self.master], [], [], wait)
        if not ready:
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return False
        self.raw += data
        self._stream.feed(data)
        return bool(data)

    # -- What is done ------------------------------------------------------------------------------

    def type(self, text: str) -> None:
        """Press these keys."""
        os.write(self.master, text.encode())

    def press_until(self, key: str, text: str) -> None:
        """Press this key, unhurried, each time the words change, until this was shown."""
        for _ in range(60):
            page = self.page
            self.type(key)
            self.wait_for(lambda page=page: self.page != page, f"more after {key}")
            while self._read(0.3):
                pass
            if self.heard(text):
                return
        raise AssertionError(f"pressed {key} in vain for {text!r}:\n{self.page}")

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self.process.send_signal(number)

    def resize(self, columns: int, rows: int) -> None:
        """Drag the window to another size."""
        self.screen.resize(rows, columns)
        self.screen.reset()
        self._size(columns, rows)
        self.signal(signal.SIGWINCH)

    def _size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def hang_up(self) -> None:
        """Close the window, with the program still in it."""
        os.close(self.master)
        self.master = -1

    def stopped(self) -> None:
        """Wait until the program has gone to sleep."""
        self.wait_for(self._sleeps, "sleep")

    def _sleeps(self) -> bool:
        _, status = os.waitpid(self.process.pid, os.WUNTRACED | os.WNOHANG)
        return status != 0 and os.WIFSTOPPED(status)

    def ends(self) -> int:
        """Read to the end; the exit code."""
        until = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < until, f"it does not end:\n{self.page}"
            if self.master < 0 or not self._read(0.05):
                time.sleep(0.01)
        while self.master >= 0 and self._read(0):
            pass
        return self.process.returncode

    def is_as_before(self) -> bool:
        """Echo and lines again, the ordinary page, and a cursor."""
        page_given_back = self.raw.count(b"\x1b[?1049h") == self.raw.count(b"\x1b[?1049l")
        cursor_shown = self.raw.rfind(b"\x1b[?25h") >= self.raw.rfind(b"\x1b[?25l")
        return termios.tcgetattr(self.slave) == self.before and page_given_back and cursor_shown
