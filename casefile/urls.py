from django.urls import path

from casefile.views import overview, thread, timeline

app_name = "casefile"
urlpatterns = [
    path("cases/<uuid:case_id>/", overview.case, name="case"),
    path("cases/<uuid:case_id>/timeline/", timeline.timeline, name="timeline"),
    path("cases/<uuid:case_id>/thread/", thread.thread, name="thread"),
    path("cases/<uuid:case_id>/balance/", thread.balance, name="balance"),
]
