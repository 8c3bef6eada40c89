from typing import Any

import people.actions
from people.choices import AddressKind, Channel, ContactRuleKind, RelationshipKind
from tests.access.matrix import (
    ADVOCATE,
    AUDITOR,
    COLLEAGUE,
    EVERYBODY,
    FRONT_DOOR,
    MANAGER,
    OUTSIDER,
    SAM,
    SEES_IDENTITY,
    TEAM,
    WORKER,
    Place,
    Row,
    once_for_each_place,
)
from tests.people.test_rows_of_a_person import SOON

ADDS = (FRONT_DOOR, WORKER, COLLEAGUE, SAM, OUTSIDER, MANAGER)
AT_THE_DOOR = (FRONT_DOOR, MANAGER)


def others(who: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one for one in EVERYBODY if one not in who)


def of_person(place: Place) -> dict[str, Any]:
    return {"person_id": place.person.pk}


@once_for_each_place
def rows(place: Place) -> dict[str, Any]:
    who = {"actor": place.worker, "person_id": place.person.pk}
    act = people.actions
    return {
        "needs": act.add_need(**who, need="Large print"),
        "safe-contact": act.add_safe_contact(
            **who, kind=ContactRuleKind.MUST_NOT, channel=Channel.LETTER, reason="The post is opened"
        ),
        "contact-details": act.add_contact_detail(**who, channel=Channel.PHONE, value="029 2018 0000"),
        "addresses": act.add_address(**who, kind=AddressKind.HOME, lines="1 Ffordd y Môr"),
        "relationships": act.add_relationship(**who, name="Nia Invented", kind=RelationshipKind.FAMILY),
        "warnings": act.add_warning(**who, text="The dog bites", review_on=SOON),
    }


def relationship(place: Place) -> dict[str, Any]:
    return {"person_id": place.person.pk, "row_id": rows(place)["relationships"].pk}


KINDS = ("needs", "safe-contact", "contact-details", "addresses", "relationships", "warnings")


def row_to_add(kind: str) -> Any:
    return lambda place: {"person_id": place.person.pk, "kind": kind}


def row_to_end(kind: str) -> Any:
    return lambda place: {"person_id": place.person.pk, "kind": kind, "row_id": rows(place)[kind].pk}


def warning(place: Place) -> dict[str, Any]:
    return {"person_id": place.person.pk, "row_id": rows(place)["warnings"].pk}


CHANGES: dict[str, Any] = {
    "lets": (*TEAM, MANAGER),
    "refuses": [AUDITOR],
    "at_the_door": AT_THE_DOOR,
    "refuses_at_the_door": [AUDITOR],
}
ROWS = [
    Row("people:find", lets=SEES_IDENTITY, refuses=others(SEES_IDENTITY)),
    Row("people:add", lets=ADDS, refuses=others(ADDS)),
    Row(
        "people:person",
        of_person,
        lets=(*SEES_IDENTITY, ADVOCATE),
        methods="GET",
        at_the_door=SEES_IDENTITY,
    ),
    Row("people:change", of_person, **CHANGES),
    Row("people:change-equality", of_person, **CHANGES),
    Row("people:change-what-matters", of_person, **CHANGES),
    Row("people:prepare-contact", of_person, **CHANGES),
    *(Row("people:add-row", row_to_add(kind), **CHANGES) for kind in KINDS),
    *(Row("people:end-row", row_to_end(kind), **CHANGES) for kind in KINDS),
    Row("people:review-warning", warning, **CHANGES),
    Row("people:check-powers", relationship, **CHANGES),
]
