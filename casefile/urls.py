from django.urls import path

from casefile.views import overview

app_name = "casefile"
urlpatterns = [
    path("cases/<uuid:case_id>/", overview.case, name="case"),
]
