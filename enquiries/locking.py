"""Rows locked for an act, through the door of whoever acts. Permission is the act's own to require."""

from uuid import UUID

from accounts.models import User
from enquiries.models import Case, Risk


def locked_case(actor: User, case_id: UUID) -> Case:
    """The case that `actor` sees whole. Raises Case.DoesNotExist."""
    return Case.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=case_id)


def locked_risk(actor: User, risk_id: UUID) -> Risk:
    """The risk, of a case that `actor` sees whole. Raises Risk.DoesNotExist."""
    risk: Risk = Risk.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=risk_id)
    return risk
