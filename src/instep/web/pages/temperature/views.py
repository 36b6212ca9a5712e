"""Skin warmth: how it is measured, a page a spot, and what today's gap says, by the kernel."""

from dataclasses import asdict
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from instep.adapters.export.as_json import dumps, finding_text
from instep.core.body import Zone
from instep.core.measures.temperature import SITES, Gap, Odd, Spot, Warmth
from instep.core.safety.facts import WIDE_GAP
from instep.core.safety.measured import ONE_DAY
from instep.web import measuring, warmth
from instep.web.components import drawn
from instep.web.house import house, say
from instep.web.measures import measures
from instep.web.pages.temperature import forms
from instep.web.records import measured
from instep.web.records.tonight import Stage
from instep.web.turn import Turn, page, show

SHOWN = 7
"""Earlier days on the page."""

HOW = ("rest", "same", "three", "kept", "both_hot")


@page
def temperature(request: HttpRequest, turn: Turn) -> HttpResponse:
    """The spots of today, and what the widest gap among them says."""
    today = measured.warmth_on(turn.moment.on)
    gap = today.largest
    return show(
        request,
        "temperature/temperature.html",
        turn,
        how=[say(f"measures.temperature.{h}", minutes=measures().rest_minutes) for h in HOW],
        one_foot=turn.person.about.get("missing_foot") in ("left", "right", "both"),
        spots=[_spot_line(today, site) for site in SITES],
        next=_next_number(today),
        gap=gap,
        widest="" if gap is None else f"{gap.degrees:.1f}",
        too_wide=gap is not None and gap.degrees > warmth.widest(),
        most=f"{warmth.widest():g}",
        part=len(today.gaps),
        is_whole=today.is_whole,
        is_sure=today.is_sure,
        yesterday=_yesterday(turn),
        earlier=_earlier(turn),
        findings=_findings(turn),
        contacts=_contacts(turn),
        feet=drawn.gaps(today.gaps, WIDE_GAP),
        asking=turn.night is not None and turn.night.stage is Stage.ASKING,
    )


def _spot_line(today: Warmth, site: Zone) -> dict[str, object]:
    gap = next((gap for gap in today.gaps if gap.site is site), None)
    said = say("measures.temperature.open") if gap is None else _apart(gap)
    return {"number": SITES.index(site) + 1, "name": say(f"zone.{site}.name"), "said": said}


def _apart(gap: Gap) -> str:
    """One gap in words."""
    warmer = say(f"measures.temperature.warmer_{gap.warmer}")
    if not gap.degrees:
        return warmer
    return f"{say('measures.temperature.apart', degrees=f'{gap.degrees:.1f}')}, {warmer}"


def _next_number(today: Warmth) -> int:
    """The first spot that is not measured on both feet; the first one where all are."""
    unpaired = (n for n, s in enumerate(SITES, 1) if not today.spots.get(s, Spot()).is_paired)
    return next(unpaired, 1)


def _earlier(turn: Turn) -> list[tuple[date, str]]:
    """The last days before today with their widest gap, the newest first."""
    gaps = [*measured.gaps(last=turn.moment.on - ONE_DAY).items()]
    return [(on, _apart(gap)) for on, gap in gaps[: -SHOWN - 1 : -1]]


def _yesterday(turn: Turn) -> str:
    gap = warmth.of_day(turn.moment.on - ONE_DAY, turn.person)
    return "" if gap is None else f"{min(gap.degrees, warmth.widest()):.1f}"


def _findings(turn: Turn) -> list[str]:
    """What safety says of today's gap, in its own words."""
    found = warmth.findings(turn.moment.on, turn.person, turn.night)
    return [finding_text(finding, house().words) for finding in found]


def _contacts(turn: Turn) -> list[str]:
    """Whom to contact, and by when."""
    found = warmth.findings(turn.moment.on, turn.person, turn.night)
    told = [f.contact for f in found if f.contact is not None]
    return [say(f"verdict.contact_lines.{c.who}.{c.within}") for c in dict.fromkeys(told)]


@page
def spot(request: HttpRequest, turn: Turn, number: int) -> HttpResponse:
    """One spot on both feet. What was right is kept, whatever else is wrong."""
    if not 1 <= number <= len(SITES):
        raise Http404
    today, site = measured.warmth_on(turn.moment.on), SITES[number - 1]
    if request.POST.get("do") == "skip":
        return _after(number)
    if request.method != "POST":
        return _ask(request, turn, number, forms.shown(today.spots.get(site, Spot())))
    feet = forms.read(request.POST, measures().walls)
    measuring.measure_warmth(
        today.measured(site, forms.spot_of(feet, measures().walls)), turn.moment
    )
    if any(line.wrong for foot in feet for line in foot.lines):
        return _ask(request, turn, number, feet, wrong=True)
    return _after(number)


def _after(number: int) -> HttpResponseRedirect:
    """The next spot, or all of them."""
    if number < len(SITES):
        return HttpResponseRedirect(reverse("temperature:spot", kwargs={"number": number + 1}))
    return HttpResponseRedirect(reverse("temperature:temperature"))


def _ask(
    request: HttpRequest,
    turn: Turn,
    number: int,
    feet: tuple[forms.Foot, ...],
    *,
    wrong: bool = False,
) -> HttpResponse:
    site = SITES[number - 1]
    return show(
        request,
        "temperature/spot.html",
        turn,
        number=number,
        of=len(SITES),
        name=say(f"zone.{site}.name"),
        drawn=drawn.spot(site),
        feet=feet,
        wrong=wrong,
        step=dumps({"kind": "warmth", "site": site.value, "next": _after(number).url}),
        walls=dumps(asdict(measures().walls)),
        odd=[(odd, house().words[f"measures.odd.{odd}"]) for odd in Odd],
    )
