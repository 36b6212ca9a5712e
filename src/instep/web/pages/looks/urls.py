"""Addresses of what fell due."""

from django.urls import path

from instep.web.pages.looks import views

app_name = "looks"
urlpatterns = [
    path("referral/", views.referral, name="referral"),
    path("<slug:id>/", views.look, name="look"),
]
