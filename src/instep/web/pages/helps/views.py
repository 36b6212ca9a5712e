"""What helps, from the rows to the page. Arrays are loaded only where a page is asked for."""

from django.http import HttpRequest, HttpResponse

from instep.core.diary import FOLLOWABLE
from instep.web import following, learned
from instep.web.records import primary
from instep.web.turn import Turn, page, show, to

CLAIMS = ("claims_none", "claims_why", "claims_chosen", "claims_early", "claims_wrong")


@page
def know(request: HttpRequest, turn: Turn) -> HttpResponse:
    """How we know, and how often we are right: counted, not promised."""
    from instep.web.pages.helps import counted

    return show(
        request,
        "helps/know.html",
        turn,
        claims=CLAIMS,
        counted=counted.counted(),
        naive=counted.naive(),
        promises=counted.promises(),
    )


@page
def helps(request: HttpRequest, turn: Turn) -> HttpResponse:
    """The symptom chosen beforehand first, the others folded behind it."""
    from instep.web.pages.helps import cards

    known = learned.learned()
    first, *others = cards.looks(known)
    return show(
        request,
        "helps/helps.html",
        turn,
        first=first,
        others=[look for look in others if look.trend is not None],
        paused=cards.paused(known) if first.nothing else (),
        soon=cards.soon(known),
        pairs=cards.pairs(known),
        picks=cards.picks(known),
        follows=cards.follows(known, turn.moment.on),
    )


@page
def follow(request: HttpRequest, turn: Turn) -> HttpResponse:
    """What is followed most closely; said honestly where there is something to look at already."""
    wanted = following.by_name(request.POST.get("follow"))
    tested = following.under_test(turn.moment.on)
    if request.method == "POST" and wanted is not None and tested is None:
        following.choose(wanted, turn.moment)
        return to(("helps:helps", {}), "saved")
    chosen = primary.choices()
    return show(
        request,
        "helps/follow.html",
        turn,
        offered=FOLLOWABLE,
        follow=chosen.now,
        tested=tested,
        began=chosen.first_session is not None,
    )
