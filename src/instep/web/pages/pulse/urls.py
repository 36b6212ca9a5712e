"""Addresses of the pulse."""

from django.urls import path

from instep.web.pages.pulse import before_after, views

app_name = "pulse"
urlpatterns = [
    path("", views.pulse, name="pulse"),
    path("before-after/", before_after.begin, name="begin"),
    path("before-after/<uuid:id>/", before_after.around, name="around"),
    path("before-after/<uuid:id>/<int:count>/<int:number>/", before_after.window, name="window"),
    path("light/<uuid:id>.csv", views.light, name="light"),
    path("<str:place>/<str:side>/", views.read, name="read"),
]
