"""What the pages show, to whom, and what they do with what is typed wrongly."""

from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse

from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from enquiries.choices import Voice
from enquiries.models import Meeting
from outcomes import actions
from outcomes.answers import Given
from outcomes.choices import AnswerState, Question
from outcomes.models import Answer, Conversation, DesiredOutcome, OutcomeReview, SafetyRating
from tests.given import make_concern, make_person
from tests.hand import Hand
from tests.outcomes.given import WORDS, end, instruct, talk, want

pytestmark = pytest.mark.django_db


def address(case, name, **more):
    return reverse(f"outcomes:{name}", kwargs={"case_id": case.pk, **more})


def boxes(name, day, time=""):
    parts = {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}
    return parts | ({f"{name}-time": time} if time else {})


def a_conversation(**typed):
    yesterday = clock.today() - timedelta(days=1)
    return {
        "phase": "start",
        **boxes("happened_at", yesterday, "14:30"),
        "asked_by": "Wyn",
        "answered_by": "Olwen",
        "voice": "adult",
        **typed,
    }


def sent(user, path, typed):
    hand = Hand(user)
    hand.open(path)
    return hand.send(path, **typed)


def shown(user, path):
    response = Hand(user).open(path)
    assert response.status_code == 200
    return unescape(response.text)


# -- a conversation


def test_everything_typed_on_one_page_becomes_one_conversation(worker, open_case):
    path = address(open_case, "record-conversation")
    response = sent(
        worker,
        path,
        a_conversation(
            **{
                "feel-safe-words": WORDS,
                "feel-safe-note": "Seen alone.",
                "meaning-words": "Three knocks.",
                "meaning-asked": "What is a safe day?",
                "safer-state": "nothing-yet",
                "next-state": "rather-not",
                "how-words": "",
                "other-1-asked": "When does Jan come?",
                "other-1-words": "Tuesdays.",
                "unprompted-1-words": "Finish your tea.",
                "unprompted-3-words": "She means well.",
                "safety": "adequately",
                "involvement": "informed",
                "involvement_detail": "Ring me in a month.",
                "note": "It changed once she was alone.",
                "in_the_room": "Shona, for ten minutes",
            }
        ),
    )

    conversation = Conversation.objects.get()
    assert response.status_code == 302
    assert response["Location"] == conversation.get_absolute_url()
    assert [(answer.question, answer.state, answer.words) for answer in conversation.answers.all()] == [
        ("feel-safe", "said", WORDS),
        ("meaning", "said", "Three knocks."),
        ("safer", "nothing-yet", ""),
        ("next", "rather-not", ""),
        ("other", "said", "Tuesdays."),
        ("unprompted", "said", "Finish your tea."),
        ("unprompted", "said", "She means well."),
    ]
    assert conversation.answers.get(question="meaning").question_text == "What is a safe day?"
    assert (conversation.safety_rating.level, conversation.involvement.level) == ("adequately", "informed")


