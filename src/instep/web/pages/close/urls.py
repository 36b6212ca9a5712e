"""The address of the close."""

from django.urls import path

from instep.web.pages.close import views

app_name = "close"
urlpatterns = [
    path("", views.close, name="close"),
    path("good-night/", views.good_night, name="good_night"),
]
