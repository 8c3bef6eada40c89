from django.urls import path

from oversight.views import figures, history, reading

app_name = "oversight"
urlpatterns = [
    path("dashboard/", figures.dashboard, name="dashboard"),
    path("dashboard/reading/", reading.reading, name="reading"),
    path("dashboard/reading/unusual/", reading.unusual, name="unusual"),
    path("dashboard/figures.csv", figures.dashboard_csv, name="dashboard-csv"),
    path("dashboard/<slug:key>/", figures.figure_rows, name="figure-rows"),
    path("dashboard/<slug:key>/rows.csv", figures.figure_csv, name="figure-csv"),
    path("cases/<uuid:case_id>/history/", history.case_history, name="case-history"),
    path("cases/<uuid:case_id>/as-it-was/", history.record_as_it_was, name="as-it-was"),
    path("people/<uuid:person_id>/readers/", history.readers, name="readers"),
]
