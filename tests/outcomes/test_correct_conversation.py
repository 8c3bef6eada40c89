from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied

from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from enquiries.choices import Voice
from enquiries.errors import HappenedInTheFuture
from outcomes import actions
from outcomes.choices import SafetyLevel
from outcomes.errors import AdvocatesOwnRecord, NothingChanged, VoiceNotTheirs
from outcomes.models import FACTS, Conversation, ConversationCorrection
from tests.hand import Hand
from tests.outcomes.given import end, talk
from ui.errors import EditConflict

pytestmark = pytest.mark.django_db


@pytest.fixture
def conversation(worker, open_case):
    return talk(worker, open_case, safety=SafetyLevel.LESS)


def correct(actor, conversation, **changes):
    facts = {name: getattr(conversation, name) for name in FACTS}
    fields = {"version": conversation.version, "reason": "I chose the wrong one.", **facts, **changes}
    return actions.correct_conversation(actor=actor, conversation_id=conversation.pk, **fields)


def test_what_is_right_takes_the_place_and_what_stood_there_is_kept(worker, conversation):
    earlier = conversation.happened_at - timedelta(days=2)
    correct(worker, conversation, voice=Voice.ADULT_SUPPORTED, happened_at=earlier)

    corrected = Conversation.objects.get()
    assert (corrected.voice, corrected.happened_at, corrected.version) == ("adult-supported", earlier, 2)
    assert dict(ConversationCorrection.objects.get().lines)["Whose words"] == "The person, in their own words"
    assert (corrected.safety_rating.voice, corrected.safety_rating.rated_on) == (
        "adult-supported",
        clock.day_of(earlier),
    )
    entry = AuditEntry.objects.get(event=Event.CONVERSATION_CORRECTED)
    assert (entry.actor, entry.data) == (worker, {"changed": ["happened_at", "voice"]})


def test_the_page_shows_what_was_first_written_down(worker, open_case, conversation):
    hand, path = Hand(worker), f"{conversation.get_absolute_url()}correct/"
    assert "Her kitchen" in hand.open(path).text
    moment = clock.day_of(conversation.happened_at) - timedelta(days=1)
    parts = {"day": moment.day, "month": moment.month, "year": moment.year, "time": "9am"}
    response = hand.send(
        path,
        phase="start",
        asked_by="Wyn Worker",
        answered_by="Olwen",
        voice="adult",
        place="Her garden",
        reason="It was outside.",
        **{f"happened_at-{part}": value for part, value in parts.items()},
    )

    assert response.status_code == 302
    page = hand.open(response["Location"]).text
    assert all(words in page for words in ("Her garden", "Her kitchen", "It was outside."))


def test_the_second_to_correct_is_told(worker, sam, conversation):
    correct(worker, conversation, place="Her garden")
    with pytest.raises(EditConflict):
        correct(sam, conversation, version=1, place="The day centre")
    assert Conversation.objects.get().place == "Her garden"


def test_nothing_wrong_is_no_correction(worker, conversation):
    with pytest.raises(NothingChanged):
        correct(worker, conversation)
    with pytest.raises(HappenedInTheFuture):
        correct(worker, conversation, happened_at=clock.now() + timedelta(days=1))
    assert not ConversationCorrection.objects.exists()


def test_the_council_never_corrects_an_advocates_record(worker, advocate, instructed_case, instruction):
    theirs = talk(advocate, instructed_case)
    with pytest.raises(AdvocatesOwnRecord):
        correct(worker, theirs, place="Elsewhere")
    with pytest.raises(VoiceNotTheirs):
        correct(advocate, theirs, voice=Voice.FAMILY)
    correct(advocate, theirs, place="The café")
    end(instruction, worker)
    with pytest.raises(AdvocatesOwnRecord):
        correct(worker, theirs, version=2, place="Elsewhere")


def test_who_may(outsider, manager, conversation):
    with pytest.raises(ObjectDoesNotExist):
        correct(outsider, conversation, place="Elsewhere")
    with pytest.raises(PermissionDenied):
        correct(manager, conversation, place="Elsewhere")
    assert not ConversationCorrection.objects.exists()
