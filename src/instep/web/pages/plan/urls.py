"""Addresses of the plan."""

from django.urls import path

from instep.web.pages.plan import views

app_name = "plan"
urlpatterns = [
    path("", views.plan, name="plan"),
    path("without/<slug:technique>/", views.without, name="without"),
    path("swap/<slug:technique>/", views.swap, name="swap"),
    path("otherwise/", views.otherwise, name="otherwise"),
    path("back/<slug:technique>/", views.back, name="back"),
    path("anew/", views.anew, name="anew"),
]
