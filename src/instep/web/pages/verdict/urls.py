"""The address of today's answer."""

from django.urls import path

from instep.web.pages.verdict import views

app_name = "verdict"
urlpatterns = [
    path("", views.verdict, name="verdict"),
]