def test_nothing_is_chosen_beforehand(worker, open_case):
    form = shown(worker, address(open_case, "record-conversation")).split("<main")[1].split("</main")[0]
    assert " checked" not in form


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({}, "Enter at least one answer"),
        ({"safer-words": "Jan.", "safer-state": "nothing-yet"}, "Choose “Neither”, or delete the words"),
        ({"safer-asked": "How?"}, "Enter what they said, or choose"),
        ({"other-1-words": "Tuesdays."}, "Enter the question as you asked it"),
        (
            {"feel-safe-words": "Yes.", "involvement_detail": "Ring me."},
            "Choose how involved they want to be",
        ),
        ({"feel-safe-words": "Yes.", "happened_at-year": "2200"}, "must not be in the future"),
        (
            {"feel-safe-words": "Yes.", "happened_at-day": "31", "happened_at-month": "2"},
            "must be a real date",
        ),
        ({"feel-safe-words": "Yes.\x00"}, "broken character"),
        ({"feel-safe-words": "Yes." * 20_000}, "50000"),
        ({"feel-safe-words": "Yes.", "voice": "professional"}, "Select a valid choice"),
        ({"feel-safe-words": "Yes.", "voice": ""}, "Choose whose words these are"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(worker, open_case, typed, message):
    response = sent(
        worker, address(open_case, "record-conversation"), a_conversation(**typed, place="Her kitchen")
    )

    assert response.status_code == 422
    assert message in unescape(response.text).replace(",", "") or message in unescape(response.text)
    assert "Her kitchen" in response.text
    assert not Conversation.objects.exists()


def test_a_conversation_sent_twice_is_one(worker, open_case):
    hand, path = Hand(worker), address(open_case, "record-conversation")
    hand.open(path)
    for _ in range(2):
        hand.send(path, **a_conversation(**{"next-words": "Nothing."}))
    assert Conversation.objects.count() == 1


def test_the_conversation_is_read_back_word_for_word(worker, open_case):
    conversation = talk(worker, open_case, note="The account changed.")
    page = shown(worker, conversation.get_absolute_url())

    assert WORDS in page
    assert "The person, in their own words" in page
    assert "The account changed." in page
    assert AuditEntry.objects.filter(event=Event.CASE_VIEWED, data__page="outcomes:conversation").exists()


def test_a_correction_shows_both_versions_and_why(worker, open_case):
    conversation = talk(worker, open_case, Given(Question.SAFER, "It's the suns."))
    path = address(open_case, "correct-answer", answer_id=conversation.answers.get().pk)
    response = sent(worker, path, {"words": "It's the sums.", "state": "said", "reason": "I typed suns."})

    page = shown(worker, response["Location"])
    assert all(words in page for words in ("It's the sums.", "It's the suns.", "I typed suns."))


def test_a_correction_has_words_or_says_that_there_were_none(worker, open_case):
    conversation = talk(worker, open_case)
    path = address(open_case, "correct-answer", answer_id=conversation.answers.get().pk)
    assert sent(worker, path, {"words": " ", "state": "said", "reason": "So."}).status_code == 422
    assert sent(worker, path, {"words": "x", "state": "nothing-yet", "reason": "So."}).status_code == 422
    assert sent(worker, path, {"words": "", "state": "nothing-yet", "reason": "So."}).status_code == 302
    assert Answer.objects.current().get().state == AnswerState.NOTHING_YET


# -- not asked


def not_asked(**typed):
    today = clock.today()
    return {
        "phase": "start",
        **boxes("happened_at", today - timedelta(days=1), "9am"),
        **boxes("try_again_on", today + timedelta(days=3)),
        **typed,
    }


def test_lacking_capacity_leads_to_somebody_else_and_is_not_kept(worker, open_case):
    response = sent(worker, address(open_case, "record-not-asked"), not_asked(reason="lacks-capacity"))

    assert response.status_code == 422
    page = unescape(response.text)
    assert "Lacking capacity is not by itself a reason not to ask." in page
    assert "Ask for an advocate." in page
    assert "Ask people who know Olwen what they would want" in page
    assert not Conversation.objects.exists()


def test_why_not_and_when_again_are_shown(worker, open_case):
    response = sent(worker, address(open_case, "record-not-asked"), not_asked(reason="police"))
    assert response.status_code == 302
    assert "The police asked us to wait" in shown(worker, address(open_case, "conversations"))


def test_a_date_to_try_again_is_asked_for(worker, open_case):
    typed = not_asked(reason="police") | {
        "try_again_on-day": "",
        "try_again_on-month": "",
        "try_again_on-year": "",
    }
    response = sent(worker, address(open_case, "record-not-asked"), typed)
    assert "Enter the date when somebody will try again" in response.text


# -- outcomes


def test_no_outcome_yet_is_a_normal_state(worker, open_case):
    assert "Nobody has written down a conversation" in shown(worker, address(open_case, "outcomes"))
    talk(worker, open_case)
    assert "No outcome stated yet. That is all right" in shown(worker, address(open_case, "outcomes"))


def test_copied_words_become_an_outcome_and_other_words_do_not(worker, open_case):
    answer = talk(worker, open_case).answers.get()
    path = address(open_case, "outcome-from-answer", answer_id=answer.pk)
    typed = {"words": "", "voice": "adult", **boxes("said_on", clock.today())}

    refused = sent(worker, path, typed | {"passage": "I feel perfectly safe."})
    assert refused.status_code == 422
    assert "Those words are not in the answer." in refused.text
    assert "I feel perfectly safe." in refused.text
    copied = "over my head I don't feel safe with.  \r\nDw i'n iawn"
    assert sent(worker, path, typed | {"passage": copied}).status_code == 302
    assert DesiredOutcome.objects.get().current.words == copied.replace("\r", "")


def test_a_replaced_wish_finds_the_answer_it_was_said_in(worker, open_case):
    outcome = want(worker, open_case, "Home. To my house, as it is.")
    answer = talk(
        worker, open_case, Given(Question.UNPROMPTED, "I cried. I want a front door.")
    ).answers.get()
    path = address(open_case, "replace-outcome", outcome_id=outcome.pk)
    typed = {
        "words": "I want a front door.",
        "passage": "I want a front door.",
        "voice": "adult",
        **boxes("said_on", clock.today()),
        "reason": "After the visit.",
    }
    refused = sent(worker, path, typed | {"passage": "I want a back door."})
    assert "not in anything they told us" in refused.text
    response = sent(worker, path, typed)

    new = DesiredOutcome.objects.get(replaces=outcome)
    assert response["Location"] == new.get_absolute_url()
    assert new.current.answer == answer
    before = shown(worker, outcome.get_absolute_url())
    assert "Home. To my house, as it is." in before
    assert "After the visit." in before
    assert "After the visit." in shown(worker, new.get_absolute_url())


def test_whoever_comes_second_is_shown_that_it_has_changed(worker, sam, open_case):
    outcome = want(worker, open_case, "Home.")
    path = address(open_case, "withdraw-outcome", outcome_id=outcome.pk)
    hand = Hand(sam)
    hand.open(path)
    actions.reword_outcome(
        actor=worker,
        outcome_id=outcome.pk,
        version=1,
        words="Home, soon.",
        voice=Voice.ADULT,
        said_on=clock.today(),
        reason="Said better.",
    )
    response = hand.send(path, reason="Moved on.", **boxes("withdrawn_on", clock.today()))

    assert response.status_code == 422
    assert "Somebody else changed this while you were writing" in response.text
    assert all(words in response.text for words in ("Home, soon.", "Moved on."))
    assert DesiredOutcome.objects.get().is_live


def test_two_wordings_at_once_are_shown_side_by_side(worker, sam, open_case):
    outcome = want(worker, open_case, "Home.")
    path = address(open_case, "reword-outcome", outcome_id=outcome.pk)
    typed = {"voice": "adult", "reason": "Said better.", **boxes("said_on", clock.today())}
    first, second = Hand(worker), Hand(sam)
    for hand in (first, second):
        hand.open(path)
    assert first.send(path, words="Home, soon.", **typed).status_code == 302
    response = second.send(path, words="Home, now.", **typed)

    assert response.status_code == 409
    assert all(words in response.text for words in ("Home, soon.", "Home, now."))


def test_the_whole_history_of_an_outcome_is_on_its_page(worker, open_case):
    outcome = want(worker, open_case, "A dog.")
    actions.explain_cannot_be_met(
        actor=worker,
        outcome_id=outcome.pk,
        why="His tenancy.",
        explained="The landlord has to agree.",
        explained_on=clock.today(),
        offered="Walking a neighbour's dog.",
    )
    path = address(open_case, "pass-on-outcome", outcome_id=outcome.pk)
    typed = {"passed_to": "Nerys Jones, support review", "why": "Not safeguarding."}
    sent(worker, path, typed | boxes("passed_on", clock.today()))

    page = shown(worker, outcome.get_absolute_url())
    for words in ("A dog.", "The landlord has to agree.", "Walking a neighbour's dog.", "Nerys Jones"):
        assert words in page


# -- reviews


def test_one_page_reviews_every_live_outcome(worker, open_case):
    first, second = want(worker, open_case, "Jan stays."), want(worker, open_case, "Talk to me.")
    gone = want(worker, open_case, "A prize.")
    actions.withdraw_outcome(
        actor=worker, outcome_id=gone.pk, version=1, withdrawn_on=clock.today(), reason="A fraud."
    )
    path = address(open_case, "review-outcomes")
    assert "A prize." not in shown(worker, path)
    typed = {
        **boxes("reviewed_on", clock.today()),
        "at_closing": "yes",
        "voice": "adult",
        "person-1": "met",
        "person_words-1": "You listened, I'll give you that.",
        "own-1": "met",
        "person-2": "met",
        "own-2": "partly",
        "own_words-2": "Shona will need reminding.",
        "version-1": "1",
        "version-2": "1",
        "overall": "fully",
        "safety": "as-safe",
    }
    assert sent(worker, path, typed).status_code == 302

    page = shown(worker, address(open_case, "outcomes"))
    assert "Olwen says met; the worker says partly met" in page
    assert "You listened, I'll give you that." in page
    assert OutcomeReview.objects.filter(outcome__in=[first, second], at_closing=True).count() == 4
    assert SafetyRating.objects.get().level == "as-safe"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({}, "Record at least one judgement"),
        ({"person-1": "met"}, "Choose who spoke: Olwen"),
        ({"safety": "less"}, "Choose who spoke: Olwen"),
        ({"voice": "adult", "person_words-1": "Well."}, "Choose a judgement to go with the words"),
        ({"voice": "adult", "overall_words": "Well."}, "Choose what they said about it all"),
        ({"own-1": "does-not-know"}, "Select a valid choice"),
    ],
)
def test_a_review_that_does_not_hold_together_is_shown_again(worker, open_case, typed, message):
    want(worker, open_case)
    typed = {**boxes("reviewed_on", clock.today()), "at_closing": "no", **typed}
    response = sent(worker, address(open_case, "review-outcomes"), typed)

    assert response.status_code == 422
    assert message in unescape(response.text)
    assert not OutcomeReview.objects.exists()


