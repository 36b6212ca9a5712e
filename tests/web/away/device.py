"""A device that was used while the computer was away: it writes entries, and sends them later."""

import json
from datetime import timedelta

from tests.make import healthy

ABOUT, TODAY = healthy()["about"], healthy()["today"]
GO = {"action": "GO", "may_begin": True}
STOP = {"action": "STOP", "may_begin": False}


class Device:
    """Alice's phone, with a clock of its own that goes right unless a test sets it."""

    def __init__(self, alice):
        self.alice, self.off, self.zone = alice, timedelta(0), "UTC"

    @property
    def at(self):
        """The moment by its own clock."""
        return self.alice.clock.at + self.off

    def entry(self, kind, body, version=1, id=None, ago=timedelta(0)):
        """One thing told, so long ago."""
        from instep.web.records.ids import uuid7

        at = self.at - ago
        return {
            "id": id or str(uuid7(at)),
            "version": version,
            "kind": kind,
            "at": at.isoformat(),
            "zone": self.zone,
            "on": at.date().isoformat(),
            "body": body,
        }

    def day(self, said=GO, about=ABOUT, ago=timedelta(0), **today):
        """Today's answers, and what the device made of them."""
        body = {
            "about": about,
            "asked_on": {},
            "today": {**TODAY, **today},
            "said": said,
            "content_version": "an older one",
        }
        return self.entry("day", body, ago=ago)

    def look(self, said, look="look_10min", ago=timedelta(0), due=None, **more):
        """What a skin look found."""
        due = due or self.mirror()["looks"]["ten_minutes_at"]
        return self.entry("look", {"look": look, "said": said, "due": due}, ago=ago, **more)

    def note(self, text="A calm day.", score=None, **more):
        """A line in the diary."""
        return self.entry("note", {"text": text, "score": score}, **more)

    def seen(self, seen=True, **more):
        """Whether she was seen."""
        return self.entry("seen", {"seen": seen}, **more)

    def close(self, session, after, ended="finished", **more):
        """How it felt at the end."""
        body = {"session": session, "ended": ended, "after": after}
        return self.entry("close", body, **more)

    def session(self, looks_from=None, after=None, ago=timedelta(0), **more):
        """A session that was played away."""
        at = self.at - ago
        looks_from = looks_from or (at + timedelta(minutes=10)).isoformat()
        body = {
            "session": "0123456789abcdef",
            "asked": {"minutes": 15, "with": "alone", "aim": "ease", "have": [], "seed": 0},
            "ended": "finished",
            "played": [60, 120.5],
            "before": 4,
            "after": after,
            "content_version": "x",
            "looks_from": looks_from,
            "morning_on": (at + timedelta(days=1)).date().isoformat(),
        }
        return self.entry("session", body, ago=ago, **more)

    def mirror(self):
        """What the computer tells about her."""
        return self.alice.client.get("/sync/mirror.json").json()

    def post(self, body, token=None, **headers):
        """These bytes, as they are."""
        headers = {"Sec-Fetch-Site": "same-origin", **headers}
        headers["X-CSRFToken"] = self.mirror()["token"] if token is None else token
        text = body if isinstance(body, str | bytes) else json.dumps(body)
        return self.alice.client.post(
            "/sync/", text, content_type="application/json", headers=headers
        )

    def letter(self, *entries):
        """What is sent."""
        whose = self.mirror()["whose"]
        return {"sent": self.at.isoformat(), "whose": whose, "entries": list(entries)}

    def send(self, *entries):
        """One letter; gives what became of each entry, as status or reason."""
        answer = self.post(self.letter(*entries))
        assert answer.status_code == 200, answer.content
        return [receipt["reason"] or receipt["status"] for receipt in answer.json()["receipts"]]
