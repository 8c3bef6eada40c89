from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from accounts.rules import Role, Verb, relations_for
from audit import clock
from audit.ids import new_id


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who signs in. What they may do comes from their memberships and `accounts/rules.py`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    job_title = models.CharField(max_length=200, blank=True)
    organisation_name = models.CharField(
        max_length=200, blank=True, help_text="For people outside the council"
    )
    telephone = models.CharField(max_length=40, blank=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=clock.now)
    shortcuts_on = models.BooleanField(default=True, help_text="Single-key shortcuts (WCAG 2.1.4)")
    first_visit_done_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    is_staff = False
    is_superuser = False

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_any_case_once")]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name or self.email

    @cached_property
    def running_memberships(self) -> list["Membership"]:
        """The memberships in force, read once a request."""
        return list(self.memberships.filter(ended_at=None).select_related("team"))

    @cached_property
    def doors(self) -> dict[Any, Any]:
        """What this user may see, as conditions that were written once (`enquiries/doors.py`)."""
        return {}

    @property
    def roles(self) -> frozenset[Role]:
        return (
            frozenset(Role(membership.role) for membership in self.running_memberships)
            if self.is_active
            else frozenset()
        )

    def team_ids(self, roles: frozenset[Role] | None = None) -> set[UUID]:
        """The teams that this user belongs to, in any of `roles` where given."""
        return {
            membership.team_id
            for membership in self.running_memberships
            if membership.team_id and (roles is None or membership.role in roles)
        }

    def may(self, verb: Verb) -> bool:
        """Whether some role of theirs has `verb` in some relation; for menus and pages about no single case."""
        return bool(relations_for(verb, self.roles))

    def has_role(self, role: Role) -> bool:
        return role in self.roles


class Team(models.Model):
    """A team of the council. Cases belong to one; those at the front door belong to a front-door team."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=120, unique=True)
    is_front_door = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


TEAM_ROLES = [Role.FRONT_DOOR, Role.SOCIAL_WORKER, Role.SAM]


class Membership(models.Model):
    """One role of one user, in a team where the role belongs to one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    started_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="membership_role_known", condition=Q(role__in=Role.values)),
            models.CheckConstraint(
                name="membership_team_where_role_needs_one",
                condition=Q(role__in=TEAM_ROLES, team__isnull=False)
                | (~Q(role__in=TEAM_ROLES) & Q(team__isnull=True)),
            ),
            models.UniqueConstraint(
                name="membership_once_while_running",
                fields=["user", "role", "team"],
                condition=Q(ended_at=None),
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.team or ''}".strip()


class SignedInSession(AbstractBaseSession):
    """One browser in which somebody is signed in, or about to. Holds no address and no name of a browser's maker."""

    public_id = models.UUIDField(unique=True)
    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="sessions")
    device = models.CharField(max_length=60, blank=True)
    signed_in_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    class Meta:
        db_table = "accounts_session"
        ordering = ["-last_seen_at"]

    def __str__(self) -> str:
        return self.device


class RecoveryCode(models.Model):
    """One code for signing in when the telephone or key is lost. Only its keyed digest is kept; it works once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=clock.now)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="recoverycode_once", fields=["user", "digest"])]

    def __str__(self) -> str:
        return "used" if self.used_at else "not used"


class WrongTries(models.Model):
    """How often something was tried in vain of late (`accounts/tries.py`). The key is a digest."""

    key = models.CharField(max_length=64, primary_key=True)
    wrong = models.PositiveIntegerField()
    last_at = models.DateTimeField(db_index=True)
    wait_until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.wrong} until {self.wait_until:%H:%M:%S}"
