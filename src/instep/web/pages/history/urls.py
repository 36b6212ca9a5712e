"""The address of what was."""

from django.urls import path

from instep.web.pages.history import views

app_name = "history"
urlpatterns = [
    path("", views.history, name="history"),
]
