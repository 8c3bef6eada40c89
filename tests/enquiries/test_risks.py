import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from enquiries import actions, errors
from enquiries.models import Case, Risk, RiskChange, RiskChoice, RiskSource, RiskView
from ui.errors import EditConflict

CHOICE = {
    "words": "I know he may do it again. It is my house.",
    "voice": "adult",
    "understood": "She told me in her own words what could happen.",
    "free_choice": "She was seen alone.",
    "support": "A neighbour looks in each evening.",
}


@pytest.fixture
def source(worker, open_case):
    return actions.add_risk_source(
        actor=worker, case_id=open_case.pk, kind="known", description="The neighbour who does the shopping"
    )


@pytest.fixture
def risk(worker, open_case, source):
    return actions.add_risk(
        actor=worker, case_id=open_case.pk, source_id=source.pk, abuse_type="financial", place="own-home"
    )


def assess(actor, risk, assessment="identified-action", **changes):
    return actions.assess_risk(
        actor=actor,
        risk_id=risk.pk,
        version=Risk.objects.get(pk=risk.pk).version,
        assessment=assessment,
        assessed_on=clock.today(),
        reasons="The receipts show it.",
        **changes,
    )


def settle(actor, risk, outcome="reduced", reasons="Receipts go into the tin."):
    return actions.record_risk_outcome(
        actor=actor,
        risk_id=risk.pk,
        version=Risk.objects.get(pk=risk.pk).version,
        outcome=outcome,
        outcome_on=clock.today(),
        reasons=reasons,
    )


def events():
    return list(AuditEntry.objects.values_list("event", flat=True).order_by("at"))


def test_a_risk_is_a_type_in_a_place_from_a_source_and_is_numbered(worker, risk, open_case, source):
    second = actions.add_risk(
        actor=worker,
        case_id=open_case.pk,
        source_id=source.pk,
        abuse_type="domestic",
        subtype="coercive-control",
        place="community",
    )
    assert (risk.number, second.number) == (1, 2)
    assert second.kind == "Coercive or controlling behaviour in a family or relationship"
    assert events()[-2:] == [Event.RISK_ADDED, Event.RISK_ADDED]


def test_a_subtype_of_another_type_is_refused_and_the_database_refuses_it_too(
    worker, open_case, source, risk
):
    with pytest.raises(errors.DoesNotRollUp):
        actions.add_risk(
            actor=worker,
            case_id=open_case.pk,
            source_id=source.pk,
            abuse_type="neglect",
            subtype="scam",
            place="own-home",
        )
    assert Risk.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Risk.objects.filter(pk=risk.pk).update(subtype="hoarding")


def test_a_source_of_another_case_is_refused(worker, risk, source, north):
    from tests.given import make_concern, make_person

    other = make_concern(worker, make_person(worker, "Zofia"), north).case
    with pytest.raises(errors.SourceOfAnother):
        actions.add_risk(
            actor=worker, case_id=other.pk, source_id=source.pk, abuse_type="neglect", place="own-home"
        )


def test_what_a_concern_named_is_confirmed_and_not_asked_again(worker, open_case):
    concern = open_case.concerns.get()
    found = actions.confirm_risks(
        actor=worker,
        concern_id=concern.pk,
        chosen=[("financial", "own-home", "known"), ("self-neglect", "own-home", "known")],
        descriptions={"known": "The neighbour"},
    )
    kinds = {risk.abuse_type: risk.source.kind for risk in found}
    assert kinds == {"financial": "known", "self-neglect": "self"}
    assert {risk.concern_id for risk in found} == {concern.pk}
    assert events()[-1] == Event.RISKS_CONFIRMED
    with pytest.raises(errors.NothingChosen):
        actions.confirm_risks(actor=worker, concern_id=concern.pk, chosen=[], descriptions={})


def test_what_became_of_a_risk_is_asked_only_where_one_was_identified(worker, risk):
    with pytest.raises(errors.NoRiskIdentified):
        settle(worker, risk)
    assess(worker, risk, "inconclusive-action")
    with pytest.raises(errors.NoRiskIdentified):
        settle(worker, risk)
    assess(worker, risk, likelihood_before=3, impact_before=2)
    settled = settle(worker, risk)
    assert (settled.outcome, settled.likelihood_before) == ("reduced", 3)
    assert events()[-1] == Event.RISK_OUTCOME
    with pytest.raises(errors.OutcomeStands):
        assess(worker, risk, "none-no-action")
    with pytest.raises(IntegrityError), transaction.atomic():
        Risk.objects.filter(pk=risk.pk).update(assessment="ceased")


def test_a_risk_that_remained_says_why(worker, risk):
    assess(worker, risk)
    with pytest.raises(IntegrityError), transaction.atomic():
        settle(worker, risk, "remained", "")


