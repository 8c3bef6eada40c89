from enquiries.models.advocacy import AdvocateInstruction, AdvocateRequest
from enquiries.models.case import LONG, SHORT, Allocation, Case, CaseAccess, OfCase
from enquiries.models.chronology import Meeting, Note, Participant
from enquiries.models.concern import Concern, ConcernCorrection, ConcernFeedback
from enquiries.models.enquiry import Closure, Decision, Enquiry, StageChange

__all__ = [
    "LONG",
    "SHORT",
    "AdvocateInstruction",
    "AdvocateRequest",
    "Allocation",
    "Case",
    "CaseAccess",
    "Closure",
    "Concern",
    "ConcernCorrection",
    "ConcernFeedback",
    "Decision",
    "Enquiry",
    "Meeting",
    "Note",
    "OfCase",
    "Participant",
    "StageChange",
]
