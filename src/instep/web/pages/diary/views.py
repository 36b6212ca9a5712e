"""The line of a day: kept part by part, taken back, said like the day before."""

from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from instep.adapters.export.diary import diary_csv, diary_json
from instep.web import acts, days, way
from instep.web.pages.diary import forms
from instep.web.records import leaving, store
from instep.web.records import line as lines
from instep.web.records.line import Line
from instep.web.turn import Turn, onward, page, show, to

LAST_TIME = 7
"""Days back in which the line before is still offered again."""

NOON = 12


@page
def today(request: HttpRequest, turn: Turn) -> HttpResponse:
    """The line of today; in the small hours it is asked which day is meant."""
    meant = days.meant(turn.moment)
    if len(meant) == 1:
        return to(("diary:day", {"day": str(turn.moment.on)}))
    return show(request, "diary/which.html", turn, days=meant)


@page
def day(request: HttpRequest, turn: Turn, day: str) -> HttpResponse:
    """One day's line, to be told or mended; a day to come has none."""
    on = days.day_in(day)
    if on is None:
        raise Http404
    if on > turn.moment.on:
        return to(("diary:day", {"day": str(turn.moment.on)}), "to_come")
    try:
        return _said(request, turn, on) if request.method == "POST" else _shown(request, turn, on)
    except forms.Wrong:
        return _wrong(request, turn, on)


def _said(request: HttpRequest, turn: Turn, on: date) -> HttpResponse:
    do = request.POST.get("do", "keep")
    if do == "undo":
        lines.undo(on, turn.moment)
    elif do == "repeat":
        _repeat(turn, on)
    else:
        found = {"found": True} if do == "found" else {}
        parts = forms.parts_in(request.POST, _seen(request, on))
        lines.tell(on, {**parts, **found}, turn.moment)
    if do == "found":
        return _look_at_it(turn)
    if _by_script(request):
        return JsonResponse({"kept": True})
    return to(("diary:day", {"day": str(on)}), "undone" if do == "undo" else "saved")


def _seen(request: HttpRequest, on: date) -> Line | None:
    """The line as it stood on the page this form is of; a part by itself is said whatever stood."""
    if "whole" not in request.POST:
        return None
    version = request.POST.get("version", "")
    rows = lines.versions_of(on)
    if not (version.isascii() and version.isdigit() and 0 < int(version[:9]) <= len(rows)):
        return Line(on)
    return lines.line_in(rows[int(version[:9]) - 1])


def _repeat(turn: Turn, on: date) -> None:
    """The scores of last time, where none is told yet."""
    before, line = _before(on), lines.line_of(on)
    if before is not None:
        again = {str(s): n for s, n in before.scores.items() if line.says(s) is None}
        lines.tell(on, again, turn.moment)


def _before(on: date) -> Line | None:
    return lines.line_before(on, on - timedelta(days=LAST_TIME))


def _look_at_it(turn: Turn) -> HttpResponse:
    """The danger questions first, whoever it is; whatever was cleared before is over."""
    if turn.night is not None:
        acts.put_aside(turn.night, turn.person, turn.moment)
    new = acts.start(turn.moment, store.person())
    return onward(acts.change(new, turn.moment, found=True), turn.moment)


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _wrong(request: HttpRequest, turn: Turn, on: date) -> HttpResponse:
    if _by_script(request):
        return JsonResponse({"kept": False}, status=422)
    return _shown(request, turn, on, wrong=True)


def _shown(request: HttpRequest, turn: Turn, on: date, *, wrong: bool = False) -> HttpResponse:
    line, before = lines.line_of(on), _before(on)
    morning = on == turn.moment.on and days.hour(turn.moment) < NOON
    return show(
        request,
        "diary/day.html",
        turn,
        on=on,
        line=line,
        pads=forms.pads(line, before, morning=morning),
        before=before if before is not None and _can_repeat(line, before) else None,
        is_today=on == turn.moment.on,
        yesterday=on - timedelta(days=1),
        tomorrow=on + timedelta(days=1),
        can_undo=lines.can_undo(on),
        looks=way.looks_due(turn.person, turn.moment),
        wrong=wrong,
    )


def _can_repeat(line: Line, before: Line) -> bool:
    return any(line.says(symptom) is None for symptom in before.scores)


# -- A copy to keep --------------------------------------------------------------------------------


@page
def as_csv(_request: HttpRequest, turn: Turn) -> HttpResponse:
    """Every version of every line as a table."""
    return _file(diary_csv(leaving.table()), "text/csv; charset=utf-8", f"{turn.moment.on}.csv")


@page
def as_json(_request: HttpRequest, turn: Turn) -> HttpResponse:
    """All of the diary, to be brought back as it is."""
    return _file(diary_json(leaving.entries()), "application/json", f"{turn.moment.on}.json")


def _file(text: str, kind: str, name: str) -> HttpResponse:
    header = f'attachment; filename="instep-diary-{name}"'
    return HttpResponse(text, content_type=kind, headers={"Content-Disposition": header})
