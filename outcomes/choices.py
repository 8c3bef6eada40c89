"""Lists for what people say, want and judge."""

from django.db.models import TextChoices


class Question(TextChoices):
    """The five questions of Making Safeguarding Personal; another as worded; or said without being asked."""

    FEEL_SAFE = "feel-safe", "Do you feel safe?"
    MEANING = "meaning", "What does being safe mean to you?"
    SAFER = "safer", "What will help you to feel safer?"
    NEXT = "next", "What would you like to happen next?"
    HOW = "how", "How can we best make that happen?"
    OTHER = "other", "Another question"
    UNPROMPTED = "unprompted", "Said without being asked"


FIVE_QUESTIONS = [Question.FEEL_SAFE, Question.MEANING, Question.SAFER, Question.NEXT, Question.HOW]


class AnswerState(TextChoices):
    SAID = "said", "They said"
    NOTHING_YET = "nothing-yet", "Nothing yet"
    RATHER_NOT = "rather-not", "Would rather not say"


class Phase(TextChoices):
    START = "start", "At the start"
    DURING = "during", "During"
    END = "end", "At the end"


class Involvement(TextChoices):
    """How involved the person wants to be."""

    LEAD = "lead", "They want to be part of everything"
    SOME = "some", "They want to be part of the main decisions"
    INFORMED = "informed", "They want to be kept informed"
    SOMEONE_ELSE = "someone-else", "They want somebody to take part for them"
    NOT = "not", "They would rather not be involved"
    NOT_SAID = "not-said", "They have not said yet"


class SafetyLevel(TextChoices):
    """The four levels of the Adult Social Care Survey, question 7a, so that figures compare nationally."""

    AS_SAFE = "as-safe", "As safe as I want"
    ADEQUATELY = "adequately", "Adequately safe, but not as safe as I would like"
    LESS = "less", "Less than adequately safe"
    NOT_AT_ALL = "not-at-all", "Not at all safe"
    COULD_NOT_SAY = "could-not-say", "Could not say"
    RATHER_NOT = "rather-not", "Would rather not say"


SAFETY_ORDER = [SafetyLevel.NOT_AT_ALL, SafetyLevel.LESS, SafetyLevel.ADEQUATELY, SafetyLevel.AS_SAFE]


class OutcomeState(TextChoices):
    WANTED = "wanted", "Wanted"
    NO_LONGER_WANTED = "no-longer-wanted", "No longer wanted"
    REPLACED = "replaced", "Replaced by another"
    PASSED_ON = "passed-on", "Passed on: not for safeguarding"
    MISTAKEN = "mistaken", "Recorded by mistake"


LIVE = frozenset({OutcomeState.WANTED, OutcomeState.PASSED_ON})
"""What the person still wants, whoever it is for to bring about: these are judged, the others are not."""

GONE = frozenset({OutcomeState.NO_LONGER_WANTED, OutcomeState.REPLACED, OutcomeState.MISTAKEN})
"""What nothing new can be done for."""


class Judge(TextChoices):
    """Whose judgement. Never merged, never averaged."""

    PERSON = "person", "The person"
    ADVOCATE = "advocate", "The advocate's own view"
    WORKER = "worker", "The worker"


class Judgement(TextChoices):
    MET = "met", "Met"
    PARTLY = "partly", "Partly met"
    NOT_MET = "not-met", "Not met"
    TOO_EARLY = "too-early", "Too early to say"
    DOES_NOT_KNOW = "does-not-know", "The person does not know"
    NO_LONGER_WANTED = "no-longer-wanted", "No longer wanted"


class Overall(TextChoices):
    """SG4a: of those who expressed outcomes."""

    FULLY = "fully", "Fully achieved"
    PARTIALLY = "partially", "Partially achieved"
    NOT_ACHIEVED = "not-achieved", "Not achieved"


class ViewKind(TextChoices):
    VIEW = "view", "A view recorded on the person's behalf"
    REPORT = "report", "The advocate's written report"
