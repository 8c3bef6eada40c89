from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied

from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from enquiries.choices import Voice
from outcomes import actions
from outcomes.answers import Judged, Overview
from outcomes.choices import Judge, Judgement, Overall, SafetyLevel
from outcomes.errors import (
    NoLongerWanted,
    NothingJudged,
    NotTheirJudgement,
    NotYetTrue,
    PersonsViewOnly,
    VoiceNotTheirs,
)
from outcomes.figures import verdicts_of
from outcomes.models import OutcomeReview, OverallJudgement, SafetyRating
from tests.given import make_concern, make_person
from tests.outcomes.given import want

pytestmark = pytest.mark.django_db


def person(outcome, judgement=Judgement.MET, voice=Voice.ADULT, **more):
    return Judged(outcome.pk, Judge.PERSON, judgement, voice, **more)


def worker_says(outcome, judgement=Judgement.PARTLY, **more):
    return Judged(outcome.pk, Judge.WORKER, judgement, **more)


def advocate_says(outcome, judgement=Judgement.NOT_MET, **more):
    return Judged(outcome.pk, Judge.ADVOCATE, judgement, **more)


def review(actor, case, *judgements, **changes):
    fields = {"reviewed_on": clock.today(), **changes}
    return actions.review_outcomes(actor=actor, case_id=case.pk, judgements=judgements, **fields)


@pytest.fixture
def outcome(worker, open_case):
    return want(worker, open_case, "People talk to me, not about me.")


def test_each_judgement_is_kept_apart_and_the_gap_is_said_in_words(worker, open_case, outcome):
    review(
        worker,
        open_case,
        person(outcome, words="You listened, I'll give you that."),
        worker_says(outcome, words="Shona will need reminding."),
        at_closing=True,
    )

    verdicts = verdicts_of([outcome.pk])[outcome.pk]
    assert verdicts.gap("Olwen") == "Olwen says met; the worker says partly met"
    assert verdicts.person.words == "You listened, I'll give you that."
    assert (verdicts.worker.voice, verdicts.worker.at_closing) == (Voice.PROFESSIONAL, True)
    assert AuditEntry.objects.filter(event=Event.OUTCOME_REVIEWED, subject_id=outcome.pk).count() == 2


def test_where_they_agree_there_is_no_gap(worker, open_case, outcome):
    review(worker, open_case, person(outcome), worker_says(outcome, Judgement.MET))
    assert verdicts_of([outcome.pk])[outcome.pk].gap("Olwen") == ""


def test_an_advocates_view_stands_third_and_is_theirs_alone(worker, advocate, instructed_case, instruction):
    outcome = want(worker, instructed_case)
    review(worker, instructed_case, worker_says(outcome, Judgement.MET))
    review(advocate, instructed_case, person(outcome), advocate_says(outcome))

    verdicts = verdicts_of([outcome.pk])[outcome.pk]
    assert verdicts.gap("Olwen") == "Olwen says met; the advocate says not met; the worker says met"
    assert verdicts.advocate.instruction == instruction
    assert verdicts.advocate.voice == Voice.ADVOCATE_NON_INSTRUCTED
    with pytest.raises(NotTheirJudgement):
        review(worker, instructed_case, advocate_says(outcome))
    with pytest.raises(NotTheirJudgement):
        review(advocate, instructed_case, worker_says(outcome))


def test_who_speaks_for_the_person_is_said(worker, open_case, outcome):
    review(worker, open_case, person(outcome, voice=Voice.FAMILY), worker_says(outcome, Judgement.NOT_MET))
    assert verdicts_of([outcome.pk])[outcome.pk].gap("Olwen") == (
        "family or a friend, for Olwen, says met; the worker says not met"
    )


def test_the_latest_word_of_each_counts(worker, open_case, outcome):
    earlier = clock.today() - timedelta(days=30)
    review(worker, open_case, person(outcome, Judgement.MET))
    review(worker, open_case, person(outcome, Judgement.NOT_MET), reviewed_on=earlier)
    assert verdicts_of([outcome.pk])[outcome.pk].person.judgement == Judgement.MET
    review(worker, open_case, person(outcome, Judgement.PARTLY))
    assert verdicts_of([outcome.pk])[outcome.pk].person.judgement == Judgement.PARTLY


def test_overall_and_safety_belong_to_the_same_sitting(worker, open_case):
    review(
        worker,
        open_case,
        overview=Overview(Overall.PARTIALLY, Voice.ADULT, "They've gone, so that part's done."),
        safety=SafetyLevel.ADEQUATELY,
        safety_voice=Voice.ADULT,
    )
    assert OverallJudgement.objects.get().words == "They've gone, so that part's done."
    assert SafetyRating.objects.get().level == SafetyLevel.ADEQUATELY
    assert AuditEntry.objects.filter(event__in=[Event.OVERALL_JUDGED, Event.SAFETY_RATED]).count() == 2


def test_a_review_is_of_the_words_that_were_shown(worker, open_case, outcome):
    actions.reword_outcome(
        actor=worker,
        outcome_id=outcome.pk,
        version=1,
        words="Ask me, not Shona.",
        voice=Voice.ADULT,
        said_on=clock.today(),
        reason="Said better.",
    )
    shown, newest = review(worker, open_case, person(outcome, version=1), worker_says(outcome))
    assert (shown.version.number, newest.version.number) == (1, 2)


def test_a_professional_never_speaks_as_the_person(worker, open_case, outcome):
    for refused in (
        {"judgements": [person(outcome, voice=Voice.PROFESSIONAL)]},
        {"overview": Overview(Overall.FULLY, Voice.PROFESSIONAL)},
        {"safety": SafetyLevel.AS_SAFE, "safety_voice": Voice.PROFESSIONAL},
        {"safety": SafetyLevel.AS_SAFE},
    ):
        with pytest.raises(PersonsViewOnly):
            actions.review_outcomes(actor=worker, case_id=open_case.pk, reviewed_on=clock.today(), **refused)
    assert not OutcomeReview.objects.exists()


def test_a_worker_cannot_say_that_the_person_does_not_know_as_their_own_view(worker, open_case, outcome):
    with pytest.raises(NotTheirJudgement):
        review(worker, open_case, worker_says(outcome, Judgement.DOES_NOT_KNOW))


def test_an_empty_or_future_review_is_refused(worker, open_case, outcome):
    with pytest.raises(NothingJudged):
        review(worker, open_case)
    with pytest.raises(NotYetTrue):
        review(worker, open_case, person(outcome), reviewed_on=clock.today() + timedelta(days=1))


def test_only_live_outcomes_of_this_case_are_judged(worker, open_case, outcome, north):
    other = make_concern(worker, make_person(worker, "Petra"), north).case
    with pytest.raises(ObjectDoesNotExist):
        review(worker, other, person(outcome))
    actions.withdraw_outcome(
        actor=worker, outcome_id=outcome.pk, version=1, withdrawn_on=clock.today(), reason="Changed her mind."
    )
    with pytest.raises(NoLongerWanted):
        review(worker, open_case, person(outcome))


def test_who_may(advocate, outsider, manager, front_door, instructed_case, worker):
    outcome = want(worker, instructed_case)
    with pytest.raises(VoiceNotTheirs):
        review(advocate, instructed_case, person(outcome, voice=Voice.FAMILY))
    with pytest.raises(ObjectDoesNotExist):
        review(outsider, instructed_case, person(outcome))
    with pytest.raises(PermissionDenied):
        review(manager, instructed_case, person(outcome))
    assert not OutcomeReview.objects.exists()
