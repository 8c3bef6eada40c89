"""The pages of risk, capacity and advocacy, filled in as somebody fills them in."""

import pytest

from audit import clock
from enquiries.models import (
    AdvocacyCheck,
    AdvocateRequest,
    BestInterestsDecision,
    BodyMark,
    CapacityAssessment,
    ImcaConsideration,
    Risk,
    RiskChoice,
    RiskSource,
)
from people.models import Relationship
from tests.given import make_concern, make_person
from tests.hand import Hand


def day(name, on=None):
    on = on or clock.today()
    return {f"{name}-day": on.day, f"{name}-month": on.month, f"{name}-year": on.year}


def fill(user, path, status=302, **typed):
    hand = Hand(user)
    opened = hand.open(path)
    assert opened.status_code == 200, (path, opened.status_code)
    sent = hand.send(path, **typed)
    assert sent.status_code == status, sent.text[sent.text.find("govuk-error-summary") :][:1500]
    return sent


NEW_RISK = {
    "kind": "scam",
    "place": "own-home",
    "source": "new",
    "source_kind": "unknown",
    "source_description": "Callers about a lottery",
    "likelihood_before": "4",
    "impact_before": "3",
}


@pytest.fixture
def at(open_case):
    return f"/cases/{open_case.pk}/"


@pytest.fixture
def risk(worker, at):
    fill(worker, f"{at}risks/add/", **NEW_RISK)
    return Risk.objects.get()


def shown(user, path):
    response = Hand(user).open(path)
    assert response.status_code == 200
    return response.text


def test_a_risk_is_added_with_its_source_and_shown_with_the_persons_words_first(worker, at, risk):
    assert (risk.abuse_type, risk.subtype, risk.likelihood_before) == ("financial", "scam", 4)
    fill(
        worker,
        f"{at}risks/{risk.pk}/view/",
        words="The phone man says I am lucky.",
        voice="adult",
        **day("said_on"),
    )
    page = shown(worker, f"{at}risks/")
    assert (
        page.index("said and wants")
        < page.index("The phone man says I am lucky.")
        < page.index("Callers about")
    )


def test_a_source_already_there_is_used_again(worker, at, risk):
    again = {"kind": "discriminatory", "place": "community", "source": str(risk.source_id)}
    fill(worker, f"{at}risks/add/", **again)
    assert RiskSource.objects.count() == 1


def test_a_source_on_record_is_found_by_reference_and_shown_only_to_those_who_see_them(
    worker, sam, at, north, restricted_case, open_case
):
    rufus = make_concern(worker, make_person(worker, "Rufus"), north)
    fill(worker, f"{at}risks/add/", **NEW_RISK, source_reference=rufus.reference.lower())
    risk = Risk.objects.get()
    assert risk.source.person_id == rufus.case.person_id
    address = f"/people/{rufus.case.person_id}/"
    assert address in shown(worker, f"{at}risks/")
    assert address in shown(worker, f"{at}risks/{risk.pk}/")
    rufus.case.person.restricted = True
    rufus.case.person.save(update_fields=["restricted"])
    assert address not in shown(sam, f"{at}risks/") + shown(sam, f"{at}risks/{risk.pk}/")
    hidden = restricted_case.concerns.get().reference
    refused = fill(worker, f"{at}risks/add/", 422, **NEW_RISK, source_reference=hidden)
    assert "No record that you may see has this" in refused.text


def test_what_the_concern_named_is_offered_once_and_confirmed(worker, at, open_case):
    concern = open_case.concerns.get()
    path = f"{at}risks/confirm/{concern.pk}/"
    assert path in shown(worker, f"{at}risks/")
    fill(worker, path, confirmed=["financial|own-home|known"], **{"who-known": "The neighbour"})
    risk = Risk.objects.get()
    assert (risk.source.description, risk.concern) == ("The neighbour", concern)
    assert path not in shown(worker, f"{at}risks/")


