from django.urls import path

from principles import views

app_name = "principles"
urlpatterns = [
    path("cases/<uuid:case_id>/actions/", views.action_list, name="actions"),
    path("cases/<uuid:case_id>/actions/add/", views.add_action, name="add-action"),
    path("actions/<uuid:action_id>/", views.action, name="action"),
    path("actions/<uuid:action_id>/change/", views.change_action, name="change-action"),
    path("actions/<uuid:action_id>/complete/", views.complete_action, name="complete-action"),
    path("actions/<uuid:action_id>/withdraw/", views.withdraw_action, name="withdraw-action"),
]
