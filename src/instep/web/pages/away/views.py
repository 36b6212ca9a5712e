"""The page that stands for all others, and the worker that a device keeps it by."""

import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from instep.web import away_shell

WORKER = settings.STATIC_ROOT / "away" / "worker.js"


@require_safe
def away(_request: HttpRequest) -> HttpResponse:
    """The same bytes that a device keeps."""
    return HttpResponse(away_shell.shell())


@require_safe
def worker(_request: HttpRequest) -> HttpResponse:
    """The worker, told first what it keeps: another version of anything is another worker."""
    kept = {
        "version": away_shell.shell_version(),
        "shell": away_shell.shell_address(),
        "files": away_shell.kept_files(),
        "later": away_shell.later_files(),
    }
    text = f"self.KEPT = {json.dumps(kept)};\n{WORKER.read_text(encoding='utf-8')}"
    return HttpResponse(text, content_type="text/javascript")
