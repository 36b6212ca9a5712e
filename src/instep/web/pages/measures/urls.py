"""Addresses of the measures."""

from django.urls import path

from instep.web.pages.measures import views

app_name = "measures"
urlpatterns = [
    path("", views.measures, name="measures"),
    path("<slug:measure>/<int:year>/", views.year, name="year"),
]
