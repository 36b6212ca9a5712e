"""Every technique, what is known of it, and its sources. It leads through none of them."""

from django.http import Http404, HttpRequest, HttpResponse

from instep.core.catalog import Tier
from instep.web.house import house, sources
from instep.web.turn import Turn, page, show

TOLD = ("where", "how_hard", "how_long")


@page
def every(request: HttpRequest, turn: Turn) -> HttpResponse:
    """All that may ever be offered."""
    offered = [t for t in house().catalog.values() if t.tier is not Tier.DRAFT]
    return show(request, "techniques/all.html", turn, techniques=offered)


@page
def one(request: HttpRequest, turn: Turn, id: str) -> HttpResponse:
    """One technique, its evidence and its sources."""
    technique = house().catalog.get(id)
    if technique is None:
        raise Http404
    found = [sources()[key] for key in technique.source]
    watch = [house().words[k] for k in house().words if k.startswith(f"technique.{id}.watch_for.")]
    context = {"technique": technique, "sources": found, "told": TOLD, "watch": watch}
    return show(request, "techniques/one.html", turn, **context)
