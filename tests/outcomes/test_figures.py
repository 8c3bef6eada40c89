"""SG4a and the change in how safe people feel, on the six cases of `tests/cases/cases.md` and at the edges."""

from datetime import timedelta

import pytest

from audit import clock
from enquiries.choices import NotAskedReason, Voice
from outcomes import actions
from outcomes.answers import Judged, Overview
from outcomes.choices import Judge, Judgement, Overall, Phase, SafetyLevel
from outcomes.figures import Sg4a, WasAsked, days_until_asked, safety_of, sg4a
from outcomes.models import DesiredOutcome
from tests.given import make_concern, make_person
from tests.outcomes.given import talk, want

pytestmark = pytest.mark.django_db

MET, PARTLY, NOT, EARLY = Judgement.MET, Judgement.PARTLY, Judgement.NOT_MET, Judgement.TOO_EARLY
UNKNOWN, DROPPED = Judgement.DOES_NOT_KNOW, Judgement.NO_LONGER_WANTED

SIX = {
    "1: Olwen": ([(MET, MET), (MET, PARTLY)], Overall.FULLY),
    "2: Gareth": (["withdrawn", (MET, MET), ("passed on", NOT)], Overall.PARTIALLY),
    "3: Zofia": ([(PARTLY, MET), (NOT, NOT), (UNKNOWN, MET), (PARTLY, PARTLY)], Overall.PARTIALLY),
    "4: Denzil": ([(PARTLY, PARTLY), (MET, MET), "withdrawn", (PARTLY, MET)], Overall.PARTIALLY),
    "5: Jocelyn": ([(MET, PARTLY), (MET, MET), (MET, MET), (MET, MET)], Overall.FULLY),
    "6: Petra": (["replaced", (MET, MET)], Overall.FULLY),
}


def judge(worker, case, outcome, by_person=None, by_worker=None):
    judged = []
    if by_person:
        judged.append(Judged(outcome.pk, Judge.PERSON, by_person, Voice.ADULT))
    if by_worker:
        judged.append(Judged(outcome.pk, Judge.WORKER, by_worker))
    actions.review_outcomes(actor=worker, case_id=case.pk, reviewed_on=clock.today(), judgements=judged)


def leave(worker, outcome, how):
    day = clock.today()
    if how == "withdrawn":
        actions.withdraw_outcome(
            actor=worker, outcome_id=outcome.pk, version=1, withdrawn_on=day, reason="No."
        )
    if how == "replaced":
        return actions.replace_outcome(
            actor=worker,
            outcome_id=outcome.pk,
            version=1,
            words="Else.",
            voice="adult",
            said_on=day,
            reason="So.",
        )
    if how == "passed on":
        actions.pass_on_outcome(
            actor=worker, outcome_id=outcome.pk, passed_to="Review", passed_on=day, why="Not ours."
        )
    return outcome


def live(worker, case, rows):
    for row in rows:
        outcome = want(worker, case)
        if isinstance(row, str):
            kept = leave(worker, outcome, row)
            if row == "replaced":
                judge(worker, case, kept, MET, MET)
        elif row[0] == "passed on":
            leave(worker, outcome, "passed on")
            judge(worker, case, outcome, row[1])
        else:
            judge(worker, case, outcome, *row)


@pytest.mark.parametrize("name", SIX)
def test_each_of_the_six_cases_is_counted_as_its_story_says(worker, open_case, name):
    rows, expected = SIX[name]
    talk(worker, open_case)
    live(worker, open_case, rows)

    found = sg4a([open_case.pk])[open_case.pk]
    assert (found.asked, found.overall) == (WasAsked.EXPRESSED, expected)


def value(worker, case, *rows, asked=True):
    if asked:
        talk(worker, case)
    live(worker, case, rows)
    return sg4a([case.pk])[case.pk]


def test_where_the_person_and_the_worker_differ_the_person_counts(worker, open_case):
    assert value(worker, open_case, (NOT, MET)).overall == Overall.NOT_ACHIEVED


def test_where_the_person_has_not_judged_the_worker_counts_and_it_is_said_how_many(worker, open_case):
    found = value(worker, open_case, (MET, NOT), (None, MET), "withdrawn")
    assert found == Sg4a(WasAsked.EXPRESSED, Overall.FULLY, by_person=1, by_others=1)


