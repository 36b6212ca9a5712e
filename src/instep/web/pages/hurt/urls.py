"""Addresses after That hurts."""

from django.urls import path

from instep.web.pages.hurt import views

app_name = "hurt"
urlpatterns = [
    path("", views.what, name="what"),
    path("more/", views.more, name="more"),
]
