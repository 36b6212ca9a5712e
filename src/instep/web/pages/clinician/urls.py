"""The address of a clinician's yes."""

from django.urls import path

from instep.web.pages.clinician import views

app_name = "clinician"
urlpatterns = [
    path("<slug:rule>/", views.said, name="said"),
]
