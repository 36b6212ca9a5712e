"""The addresses of what helps, and of how we know."""

from django.urls import path

from instep.web.pages.helps import views

app_name = "helps"
urlpatterns = [
    path("", views.helps, name="helps"),
    path("follow/", views.follow, name="follow"),
    path("how/", views.know, name="know"),
]
