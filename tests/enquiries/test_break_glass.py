from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Membership, User
from accounts.rules import Role, Verb
from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from casefile.models import Digest, Reminder
from casefile.reminders import digests, finding
from casefile.reminders.choices import Kind
from enquiries import actions
from enquiries.errors import AlreadyJudged, GlassEnded
from enquiries.glass import case_behind_glass
from enquiries.models import BrokenGlass, Case, Concern
from enquiries.permissions import can_allocate, can_change_concern, can_record_safety, can_write_note
from people.models import Person
from tests.cast import make_user
from tests.hand import Hand

WHY = {"kind": "danger", "reason": "The police are at the door and ask about the dog."}


def smash(user, case):
    return actions.break_glass(actor=user, case_id=case.pk, **WHY)


def again(user):
    """The same user as a new request knows them."""
    return User.objects.get(pk=user.pk)


def sees(user, case):
    return Case.objects.visible_to(again(user)).filter(pk=case.pk).exists()


@pytest.fixture
def second_manager(db):
    return make_user("max@council.example", "Max Second", (Role.SERVICE_MANAGER, None))


def test_it_opens_a_restricted_record_with_its_person_and_leaves_a_trace(outsider, restricted_case):
    assert not sees(outsider, restricted_case)
    glass = smash(outsider, restricted_case)

    assert sees(outsider, restricted_case)
    assert Concern.objects.visible_to(again(outsider)).filter(case=restricted_case).exists()
    assert Person.objects.visible_to(again(outsider)).filter(pk=restricted_case.person_id).exists()
    assert glass.until - glass.started_at == timedelta(hours=4)
    entry = AuditEntry.objects.get(event=Event.GLASS_BROKEN)
    assert (entry.actor, entry.case_id, entry.person_id, entry.reason) == (
        outsider,
        restricted_case.pk,
        restricted_case.person_id,
        WHY["reason"],
    )


def test_it_opens_another_teams_record(outsider, open_case):
    smash(outsider, open_case)
    assert sees(outsider, open_case)


def test_it_lets_in_to_read_to_note_and_to_record_safety_and_to_nothing_else(second_manager, restricted_case):
    smash(second_manager, restricted_case)
    case = Case.objects.visible_to(again(second_manager)).get(pk=restricted_case.pk)

    assert can_write_note(second_manager, case)
    assert can_record_safety(second_manager, case)
    assert not can_allocate(second_manager, case)
    assert not can_change_concern(second_manager, case)
    with pytest.raises(PermissionDenied):  # or they could stay for good
        actions.name_on_case(
            actor=again(second_manager), case_id=case.pk, user_id=second_manager.pk, reason="To stay"
        )


def test_safety_is_recorded_behind_broken_glass(outsider, restricted_case):
    smash(outsider, restricted_case)
    concern = restricted_case.concerns.get()
    actions.correct_concern(
        actor=again(outsider),
        concern_id=concern.pk,
        version=concern.version,
        reason="Police went in",
        immediate_danger=True,
        safety_steps="Taken to her sister's.",
    )
    with pytest.raises(PermissionDenied):
        actions.correct_concern(
            actor=again(outsider), concern_id=concern.pk, version=2, reason="No", fact="Something else"
        )


def test_no_figure_counts_what_is_behind_it(second_manager, restricted_case):
    smash(second_manager, restricted_case)
    counted = Case.objects.visible_to(again(second_manager), Verb.SEE_FIGURES)
    assert not counted.filter(pk=restricted_case.pk).exists()


def test_it_ends_by_itself(outsider, restricted_case):
    glass = smash(outsider, restricted_case)
    past = clock.now() - timedelta(hours=5)
    BrokenGlass.objects.filter(pk=glass.pk).update(started_at=past, until=past + timedelta(hours=4))
    assert not sees(outsider, restricted_case)


def test_a_door_that_was_written_before_shuts_with_it(outsider, restricted_case):
    glass = smash(outsider, restricted_case)
    user = again(outsider)
    assert Concern.objects.visible_to(user).filter(case=restricted_case).exists()
    actions.end_glass(actor=user, glass_id=glass.pk)
    assert not Concern.objects.visible_to(user).filter(case=restricted_case).exists()


def test_it_is_ended_by_hand_once(outsider, manager, restricted_case):
    glass = smash(outsider, restricted_case)
    actions.end_glass(actor=manager, glass_id=glass.pk)

    assert not sees(outsider, restricted_case)
    assert AuditEntry.objects.filter(event=Event.GLASS_ENDED, actor=manager).exists()
    with pytest.raises(GlassEnded):
        actions.end_glass(actor=manager, glass_id=glass.pk)


@pytest.mark.parametrize("who", ["analyst", "advocate", "administrator", "auditor"])
def test_only_staff_who_work_with_people_break_it(who, cast, restricted_case):
    with pytest.raises(Case.DoesNotExist):
        smash(getattr(cast, who), restricted_case)
    assert not BrokenGlass.objects.exists()


def test_there_is_nothing_to_break_where_one_sees_it(manager, restricted_case):
    with pytest.raises(Case.DoesNotExist):
        smash(manager, restricted_case)


def test_the_database_refuses_more_than_four_hours(outsider, restricted_case):
    glass = smash(outsider, restricted_case)
    with pytest.raises(IntegrityError, match="brokenglass_four_hours_at_most"), transaction.atomic():
        BrokenGlass.objects.filter(pk=glass.pk).update(until=glass.until + timedelta(minutes=1))


