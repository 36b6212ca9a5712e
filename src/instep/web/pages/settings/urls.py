"""Addresses of the settings."""

from django.urls import path

from instep.web.pages.settings import views

app_name = "settings"
urlpatterns = [
    path("", views.settings, name="settings"),
    path("forget/", views.forget, name="forget"),
]
