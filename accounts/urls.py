from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("my-account/", views.profile, name="profile"),
    path("users/", views.users, name="users"),
    path("users/add/", views.add_user, name="add-user"),
    path("users/<uuid:user_id>/", views.user, name="user"),
    path("users/<uuid:user_id>/change/", views.change_user, name="change-user"),
    path("users/<uuid:user_id>/roles/add/", views.add_membership, name="add-membership"),
    path("users/<uuid:user_id>/roles/<uuid:membership_id>/end/", views.end_membership, name="end-membership"),
    path("teams/", views.teams, name="teams"),
    path("teams/add/", views.add_team, name="add-team"),
    path("teams/<uuid:team_id>/close/", views.close_team, name="close-team"),
]
