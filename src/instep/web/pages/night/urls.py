"""The address for the night."""

from django.urls import path

from instep.web.pages.night import views

app_name = "night"
urlpatterns = [
    path("", views.hanging_leg, name="hanging_leg"),
]
