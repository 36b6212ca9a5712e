"""A server whose parent has gone ends itself: nobody could press Ctrl-C for it any more."""

import multiprocessing
import os
import signal
import threading


def end_with_parent() -> None:
    """Wait beside the work for the end of the process that started this one."""
    if multiprocessing.parent_process() is not None:
        threading.Thread(target=_wait, daemon=True).start()


def _wait() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