def test_somebody_else_judges_it_once(outsider, manager, restricted_case):
    glass = smash(outsider, restricted_case)
    actions.review_glass(actor=manager, glass_id=glass.pk, finding="needed", note="I spoke with the police.")

    glass.refresh_from_db()
    assert (glass.finding, glass.reviewed_by) == ("needed", manager)
    assert AuditEntry.objects.filter(event=Event.GLASS_REVIEWED, actor=manager).exists()
    with pytest.raises(AlreadyJudged):
        actions.review_glass(actor=manager, glass_id=glass.pk, finding="wrong", note="No.")


def test_nobody_judges_themselves_by_the_act_or_by_hand(second_manager, restricted_case):
    glass = smash(second_manager, restricted_case)
    with pytest.raises(PermissionDenied):
        actions.review_glass(actor=again(second_manager), glass_id=glass.pk, finding="needed", note="Mine.")
    with pytest.raises(IntegrityError, match="judged_whole_and_by_another"), transaction.atomic():
        BrokenGlass.objects.filter(pk=glass.pk).update(
            finding="needed", reviewed_by=second_manager, reviewed_at=clock.now()
        )


def test_it_is_found_by_reference_or_whole_identity_and_by_nothing_less(outsider, restricted_case):
    Person.objects.filter(pk=restricted_case.person_id).update(born_on=date(1948, 3, 3))
    assert case_behind_glass(outsider, reference=restricted_case.reference.lower()) == restricted_case
    assert case_behind_glass(outsider, name="Zofia Tarrable", born_on=date(1948, 3, 3)) == restricted_case
    assert case_behind_glass(outsider, name="Zofia", born_on=date(1948, 3, 3)) is None
    assert case_behind_glass(outsider, name="Zofia Tarrable", born_on=date(1948, 3, 4)) is None
    assert case_behind_glass(outsider, name="Zofia Tarr.*", born_on=date(1948, 3, 3)) is None
    assert case_behind_glass(outsider, name="Zofia Tarrable") is None


def test_by_hand_from_the_page_to_the_banner_on_every_page(outsider, restricted_case):
    hand = Hand(outsider)
    hand.open(reverse("enquiries:break-glass"))
    sent = hand.send(
        reverse("enquiries:break-glass"), how="reference", reference=restricted_case.reference, **WHY
    )
    assert sent["Location"] == restricted_case.get_absolute_url()
    for page in (restricted_case.get_absolute_url(), reverse("casefile:timeline", args=[restricted_case.pk])):
        assert "You have broken the glass on" in hand.client.get(page).text


def test_a_wrong_reference_opens_nothing_and_is_recorded(outsider, restricted_case):
    hand = Hand(outsider)
    hand.open(reverse("enquiries:break-glass"))
    sent = hand.send(reverse("enquiries:break-glass"), how="reference", reference="E-2020-99999", **WHY)
    assert sent.status_code == 422
    assert "fits this" in sent.text
    assert AuditEntry.objects.filter(event=Event.GLASS_NOT_FOUND, actor=outsider).exists()


@pytest.mark.parametrize("named", [True, False])
def test_managers_are_told_at_once_and_the_one_who_did_it_is_not(
    named, outsider, manager, second_manager, restricted_case
):
    smash(outsider if named else second_manager, restricted_case)
    finding.find_due()
    told = set(Reminder.objects.filter(kind=Kind.GLASS).values_list("recipient", flat=True))
    assert told == ({manager.pk, second_manager.pk} if named else {manager.pk})


def test_the_email_goes_the_same_day_beside_others_and_names_nobody(
    outsider, second_manager, restricted_case
):
    Digest.objects.create(
        recipient=second_manager, key="week:x", message_id="<x@x>", number_coming=1, number_overdue=0,
        made_at=clock.now(), state="sent", sent_at=clock.now(),
    )  # fmt: skip
    smash(outsider, restricted_case)
    finding.find_due()
    digests.send_due()
    digests.send_due()

    (letter,) = [one for one in mail.outbox if one.to == [second_manager.email]]
    said = letter.subject + letter.body
    assert "broke the glass" in said
    assert not {"Zofia", "Tarrable", restricted_case.reference, outsider.name} & set(
        said.replace(",", " ").split()
    )
    assert "Zofia" not in said


def test_the_queue_stands_on_the_home_page_until_it_is_judged(
    client, outsider, second_manager, restricted_case
):
    glass = smash(outsider, restricted_case)
    client.force_login(second_manager)
    home = client.get(reverse("casefile:home")).text
    assert glass.get_absolute_url() in home
    assert "Zofia" not in home
    page = client.get(glass.get_absolute_url()).text
    assert WHY["reason"] in page
    assert "Zofia" not in page
    assert restricted_case.reference not in page

    actions.review_glass(actor=again(second_manager), glass_id=glass.pk, finding="needed", note="Yes.")
    assert glass.get_absolute_url() not in client.get(reverse("casefile:home")).text
    finding.find_due()
    assert not Reminder.objects.filter(kind=Kind.GLASS, done_at=None).exists()


def test_a_sam_judges_what_was_broken_on_their_teams_records(client, sam, outsider, open_case):
    glass = smash(outsider, open_case)
    client.force_login(sam)
    assert glass.get_absolute_url() in client.get(reverse("casefile:home")).text
    Membership.objects.filter(user=sam).update(ended_at=clock.now())
    with pytest.raises(BrokenGlass.DoesNotExist):
        actions.review_glass(actor=again(sam), glass_id=glass.pk, finding="needed", note="Late.")
