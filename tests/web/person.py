"""A person at a browser: pages are read, forms are filled in and sent."""

import re
from datetime import datetime, timedelta
from html.parser import HTMLParser

from django.test import Client

from tests.make import healthy

HOST = "127.0.0.1:8123"
ABOUT, TODAY = healthy()["about"], healthy()["today"]
PLAIN = {"skin_allergy": [], "touch_test_missed": "not_done"}
PLAIN_ABOUT = {"touch_test_missed": "not_done", "skin_allergy": [], **ABOUT}
STEP = re.compile(r'data-step="(\w+)"')


class Clock:
    """Stands in for ``datetime`` where the wall clock is read."""

    def __init__(self, at):
        self.at = at

    def now(self, zone=None):
        """The moment the test has set."""
        return self.at.astimezone(zone)

    def later(self, **lengths):
        """Let time pass, or set the clock back."""
        self.at += timedelta(**lengths)

    fromisoformat = staticmethod(datetime.fromisoformat)


class Form(HTMLParser):
    """The forms of a page: where each goes, its fields, its buttons."""

    def __init__(self, html):
        super().__init__()
        self.forms, self.links = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        """Collect what can be pressed and filled in."""
        given = dict(attrs)
        if tag == "form":
            self.forms.append(
                {"action": given.get("action"), "fields": {}, "buttons": [], "radios": {}}
            )
        if tag == "a":
            self.links.append(given.get("href", ""))
        if not self.forms:
            return
        form = self.forms[-1]
        if tag == "input" and given.get("type") == "hidden":
            form["fields"][given["name"]] = given.get("value", "")
        if tag == "input" and given.get("type") in ("radio", "checkbox"):
            form["radios"].setdefault(given["name"], []).append(given["value"])
        if tag == "button":
            form["buttons"].append((given.get("name"), given.get("value")))


class Browser:
    """One browser with the key of the door."""

    def __init__(self, clock):
        from instep.web.records.keys import new_address

        self.clock = clock
        self.client = Client(headers={"host": HOST}, enforce_csrf_checks=True)
        self.page = self.at = None
        self.follows = True
        self.open(f"/enter/{new_address(clock.at)}")

    @property
    def text(self):
        """What the page says, without tags."""
        import html

        body = re.sub(r"<svg.*?</svg>|<[^>]+>", " ", self.html, flags=re.DOTALL)
        return re.sub(r"\s+", " ", html.unescape(body))

    @property
    def html(self):
        """The page as it came."""
        return self.page.content.decode()

    @property
    def steps(self):
        """The steps of a session that can be seen on this page."""
        return STEP.findall(self.html)

    def _follow(self, response, path):
        for _ in range(8):
            if response.status_code not in (302, 303) or not self.follows:
                break
            path = response.headers["Location"].split("#")[0]
            response = self.client.get(path)
        self.page, self.at = response, path.split("?")[0]
        return self

    def open(self, path):
        """Type an address."""
        return self._follow(self.client.get(path), path)

    def send(self, path=None, form=None, **answers):
        """Send a form of this page, with these answers."""
        form = form or self.form(path)
        data = {**form["fields"], **answers}
        data = {name.replace("__", "."): value for name, value in data.items()}
        target = path or form["action"] or self.at
        return self._follow(self.client.post(target, data), target)

    def form(self, action=None):
        """The form that goes there; the first of this page's own otherwise."""
        forms = Form(self.html).forms
        return next(f for f in forms if f["action"] == action)

    def press(self, do):
        """A button of the guide."""
        return self.send(do=do)

    def while_at(self, start, most=60):
        """As long as the page is one of these; never for ever."""
        for _ in range(most):
            if not self.at.startswith(start):
                return
            yield
        raise AssertionError(f"stuck at {self.at}: {self.text[:600]}")

    def known(self, **about):
        """Everything about her is kept already, and she has no contacts."""
        from instep.web.clock import now
        from instep.web.records import store

        moment = now()
        for id, answer in {"age_65": "no", **PLAIN_ABOUT, **about}.items():
            store.keep_answer(id, answer, moment.on, moment)
        store.keep_contacts({}, moment)
        return self

    # -- Whole stretches -------------------------------------------------------------------------

    def begin(self):
        """From the start page into the evening."""
        return self.open("/").send("/tonight/")

    def tell_about(self, **changes):
        """Every question about her, as long as one is asked."""
        answers = {**ABOUT, **changes}
        for _ in self.while_at("/about/"):
            id = self.at.split("/")[2]
            if id == "contacts":
                break
            answer = answers.get(id, PLAIN.get(id, "no"))
            if answer in ("left", "right", "both") and id != "missing_foot":
                self.send(answer="yes")
            self.send(answer=answer)
        return self

    def contacts(self, **numbers):
        """Whom to show."""
        return self.send(**numbers) if self.at == "/about/contacts/" else self

    def wishes(self, helper="no", have=()):
        """Who does it, and what is there."""
        if self.at == "/tonight/who/":
            self.send(answer=helper)
        if self.at == "/tonight/hand/":
            self.send(have=list(have))
        return self

    def today(self, until=None, **changes):
        """Today's five pages; a side goes with its yes."""
        answers = {**TODAY, **changes}
        for _ in self.while_at("/today/"):
            if self.at == f"/today/{until}/":
                break
            self.send(**self.filled(answers))
        return self

    def filled(self, answers):
        """The fields of this page, filled in from flat answers."""
        given = {}
        for name in self.form()["radios"]:
            if name == "measured" or name.endswith(".side"):
                continue
            answer = answers.get(name)
            if answer in ("left", "right", "both"):
                given[name], given[name + ".side"] = "yes", answer
            elif answer is not None:
                given[name] = answer
        return given or {"measured": "no"}

    def to_verdict(self, *, before="4", helper="no", have=(), about=None, numbers=None, **today):
        """From the start page to the verdict."""
        self.begin().tell_about(**(about or {})).contacts(**(numbers or {}))
        self.wishes(helper, have).tell_about(**(about or {})).today(**today)
        for _ in self.while_at("/clinician/"):
            self.send(answer="no")
        if self.at == "/score/":
            self.send(score=before)
        return self

    def to_plan(self, minutes="15", aim="ease", **more):
        """From the start page to the plan."""
        self.to_verdict(**more)
        return self.open("/tonight/minutes/").send(minutes=minutes).send(aim=aim)

    def to_first_step(self, **more):
        """From the start page to the first step."""
        return self.to_plan(**more).open("/room/").send(begin="pages")
