"""Addresses of the pulse."""

from django.urls import path

from instep.web.pages.pulse import views

app_name = "pulse"
urlpatterns = [
    path("", views.pulse, name="pulse"),
    path("<str:place>/<str:side>/", views.read, name="read"),
]
