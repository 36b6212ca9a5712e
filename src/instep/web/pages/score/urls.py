"""The address of the first score."""

from django.urls import path

from instep.web.pages.score import views

app_name = "score"
urlpatterns = [
    path("", views.before, name="before"),
]
