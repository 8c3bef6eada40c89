from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.urls import reverse

from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from enquiries.choices import Voice
from outcomes import actions
from outcomes.choices import SafetyLevel
from outcomes.errors import AdvocatesOwnRecord, NotYetTrue, RatingUnchanged
from outcomes.figures import safety_of
from outcomes.models import SafetyCorrection, SafetyRating
from tests.hand import Hand
from tests.outcomes.given import talk
from ui.errors import EditConflict

pytestmark = pytest.mark.django_db


@pytest.fixture
def rating(worker, open_case):
    return actions.rate_safety(
        actor=worker,
        case_id=open_case.pk,
        level=SafetyLevel.NOT_AT_ALL,
        voice=Voice.ADULT,
        rated_on=clock.today(),
    )


def correct(actor, rating, **changes):
    fields = {"version": 1, "level": SafetyLevel.AS_SAFE, "reason": "I pressed the wrong one.", **changes}
    return actions.correct_safety(actor=actor, rating_id=rating.pk, **fields)


def test_the_figures_take_what_is_right_and_what_stood_there_is_kept(worker, open_case, rating):
    yesterday = clock.today() - timedelta(days=1)
    correct(worker, rating, voice=Voice.ADULT_SUPPORTED, rated_on=yesterday)

    now = safety_of([open_case.pk])[open_case.pk].first
    assert (now.level, now.voice, now.rated_on) == ("as-safe", "adult-supported", yesterday)
    before = SafetyCorrection.objects.get()
    assert (before.level, before.voice, before.rated_on) == ("not-at-all", "adult", clock.today())
    assert (before.recorded_by, before.reason) == (worker, "I pressed the wrong one.")
    entry = AuditEntry.objects.get(event=Event.SAFETY_CORRECTED)
    assert (entry.actor, entry.data) == (worker, {"level": "as-safe", "was": "not-at-all"})


def test_the_day_and_voice_of_one_asked_in_a_conversation_stay_those_of_the_conversation(worker, open_case):
    conversation = talk(worker, open_case, safety=SafetyLevel.LESS)
    correct(
        worker, conversation.safety_rating, voice=Voice.FAMILY, rated_on=clock.today() - timedelta(days=3)
    )

    rating = SafetyRating.objects.get()
    assert (rating.level, rating.voice, rating.rated_on) == ("as-safe", "adult", conversation.day)


def test_the_page_shows_both(worker, open_case, rating):
    hand = Hand(worker)
    path = reverse("outcomes:correct-safety", args=[open_case.pk, rating.pk])
    hand.open(path)
    today = clock.today()
    day = {"rated_on-day": today.day, "rated_on-month": today.month, "rated_on-year": today.year}
    response = hand.send(path, level="less", voice="adult", reason="She said less.", **day)

    assert response.status_code == 302
    page = hand.open(response["Location"]).text
    assert all(words in page for words in ("Less than adequately safe", "Not at all safe", "She said less."))


def test_the_second_to_correct_is_told(worker, sam, rating):
    correct(worker, rating)
    with pytest.raises(EditConflict):
        correct(sam, rating, level=SafetyLevel.LESS)
    assert SafetyCorrection.objects.count() == 1


def test_nothing_wrong_is_no_correction(worker, rating):
    with pytest.raises(RatingUnchanged):
        correct(worker, rating, level=SafetyLevel.NOT_AT_ALL)
    with pytest.raises(NotYetTrue):
        correct(worker, rating, rated_on=clock.today() + timedelta(days=1))
    assert not SafetyCorrection.objects.exists()


def test_only_the_side_that_wrote_it_down_corrects_it(
    manager, outsider, worker, advocate, instructed_case, open_case, rating
):
    with pytest.raises(PermissionDenied):
        correct(manager, rating)
    with pytest.raises(ObjectDoesNotExist):
        correct(outsider, rating)
    theirs = talk(advocate, open_case, voice=Voice.ADVOCATE_INSTRUCTED, safety=SafetyLevel.LESS).safety_rating
    with pytest.raises(AdvocatesOwnRecord):
        correct(worker, theirs)
    with pytest.raises(AdvocatesOwnRecord):
        correct(advocate, rating)
    correct(advocate, theirs)
    assert SafetyCorrection.objects.get().rating == theirs
