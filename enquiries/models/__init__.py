from enquiries.models.advocacy import AdvocateInstruction, AdvocateRequest
from enquiries.models.approval import Approval
from enquiries.models.capacity import (
    AdvocacyCheck,
    BestInterestsDecision,
    BestInterestsOption,
    CapacityAssessment,
    Consulted,
    ImcaConsideration,
)
from enquiries.models.case import LONG, SHORT, Allocation, Case, CaseAccess, OfCase
from enquiries.models.causing import CausedEnquiry, CausedReport, CrossBoundary, ParallelProcess
from enquiries.models.chronology import Meeting, Note, Participant
from enquiries.models.closing import ClosingCheck, ClosingTold, WouldChange
from enquiries.models.concern import Concern, ConcernCorrection, ConcernFeedback
from enquiries.models.enquiry import Closure, Decision, Enquiry, StageChange
from enquiries.models.glass import BrokenGlass
from enquiries.models.partners import PartnerQuestion
from enquiries.models.plan import PlanReview, SafeguardingPlan
from enquiries.models.planning import EnquiryPlan, EnquiryQuestion, MeetingInvitation, Minutes
from enquiries.models.risk import BodyMark, Risk, RiskChange, RiskChoice, RiskSource, RiskView
from enquiries.models.sharing import SharingDecision

__all__ = [
    "LONG",
    "SHORT",
    "AdvocacyCheck",
    "AdvocateInstruction",
    "AdvocateRequest",
    "Allocation",
    "Approval",
    "BestInterestsDecision",
    "BestInterestsOption",
    "BodyMark",
    "BrokenGlass",
    "CapacityAssessment",
    "Case",
    "CaseAccess",
    "CausedEnquiry",
    "CausedReport",
    "ClosingCheck",
    "ClosingTold",
    "Closure",
    "Concern",
    "ConcernCorrection",
    "ConcernFeedback",
    "Consulted",
    "CrossBoundary",
    "Decision",
    "Enquiry",
    "EnquiryPlan",
    "EnquiryQuestion",
    "ImcaConsideration",
    "Meeting",
    "MeetingInvitation",
    "Minutes",
    "Note",
    "OfCase",
    "ParallelProcess",
    "Participant",
    "PartnerQuestion",
    "PlanReview",
    "Risk",
    "RiskChange",
    "RiskChoice",
    "RiskSource",
    "RiskView",
    "SafeguardingPlan",
    "SharingDecision",
    "StageChange",
    "WouldChange",
]
