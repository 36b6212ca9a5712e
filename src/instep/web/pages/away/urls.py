"""Addresses of the page for when the computer is away, and of its worker."""

from django.urls import path

from instep.web.pages.away import views

app_name = "away"
urlpatterns = [
    path("away/", views.away, name="away"),
    path("sw.js", views.worker, name="worker"),
]