# -- advocates


def test_an_advocates_list_has_their_people_and_nobody_else(advocate, worker, instructed_case, north):
    make_concern(worker, make_person(worker, "Petra"), north)
    page = shown(advocate, "/advocate/")
    assert "Olwen" in page
    assert "Petra" not in page


def test_an_instruction_to_come_shows_nobody_yet(worker, advocate, open_case):
    instruct(worker, open_case, advocate, from_on=clock.today() + timedelta(days=1))
    assert "You are not instructed for anybody today" in shown(advocate, "/advocate/")


def test_the_advocate_sees_the_words_and_not_the_workers_notes(worker, advocate, instructed_case):
    conversation = talk(
        worker,
        instructed_case,
        Given(Question.FEEL_SAFE, "I was till this started.", worker_note="Noted on the answer."),
        note="Noted on the whole.",
    )
    for path in (conversation.get_absolute_url(), address(instructed_case, "conversations")):
        page = shown(advocate, path)
        assert "I was till this started." in page
        assert "Noted on" not in page
    assert "note" not in shown(advocate, address(instructed_case, "record-conversation")).split("<form")[1]


def test_what_the_advocate_recorded_says_so_everywhere(worker, advocate, instructed_case):
    label = "Recorded by Ada Vocate, advocate, on behalf of Olwen"
    conversation = talk(advocate, instructed_case, voice=Voice.ADULT)
    outcome = want(advocate, instructed_case)
    report = actions.record_view(
        actor=advocate,
        case_id=instructed_case.pk,
        kind="report",
        happened_on=clock.today(),
        words="They were not asked.",
    )
    actions.answer_advocate(
        actor=worker, case_id=instructed_case.pk, view_id=report.pk, text="We will meet on Friday."
    )
    paths = [
        conversation.get_absolute_url(),
        outcome.get_absolute_url(),
        *(address(instructed_case, name) for name in ("conversations", "outcomes", "views")),
    ]
    for reader in (worker, advocate):
        for path in paths:
            assert label in shown(reader, path), path
    assert "We will meet on Friday." in shown(advocate, f"/advocate/{instructed_case.pk}/")


