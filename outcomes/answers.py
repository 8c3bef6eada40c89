"""What is handed to the acts: an answer as it was given, a judgement as it was made."""

from dataclasses import dataclass
from uuid import UUID

from enquiries.choices import Voice
from outcomes.choices import FIVE_QUESTIONS, AnswerState, Judge, Judgement, Overall, Question


@dataclass(frozen=True)
class Given:
    """One answer. `question_text` is how it was asked; one of the five needs none where it was asked as written."""

    question: Question
    words: str = ""
    state: AnswerState = AnswerState.SAID
    question_text: str = ""
    worker_note: str = ""

    @property
    def as_asked(self) -> str:
        if self.question_text or self.question not in FIVE_QUESTIONS:
            return self.question_text
        return str(self.question.label)


@dataclass(frozen=True)
class Judged:
    """One judge's judgement of an outcome, as it stood in the version that the judge was shown."""

    outcome_id: UUID
    judge: Judge
    judgement: Judgement
    voice: Voice = Voice.PROFESSIONAL
    words: str = ""
    version: int | None = None


@dataclass(frozen=True)
class Overview:
    """The person's one judgement of it all: theirs, no average."""

    overall: Overall
    voice: Voice
    words: str = ""
