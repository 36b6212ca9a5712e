"""Addresses of the wishes for tonight."""

from django.urls import path

from instep.web.pages.tonight import views

app_name = "tonight"
urlpatterns = [
    path("", views.start, name="start"),
    path("again/", views.again, name="again"),
    path("who/", views.who, name="who"),
    path("hand/", views.hand, name="hand"),
    path("minutes/", views.minutes, name="minutes"),
    path("aim/", views.aim, name="aim"),
]
