"""What is done with a case. Each act is one transaction, permitted, and recorded."""

from enquiries.actions.advocacy import (
    check_advocacy,
    consider_imca,
    record_advocate_allocated,
    record_first_meeting,
)
from enquiries.actions.advocates import (
    ask_for_advocate,
    end_advocate_request,
    end_instruction,
    instruct_advocate,
)
from enquiries.actions.approvals import approve, ask_approval, return_approval
from enquiries.actions.capacity import assess_capacity, decide_best_interests, presume_capacity
from enquiries.actions.cases import allocate_case, end_allocation, pass_case
from enquiries.actions.causing import (
    accept_report,
    add_process,
    cause_enquiry,
    change_process,
    receive_report,
    record_boundary,
    return_report,
    take_enquiry_back,
)
from enquiries.actions.choices import (
    add_body_mark,
    record_risk_choice,
    return_risk_choice,
    sign_off_risk_choice,
    withdraw_body_mark,
)
from enquiries.actions.concerns import correct_concern, raise_concern, record_concern_feedback
from enquiries.actions.conflicts import declare_conflict, lift_conflict
from enquiries.actions.glass import break_glass, end_glass, review_glass
from enquiries.actions.involved import (
    add_participant,
    cancel_meeting,
    change_participant,
    end_participant,
    plan_meeting,
)
from enquiries.actions.notes import add_note, correct_note, withdraw_note
from enquiries.actions.partners import (
    answer_as_partner,
    ask_partner,
    let_partner_in,
    revoke_partner_question,
    send_partner_code,
)
from enquiries.actions.planning import (
    agree_minutes,
    answer_question,
    ask_question,
    invite_to_meeting,
    plan_enquiry,
    record_reply,
    withdraw_question,
    write_minutes,
)
from enquiries.actions.plans import review_plan, write_plan
from enquiries.actions.restricting import end_named_access, name_on_case, restrict_case, unrestrict_case
from enquiries.actions.risks import (
    add_risk,
    add_risk_source,
    assess_risk,
    change_risk,
    confirm_risks,
    record_risk_outcome,
    record_risk_view,
    withdraw_risk,
)
from enquiries.actions.sharing import decide_sharing, tell_of_sharing
from enquiries.actions.stages import move_stage

__all__ = [
    "accept_report",
    "add_body_mark",
    "add_note",
    "add_participant",
    "add_process",
    "add_risk",
    "add_risk_source",
    "agree_minutes",
    "allocate_case",
    "answer_as_partner",
    "answer_question",
    "approve",
    "ask_approval",
    "ask_for_advocate",
    "ask_partner",
    "ask_question",
    "assess_capacity",
    "assess_risk",
    "break_glass",
    "cancel_meeting",
    "cause_enquiry",
    "change_participant",
    "change_process",
    "change_risk",
    "check_advocacy",
    "confirm_risks",
    "consider_imca",
    "correct_concern",
    "correct_note",
    "decide_best_interests",
    "decide_sharing",
    "declare_conflict",
    "end_advocate_request",
    "end_allocation",
    "end_glass",
    "end_instruction",
    "end_named_access",
    "end_participant",
    "instruct_advocate",
    "invite_to_meeting",
    "let_partner_in",
    "lift_conflict",
    "move_stage",
    "name_on_case",
    "pass_case",
    "plan_enquiry",
    "plan_meeting",
    "presume_capacity",
    "raise_concern",
    "receive_report",
    "record_advocate_allocated",
    "record_boundary",
    "record_concern_feedback",
    "record_first_meeting",
    "record_reply",
    "record_risk_choice",
    "record_risk_outcome",
    "record_risk_view",
    "restrict_case",
    "return_approval",
    "return_report",
    "return_risk_choice",
    "review_glass",
    "review_plan",
    "revoke_partner_question",
    "send_partner_code",
    "sign_off_risk_choice",
    "take_enquiry_back",
    "tell_of_sharing",
    "unrestrict_case",
    "withdraw_body_mark",
    "withdraw_note",
    "withdraw_question",
    "withdraw_risk",
    "write_minutes",
    "write_plan",
]
