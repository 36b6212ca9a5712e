"""Addresses of the techniques."""

from django.urls import path

from instep.web.pages.techniques import views

app_name = "techniques"
urlpatterns = [
    path("", views.every, name="all"),
    path("<slug:id>/", views.one, name="one"),
]
