"""What reminders are about, and when each is due."""

from django.db.models import IntegerChoices, TextChoices


class Kind(TextChoices):
    REVIEW = "review", "Look back at an outcome with the person"
    ACTION = "action", "An action to do"
    ASK = "ask", "Ask the person what they want"
    ADVOCATE = "advocate", "An advocate was asked for and none is there yet"
    ADVOCATE_MEETS = "advocate-meets", "The advocate has not met the person yet"
    ADVOCATE_REPORT = "advocate-report", "Answer the advocate’s report"
    GIVE_REPORT = "give-report", "Give the outcome report to the person"
    INSTRUCTION = "instruction", "An advocate’s instruction ends"
    GLASS = "glass", "Say whether somebody had to break the glass"
    RISK_CHOICE = "risk-choice", "Sign off a choice to live with a risk"
    CAPACITY = "capacity", "Look again at capacity for a decision"
    CAUSED = "caused", "The report of an enquiry that others make"


class DigestState(TextChoices):
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    UNSURE = "unsure", "Not sure that it arrived"


class Weekday(IntegerChoices):
    MONDAY = 0, "Monday"
    TUESDAY = 1, "Tuesday"
    WEDNESDAY = 2, "Wednesday"
    THURSDAY = 3, "Thursday"
    FRIDAY = 4, "Friday"


ASK_WORKING_DAYS = 5
ADVOCATE_WORKING_DAYS = 5
MEET_WORKING_DAYS = 5
ANSWER_WORKING_DAYS = 10
GIVE_WORKING_DAYS = 5
SIGN_WORKING_DAYS = 3
"""Working days; a council's own targets, since guidance names none."""
INSTRUCTION_KEPT_DAYS = 14
"""Calendar days for which the end of an instruction stays on the list when nobody has said why it ended."""

AHEAD = {
    Kind.REVIEW: 7,
    Kind.ACTION: 7,
    Kind.ASK: 2,
    Kind.ADVOCATE: 0,
    Kind.ADVOCATE_MEETS: 0,
    Kind.ADVOCATE_REPORT: 5,
    Kind.GIVE_REPORT: 5,
    Kind.INSTRUCTION: 14,
    Kind.GLASS: 0,
    Kind.RISK_CHOICE: 3,
    Kind.CAPACITY: 7,
    Kind.CAUSED: 3,
}
"""Calendar days before the due date from which a reminder is on the list."""
