"""Addresses of skin warmth."""

from django.urls import path

from instep.web.pages.temperature import views

app_name = "temperature"
urlpatterns = [
    path("", views.temperature, name="temperature"),
    path("<int:number>/", views.spot, name="spot"),
]
