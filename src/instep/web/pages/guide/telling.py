"""What the page of the guide is made from: its scenes, and the session for the player."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from instep.adapters.export.as_json import cue_json, step_json
from instep.core.body import Side
from instep.core.catalog import Stroke, View
from instep.core.session import Session, Step
from instep.core.timeline import pressure_key
from instep.web import evening
from instep.web.components import foot
from instep.web.components.hand import TEMPO, hand_on
from instep.web.evening import Shown
from instep.web.house import house, say
from instep.web.records.remembered import Person
from instep.web.records.tonight import Tonight

MODULES = tuple(
    f"{name}.js"
    for name in (
        *(
            "guide/" + part
            for part in ("awake", "clock", "foot", "guide", "hand", "keys", "leading")
        ),
        *("guide/" + part for part in ("session", "spare", "stage", "telling")),
        *("kernel/" + part for part in ("guard", "playhead")),
        *("kernel/guard/" + part for part in ("said", "steps", "walls")),
    )
)
"""What the page's own module leans on: asked for at once, so that none waits for another."""


def told(night: Tonight, person: Person, shown: Shown, at: datetime) -> dict[str, Any]:
    """The session as the player in the browser reads it. Seconds are those of the sound."""
    session, timeline, dose = shown.session, shown.timeline, house().dose
    return {
        "evening": str(night.id),
        "answers": dict(evening.screen(night, person).answers),
        "steps": [_step(step) for step in session.steps],
        "pages": [_page(session, place) for place in range(len(session.steps))],
        "cues": [cue_json(cue) for cue in timeline.cues],
        "starts": list(timeline.starts),
        "seconds": timeline.seconds,
        "position": night.position,
        "played": list(night.played),
        "breathe": {"in": dose.breathe_in, "out": dose.breathe_out},
        "tempo": dict(TEMPO),
        "fresh": _fresh(night, at),
        "words": _words(),
    }


def _fresh(night: Tonight, at: datetime) -> dict[str, float]:
    """How long hands have rested since today's answers, and how long they may; in seconds.

    The page counts on from here by its own clock, which need not agree with ours.
    """
    since = night.asked_at or at
    rested = (at - since).total_seconds() - night.worked
    return {"rested": rested, "lasts": house().ages.look_minutes * 60}


def _step(step: Step) -> dict[str, Any]:
    """As the guard in the browser sees it."""
    more = {"oils": list(step.oils), "carriers": list(step.carriers)}
    return {**step_json(step, house().words), **more}


def _page(session: Session, place: int) -> dict[str, Any]:
    """What stands beside the foot for the whole step."""
    step, then = session.steps[place], session.steps[place + 1 : place + 2]
    technique = house().catalog[step.technique]
    return {
        "name": say(f"technique.{step.technique}.name"),
        "side": _side(step),
        "how": _how_hard(step, technique.stroke),
        "then": _then(step, then[0]) if then else say("guide.screen.last"),
        "step_of": say("web.steps.step_of", number=place + 1, of=len(session.steps)),
        "breathes": technique.breath,
    }


def _side(step: Step) -> str:
    """Which foot and which view of it, always in words."""
    view = house().catalog[step.technique].view
    if view is View.NONE:
        return ""
    parts = (say(f"guide.screen.sides.{step.side}"), say(f"guide.screen.views.{view}"))
    return ", ".join(parts[: 1 if step.side is Side.BOTH else 2])


def _how_hard(step: Step, stroke: Stroke) -> str:
    return "" if step.pressure is None else say(pressure_key(stroke, step.pressure))


def _then(step: Step, then: Step) -> str:
    line = say("guide.screen.then", name=say(f"technique.{then.technique}.name"))
    if then.side in (Side.BOTH, step.side):
        return line
    return f"{line}, {say(f'guide.screen.sides.{then.side}').lower()}"


def _words() -> dict[str, str]:
    """What the player may have to say by itself."""
    prefix = "web.guide.player."
    own = {k.removeprefix(prefix): v for k, v in house().words.items() if k.startswith(prefix)}
    time = ("less", "one", "many")
    return {
        **own,
        "again_no": say("guide.screen.again_no"),
        "to_go": say("guide.screen.to_go"),
        "in": say("guide.screen.breath.in"),
        "out": say("guide.screen.breath.out"),
        **{f"time_{key}": say(f"guide.screen.time.{key}") for key in time},
    }


# -- Scenes ----------------------------------------------------------------------------------------


def drawn(session: Session) -> dict[str, Any]:
    """Everything of the page that is drawn."""
    return {
        "steps": session.steps,
        "scenes": scenes(session),
        "markers": markers(session),
    }


def scenes(session: Session) -> Sequence[dict[str, Any]]:
    """One picture a step; the drawings they lean on are on the page once."""
    after: Sequence[Step | None] = (*session.steps[1:], None)
    return [_scene(step, then) for step, then in zip(session.steps, after, strict=True)]


def _scene(step: Step, then: Step | None) -> dict[str, Any]:
    technique = house().catalog[step.technique]
    feet = [
        {**each, "x": place * (foot.WIDE + 20), "soon": _soon(each, then), "hand": hand}
        for place, each in enumerate(foot.feet_of(step))
        for hand in [hand_on(step, technique, Side(str(each["side"])))]
    ]
    wide = foot.WIDE + 60 if len(feet) == 1 else len(feet) * (foot.WIDE + 20)
    return {
        "feet": feet,
        "box": f"{-30 if len(feet) == 1 else -10} 4 {wide} {foot.TALL - 8}",
        "technique": step.technique,
        "breathes": technique.breath,
    }


def _soon(each: dict[str, object], then: Step | None) -> object:
    """What lights up next on this very foot."""
    if then is None:
        return ""
    technique = house().catalog[then.technique]
    same = technique.view.value == each["view"] and then.side in (Side.BOTH, each["side"])
    return foot.lit(technique.view, str(each["side"]), then.zones, "next") if same else ""


def markers(session: Session) -> Sequence[tuple[str, object]]:
    """The hands that this session needs, each once."""
    hands = (each["hand"] for scene in scenes(session) for each in scene["feet"])
    return [(name, foot.marker(name)) for name in dict.fromkeys(h.marker for h in hands if h)]
