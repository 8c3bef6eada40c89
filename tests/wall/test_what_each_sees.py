"""What the doors of the product let through, the wall lets through; and for some, nothing else."""

import pytest
from django.apps import apps

from accounts.rules import Verb
from audit.context import asking, for_figures, user_asker
from enquiries.actions import break_glass, end_glass
from enquiries.models import BrokenGlass, Case, Concern, Enquiry, Note
from outcomes.models import Answer, Conversation
from people.models import ConflictOfInterest, Person
from tests.access.matrix import ADVOCATE, ANALYST, EVERYBODY, MANAGER, NAMED, OTHER_ADVOCATE, OUTSIDER
from tests.wall.conftest import as_user

BEHIND_DOORS = [model for model in apps.get_models() if hasattr(model._default_manager, "visible_to")]
OF_THEIR_PERSON = {"CommunicationNeed", "SafeContactRule"}
"""Of which the banner shows an advocate what no list does: how to speak with the person, and what must not be done."""


def keys(rows):
    return set(rows.values_list("pk", flat=True))


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_wall_is_never_narrower_than_the_door(everything, who):
    user = getattr(everything.cast, who)
    through_doors = {model: keys(model.objects.visible_to(user)) for model in BEHIND_DOORS}
    with as_user(user):
        for model, seen in through_doors.items():
            assert seen <= keys(model.objects.all()), model
            assert keys(model.objects.visible_to(user)) == seen, model


@pytest.mark.parametrize("who", [ADVOCATE, OTHER_ADVOCATE])
def test_an_advocate_sees_exactly_theirs(everything, who):
    user = getattr(everything.cast, who)
    through_doors = {model: keys(model.objects.visible_to(user)) for model in BEHIND_DOORS}
    through_doors[Case] = keys(Case.objects.visible_to(user, Verb.SEE_THREAD))
    through_doors[Enquiry] = keys(
        Enquiry.objects.filter(case__in=through_doors[Case])
    )  # its reference and stage
    with as_user(user):
        people = keys(Person.objects.visible_to(user))
        for model, allowed in through_doors.items():
            found = model.objects.all()
            if model.__name__ in OF_THEIR_PERSON:
                found = found.exclude(person__in=people)
            assert keys(found) == allowed, model
        assert bool(people) == (who == ADVOCATE)


@pytest.mark.parametrize("who", [who for who in EVERYBODY if who not in NAMED])
def test_a_restricted_case_is_there_for_the_named_alone(everything, who):
    case = everything.places["restricted"].case
    user = getattr(everything.cast, who)
    rows = {model: keys(rows_of(model, case)) for model in BEHIND_DOORS}
    rows[ConflictOfInterest] -= keys(user.conflicts)  # that they themselves are close is known to them
    assert sum(map(bool, rows.values())) > 15
    with as_user(user):
        for model, shut in rows.items():
            assert not keys(model.objects.all()) & shut, model
            with for_figures():
                assert not keys(model.objects.all()) & shut, model


def rows_of(model, case):
    """Those of the case, or about its person."""
    if model is Case:
        return model.objects.filter(pk=case.pk)
    if model is Person:
        return model.objects.filter(pk=case.person_id)
    fields = {field.name for field in model._meta.fields}
    for path, key in PATHS.items():
        if path.split("__")[0] in fields:
            return model.objects.filter(**{path: getattr(case, key)})
    raise AssertionError(f"say how {model} leads to its case")


PATHS = {
    "case": "pk",
    "conversation__case": "pk",
    "outcome__case": "pk",
    "action__case": "pk",
    "rating__case": "pk",
    "person": "person_id",
}


def test_another_team_knows_that_there_is_a_case_and_nothing_in_it(everything):
    case = everything.places["open"].case
    with as_user(getattr(everything.cast, OUTSIDER)):
        assert Case.objects.filter(pk=case.pk).exists()
        for model in (Note, Conversation, Concern):
            assert not model.objects.filter(case=case).exists()
        assert not Answer.objects.filter(conversation__case=case).exists()


def test_an_analyst_sees_rows_only_while_figures_are_made_and_a_worker_no_more_than_before(everything):
    case, analyst = everything.places["open"].case, getattr(everything.cast, ANALYST)
    analyst.conflicts.standing().delete()
    with as_user(analyst):
        assert not Case.objects.exists()
        with for_figures():
            assert Conversation.objects.filter(case=case).exists()
        assert not Case.objects.exists()
    with as_user(getattr(everything.cast, OUTSIDER)), for_figures():
        assert not Conversation.objects.filter(case=case).exists()


def test_whoever_is_close_to_the_person_sees_nothing_of_them(everything):
    case, sam = everything.places["open"].case, everything.cast.sam
    with as_user(sam):
        assert Conversation.objects.filter(case=case).exists()
    ConflictOfInterest.objects.create(
        person=case.person, user=sam, kind="friend", reason="They were at school.", recorded_by=sam
    )
    with as_user(sam):
        for model in BEHIND_DOORS:
            if model is not ConflictOfInterest:
                assert not rows_of(model, case).exists(), model


def test_broken_glass_lets_in_until_it_ends(everything):
    case, outsider = everything.places["restricted"].case, everything.cast.outsider
    outsider.conflicts.standing().delete()
    BrokenGlass.objects.filter(user=outsider).delete()
    with as_user(outsider):
        assert not Conversation.objects.filter(case=case).exists()
        glass = break_glass(
            actor=outsider, case_id=case.pk, kind="danger", reason="The police are at the door."
        )
        assert Conversation.objects.filter(case=case).exists()
        assert Person.objects.filter(pk=case.person_id).exists()
        end_glass(actor=outsider, glass_id=glass.pk)
        assert not Conversation.objects.filter(case=case).exists()
        assert not Case.objects.filter(pk=case.pk).exists()


def test_a_manager_sees_the_notes_of_every_team_and_somebody_shut_out_sees_none(everything):
    manager = getattr(everything.cast, MANAGER)
    with as_user(manager):
        assert Note.objects.exists()
    manager.is_active = False
    manager.save(update_fields=["is_active"])
    with asking(user_asker(manager)):
        assert not Note.objects.exists()
        assert not Case.objects.exists()
