"""Addresses of the guide."""

from django.urls import path

from instep.web.pages.guide import views

app_name = "guide"
urlpatterns = [
    path("", views.guide, name="guide"),
    path("for-later/", views.for_later, name="for_later"),
    path("sound/<key>.mp3", views.sound, name="sound"),
]
