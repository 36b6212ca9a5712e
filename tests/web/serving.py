"""A real server in a process of its own, as ``instep`` starts it."""

import contextlib
import re
import signal
import subprocess
import sys

ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/enter/\S+")


class Served:
    """The running command and where it is."""

    def __init__(self, process, line):
        self.process = process
        self.address = ADDRESS.search(line)[0]
        self.root = self.address.partition("/enter")[0]

    def stop(self, sign=signal.SIGINT):
        """As Ctrl-C does; gives the exit code."""
        self.process.send_signal(sign)
        return self.process.wait(20)


def command(folder, *flags):
    """The words of the command line."""
    start = "from instep.__main__ import main; import sys; sys.exit(main())"
    if not {"--port", "--lan"} & set(flags):
        flags = ("--port", "0", *flags)  # the usual one may be taken by another test
    return [sys.executable, "-c", start, "--data", str(folder), "--no-browser", *flags]


@contextlib.contextmanager
def serve(folder, *flags):
    """Serve until the block ends."""
    process = subprocess.Popen(
        command(folder, *flags), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        yield Served(process, process.stdout.readline())
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(20)
        process.stdout.close()
        process.stderr.close()


def refused(folder, *flags):
    """Start it where it cannot: its exit code and what it said."""
    done = subprocess.run(command(folder, *flags), capture_output=True, text=True, timeout=60)
    return done.returncode, done.stderr
