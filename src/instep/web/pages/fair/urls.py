"""Addresses of the fair test."""

from django.urls import path

from instep.web.pages.fair import views

app_name = "fair"
urlpatterns = [
    path("", views.fair_test, name="fair"),
    path("new/", views.new, name="new"),
    path("stop/", views.stop, name="stop"),
    path("aside/", views.aside, name="aside"),
    path("result/", views.result, name="result"),
    path("record.json", views.record_json, name="record_json"),
    path("record.txt", views.record_text, name="record_text"),
]
