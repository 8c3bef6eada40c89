from enquiries.actions.advocates import ask_for_advocate, end_instruction, instruct_advocate
from enquiries.actions.cases import allocate_case, end_allocation, name_on_case, pass_case, restrict_case
from enquiries.actions.concerns import raise_concern, record_concern_feedback
from enquiries.actions.notes import add_note, add_participant, correct_note, plan_meeting

__all__ = [
    "add_note",
    "add_participant",
    "allocate_case",
    "ask_for_advocate",
    "correct_note",
    "end_allocation",
    "end_instruction",
    "instruct_advocate",
    "name_on_case",
    "pass_case",
    "plan_meeting",
    "raise_concern",
    "record_concern_feedback",
    "restrict_case",
]
