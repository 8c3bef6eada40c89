"""Everybody, and one case in each kind of place: made once for many questions, then rolled back."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

import enquiries.actions
from accounts.models import Team
from accounts.rules import Role
from audit import clock
from enquiries.choices import AdvocateKind, AllocationRole
from enquiries.models import Case
from tests.access.matrix import EVERYBODY, Place
from tests.cast import make_user
from tests.given import make_concern, make_enquiry, make_person

TEAMS = {"north": "North", "south": "South"}


@pytest.fixture(scope="module")
def world(django_db_setup: Any, django_db_blocker: Any) -> Iterator[SimpleNamespace]:
    """The world, made once for all tests of a module and rolled back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


def make_world() -> SimpleNamespace:
    """Everybody, signed in, and a case in each place."""
    cast = everybody()
    places = {
        "open": north_place(cast, "Olwen"),
        "restricted": restricted_place(cast),
        "at the door": door_place(cast),
    }
    cookies = {who: session_of(getattr(cast, who)) for who in EVERYBODY}
    return SimpleNamespace(cast=cast, places=places, cookies=cookies)


def everybody() -> SimpleNamespace:
    door = Team.objects.create(name="Front door", is_front_door=True)
    north, south = (Team.objects.create(name=name) for name in TEAMS.values())
    roles = {
        "front_door": (Role.FRONT_DOOR, door),
        "worker": (Role.SOCIAL_WORKER, north),
        "colleague": (Role.SOCIAL_WORKER, north),
        "sam": (Role.SAM, north),
        "outsider": (Role.SOCIAL_WORKER, south),
        "manager": (Role.SERVICE_MANAGER, None),
        "analyst": (Role.ANALYST, None),
        "advocate": (Role.ADVOCATE, None),
        "other_advocate": (Role.ADVOCATE, None),
        "administrator": (Role.ADMINISTRATOR, None),
        "auditor": (Role.AUDITOR, None),
    }
    users = {who: make_user(f"{who}@council.example", who, role) for who, role in roles.items()}
    return SimpleNamespace(**users, door_team=door, north=north, south=south)


def north_place(cast: SimpleNamespace, name: str) -> Place:
    """An open enquiry of the north team, with its lead, its SAM and an advocate instructed today."""
    concern = make_concern(cast.worker, make_person(cast.worker, name), cast.north)
    for user, role in ((cast.worker, AllocationRole.LEAD), (cast.sam, AllocationRole.SAM)):
        enquiries.actions.allocate_case(actor=cast.sam, case_id=concern.case_id, user_id=user.pk, role=role)
    case = make_enquiry(cast.sam, concern.case)
    enquiries.actions.instruct_advocate(
        actor=cast.worker,
        case_id=case.pk,
        advocate_id=cast.advocate.pk,
        kind=AdvocateKind.CARE_ACT,
        organisation="Invented Voices",
        instructed=True,
        from_on=clock.today(),
    )
    return Place(cast, Case.objects.get(pk=case.pk), concern)


def restricted_place(cast: SimpleNamespace) -> Place:
    place = north_place(cast, "Zofia")
    enquiries.actions.restrict_case(
        actor=cast.manager, case_id=place.case.pk, reason="A relative works for the council."
    )
    return Place(cast, Case.objects.get(pk=place.case.pk), place.concern)


def door_place(cast: SimpleNamespace) -> Place:
    concern = make_concern(cast.front_door, make_person(cast.front_door, "Gareth"), cast.door_team)
    return Place(cast, Case.objects.get(pk=concern.case_id), concern)


def session_of(user: Any) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value
