from django.urls import path

from oversight import views

app_name = "oversight"
urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("figures.csv", views.dashboard_csv, name="dashboard-csv"),
    path("<slug:key>/", views.figure_rows, name="figure-rows"),
    path("<slug:key>/rows.csv", views.figure_csv, name="figure-csv"),
]
