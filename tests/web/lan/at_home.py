"""A real server in the home network, behind real TLS, as ``instep --lan`` starts it."""

import contextlib
import re
import signal
import socket
import ssl
import subprocess
import time
from http.client import HTTPSConnection
from ipaddress import ip_address

import pytest

from instep.adapters.certificate import FILE
from instep.adapters.home_network import NotAtHome, own_address
from tests.web.serving import command

LAST_LINE = "To end it, hold the control key and press C."
PATIENCE = 15


def home():
    """The address of this computer at home; without one there is nothing to serve."""
    try:
        return own_address()
    except NotAtHome:
        pytest.skip("this computer is in no private network")


class Reply:
    """What came back: status, headers by lower-case name, and the page."""

    def __init__(self, response):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.names = [name.lower() for name, _ in response.getheaders()]
        self.body = response.read()


class AtHome:
    """The running command, what it said, and ways to knock."""

    def __init__(self, process, folder, said):
        self.process, self.folder, self.said = process, folder, said
        self.here, self.phone = re.findall(r"https://\S+", said)
        self.root = self.here.partition("/enter/")[0]
        netloc = self.root.removeprefix("https://")
        self.host, _, port = netloc.rpartition(":")
        self.address, self.port = self.host.strip("[]"), int(port)
        self.netloc = netloc

    @property
    def trust(self):
        """Trusts the one certificate of this server and no other."""
        return ssl.create_default_context(cafile=str(self.folder / FILE))

    def path(self, address):
        """The part of an address behind the port."""
        return address.removeprefix(self.root)

    def ask(self, path="/", method="GET", body=None, **headers):
        """One request as a browser sends it."""
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        knock = HTTPSConnection(self.address, self.port, timeout=PATIENCE, context=self.trust)
        with contextlib.closing(knock):
            knock.request(method, path, body=body, headers={"Host": self.netloc, **headers})
            return Reply(knock.getresponse())

    def own_form(self, cookie):
        """What the start page's form is sent with: cookies, kind of body, and its secret."""
        page = self.ask(Cookie=cookie)
        form = page.headers["set-cookie"].strip().partition(";")[0]
        secret = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', page.body)[1].decode()
        kind = "application/x-www-form-urlencoded"
        return f"csrfmiddlewaretoken={secret}", {
            "Cookie": f"{cookie}; {form}", "Content_Type": kind, "Origin": self.root,
        }  # fmt: skip

    def enter(self, address):
        """Open a one-time address; gives the cookie."""
        reply = self.ask(self.path(address))

        assert reply.status == 303, reply.body
        return reply.headers["set-cookie"].strip()

    def connect(self):
        """A bare TLS connection."""
        plain = socket.create_connection((self.address, self.port), timeout=PATIENCE)
        return self.trust.wrap_socket(plain, server_hostname=self.address)

    def send(self, text, *, host=True):
        """These bytes and nothing else; gives all that came back."""
        first, _, rest = text.partition("\r\n")
        named = f"{first}\r\nHost: {self.netloc}\r\n{rest}" if host else text
        with self.connect() as line:
            try:
                line.sendall(named.encode("latin-1"))
                return b"".join(iter(lambda: line.recv(65536), b""))
            except OSError:  # closed in our face
                return b""

    def ended(self, sign):
        """Send a signal; gives the exit code."""
        self.process.send_signal(sign)
        return self.process.wait(PATIENCE)


@contextlib.contextmanager
def at_home(folder, *flags, address=None):
    """Serve at home until the block ends."""
    place = ["--lan", address or home(), *(flags or ("--port", "0"))]
    process = subprocess.Popen(
        command(folder, *place), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        yield AtHome(process, folder, _said(process))
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE)
        process.stdout.close()
        process.stderr.close()


def _said(process):
    lines = []
    while LAST_LINE not in "".join(lines):
        line = process.stdout.readline()

        assert line, process.stderr.read()
        lines.append(line)
    return "".join(lines)


def workers(process):
    """The processes this one has started, by their numbers."""
    found = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(process.pid)], capture_output=True, text=True
    )
    return [int(pid) for pid in found.stdout.split()]


def megabytes(pid):
    """Memory that a process holds."""
    found = subprocess.run(
        ["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=True
    )
    return int(found.stdout) / 1024


def is_gone(pid, within=5.0):
    """Whether a process ends soon."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        found = subprocess.run(
            ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True
        )
        if not found.stdout.strip() or found.stdout.startswith("Z"):
            return True
        time.sleep(0.05)
    return False


def other_family():
    """A private address of this computer in IPv6; None where it has none."""
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as probe:
            probe.connect(("2001:db8::1", 9))
            found = probe.getsockname()[0]
    except OSError:
        return None
    is_local = ip_address(found).is_private and not ip_address(found).is_link_local
    return found if is_local else None
