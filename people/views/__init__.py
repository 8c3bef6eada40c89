from people.views.changing import add, change, change_equality, change_what_matters
from people.views.contact import prepare_contact
from people.views.looking import find, person
from people.views.rows import add_row, check_powers, end_row, review_warning

__all__ = [
    "add",
    "add_row",
    "change",
    "change_equality",
    "change_what_matters",
    "check_powers",
    "end_row",
    "find",
    "person",
    "prepare_contact",
    "review_warning",
]
