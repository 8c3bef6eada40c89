"""The six principles of adult safeguarding, and what an action can rest on.

Source: Care and Support Statutory Guidance 14.13 (definitions and 'I' statements).
"""

from django.db.models import TextChoices


class Principle(TextChoices):
    EMPOWERMENT = "empowerment", "Empowerment"
    PREVENTION = "prevention", "Prevention"
    PROPORTIONALITY = "proportionality", "Proportionality"
    PROTECTION = "protection", "Protection"
    PARTNERSHIP = "partnership", "Partnership"
    ACCOUNTABILITY = "accountability", "Accountability"

    @property
    def definition(self) -> str:
        return DEFINITIONS[self]

    @property
    def i_statement(self) -> str:
        return I_STATEMENTS[self]


DEFINITIONS = {
    Principle.EMPOWERMENT: "People being supported and encouraged to make their own decisions and informed consent",
    Principle.PREVENTION: "It is better to take action before harm occurs",
    Principle.PROPORTIONALITY: "The least intrusive response appropriate to the risk presented",
    Principle.PROTECTION: "Support and representation for those in greatest need",
    Principle.PARTNERSHIP: (
        "Local solutions through services working with their communities. Communities have a part to play in "
        "preventing, detecting and reporting neglect and abuse"
    ),
    Principle.ACCOUNTABILITY: "Accountability and transparency in delivering safeguarding",
}

I_STATEMENTS = {
    Principle.EMPOWERMENT: (
        "I am asked what I want as the outcomes from the safeguarding process and these directly inform what happens."
    ),
    Principle.PREVENTION: (
        "I receive clear and simple information about what abuse is, how to recognise the signs and what I can do "
        "to seek help."
    ),
    Principle.PROPORTIONALITY: (
        "I am sure that the professionals will work in my interest, as I see them, and they will only get involved "
        "as much as needed."
    ),
    Principle.PROTECTION: (
        "I get help and support to report abuse and neglect. I get help so that I am able to take part in the "
        "safeguarding process to the extent to which I want."
    ),
    Principle.PARTNERSHIP: (
        "I know that staff treat any personal and sensitive information in confidence, only sharing what is helpful "
        "and necessary. I am confident that professionals will work together and with me to get the best result for me."
    ),
    Principle.ACCOUNTABILITY: "I understand the role of everyone involved in my life and so do they.",
}


class Duty(TextChoices):
    """The reason for an action that no stated outcome asks for."""

    SAFETY = "safety", "To keep the person safe now"
    OTHERS = "others", "Other people are at risk"
    STATUTORY = "statutory", "A legal duty of the council"
    CRIME = "crime", "A crime may have been committed"
    VITAL = "vital", "Somebody's life is at risk"


class Repeats(TextChoices):
    NO = "no", "Once"
    WEEKLY = "weekly", "Every week"
    FORTNIGHTLY = "fortnightly", "Every two weeks"
    MONTHLY = "monthly", "Every four weeks"


class ActionStatus(TextChoices):
    OPEN = "open", "To do"
    DONE = "done", "Done"
    WITHDRAWN = "withdrawn", "Withdrawn"
