"""Letters from a device in, receipts and the person as known here out. Never a page."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET, require_POST

from instep.web import acts
from instep.web.clock import now
from instep.web.records import store
from instep.web.sync.inbox import take
from instep.web.sync.mirror import mirror
from instep.web.sync.wire import Unreadable, read_letter, tells_more_than_notes

OWN = ("same-origin", None)
"""What a browser says of a letter that one of our own pages sends; older ones say nothing."""


@require_GET
def glass(request: HttpRequest) -> JsonResponse:
    """What the device needs to know by itself."""
    moment = now()
    acts.current(moment)
    return JsonResponse(mirror(request, moment))


@require_POST
def letters(request: HttpRequest) -> JsonResponse:
    """Every entry gets its own receipt; a letter that is none gets one reason."""
    if request.headers.get("Sec-Fetch-Site") not in OWN:
        return _not(403, "another site")
    if request.content_type != "application/json":
        return _not(415, "no JSON")
    try:
        letter = read_letter(request.body)
    except RequestDataTooBig:
        return _not(413, "too long")
    except Unreadable as error:
        return _not(400, str(error))
    moment = now()
    if letter.whose != str(store.whose(moment)):
        return _not(425, "of another one: ask for the mirror first")
    acts.current(moment)
    receipts = [receipt.as_json() for receipt in take(letter, moment)]
    known = {"mirror": mirror(request, moment)} if tells_more_than_notes(letter) else {}
    return JsonResponse({"receipts": receipts, **known})


def _not(status: int, reason: str) -> JsonResponse:
    return JsonResponse({"reason": reason}, status=status)
