"""Which address leads to which page."""

from django.urls import include, path

from instep.web import http

handler403, handler404, handler500 = http.form_too_old, http.not_there, http.our_fault

PAGES = (
    "about",
    "clinician",
    "close",
    "content",
    "diary",
    "fair",
    "guide",
    "helps",
    "history",
    "hurt",
    "looks",
    "measures",
    "mnsi",
    "night",
    "paint",
    "plan",
    "pulse",
    "review",
    "room",
    "score",
    "settings",
    "steps",
    "techniques",
    "temperature",
    "today",
    "tonight",
    "touch",
    "verdict",
    "words",
)

urlpatterns = [
    path("enter/<token>", http.enter),
    path("", include("instep.web.pages.home.urls")),
    path("", include("instep.web.pages.away.urls")),
    path("sync/", include("instep.web.sync.urls")),
    *(path(f"{page}/", include(f"instep.web.pages.{page}.urls")) for page in PAGES),
]