def test_every_change_keeps_what_it_said_before(worker, risk):
    assess(worker, risk, "inconclusive-action")
    assess(worker, risk)
    before = [change.before["assessment"] for change in RiskChange.objects.order_by("number")]
    assert before == ["", "inconclusive-action"]
    with pytest.raises(EditConflict):
        actions.change_risk(actor=worker, risk_id=risk.pk, version=1, reason="Wrong", place="community")
    with pytest.raises(errors.NothingToCorrect):
        actions.change_risk(actor=worker, risk_id=risk.pk, version=3, reason="Same", place="own-home")


def test_the_persons_own_view_is_theirs_and_earlier_views_stay(worker, risk):
    for words in ("She is my friend.", "I see it now."):
        actions.record_risk_view(
            actor=worker, risk_id=risk.pk, words=words, voice="adult", said_on=clock.today()
        )
    assert [view.words for view in risk.views.all()] == ["She is my friend.", "I see it now."]
    with pytest.raises(errors.WordsOfAProfessional):
        actions.record_risk_view(
            actor=worker, risk_id=risk.pk, words="At risk", voice="professional", said_on=clock.today()
        )
    assert RiskView.objects.count() == 2


def test_a_withdrawn_risk_stays_and_nothing_more_is_done_with_it(worker, risk):
    actions.withdraw_risk(actor=worker, risk_id=risk.pk, reason="Entered twice")
    assert Risk.objects.standing().count() == 0
    with pytest.raises(errors.RiskWithdrawn):
        actions.withdraw_risk(actor=worker, risk_id=risk.pk, reason="Again")


def test_a_choice_to_live_with_a_risk_is_signed_off_by_another(worker, sam, risk):
    choice = actions.record_risk_choice(actor=worker, risk_id=risk.pk, chosen_on=clock.today(), **CHOICE)
    with pytest.raises(errors.ChoiceWaits):
        actions.record_risk_choice(actor=worker, risk_id=risk.pk, chosen_on=clock.today(), **CHOICE)
    with pytest.raises(PermissionDenied):
        actions.sign_off_risk_choice(actor=worker, choice_id=choice.pk)
    signed = actions.sign_off_risk_choice(actor=sam, choice_id=choice.pk)
    assert (signed.state, signed.signed_by) == ("Signed off", sam)
    assert events()[-1] == Event.RISK_CHOICE_SIGNED
    with pytest.raises(errors.ChoiceDecided):
        actions.return_risk_choice(actor=sam, choice_id=choice.pk, comment="Why?")


def test_nobody_signs_off_their_own_and_the_database_refuses_it_too(sam, risk):
    choice = actions.record_risk_choice(actor=sam, risk_id=risk.pk, chosen_on=clock.today(), **CHOICE)
    with pytest.raises(errors.SignOffByAnother):
        actions.sign_off_risk_choice(actor=sam, choice_id=choice.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        RiskChoice.objects.filter(pk=choice.pk).update(signed_by=sam, signed_at=clock.now())


def test_a_choice_is_sent_back_with_what_is_missing(worker, sam, risk):
    choice = actions.record_risk_choice(actor=worker, risk_id=risk.pk, chosen_on=clock.today(), **CHOICE)
    with pytest.raises(errors.SayWhySentBack):
        actions.return_risk_choice(actor=sam, choice_id=choice.pk, comment=" ")
    returned = actions.return_risk_choice(actor=sam, choice_id=choice.pk, comment="Was she seen alone?")
    assert returned.state == "Sent back"
    actions.record_risk_choice(actor=worker, risk_id=risk.pk, chosen_on=clock.today(), **CHOICE)


def test_marks_on_the_body_map_are_dated_and_can_be_withdrawn(worker, open_case, risk):
    mark = actions.add_body_mark(
        actor=worker,
        case_id=open_case.pk,
        region="left-forearm-front",
        kind="bruise",
        note="Round, two centimetres, yellow",
        seen_on=clock.today(),
        seen_by="District nurse",
        words="I banged it on the door.",
        voice="adult",
        risk_id=risk.pk,
    )
    assert str(mark) == "Bruise, Left forearm, front"
    actions.withdraw_body_mark(actor=worker, mark_id=mark.pk, reason="Wrong arm")
    with pytest.raises(errors.MarkWithdrawn):
        actions.withdraw_body_mark(actor=worker, mark_id=mark.pk, reason="Again")
    assert events()[-2:] == [Event.BODY_MARK_ADDED, Event.BODY_MARK_WITHDRAWN]


def test_other_teams_and_onlookers_write_nothing(outsider, auditor, manager, open_case, source):
    wanted = {"case_id": open_case.pk, "kind": "unknown", "description": "A stranger"}
    with pytest.raises(Case.DoesNotExist):
        actions.add_risk_source(actor=outsider, **wanted)
    for onlooker in (auditor, manager):
        with pytest.raises(PermissionDenied):
            actions.add_risk_source(actor=onlooker, **wanted)
    assert RiskSource.objects.count() == 1
