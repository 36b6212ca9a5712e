"""Addresses of the questionnaire on feeling."""

from django.urls import path

from instep.web.pages.mnsi import views

app_name = "mnsi"
urlpatterns = [
    path("", views.mnsi, name="mnsi"),
    path("<int:number>/", views.item, name="item"),
]
