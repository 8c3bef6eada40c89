"""One form an act: what is asked, in which words."""

from people.forms.identity import (
    ABOUT,
    EXACT,
    UNKNOWN,
    ChangePersonForm,
    EqualityForm,
    FindPersonForm,
    NewPersonForm,
    WhatMattersForm,
    person_fields,
)
from people.forms.rows import (
    AddressForm,
    ContactDetailForm,
    EndForm,
    NeedForm,
    PowersForm,
    PrepareContactForm,
    RelationshipForm,
    ReviewWarningForm,
    SafeContactForm,
    WarningForm,
)

__all__ = [
    "ABOUT",
    "EXACT",
    "UNKNOWN",
    "AddressForm",
    "ChangePersonForm",
    "ContactDetailForm",
    "EndForm",
    "EqualityForm",
    "FindPersonForm",
    "NeedForm",
    "NewPersonForm",
    "PowersForm",
    "PrepareContactForm",
    "RelationshipForm",
    "ReviewWarningForm",
    "SafeContactForm",
    "WarningForm",
    "WhatMattersForm",
    "person_fields",
]
