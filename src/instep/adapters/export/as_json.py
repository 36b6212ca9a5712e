"""Clearance and session as JSON, to the letter of docs/for-operators/json.md. No clock in it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from instep.adapters.content.safety import MUSTS, OFFERS
from instep.core.companion import House, Prepared
from instep.core.safety.clearance import Clearance, Contact, Finding, Spared
from instep.core.safety.measured import Measured
from instep.core.screening import Screen
from instep.core.session import Asked, LeftOut, Session, Step
from instep.core.session.offer import Liking
from instep.core.session.reasons import why_text
from instep.core.timeline import Cue, Picture
from instep.core.units import Words


def dumps(value: Any) -> str:
    """One line, keys sorted, readable letters."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


# -- The clearance -----------------------------------------------------------------------------


def clearance_json(clearance: Clearance, words: Words) -> dict[str, Any]:
    """Today's answer with every reason."""
    limits = clearance.limits
    return {
        "action": clearance.action.name,
        "may_begin": clearance.may_begin,
        "closed": [str(side) for side in clearance.closed],
        "pressure_at_most": int(limits.pressure),
        "minutes_at_most": {"per_foot": limits.per_foot, "total": limits.total},
        "spared": [_spared(spared) for spared in clearance.spared],
        "oils_spared": list(clearance.oils_spared),
        "carriers_spared": list(clearance.carriers_spared),
        "musts": [must for must in MUSTS if must in clearance.musts],
        "offers": [offer for offer in OFFERS if offer in clearance.offers],
        "findings": [_finding(finding, words) for finding in clearance.findings],
        "missing": list(clearance.missing),
    }


def _spared(spared: Spared) -> dict[str, Any]:
    zones = [str(zone) for zone in spared.zones]
    return {"group": str(spared.group), "side": str(spared.side), "zones": zones}


def _finding(finding: Finding, words: Words) -> dict[str, Any]:
    stops = finding.rule.stops
    return {
        "rule": finding.rule.id,
        "action": finding.action.name,
        "stops": None if stops is None else str(stops),
        "side": str(finding.side),
        "because": list(finding.because),
        "text": finding_text(finding, words),
        "contact": _contact(finding.contact, words),
        "source": finding.rule.source[0],
    }


def finding_text(finding: Finding, words: Words) -> str:
    """What a person is told; a doubt about an emergency has words of its own."""
    softened = finding.action is not finding.rule.action
    return words[f"rule.{finding.rule.id}.{'unsure' if softened else 'text'}"]


def _contact(contact: Contact | None, words: Words) -> dict[str, str] | None:
    if contact is None:
        return None
    text = words[f"verdict.contact_lines.{contact.who}.{contact.within}"]
    return {"who": contact.who, "within": contact.within, "text": text}


# -- The session -------------------------------------------------------------------------------


def session_json(
    house: House,
    screen: Screen,
    prepared: Prepared,
    first_session: date | None = None,
    liking: Liking | None = None,
) -> dict[str, Any]:
    """Tonight's session with its cues, its reasons and the day of the review.

    ``liking`` is there only where something is liked otherwise than ever.
    """
    session, timeline = prepared.session, prepared.timeline
    if session is None or timeline is None:
        raise ValueError("there is no session to write")
    asked = asked_json(session.asked)
    start = first_session or screen.on
    words = house.words
    return {
        "id": session_id(house, screen, asked, liking),
        "made_for": screen.on.isoformat(),
        "asked": asked,
        "content_version": house.version,
        "clearance": clearance_json(session.clearance, words),
        "seconds": _seconds(session.seconds),
        "shorter_because": _shorter(session, words),
        "steps": [step_json(step, words) for step in session.steps],
        "left_out": [_left_out(left, words) for left in session.left_out],
        "cues": [cue_json(cue) for cue in timeline.cues],
        **({"liking": dict(liking)} if liking else {}),
        "review_on": (start + timedelta(days=house.dose.review_days)).isoformat(),
    }


def asked_json(asked: Asked) -> dict[str, Any]:
    """What was asked of tonight; ``lot`` only where a fair test asks for something."""
    lot = {} if asked.lot is None else {"lot": asked.lot.arm}
    return {
        **lot,
        "minutes": asked.minutes,
        "with": "helper" if asked.helper else "alone",
        "aim": str(asked.aim),
        "have": sorted(str(thing) for thing in asked.have),
        "seed": asked.seed,
    }


def session_id(
    house: House, screen: Screen, asked: Mapping[str, Any], liking: Liking | None = None
) -> str:
    """The same answers, wishes, liking, content and day give the same sixteen hex digits."""
    whole = {
        **({"liking": dict(liking)} if liking else {}),
        "answers": dict(screen.answers),
        "asked": asked,
        "content_version": house.version,
        "made_for": screen.on.isoformat(),
    }
    return hashlib.sha256(dumps(whole).encode()).hexdigest()[:16]


def _seconds(seconds: float) -> int | float:
    return int(seconds) if seconds == int(seconds) else round(seconds, 2)


def step_json(step: Step, words: Words) -> dict[str, Any]:
    """What is done, where, how long and how firmly, and why."""
    return {
        "technique": step.technique,
        "groups": sorted(str(group) for group in step.groups),
        "side": str(step.side),
        "zones": [str(zone) for zone in step.zones],
        "points": [str(point) for point in step.points],
        "seconds": _seconds(step.seconds),
        "pressure": None if step.pressure is None else int(step.pressure),
        "why": " ".join(why_text(why, words) for why in step.why),
    }


def _left_out(left: LeftOut, words: Words) -> dict[str, Any]:
    why = why_text(left.why, words, "left_out")
    return {"technique": left.technique, "side": str(left.side), "why": why}


def _shorter(session: Session, words: Words) -> str | None:
    whys = [why_text(why, words, "shorter") for why in session.shorter_because]
    return " ".join(whys) or None


def cue_json(cue: Cue) -> dict[str, Any]:
    """What is said, shown and heard at a moment."""
    return {
        "at": _seconds(cue.at),
        "kind": str(cue.kind),
        "key": cue.key,
        "say": cue.say,
        "show": None if cue.show is None else _picture(cue.show),
        "sound": cue.sound,
    }


def _picture(picture: Picture) -> dict[str, Any]:
    return {
        "side": str(picture.side),
        "view": str(picture.view),
        "zones": [str(zone) for zone in picture.zones],
        "points": [str(point) for point in picture.points],
        "stroke": str(picture.stroke),
    }


def measured_json(measured: Measured) -> dict[str, Any]:
    """What was measured, as the kernel's twin in the browser reads it."""
    missed, doubt = measured.missed, measured.in_doubt
    return {
        "gaps": {str(on): asdict(gap) for on, gap in sorted(measured.gaps.items())},
        "missed": None if missed is None else {"toes": missed.toes, "on": str(missed.on)},
        "in_doubt": None if doubt is None else str(doubt),
    }
