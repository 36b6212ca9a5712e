"""Addresses of the touch test."""

from django.urls import path

from instep.web.pages.touch import views

app_name = "touch"
urlpatterns = [
    path("", views.touch, name="touch"),
    path("<uuid:id>/", views.result, name="result"),
    path("<uuid:id>/<int:number>/", views.toe, name="toe"),
]
