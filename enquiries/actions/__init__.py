"""What is done with a case. Each act is one transaction, permitted, and recorded."""

from enquiries.actions.advocates import (
    ask_for_advocate,
    end_advocate_request,
    end_instruction,
    instruct_advocate,
)
from enquiries.actions.cases import allocate_case, end_allocation, pass_case
from enquiries.actions.concerns import correct_concern, raise_concern, record_concern_feedback
from enquiries.actions.involved import (
    add_participant,
    cancel_meeting,
    change_participant,
    end_participant,
    plan_meeting,
)
from enquiries.actions.notes import add_note, correct_note, withdraw_note
from enquiries.actions.restricting import end_named_access, name_on_case, restrict_case, unrestrict_case
from enquiries.actions.stages import move_stage

__all__ = [
    "add_note",
    "add_participant",
    "allocate_case",
    "ask_for_advocate",
    "cancel_meeting",
    "change_participant",
    "correct_concern",
    "correct_note",
    "end_advocate_request",
    "end_allocation",
    "end_instruction",
    "end_named_access",
    "end_participant",
    "instruct_advocate",
    "move_stage",
    "name_on_case",
    "pass_case",
    "plan_meeting",
    "raise_concern",
    "record_concern_feedback",
    "restrict_case",
    "unrestrict_case",
    "withdraw_note",
]