def test_an_assessment_is_changed_and_what_it_said_before_is_readable(worker, at, risk):
    path = f"{at}risks/{risk.pk}/"
    said = {"reasons": "Two letters", **day("assessed_on")}
    fill(worker, f"{path}assess/", assessment="inconclusive-action", **said)
    fill(worker, f"{path}assess/", assessment="identified-action", likelihood_before="4", **said)
    fill(worker, f"{path}outcome/", outcome="reduced", reasons="Calls blocked", **day("outcome_on"))
    page = shown(worker, path)
    assert "Risk – Assessment inconclusive and action taken" in page
    assert "Risk Reduced" in page
    fill(
        worker,
        f"{path}change/",
        kind="theft",
        place="own-home",
        source_id=str(risk.source_id),
        reason="Seen better",
    )
    assert Risk.objects.get().subtype == "theft"
    assert "More closely: Scam: doorstep, post, telephone or online" in shown(worker, path)


CHOICE = {
    "words": "It is my money.",
    "voice": "adult",
    "understood": "He told me himself.",
    "free_choice": "Seen alone.",
    "support": "His sister rings each evening.",
}


def test_a_choice_goes_to_a_manager_and_back(worker, sam, at, risk):
    fill(worker, f"{at}risks/{risk.pk}/choice/", **CHOICE, **day("chosen_on"))
    path = f"{at}risks/choices/{RiskChoice.objects.get().pk}/"
    assert path in shown(sam, f"{at}risks/")
    refused = fill(sam, path, 422, decision="return", comment="")
    assert "Enter what is missing" in refused.text
    fill(sam, path, decision="sign", comment="")
    assert RiskChoice.objects.get().signed_by == sam


def test_marks_are_drawn_numbered_and_read_as_a_list(worker, at):
    mark = {"region": "left-shin", "kind": "bruise", "note": "Blue, three centimetres", "seen_by": "Nurse"}
    fill(worker, f"{at}body/add/", **mark, **day("seen_on"))
    page = shown(worker, f"{at}risks/")
    assert "1: Bruise, Left knee and shin." in page
    assert "msp-body" in page
    assert "Blue, three centimetres" in page
    fill(worker, f"{at}body/{BodyMark.objects.get().pk}/withdraw/", reason="Wrong leg")
    assert "msp-body" not in shown(worker, f"{at}risks/")


ASSESSED = {
    "kind": "money",
    "decision": "To send money to callers",
    "of_enquiry": "yes",
    "assessor": "Wyn Worker",
    "why_doubted": "He believes he has won.",
    "information": "Callers lie.",
    "support_given": "Picture cards",
    "words": "I am lucky.",
    "voice": "adult-supported",
    "can_understand": "yes",
    "can_retain": "yes",
    "can_weigh": "no",
    "weigh_evidence": "Each time he says it is lucky.",
    "can_communicate": "yes",
    "impairment": "yes",
    "impairment_detail": "Learning disability",
    "causal_link": "He cannot weigh it because of that.",
    "answer": "lacks",
    "reasons": "On balance",
}


def test_capacity_is_assessed_and_decided_upon_with_their_wishes_first(worker, at, open_case):
    fill(worker, f"{at}capacity/assess/", **ASSESSED, **day("assessed_on"))
    row = CapacityAssessment.objects.get()
    page = shown(worker, f"{at}capacity/{row.pk}/")
    assert (
        page.index("I am lucky.")
        < page.index("To send money")
        < page.index("1. Can they")
        < page.index("3. Because")
    )
    decided = {
        "wishes": "I want the man to go away.",
        "voice": "adult-supported",
        "took_part": "At his table",
        "can_wait": "No",
        "person-1-who": "Nerys, sister",
        "person-1-view": "Block them",
        "option-1-what": "Nothing",
        "option-2-what": "Block calls",
        "least": "1",
        "chosen": "2",
        "less_restrictive": "Talk did not help",
        "decision": "Calls are blocked",
        "reasons": "It stops the loss",
        "decided_by": "council",
        "decision_maker": "Wyn Worker",
    }
    fill(worker, f"{at}capacity/{row.pk}/best-interests/", **decided, **day("decided_on"))
    assert [one.chosen for one in BestInterestsDecision.objects.get().options.all()] == [False, True]
    assert "Calls are blocked" in shown(worker, f"{at}capacity/")
    again = Hand(worker).open(f"{at}capacity/assess/?earlier={row.pk}").text
    assert "To send money to callers" in again
    assert f'value="{row.pk}" selected' in again


