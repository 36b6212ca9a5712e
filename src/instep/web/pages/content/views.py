"""The tables of the kernel: kept for ever under their own version, not there under any other."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from instep.web.kernel_file import kernel_file

FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def kernel(_request: HttpRequest, version: str) -> HttpResponse:
    """The tables, where the address names these very bytes."""
    file = kernel_file()
    if version != file.version:
        raise Http404
    kept = {"Cache-Control": FOR_EVER}
    return HttpResponse(file.text, content_type="application/json", headers=kept)
