"""Addresses of today's pages."""

from django.urls import path

from instep.web.pages.today import views

app_name = "today"
urlpatterns = [
    path("<slug:page>/", views.page, name="page"),
]
