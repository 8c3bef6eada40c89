"""What is done with a person's record. Each act is one transaction, permitted, and recorded."""

from people.actions.around import (
    add_address,
    add_contact_detail,
    add_relationship,
    check_powers,
    end_address,
    end_contact_detail,
    end_relationship,
)
from people.actions.contact import add_safe_contact, end_safe_contact, prepare_contact
from people.actions.identity import PersonFields, add_person, change_person
from people.actions.needs import add_need, add_warning, end_need, end_warning, review_warning
from people.actions.organisations import add_organisation

__all__ = [
    "PersonFields",
    "add_address",
    "add_contact_detail",
    "add_need",
    "add_organisation",
    "add_person",
    "add_relationship",
    "add_safe_contact",
    "add_warning",
    "change_person",
    "check_powers",
    "end_address",
    "end_contact_detail",
    "end_need",
    "end_relationship",
    "end_safe_contact",
    "end_warning",
    "prepare_contact",
    "review_warning",
]
