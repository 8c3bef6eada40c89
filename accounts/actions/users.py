"""Accounts, teams and roles. Sign-in and password acts belong to the sign-in library and are audited by its adapter."""

from uuid import UUID

from django.db import transaction

from accounts.administrators import is_last_administrator
from accounts.errors import AdministratorExists, EmailInUse, LastAdministrator
from accounts.models import Membership, User
from accounts.permissions import can_be_first_administrator, can_change_own_details, can_manage_accounts
from accounts.rules import Role
from accounts.sessions import end_sessions
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event


@transaction.atomic
def add_user(
    *,
    actor: User,
    email: str,
    name: str,
    password: str | None = None,
    job_title: str = "",
    organisation_name: str = "",
) -> User:
    """Add somebody who can sign in. Raises PermissionDenied or EmailInUse."""
    require(can_manage_accounts, actor)
    if User.objects.filter(email__iexact=email).exists():
        raise EmailInUse
    user = User.objects.create_user(
        email,
        password,
        name=name,
        job_title=job_title,
        organisation_name=organisation_name,
        date_joined=clock.now(),
    )
    record(Event.USER_ADDED, actor=actor, subject=user)
    return user


@transaction.atomic
def add_first_administrator(*, actor: User, password: str) -> User:
    """Keep `actor`, who is not saved yet, as the first administrator. Raises AdministratorExists or EmailInUse."""
    if not can_be_first_administrator(actor):
        raise AdministratorExists
    require(can_be_first_administrator, actor)
    if User.objects.filter(email__iexact=actor.email).exists():
        raise EmailInUse
    actor.set_password(password)
    actor.save(force_insert=True)
    Membership.objects.create(user=actor, role=Role.ADMINISTRATOR, started_at=clock.now())
    record(Event.USER_ADDED, actor=actor, subject=actor, first_administrator=True)
    return actor


@transaction.atomic
def change_user(
    *,
    actor: User,
    user_id: UUID,
    name: str,
    email: str,
    job_title: str,
    organisation_name: str,
    is_active: bool,
) -> User:
    """Change an account, or shut it: somebody who may not sign in keeps their name on what they did.

    Raises PermissionDenied, EmailInUse or LastAdministrator.
    """
    require(can_manage_accounts, actor)
    user = User.objects.select_for_update().get(pk=user_id)
    if User.objects.filter(email__iexact=email).exclude(pk=user.pk).exists():
        raise EmailInUse
    if user.is_active and not is_active and is_last_administrator(user):
        raise LastAdministrator
    user.name, user.email, user.job_title = name, email.lower(), job_title
    user.organisation_name, user.is_active = organisation_name, is_active
    user.save(update_fields=["name", "email", "job_title", "organisation_name", "is_active"])
    if not is_active:
        end_sessions(user)
    record(Event.USER_CHANGED, actor=actor, subject=user, is_active=is_active)
    return user


@transaction.atomic
def change_own_details(
    *, actor: User, name: str, job_title: str = "", telephone: str = "", shortcuts_on: bool = True
) -> User:
    """Change what others see of oneself, and whether single keys are shortcuts. Raises PermissionDenied."""
    require(can_change_own_details, actor)
    user = User.objects.select_for_update().get(pk=actor.pk)
    user.name, user.job_title = name, job_title
    user.telephone, user.shortcuts_on = telephone, shortcuts_on
    user.save(update_fields=["name", "job_title", "telephone", "shortcuts_on"])
    record(Event.USER_CHANGED, actor=actor, subject=user)
    return user
