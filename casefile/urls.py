from django.urls import path

from casefile.views import advocate, overview

app_name = "casefile"
urlpatterns = [
    path("cases/<uuid:case_id>/", overview.case, name="case"),
    path("advocate/<uuid:case_id>/", advocate.case, name="advocate-case"),
]
