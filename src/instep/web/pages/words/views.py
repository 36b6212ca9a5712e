"""Two pages of plain words."""

from django.http import HttpRequest, HttpResponse

from instep.web.turn import Turn, page, show

NOT = ("doctor", "see", "feel", "promise", "emergency")
PRIVACY = ("here", "nobody", "network", "device", "kept", "forget")


@page
def what_this_is_not(request: HttpRequest, turn: Turn) -> HttpResponse:
    """What Instep cannot do and does not claim."""
    return show(request, "words/lines.html", turn, kind="not", lines=NOT)


@page
def privacy(request: HttpRequest, turn: Turn) -> HttpResponse:
    """Where answers are kept, and who can see them."""
    return show(request, "words/lines.html", turn, kind="privacy", lines=PRIVACY)
