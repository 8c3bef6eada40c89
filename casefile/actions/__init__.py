from casefile.actions.closing import check_closing_line, close_enquiry, record_told, reopen_enquiry
from casefile.actions.deciding import decide
from casefile.actions.first_visit import finish_first_visit
from casefile.actions.reminding import set_reminders
from casefile.actions.reporting import record_report_given, request_report, retry_report
from casefile.actions.withdrawing import withdraw_conversation

__all__ = [
    "check_closing_line",
    "close_enquiry",
    "decide",
    "finish_first_visit",
    "record_report_given",
    "record_told",
    "reopen_enquiry",
    "request_report",
    "retry_report",
    "set_reminders",
    "withdraw_conversation",
]
