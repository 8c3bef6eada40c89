from enquiries.models.advocacy import AdvocateInstruction, AdvocateRequest
from enquiries.models.capacity import (
    AdvocacyCheck,
    BestInterestsDecision,
    BestInterestsOption,
    CapacityAssessment,
    Consulted,
    ImcaConsideration,
)
from enquiries.models.case import LONG, SHORT, Allocation, Case, CaseAccess, OfCase
from enquiries.models.chronology import Meeting, Note, Participant
from enquiries.models.concern import Concern, ConcernCorrection, ConcernFeedback
from enquiries.models.enquiry import Closure, Decision, Enquiry, StageChange
from enquiries.models.glass import BrokenGlass
from enquiries.models.partners import PartnerQuestion
from enquiries.models.risk import BodyMark, Risk, RiskChange, RiskChoice, RiskSource, RiskView

__all__ = [
    "LONG",
    "SHORT",
    "AdvocacyCheck",
    "AdvocateInstruction",
    "AdvocateRequest",
    "Allocation",
    "BestInterestsDecision",
    "BestInterestsOption",
    "BodyMark",
    "BrokenGlass",
    "CapacityAssessment",
    "Case",
    "CaseAccess",
    "Closure",
    "Concern",
    "ConcernCorrection",
    "ConcernFeedback",
    "Consulted",
    "Decision",
    "Enquiry",
    "ImcaConsideration",
    "Meeting",
    "Note",
    "OfCase",
    "Participant",
    "PartnerQuestion",
    "Risk",
    "RiskChange",
    "RiskChoice",
    "RiskSource",
    "RiskView",
    "StageChange",
]
