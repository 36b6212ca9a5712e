"""Each kept for ever under its own version, not there under any other."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from instep.web import away_shell
from instep.web.kernel_file import kernel_file
from instep.web.kernel_tables import version_of

FOR_EVER = "public, max-age=31536000, immutable"
JSON, HTML = "application/json", "text/html; charset=utf-8"


@require_safe
def kernel(_request: HttpRequest, version: str) -> HttpResponse:
    """The tables of the kernel."""
    file = kernel_file()
    return _lasting(file.text, file.version, version, JSON)


@require_safe
def words(_request: HttpRequest, version: str) -> HttpResponse:
    """The words that the page for when the computer is away cannot know before."""
    text = away_shell.words_text()
    return _lasting(text, version_of(text), version, JSON)


@require_safe
def shell(_request: HttpRequest, version: str) -> HttpResponse:
    """That page itself."""
    return _lasting(away_shell.shell(), away_shell.shell_version(), version, HTML)


def _lasting(text: str, own: str, asked: str, kind: str) -> HttpResponse:
    """These bytes, where the address names them."""
    if asked != own:
        raise Http404
    return HttpResponse(text, content_type=kind, headers={"Cache-Control": FOR_EVER})
