from django.urls import path

from casefile.views import advocate, guide, home, overview, thread, timeline

app_name = "casefile"
urlpatterns = [
    path("", home.home, name="home"),
    path("cases/", home.cases, name="cases"),
    path("cases/find/", home.search, name="search"),
    path("first-visit/", guide.first_visit_done, name="first-visit-done"),
    path("help/", guide.contents, name="help"),
    path("help/<slug:topic>/", guide.topic, name="help-topic"),
    path("cases/<uuid:case_id>/", overview.case, name="case"),
    path("advocate/<uuid:case_id>/", advocate.case, name="advocate-case"),
    path("cases/<uuid:case_id>/timeline/", timeline.timeline, name="timeline"),
    path("cases/<uuid:case_id>/thread/", thread.thread, name="thread"),
    path("cases/<uuid:case_id>/balance/", thread.balance, name="balance"),
]
