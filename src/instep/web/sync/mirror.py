"""What a device needs to judge by itself while the computer is away. Never stored by a browser."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.urls import reverse

from instep.adapters.export.as_json import measured_json
from instep.web import following
from instep.web.clock import Moment
from instep.web.components.page import chosen
from instep.web.house import house
from instep.web.kernel_file import kernel_file
from instep.web.records import store
from instep.web.records.tonight import Stage, Tonight


def mirror(request: HttpRequest, moment: Moment) -> dict[str, Any]:
    """The person as known here, and how far the evening is; with the token that a letter needs."""
    person = store.person()
    version = kernel_file().version
    return {
        "made_at": moment.at.isoformat(),
        "whose": str(store.whose(moment)),
        "kernel": reverse("content:kernel", kwargs={"version": version}),
        "content_version": house().version,
        "about": dict(person.about),
        "asked_on": dict(person.asked_on),
        "measured": measured_json(person.measured),
        "contacts": dict(person.contacts),
        "looks": None if person.looks is None else asdict(person.looks),
        "referral": None if person.referral is None else asdict(person.referral),
        "follows": following.followed(moment.on),
        "look_after": house().dose.look_after,
        "evening": _evening(store.tonight()),
        "look": chosen(),
        "token": get_token(request),
    }


def _evening(night: Tonight | None) -> dict[str, Any] | None:
    """The session that hands are at, or have just been at: its close can be told away."""
    if night is None or night.night or night.session is None:
        return None
    if night.stage not in (Stage.PLAYING, Stage.HURT, Stage.CLOSING):
        return None
    ended = night.ended or "finished"
    return {"session": str(night.session), "ended": ended, "asks": ended == "finished"}
