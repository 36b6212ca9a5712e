"""The page with the camera, and the reading of what it saw. Switched off until it is wanted."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from instep.adapters.content import SHIPPED, pulse_limits
from instep.web.house import say
from instep.web.http import WITH_CAMERA
from instep.web.pages.pulse.drawn import TALL, WIDE, draw
from instep.web.pages.pulse.over_time import over_time
from instep.web.pages.pulse.recording import BadRecording, recording_of
from instep.web.pages.pulse.switch import SECONDS, is_on, words, wrong
from instep.web.records import pulsed
from instep.web.records.pulsed import Pulsed
from instep.web.turn import Turn, page, show

if TYPE_CHECKING:
    from instep.core.measures.pulse.reading import PulseReading
    from instep.core.measures.pulse.samples import Samples

SHOWN = 20
"""Earlier readings on the page."""

ENDS = ("stopped", "not_taken", "no_answer")


@page
def pulse(request: HttpRequest, turn: Turn) -> HttpResponse:
    """Which toe or finger, then the camera; earlier readings below."""
    if not is_on():
        return show(request, "pulse/off.html", turn)
    response = show(
        request,
        "pulse/pulse.html",
        turn,
        places=pulsed.PLACES,
        sides=pulsed.SIDES,
        seconds=SECONDS,
        words=words(ENDS, "fault"),
        earlier=pulsed.latest(SHOWN),
        over_time=over_time(),
    )
    response.headers["Permissions-Policy"] = WITH_CAMERA
    return response


@page
def read(request: HttpRequest, turn: Turn, place: str, side: str) -> HttpResponse:
    """Read one recording; a reading is kept, a refusal is only told."""
    if place not in pulsed.PLACES or side not in pulsed.SIDES or not is_on():
        raise Http404
    if request.method != "POST":
        return wrong("send a recording to this address", 405)
    try:
        samples = recording_of(request.body)
    except RequestDataTooBig:
        return wrong("the recording is too long", 413)
    except BadRecording as error:
        return wrong(str(error), 400)
    reading = _read(samples)
    wants_light = request.GET.get("keep") == "light"
    id = _keep(reading, turn, place, side, samples if wants_light else None)
    result = {**_result(reading, samples, place, side), "light": id if wants_light else None}
    return JsonResponse({"html": render_to_string("pulse/result.html", result)})


@page
def light(_request: HttpRequest, _turn: Turn, id: UUID) -> HttpResponse:
    """The light of one reading as a file that ``instep pulse`` reads."""
    from instep.adapters.pulse_file import written

    found = pulsed.light(id)
    if found is None:
        raise Http404
    on, samples = found
    header = f'attachment; filename="instep-pulse-{on}.csv"'
    kind = "text/csv; charset=utf-8"
    return HttpResponse(written(samples), kind, headers={"Content-Disposition": header})


def _read(samples: "Samples") -> "PulseReading":
    from instep.core.measures.pulse.read import read_pulse

    return read_pulse(samples, pulse_limits(SHIPPED))


def _keep(
    reading: "PulseReading", turn: Turn, place: str, side: str, light: "Samples | None"
) -> UUID | None:
    if reading.refused is not None or reading.rate is None:
        return None
    size = reading.amplitude
    sizes = (size.value, size.low, size.high) if size else ()
    rounded = (round(each, 4) for each in sizes)
    kept = Pulsed(turn.moment.on, place, side, round(reading.rate, 1), *rounded)
    return pulsed.keep(kept, turn.moment, light)


def _result(
    reading: "PulseReading", samples: "Samples", place: str, side: str
) -> dict[str, object]:
    """What is said of it, in a piece of the page."""
    rows = draw(reading, samples)
    return {
        "why": "" if reading.refused is None else say(f"pulse.refused.{reading.refused}"),
        "where": say(f"pulse.page.where.{place}_{side}"),
        "beats": _beats(reading, samples),
        "rate": "" if reading.rate is None else f"{reading.rate:.0f}",
        "size": _size(reading),
        "rows": rows,
        "guess": any(is_guess for row in rows for _x, _y, is_guess in row.dots),
        "wide": WIDE,
        "tall": TALL * len(rows),
    }


def _beats(reading: "PulseReading", samples: "Samples") -> str:
    """What the picture shows, for who does not see it."""
    if reading.channel is None:
        return ""
    colour = say(f"pulse.colour.{reading.channel}")
    count, seconds = len(reading.beats), round(samples.seconds)
    return say("pulse.said.beats", count=count, seconds=seconds, colour=colour)


def _size(reading: "PulseReading") -> list[str]:
    size = reading.amplitude
    if size is None:
        return [say("pulse.said.no_size")]
    return [
        say("pulse.said.size", value=f"{size.value:.2g}"),
        say("pulse.said.again", low=f"{size.low:.2g}", high=f"{size.high:.2g}"),
    ]
