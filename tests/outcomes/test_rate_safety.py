from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied

from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from enquiries.choices import Voice
from outcomes import actions
from outcomes.choices import SafetyLevel
from outcomes.errors import NotYetTrue, VoiceNotTheirs
from outcomes.models import SafetyRating

pytestmark = pytest.mark.django_db


def rate(actor, case, level=SafetyLevel.LESS, **changes):
    fields = {"voice": Voice.ADULT, "rated_on": clock.today(), **changes}
    return actions.rate_safety(actor=actor, case_id=case.pk, level=level, **fields)


def test_how_safe_they_feel_is_kept_with_whose_words_and_when(worker, open_case):
    rating = rate(worker, open_case)

    assert (rating.level, rating.voice, rating.conversation) == (SafetyLevel.LESS, Voice.ADULT, None)
    assert AuditEntry.objects.get(event=Event.SAFETY_RATED).data == {"level": "less", "voice": "adult"}


def test_it_can_be_asked_again_the_same_day(worker, open_case):
    rate(worker, open_case)
    rate(worker, open_case, SafetyLevel.RATHER_NOT)
    assert SafetyRating.objects.count() == 2


def test_tomorrows_feeling_is_refused(worker, open_case):
    with pytest.raises(NotYetTrue):
        rate(worker, open_case, rated_on=clock.today() + timedelta(days=1))
    assert not SafetyRating.objects.exists()


def test_who_may(advocate, instructed_case, instruction, outsider, manager):
    assert rate(advocate, instructed_case).instruction == instruction
    with pytest.raises(VoiceNotTheirs):
        rate(advocate, instructed_case, voice=Voice.FAMILY)
    with pytest.raises(ObjectDoesNotExist):
        rate(outsider, instructed_case)
    with pytest.raises(PermissionDenied):
        rate(manager, instructed_case)
    assert SafetyRating.objects.count() == 1
