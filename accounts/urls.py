from django.urls import path

from accounts.views import own, second_steps, teams, users

app_name = "accounts"
urlpatterns = [
    path("my-account/", own.profile, name="profile"),
    path("my-account/recovery-codes/", second_steps.recovery_codes, name="recovery-codes"),
    path("my-account/signed-in/", own.signed_in, name="signed-in"),
    path("my-account/signed-in/<uuid:session_id>/end/", own.end_session, name="end-session"),
    path("my-account/signed-in/end-others/", own.end_other_sessions, name="end-other-sessions"),
    path("users/", users.users, name="users"),
    path("users/add/", users.add_user, name="add-user"),
    path("users/<uuid:user_id>/", users.user, name="user"),
    path("users/<uuid:user_id>/change/", users.change_user, name="change-user"),
    path("users/<uuid:user_id>/roles/add/", users.add_membership, name="add-membership"),
    path("users/<uuid:user_id>/roles/<uuid:membership_id>/end/", users.end_membership, name="end-membership"),
    path("users/<uuid:user_id>/reset-second-step/", users.reset_second_step, name="reset-second-step"),
    path("users/<uuid:user_id>/sign-out/", users.end_sessions, name="end-sessions"),
    path("teams/", teams.teams, name="teams"),
    path("teams/add/", teams.add_team, name="add-team"),
    path("teams/<uuid:team_id>/close/", teams.close_team, name="close-team"),
]
