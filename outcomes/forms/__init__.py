"""One form an act: shape and wording. What a case allows is the act's business."""

from outcomes.forms.advocates import AnswerForm, ViewForm
from outcomes.forms.conversations import (
    ConversationForm,
    CorrectAnswerForm,
    CorrectConversationForm,
    NotAskedForm,
)
from outcomes.forms.outcomes import (
    CannotBeMetForm,
    FromAnswerForm,
    OutcomeForm,
    PassOnForm,
    ReplaceForm,
    RewordForm,
    WithdrawForm,
)
from outcomes.forms.ratings import CorrectSafetyForm, InvolvementForm, SafetyForm
from outcomes.forms.reviews import ReviewForm

__all__ = [
    "AnswerForm",
    "CannotBeMetForm",
    "ConversationForm",
    "CorrectAnswerForm",
    "CorrectConversationForm",
    "CorrectSafetyForm",
    "FromAnswerForm",
    "InvolvementForm",
    "NotAskedForm",
    "OutcomeForm",
    "PassOnForm",
    "ReplaceForm",
    "ReviewForm",
    "RewordForm",
    "SafetyForm",
    "ViewForm",
    "WithdrawForm",
]
