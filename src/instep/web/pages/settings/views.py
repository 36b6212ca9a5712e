"""How every page looks, and everything deleted after a typed yes."""

from pathlib import Path

from django.conf import settings as django_settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from instep.adapters.data_folder import sweep
from instep.web import learned, sounding
from instep.web.components.page import CHOICES, chosen
from instep.web.records import store
from instep.web.turn import Turn, page, show, to


@page
def settings(request: HttpRequest, turn: Turn) -> HttpResponse:
    """How it looks and how it sounds."""
    if request.method == "POST":
        wanted = {name: request.POST.get(name, is_now) for name, is_now in chosen().items()}
        if all(wanted[name] in CHOICES[name] for name in CHOICES):
            store.keep_settings(wanted, turn.moment)
        return to(("settings:settings", {}), "saved")
    choices = [(name, values, chosen()[name]) for name, values in CHOICES.items()]
    return show(request, "settings/settings.html", turn, choices=choices)


@transaction.non_atomic_requests
@page
def forget(request: HttpRequest, turn: Turn) -> HttpResponse:
    """Delete all of it, here and in this browser, after a typed yes."""
    typed = request.POST.get("sure", "").strip().lower()
    if request.method == "POST" and typed == "yes":
        store.forget()
        sounding.forget()
        learned.clear()
        sweep(Path(django_settings.FOLDER))
        response = show(request, "settings/forgotten.html", turn)
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response
    return show(request, "settings/forget.html", turn, wrong=request.method == "POST")
