"""Addresses of the questions about the person."""

from django.urls import path

from instep.web.pages.about import views

app_name = "about"
urlpatterns = [
    path("", views.about, name="about"),
    path("contacts/", views.contacts, name="contacts"),
    path("<slug:id>/", views.question, name="question"),
]
