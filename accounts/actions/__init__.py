"""Accounts, teams and roles. Sign-in and password acts belong to the sign-in library and are audited by its adapter."""

from accounts.actions.memberships import add_membership, end_membership
from accounts.actions.second_steps import (
    make_recovery_codes,
    note_second_step_added,
    note_second_step_removed,
    reset_second_step,
    use_recovery_code,
)
from accounts.actions.sessions import end_other_sessions, end_session, end_sessions_of
from accounts.actions.teams import add_team, close_team
from accounts.actions.users import add_first_administrator, add_user, change_own_details, change_user

__all__ = [
    "add_first_administrator",
    "add_membership",
    "add_team",
    "add_user",
    "change_own_details",
    "change_user",
    "close_team",
    "end_membership",
    "end_other_sessions",
    "end_session",
    "end_sessions_of",
    "make_recovery_codes",
    "note_second_step_added",
    "note_second_step_removed",
    "reset_second_step",
    "use_recovery_code",
]
