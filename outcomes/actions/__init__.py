from outcomes.actions.advocates import answer_advocate, record_view
from outcomes.actions.conversations import (
    correct_answer,
    correct_conversation,
    record_conversation,
    record_not_asked,
)
from outcomes.actions.outcomes import add_outcome, replace_outcome, reword_outcome, withdraw_outcome
from outcomes.actions.questions import ask_question
from outcomes.actions.ratings import correct_safety, rate_safety, record_involvement
from outcomes.actions.replies import explain_cannot_be_met, pass_on_outcome
from outcomes.actions.reviews import review_outcomes

__all__ = [
    "add_outcome",
    "answer_advocate",
    "ask_question",
    "correct_answer",
    "correct_conversation",
    "correct_safety",
    "explain_cannot_be_met",
    "pass_on_outcome",
    "rate_safety",
    "record_conversation",
    "record_involvement",
    "record_not_asked",
    "record_view",
    "replace_outcome",
    "review_outcomes",
    "reword_outcome",
    "withdraw_outcome",
]
