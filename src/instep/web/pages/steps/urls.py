"""Addresses of the steps."""

from django.urls import path

from instep.web.pages.steps import views

app_name = "steps"
urlpatterns = [
    path("", views.every, name="all"),
    path("<int:place>/", views.step, name="step"),
]
