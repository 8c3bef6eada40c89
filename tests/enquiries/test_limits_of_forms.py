"""No form takes more than its column holds: the database would refuse it with no sentence for whoever typed."""

import pytest

from enquiries.forms import causing, planning, sharing
from enquiries.models import CausedEnquiry, CrossBoundary, Minutes, SharingDecision


@pytest.mark.parametrize(
    ("form", "name", "model", "column"),
    [
        (causing.CauseForm, "conflict_reason", CausedEnquiry, "conflict_reason"),
        (causing.BoundaryForm, "not_told_reason", CrossBoundary, "not_told_reason"),
        (planning.MinutesForm, "absence_reason", Minutes, "absence_reason"),
        (planning.AgreeMinutesForm, "reason", Minutes, "not_agreed_reason"),
        (sharing.SharingForm, "despite_rule", SharingDecision, "despite_rule"),
        (sharing.SharingForm, "not_told_reason", SharingDecision, "not_told_reason"),
    ],
)
def test_a_form_takes_no_more_than_its_column(form, name, model, column):
    assert form.base_fields[name].max_length == model._meta.get_field(column).max_length
