from django.urls import path

from ui import views

app_name = "ui"
urlpatterns = [
    path("not-finished/", views.unfinished, name="unfinished"),
    path("not-finished/<uuid:draft_id>/discard/", views.discard_draft, name="discard-draft"),
    path("stay-signed-in/", views.stay_signed_in, name="stay-signed-in"),
]
