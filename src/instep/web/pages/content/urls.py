"""The address of the tables; the version in it is the sum of their bytes."""

from django.urls import path

from instep.web.pages.content import views

app_name = "content"
urlpatterns = [
    path("<version>/kernel.json", views.kernel, name="kernel"),
]
