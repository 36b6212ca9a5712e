"""Addresses of the painting."""

from django.urls import path

from instep.web.pages.paint import views

app_name = "paint"
FIRST = {"feeling": "tingling", "drawing": "sole-left"}
urlpatterns = [
    path("", views.brush, FIRST, name="paint"),
    path("<slug:feeling>/<slug:drawing>/", views.brush, name="brush"),
]
