"""Addresses of the plain words about Instep."""

from django.urls import path

from instep.web.pages.words import views

app_name = "words"
urlpatterns = [
    path("what-this-is-not/", views.what_this_is_not, name="not"),
    path("privacy/", views.privacy, name="privacy"),
]
