from outcomes.models.advocates import AdvocateView, CouncilAnswer
from outcomes.models.conversations import (
    FACTS,
    Answer,
    Conversation,
    ConversationCorrection,
    InvolvementWish,
    SafetyCorrection,
    SafetyRating,
)
from outcomes.models.outcomes import CannotBeMet, DesiredOutcome, OutcomeVersion
from outcomes.models.questions import QuestionOutcome
from outcomes.models.reviews import OutcomeReview, OverallJudgement
from outcomes.models.thread import OfThread

__all__ = [
    "FACTS",
    "AdvocateView",
    "Answer",
    "CannotBeMet",
    "Conversation",
    "ConversationCorrection",
    "CouncilAnswer",
    "DesiredOutcome",
    "InvolvementWish",
    "OfThread",
    "OutcomeReview",
    "OutcomeVersion",
    "OverallJudgement",
    "QuestionOutcome",
    "SafetyCorrection",
    "SafetyRating",
]
