"""Addresses that name the bytes they lead to; the version in each is their sum."""

from django.urls import path

from instep.web.pages.content import views

app_name = "content"
urlpatterns = [
    path("<version>/kernel.json", views.kernel, name="kernel"),
    path("<version>/words.json", views.words, name="words"),
    path("<version>/away.html", views.shell, name="shell"),
]
