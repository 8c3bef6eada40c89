"""The two things that let a partner in: a link made for them, and a code sent to the address on file."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from audit import clock
from enquiries.models import PartnerQuestion

CODE_MINUTES, STAY_MINUTES = 10, 30
MOST_CODES, MOST_TRIES = 5, 10
"""Codes that are sent, and wrong ones that are taken, before the link is of no more use."""


def proof_of(question: PartnerQuestion) -> str:
    """The part of the link that nobody can guess; it is worked out, not kept."""
    return str(salted_hmac("partner link", str(question.pk), algorithm="sha256").hexdigest())


def link_to(question: PartnerQuestion) -> str:
    return str(settings.SITE_URL).rstrip("/") + reverse(
        "enquiries:partner", args=[question.pk, proof_of(question)]
    )


def is_their_link(question: PartnerQuestion, proof: str) -> bool:
    return bool(constant_time_compare(proof, proof_of(question)))


def new_code() -> str:
    return f"{secrets.randbelow(1_000_000):06}"


def digest_of(question: PartnerQuestion, code: str) -> str:
    return str(salted_hmac("partner code", f"{question.pk}:{code}", algorithm="sha256").hexdigest())


def is_their_code(question: PartnerQuestion, code: str) -> bool:
    sent = question.code_sent_at
    is_fresh = sent is not None and clock.now() - sent <= timedelta(minutes=CODE_MINUTES)
    return is_fresh and constant_time_compare(digest_of(question, code.strip()), question.code_digest)


def send_code(email: str, code: str) -> None:
    """Say the code and nothing else; raises what the mail server raises."""
    text = render_to_string("enquiries/mail/partner_code.txt", {"code": code, "minutes": CODE_MINUTES})
    subject, _, body = text.strip().partition("\n\n")
    EmailMessage(
        subject=subject, body=body + "\n", to=[email], headers={"Auto-Submitted": "auto-generated"}
    ).send()
