"""The last page before hands touch feet."""

from django.http import HttpRequest, HttpResponse

from instep.adapters.terminal.oil_page import mix_of
from instep.core.session import Session
from instep.web import acts, evening, sounding
from instep.web.house import house, say
from instep.web.records.tonight import Stage
from instep.web.turn import Turn, evening_page, onward, show, to


@evening_page(Stage.JUDGED)
def room(request: HttpRequest, turn: Turn) -> HttpResponse:
    """Make it ready; type what the thermometer reads; begin."""
    night = turn.tonight
    session = evening.prepared(night, turn.person).session
    if session is None or not (night.night or night.aim):
        return onward(night, turn.moment)
    if "water" in request.POST:
        night = acts.change(night, turn.moment, water=_degrees(request.POST["water"]))
        return to(("room:room", {}), "" if evening.water_is_in(night) else "water")
    if request.method == "POST" and "begin" in request.POST:
        return _begin(turn, led=request.POST["begin"] == "voice")
    sounding.make_ready(night, turn.person)
    context = {
        "bath": any(house().catalog[s.technique].typed_reading for s in session.steps),
        "water_is_in": evening.water_is_in(night),
        "oil": _oil(session),
    }
    return show(request, "room/room.html", turn, **context)


def _begin(turn: Turn, *, led: bool) -> HttpResponse:
    """Every step is asked for before anything begins."""
    pace = sounding.pace() if led else None
    try:
        night = acts.begin(turn.tonight, turn.person, turn.moment, pace=pace)
    except evening.NotNow:
        return onward(turn.night, turn.moment, "refused")
    return onward(night, turn.moment)


def _degrees(text: str) -> float | None:
    """A plain number with a point or a comma; None for anything else, which opens nothing."""
    digits = text.strip().replace(",", ".", 1)
    plain = digits.replace(".", "", 1)
    return float(digits) if plain.isascii() and plain.isdigit() and len(plain) < 7 else None


def _oil(session: Session) -> str:
    """How many drops into how much; empty where no scented oil is used."""
    mix = mix_of(session, house().shelf)
    if mix is None:
        return ""
    one = mix.drops == 1
    return say(
        "oils.drops.count",
        drops=say("oils.drops.one_drop") if one else say("oils.drops.many_drops", n=mix.drops),
        oil=say(f"oils.oils.{mix.oil}.name"),
        ml=mix.ml,
        carrier=say(f"oils.carriers.{mix.carrier}.name"),
        percent=f"{mix.percent:g}",
    )
