"""Alice at a server of its own, over a real socket; and the processes it is made of."""

from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from tests.web.person import Browser

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Page:
    """What came back, with the names that ``Browser`` reads it by."""

    def __init__(self, reply):
        self.status_code, self.headers = reply.status, reply.headers
        self.content = reply.read()


class Line:
    """Asks for pages and sends forms, as Django's own test client does without a socket."""

    def __init__(self, root, cookies=None):
        self.netloc, self.cookies = root.removeprefix("http://"), cookies or SimpleCookie()

    def get(self, path):
        """Ask for a page."""
        return self._answer(self.ask("GET", path))

    def post(self, path, data):
        """Send a form and wait for the answer."""
        return self._answer(self.ask("POST", path, data))

    def ask(self, method, path, data=None):
        """Only send it."""
        line = HTTPConnection(self.netloc, timeout=20)
        cookies = "; ".join(f"{name}={kept.value}" for name, kept in self.cookies.items())
        body = None if data is None else urlencode(data, doseq=True)
        line.request(method, path, body, {"Cookie": cookies, **(FORM if body else {})})
        return line

    def _answer(self, line):
        reply = line.getresponse()
        for header in reply.headers.get_all("Set-Cookie", []):
            self.cookies.load(header)
        page = Page(reply)
        line.close()
        return page


class Visitor(Browser):
    """Alice, who has opened the address that the command shows."""

    def __init__(self, served):
        self.client, self.page, self.at, self.follows = Line(served.root), None, None, True
        self.open(served.address.removeprefix(served.root))


def processes(first):
    """This process and those it started, by their numbers."""
    children = Path(f"/proc/{first}/task/{first}/children").read_text(encoding="ascii")
    return [first, *map(int, children.split())]
