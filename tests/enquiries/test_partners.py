import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from enquiries import actions
from enquiries.errors import PartnerEnded, TooManyCodes
from enquiries.models import PartnerQuestion
from enquiries.partners import link_to, proof_of
from tests.hand import Hand

ASK = {
    "organisation": "Invented Police",
    "name": "PC Rhys Invented",
    "email": "rhys@police.example",
    "question": "Was anybody at the address on Tuesday?",
    "days": 7,
}
WORDS = "  Yes.\nA man who said that he was her nephew.  "


@pytest.fixture
def asked(worker, open_case):
    return actions.ask_partner(actor=worker, case_id=open_case.pk, **ASK)


class Partner:
    """Somebody outside, with the link that they were given and no account."""

    def __init__(self, asked):
        self.client, self.path = Client(), urlsplit(link_to(asked)).path

    def open(self):
        return self.client.get(self.path)

    def send(self, capture, **typed):
        with capture(execute=True):
            return self.client.post(self.path, typed)

    def come_in(self, capture):
        self.send(capture, send="1")
        (letter,) = mail.outbox
        code = re.search(r"\b\d{6}\b", letter.body).group()
        return self.send(capture, code=code)


@pytest.fixture
def partner(asked):
    return Partner(asked)


def test_they_answer_with_a_link_and_a_code_and_staff_read_it_as_it_was_written(
    client, worker, asked, partner, django_capture_on_commit_callbacks
):
    capture = django_capture_on_commit_callbacks
    assert ASK["question"] not in partner.open().text
    assert partner.come_in(capture).status_code == 302
    assert ASK["question"] in partner.open().text
    assert partner.send(capture, answer=WORDS).status_code == 200

    asked.refresh_from_db()
    assert asked.answer == WORDS
    events = set(AuditEntry.objects.filter(subject_id=asked.pk).values_list("event", flat=True))
    assert events == {
        Event.PARTNER_ASKED,
        Event.PARTNER_CODE_SENT,
        Event.PARTNER_CAME_IN,
        Event.PARTNER_ANSWERED,
    }
    client.force_login(worker)
    timeline = client.get(reverse("casefile:timeline", args=[asked.case_id])).text
    assert "Answer from PC Rhys Invented, Invented Police" in timeline
    assert "A man who said that he was her nephew." in timeline


def test_afterwards_the_link_opens_nothing(asked, partner, django_capture_on_commit_callbacks):
    partner.come_in(django_capture_on_commit_callbacks)
    partner.send(django_capture_on_commit_callbacks, answer=WORDS)
    assert partner.open().status_code == 404
    assert ASK["question"] not in partner.open().text


def test_without_the_code_they_see_and_write_nothing(asked, partner, django_capture_on_commit_callbacks):
    assert partner.send(django_capture_on_commit_callbacks, answer=WORDS).status_code == 200
    asked.refresh_from_db()
    assert asked.answer == ""


def test_the_code_goes_to_the_address_on_file_and_names_nobody(
    asked, partner, django_capture_on_commit_callbacks
):
    partner.send(django_capture_on_commit_callbacks, send="1", email="thief@elsewhere.example")
    (letter,) = mail.outbox
    assert letter.to == [ASK["email"]]
    said = letter.subject + letter.body
    assert not [word for word in ("Olwen", "Tarrable", "Rhys", ASK["question"], "E-2") if word in said]


def test_another_browser_is_not_in(asked, partner, django_capture_on_commit_callbacks):
    partner.come_in(django_capture_on_commit_callbacks)
    assert ASK["question"] not in Partner(asked).open().text


def test_a_changed_link_is_no_link(asked):
    path = reverse("enquiries:partner", args=[asked.pk, proof_of(asked)[:-1] + "x"])
    assert Client().get(path).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.answer_as_partner(actor="guessed", question_id=asked.pk, answer="No")


def test_wrong_codes_are_counted_and_then_nothing_helps(asked, partner, django_capture_on_commit_callbacks):
    capture = django_capture_on_commit_callbacks
    partner.send(capture, send="1")
    for _ in range(10):
        assert partner.send(capture, code="000000x"[:6]).status_code == 422
    code = re.search(r"\b\d{6}\b", mail.outbox[0].body).group()
    assert partner.send(capture, code=code).status_code == 422
    assert AuditEntry.objects.filter(event=Event.PARTNER_CODE_WRONG).count() >= 9
    with pytest.raises(TooManyCodes):
        actions.send_partner_code(actor=proof_of(asked), question_id=asked.pk)


def test_five_codes_are_sent_and_no_more(asked, partner, django_capture_on_commit_callbacks):
    for _ in range(7):
        partner.send(django_capture_on_commit_callbacks, send="1")
    assert len(mail.outbox) == 5


def test_an_old_code_is_of_no_use(asked, partner, django_capture_on_commit_callbacks):
    capture = django_capture_on_commit_callbacks
    partner.send(capture, send="1")
    PartnerQuestion.objects.filter(pk=asked.pk).update(code_sent_at=clock.now() - timedelta(minutes=11))
    code = re.search(r"\b\d{6}\b", mail.outbox[0].body).group()
    assert partner.send(capture, code=code).status_code == 422


def test_taken_back_it_ends_at_once_even_for_who_is_in(
    worker, asked, partner, django_capture_on_commit_callbacks
):
    partner.come_in(django_capture_on_commit_callbacks)
    actions.revoke_partner_question(actor=worker, question_id=asked.pk, reason="The wrong officer")
    assert partner.open().status_code == 404
    assert partner.send(django_capture_on_commit_callbacks, answer=WORDS).status_code == 404
    with pytest.raises(PartnerEnded):
        actions.revoke_partner_question(actor=worker, question_id=asked.pk, reason="Again")


def test_past_its_last_day_it_ends_and_never_lasts_longer_than_four_weeks(asked, partner):
    with pytest.raises(IntegrityError, match="four_weeks"), transaction.atomic():
        PartnerQuestion.objects.filter(pk=asked.pk).update(until=clock.now() + timedelta(days=40))
    long_ago = clock.now() - timedelta(days=20)
    PartnerQuestion.objects.filter(pk=asked.pk).update(
        recorded_at=long_ago, until=long_ago + timedelta(days=7)
    )
    assert partner.open().status_code == 404


def test_only_those_who_work_on_it_ask(manager, outsider, open_case):
    with pytest.raises(PermissionDenied):
        actions.ask_partner(actor=manager, case_id=open_case.pk, **ASK)
    with pytest.raises(open_case.DoesNotExist):
        actions.ask_partner(actor=outsider, case_id=open_case.pk, **ASK)


def test_by_hand_the_worker_asks_and_finds_the_link(worker, open_case):
    hand = Hand(worker)
    page = reverse("enquiries:ask-partner", args=[open_case.pk])
    hand.open(page)
    assert hand.send(page, **ASK).status_code == 302
    asked = PartnerQuestion.objects.get()
    assert proof_of(asked) in hand.client.get(asked.get_absolute_url()).text


def test_who_only_reads_does_not_see_the_link(client, manager, asked):
    client.force_login(manager)
    page = client.get(asked.get_absolute_url())
    assert page.status_code == 200
    assert proof_of(asked) not in page.text