def test_the_council_is_offered_an_answer_and_no_change(worker, advocate, instructed_case):
    outcome = want(advocate, instructed_case)
    page = shown(worker, outcome.get_absolute_url())
    assert "Answer the advocate" in page
    assert "They said it better" not in page
    path = address(instructed_case, "reword-outcome", outcome_id=outcome.pk)
    assert Hand(worker).open(path).status_code == 403


def test_the_advocates_page_shows_meetings_to_come(worker, advocate, instructed_case):
    for days, purpose in ((7, "Planning talk"), (-7, "Old meeting")):
        Meeting.objects.create(
            case=instructed_case,
            purpose=purpose,
            at=clock.now() + timedelta(days=days),
            recorded_by=worker,
        )
    page = shown(advocate, f"/advocate/{instructed_case.pk}/")
    assert "Planning talk" in page
    assert "Old meeting" not in page


def test_when_the_instruction_has_ended_nothing_is_there(worker, advocate, instructed_case, instruction):
    conversation = talk(advocate, instructed_case, voice=Voice.ADULT)
    outcome = want(advocate, instructed_case)
    end(instruction, worker)

    paths = [
        f"/advocate/{instructed_case.pk}/",
        conversation.get_absolute_url(),
        outcome.get_absolute_url(),
        address(instructed_case, "outcome-from-answer", answer_id=conversation.answers.get().pk),
        address(instructed_case, "correct-answer", answer_id=conversation.answers.get().pk),
        *(
            address(instructed_case, name, outcome_id=outcome.pk)
            for name in ("reword-outcome", "replace-outcome", "withdraw-outcome")
        ),
        *(
            address(instructed_case, name)
            for name in (
                "conversations",
                "outcomes",
                "views",
                "record-conversation",
                "record-not-asked",
                "rate-safety",
                "record-involvement",
                "add-outcome",
                "review-outcomes",
                "record-view",
            )
        ),
    ]
    hand = Hand(advocate)
    assert {path: hand.open(path).status_code for path in paths} == dict.fromkeys(paths, 404)
    assert "Olwen" not in shown(advocate, "/advocate/")


def test_the_front_door_records_what_was_said_while_the_case_is_there(front_door, front_door_case):
    path = address(front_door_case, "record-conversation")
    assert sent(front_door, path, a_conversation(**{"next-words": "Nothing."})).status_code == 302


def test_a_row_of_another_case_is_not_found(worker, open_case, north):
    other = make_concern(worker, make_person(worker, "Petra"), north).case
    conversation, outcome = talk(worker, other), want(worker, other)
    hand = Hand(worker)
    for path in (
        address(open_case, "conversation", conversation_id=conversation.pk),
        address(open_case, "outcome", outcome_id=outcome.pk),
        address(open_case, "reword-outcome", outcome_id=outcome.pk),
        address(open_case, "outcome-from-answer", answer_id=conversation.answers.get().pk),
    ):
        assert hand.open(path).status_code == 404, path
