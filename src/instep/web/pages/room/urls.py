"""The address of the room."""

from django.urls import path

from instep.web.pages.room import views

app_name = "room"
urlpatterns = [
    path("", views.room, name="room"),
]
