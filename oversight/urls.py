from django.urls import path

from oversight.views import figures, reading

app_name = "oversight"
urlpatterns = [
    path("", figures.dashboard, name="dashboard"),
    path("reading/", reading.reading, name="reading"),
    path("figures.csv", figures.dashboard_csv, name="dashboard-csv"),
    path("<slug:key>/", figures.figure_rows, name="figure-rows"),
    path("<slug:key>/rows.csv", figures.figure_csv, name="figure-csv"),
]
