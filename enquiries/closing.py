"""Lists of the safeguarding plan, its reviews, approval and closing."""

from django.db.models import TextChoices


class PlanKind(TextChoices):
    INTERIM = "interim", "Interim plan, while the enquiry goes on"
    PLAN = "plan", "Safeguarding plan"


class PlanWanted(TextChoices):
    YES = "yes", "Yes, they want a plan"
    PARTLY = "partly", "They want some of it"
    NO = "no", "No, they do not want one"
    NOT_SAID = "not-said", "They have not said"


class PlanReviewOutcome(TextChoices):
    """What a review of the plan decides."""

    NO_LONGER_NEEDED = "no-longer-needed", "The plan is no longer needed"
    CONTINUES = "continues", "The plan goes on, with a new date and lead"
    ORDINARY_CARE = "ordinary-care", "It goes into ordinary care and support"


class ApprovalOf(TextChoices):
    DECISION = "decision", "The decision on the three tests"
    PLAN = "plan", "The safeguarding plan"
    CLOSING = "closing", "Closing the enquiry"


class CheckState(TextChoices):
    DONE = "done", "Done"
    NOT_NEEDED = "not-needed", "Not needed"
    TO_DO = "to-do", "Still to do"


class ClosingItem(TextChoices):
    """What is looked at before an enquiry is closed, as boards’ procedures list it."""

    OUTCOMES = "outcomes", "Each outcome is judged by the person and the worker"
    RISKS = "risks", "What became of each risk is recorded"
    REFERRER = "referrer", "Whoever raised the concern has been told"
    SUPPORT = "support", "Referral for assessment or support"
    ADVICE = "advice", "Advice, and how to raise it again"
    TOLD = "told", "Everybody who took part has been told"
    SOURCE = "source", "Action with whoever is thought to be the source of risk"
    OTHERS = "others", "Support for other people"
    CHILDREN = "children", "Referral to children’s services"
    BODIES = "bodies", "Referral to the Disclosure and Barring Service or a professional body"
    LESSONS = "lessons", "Lessons for the council and others"
    LATER = "later", "A later day to see that it has not happened again"


class SarAnswer(TextChoices):
    """Care Act 2014 s44. Spelt out: a Safeguarding Adults Review, never a subject access request or a return."""

    NOT_MET = "not-met", "Considered, and not referred"
    REFERRED = "referred", "Considered, and referred to the Safeguarding Adults Board"