def test_skipping_a_step_is_refused_with_what_to_do(worker, at):
    refused = fill(
        worker, f"{at}capacity/assess/", 422, **ASSESSED | {"can_weigh": "yes"}, **day("assessed_on")
    )
    assert "unable to do at least one of the four" in refused.text


def test_presumed_is_one_short_page(worker, at):
    said = {"kind": "enquiry", "decision": "What happens", "of_enquiry": "yes", "words": "", "voice": ""}
    fill(worker, f"{at}capacity/presume/", **said, **day("on"))
    assert "Presumed, never doubted" in shown(worker, f"{at}capacity/")


CHECK = {"hard": ["retain"], "difficulty_detail": "In short pieces", "offered": "yes"}


def test_the_check_leads_to_asking_for_an_advocate(worker, at):
    nobody = {"outcome": "refer", "individual_reasons": "She has nobody"}
    sent = fill(worker, f"{at}advocates/check/", **CHECK, **nobody, **day("checked_on"))
    assert sent.url == f"{at}advocates/ask/"
    assert AdvocacyCheck.objects.get().hard == ["Keep it in mind for long enough"]


def test_the_way_to_an_advocate_is_shown_with_its_days(worker, at, open_case, advocate):
    asked = {"reason": "To be heard", "asked_of": "Voices", "kind": "care-act"}
    fill(worker, f"{at}advocates/ask/", **asked, **day("asked_on"))
    request = AdvocateRequest.objects.get()
    assert request.asked_of == "Voices"
    assert "5 working days after one was asked for" in shown(worker, f"{at}capacity/")
    fill(worker, f"{at}advocates/requests/{request.pk}/named/", allocated_to="Ada", **day("allocated_on"))
    instructed = {"advocate": advocate.pk, "kind": "care-act", "organisation": "Voices", "instructed": "yes"}
    fill(worker, f"{at}advocates/instruct/", **instructed, **day("from_on"))
    row = open_case.advocateinstructions.get()
    fill(worker, f"{at}advocates/{row.pk}/met/", **day("met_on"))
    assert "First met" in shown(worker, f"{at}capacity/")


def test_an_imca_is_considered_by_the_manager(sam, at):
    considered = {
        "moment": "planning",
        "triggers": ["conflict"],
        "instruct": "yes",
        "reasons": "They disagree",
    }
    fill(sam, f"{at}advocates/imca/", **considered, **day("considered_on"))
    assert ImcaConsideration.objects.get().instruct


def test_an_attorney_who_may_be_a_source_of_risk_is_said_wherever_they_could_speak(worker, at, open_case):
    person = f"/people/{open_case.person_id}/"
    fill(worker, f"{person}relationships/add/", name="Rufus", kind="attorney-property", description="son")
    row = Relationship.objects.get()
    checked = {
        "verified": "yes",
        "scope": "Money",
        "source_of_risk": "yes",
        "risk_reasons": "He is thought to take it",
    }
    fill(worker, f"{person}relationships/{row.pk}/powers/", **checked, **day("verified_on"))
    assert "May be a source of risk" in shown(worker, f"{at}capacity/")
    assert "Rufus, son, may be a source of risk" in shown(worker, f"{at}advocates/check/")
    somebody = {
        "outcome": "individual",
        "individual_id": str(row.pk),
        "individual_name": "Rufus",
        "is_paid": "no",
        "is_implicated": "no",
        "is_willing": "yes",
        "person_agrees": "yes",
        "individual_reasons": "He knows him",
    }
    refused = fill(worker, f"{at}advocates/check/", 422, **CHECK, **somebody, **day("checked_on"))
    assert "recorded as a possible source of risk" in refused.text
