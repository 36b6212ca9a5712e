"""The address of the look back."""

from django.urls import path

from instep.web.pages.review import views

app_name = "review"
urlpatterns = [
    path("", views.review, name="review"),
]
