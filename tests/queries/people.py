from django.urls import reverse

import people.actions
from accounts.models import User
from accounts.rules import Role
from people.choices import Channel, ContactRuleKind, RelationshipKind
from tests.access.matrix import Place
from tests.cast import make_user
from tests.given import make_concern, make_person
from tests.people.test_rows_of_a_person import SOON
from tests.queries import Visit, page


def fill(place: Place, rows: int) -> None:
    who = {"actor": place.worker, "person_id": place.person.pk}
    for number in range(rows):
        people.actions.add_need(**who, need=f"Need {number}")
        people.actions.add_safe_contact(
            **who, kind=ContactRuleKind.NEVER_TELL, who=f"Neighbour {number}", reason="Gossip"
        )
        people.actions.add_contact_detail(**who, channel=Channel.PHONE, value=str(number))
        people.actions.add_address(**who, kind="staying", lines=f"Ward {number}")
        people.actions.add_relationship(**who, name=f"Friend {number}", kind=RelationshipKind.FRIEND)
        people.actions.add_warning(**who, text=f"Dog {number}", review_on=SOON)
        people.actions.prepare_contact(**who, channel=Channel.VISIT, purpose=f"Visit {number}")


@page
def people_person(place: Place, rows: int) -> Visit:
    fill(place, rows)
    return Visit(place.worker, reverse("people:person", args=[place.person.pk]))


@page
def people_change(place: Place, rows: int) -> Visit:
    fill(place, rows)
    return Visit(place.worker, reverse("people:change", args=[place.person.pk]))


@page
def people_find(place: Place, rows: int) -> Visit:
    for number in range(rows):
        person = make_person(place.worker, f"Olwen {number}")
        make_concern(place.worker, person, place.cast.north)
    return Visit(place.worker, reverse("people:find"), {"name": "olwen"})


def many_users(rows: int) -> list[User]:
    return [
        make_user(f"many{number}@council.example", f"Many {number}", (Role.ANALYST, None))
        for number in range(rows)
    ]


@page
def accounts_users(place: Place, rows: int) -> Visit:
    many_users(rows)
    return Visit(place.cast.administrator, reverse("accounts:users"))
