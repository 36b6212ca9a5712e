"""Where a device sends what was told away, and where it gets what it judges by."""

from django.urls import path

from instep.web.sync import views

app_name = "sync"
urlpatterns = [
    path("", views.letters, name="letters"),
    path("mirror.json", views.glass, name="mirror"),
]
