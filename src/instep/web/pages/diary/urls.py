"""Addresses of the diary."""

from django.urls import path

from instep.web.pages.diary import views

app_name = "diary"
urlpatterns = [
    path("", views.today, name="today"),
    path("export.csv", views.as_csv, name="csv"),
    path("export.json", views.as_json, name="json"),
    path("<slug:day>/", views.day, name="day"),
]