def test_what_nobody_judged_is_not_yet_met(worker, open_case):
    want(worker, open_case)
    found = value(worker, open_case, (MET, None))
    assert (found.overall, found.not_judged) == (Overall.PARTIALLY, 1)


@pytest.mark.parametrize("not_yet", [EARLY, UNKNOWN, NOT])
def test_not_yet_is_not_achieved(worker, open_case, not_yet):
    assert value(worker, open_case, (not_yet, None)).overall == Overall.NOT_ACHIEVED


def test_what_the_person_says_they_no_longer_want_drops_out(worker, open_case):
    assert value(worker, open_case, (DROPPED, NOT), (MET, NOT)).overall == Overall.FULLY


def test_the_persons_own_judgement_of_it_all_decides(worker, open_case):
    talk(worker, open_case)
    live(worker, open_case, [(NOT, NOT)])
    for overall in (Overall.FULLY, Overall.PARTIALLY):
        actions.review_outcomes(
            actor=worker,
            case_id=open_case.pk,
            reviewed_on=clock.today(),
            overview=Overview(overall, Voice.ADULT),
        )
    found = sg4a([open_case.pk])[open_case.pk]
    assert (found.overall, found.person_decided) == (Overall.PARTIALLY, True)


def test_asked_with_nothing_wanted_or_nothing_left(worker, open_case):
    assert value(worker, open_case).asked == WasAsked.NONE_EXPRESSED
    assert value(worker, open_case, "withdrawn") == Sg4a(WasAsked.NONE_EXPRESSED)


def test_not_asked_and_not_recorded(worker, open_case):
    assert value(worker, open_case, asked=False) == Sg4a(WasAsked.NOT_RECORDED)
    actions.record_not_asked(
        actor=worker,
        case_id=open_case.pk,
        phase=Phase.START,
        happened_at=clock.now(),
        reason=NotAskedReason.POLICE,
        try_again_on=clock.today() + timedelta(days=7),
    )
    assert value(worker, open_case, asked=False) == Sg4a(WasAsked.NO)
    assert value(worker, open_case).asked == WasAsked.NONE_EXPRESSED


def test_an_outcome_shows_that_somebody_asked(worker, open_case):
    assert value(worker, open_case, (MET, None), asked=False).asked == WasAsked.EXPRESSED


def test_many_cases_take_as_many_queries_as_one(worker, open_case, north, django_assert_num_queries):
    cases = [open_case, *(make_concern(worker, make_person(worker, name), north).case for name in ("A", "B"))]
    for case in cases:
        talk(worker, case)
        live(worker, case, [(MET, NOT), (NOT, MET)])
    with django_assert_num_queries(4):
        assert {found.overall for found in sg4a([case.pk for case in cases]).values()} == {Overall.PARTIALLY}
    assert DesiredOutcome.objects.count() == 6


def rate(worker, case, level, days_ago):
    actions.rate_safety(
        actor=worker,
        case_id=case.pk,
        level=level,
        voice=Voice.ADULT,
        rated_on=clock.today() - timedelta(days=days_ago),
    )


def test_first_and_last_ratings_leave_out_what_is_no_level(worker, open_case):
    rate(worker, open_case, SafetyLevel.COULD_NOT_SAY, 20)
    rate(worker, open_case, SafetyLevel.AS_SAFE, 10)
    assert safety_of([open_case.pk])[open_case.pk].change is None
    rate(worker, open_case, SafetyLevel.ADEQUATELY, 5)
    rate(worker, open_case, SafetyLevel.RATHER_NOT, 0)

    found = safety_of([open_case.pk])[open_case.pk]
    assert (found.first.level, found.last.level, found.change) == ("as-safe", "adequately", -1)


@pytest.mark.parametrize(("days_ago", "expected"), [(0, 3), (2, 1), (3, 0), (5, 0)])
def test_the_days_until_somebody_asked(worker, north, days_ago, expected):
    now = clock.now()
    concern = make_concern(worker, make_person(worker, "Petra"), north, received_at=now - timedelta(days=3))
    assert days_until_asked(concern.case, concern.case.conversations.all()) is None
    talk(worker, concern.case, happened_at=now - timedelta(days=days_ago))
    assert days_until_asked(concern.case, concern.case.conversations.all()) == expected
