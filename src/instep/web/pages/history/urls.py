"""Addresses of what was."""

from django.urls import path

from instep.web.pages.history import views

app_name = "history"
urlpatterns = [
    path("", views.history, name="history"),
    path("month/<slug:month>/", views.month, name="month"),
    path("day/<slug:day>/", views.day, name="day"),
    path("pictures/<slug:span>/", views.pictures, name="pictures"),
]
