"""Lists of the process. Labels of types, places and sources are those of the Safeguarding Adults Collection 2025-26."""

from django.db.models import TextChoices


class AbuseType(TextChoices):
    """SG2a rows."""

    PHYSICAL = "physical", "Physical Abuse"
    SEXUAL = "sexual", "Sexual Abuse"
    PSYCHOLOGICAL = "psychological", "Psychological Abuse"
    FINANCIAL = "financial", "Financial or Material Abuse"
    DISCRIMINATORY = "discriminatory", "Discriminatory Abuse"
    ORGANISATIONAL = "organisational", "Organisational Abuse"
    NEGLECT = "neglect", "Neglect and Acts of Omission"
    DOMESTIC = "domestic", "Domestic Abuse"
    SEXUAL_EXPLOITATION = "sexual-exploitation", "Sexual Exploitation"
    MODERN_SLAVERY = "modern-slavery", "Modern Slavery"
    SELF_NEGLECT = "self-neglect", "Self-Neglect"


class Place(TextChoices):
    """SG2b rows."""

    OWN_HOME = "own-home", "Own Home"
    COMMUNITY = "community", "In the Community (excluding community services)"
    COMMUNITY_SERVICE = "community-service", "In a Community Service"
    NURSING = "nursing", "Care Home – Nursing"
    RESIDENTIAL = "residential", "Care Home – Residential"
    ACUTE = "acute", "Hospital – Acute"
    MENTAL_HEALTH = "mental-health", "Hospital – Mental Health"
    COMMUNITY_HOSPITAL = "community-hospital", "Hospital – Community"
    OTHER = "other", "Other"


class Source(TextChoices):
    """SG2 columns. Service provider: paid, contracted or commissioned to provide social care, whoever pays."""

    PROVIDER = "provider", "Service Provider"
    KNOWN = "known", "Other – Known to Individual"
    UNKNOWN = "unknown", "Other – Unknown to Individual"


class RaisedBy(TextChoices):
    SELF = "self", "The person themselves"
    FAMILY = "family", "Family member or friend"
    CARE_HOME = "care-home", "Care home"
    HOME_CARE = "home-care", "Home care worker or agency"
    SUPPORT = "support", "Support worker or day service"
    HOUSING = "housing", "Housing"
    COUNCIL = "council", "Council staff"
    HOSPITAL = "hospital", "Hospital"
    COMMUNITY_HEALTH = "community-health", "Community health"
    MENTAL_HEALTH = "mental-health", "Mental health trust"
    AMBULANCE = "ambulance", "Ambulance service"
    GP = "gp", "GP"
    POLICE = "police", "Police"
    FIRE = "fire", "Fire and rescue"
    CQC = "cqc", "Care Quality Commission"
    BANK = "bank", "Bank or business"
    ADVOCATE = "advocate", "Advocate"
    OTHER = "other", "Somebody else"


class YesNoUnknown(TextChoices):
    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_KNOWN = "not-known", "Not known"


class Agreement(TextChoices):
    YES = "yes", "Yes, they agree"
    NO = "no", "No, they do not agree"
    NOT_ASKED = "not-asked", "They have not been asked"
    CANNOT_SAY = "cannot-say", "They could not say"


class Voice(TextChoices):
    """Whose words: kept with every recorded view, the last never merged with the others."""

    ADULT = "adult", "The person, in their own words"
    ADULT_SUPPORTED = "adult-supported", "The person, with support or an interpreter"
    ADVOCATE_INSTRUCTED = "advocate-instructed", "Advocate, instructed: the person's words relayed"
    ADVOCATE_NON_INSTRUCTED = (
        "advocate-non-instructed",
        "Advocate, non-instructed: the advocate's representation",
    )
    ATTORNEY = "attorney", "Attorney or deputy"
    FAMILY = "family", "Family or friend speaking for the person"
    LIKELY_WISHES = "likely-wishes", "People who know the person: what they would likely wish"
    PROFESSIONAL = "professional", "A professional's view"


ADULT_VOICES = frozenset({Voice.ADULT, Voice.ADULT_SUPPORTED, Voice.ADVOCATE_INSTRUCTED})
"""Voices that count as the adult's own in figures; every other voice counts as a representative's."""


class Instead(TextChoices):
    """What happens where no enquiry follows."""

    ADVICE = "advice", "Information and advice"
    ASSESSMENT = "assessment", "Care Act assessment"
    REVIEW = "review", "Review of care and support"
    CASE_MANAGEMENT = "case-management", "Ongoing work with the person"
    PASSED_SERVICE = "passed-service", "Passed to another service"
    PASSED_AUTHORITY = "passed-authority", "Passed to another council"
    NOTHING = "nothing", "Nothing further"


class DecisionKind(TextChoices):
    SECTION_42 = "s42", "Section 42 enquiry"
    OTHER = "other", "Other enquiry"
    NONE = "none", "No enquiry"


class EnquiryKind(TextChoices):
    SECTION_42 = "s42", "Section 42 enquiry"
    OTHER = "other", "Other enquiry"


class Stage(TextChoices):
    """The four public stages."""

    CONCERN = "concern", "Concern"
    ENQUIRY = "enquiry", "Enquiry"
    PLAN = "plan", "Safeguarding plan and review"
    CLOSING = "closing", "Closing"


class ClosingReason(TextChoices):
    COMPLETE = "complete", "The enquiry is complete"
    ONE_CONVERSATION = "one-conversation", "One conversation was enough"
    PERSON_ASKED = "person-asked", "The person asked for it to stop, and nobody else is at risk"
    NO_LONGER_REQUIRED = "no-longer-required", "It is no longer required"
    OTHER_PROCESS = "other-process", "Another process carries on, and the person is safe"
    DIED = "died", "The person has died"


class NotAskedReason(TextChoices):
    """Why the person has not been asked. Lacking capacity alone is not here: it leads to asking somebody else."""

    NOT_REACHED = "not-reached", "We could not reach the person yet"
    TOO_UNWELL = "too-unwell", "The person is too unwell to talk now"
    UNSAFE = "unsafe", "Asking now would put the person at more risk"
    POLICE = "police", "The police asked us to wait"
    WAITING_ADVOCATE = (
        "waiting-advocate",
        "An advocate, or people who know the person, are being asked to help",
    )
    WAITING_INTERPRETER = "waiting-interpreter", "Waiting for an interpreter or communication support"
    PERSON_ASKED_LATER = "asked-later", "The person asked to talk another time"
    DIED = "died", "The person has died"


class NoteKind(TextChoices):
    VISIT = "visit", "Visit"
    PHONE = "phone", "Phone call"
    EMAIL = "email", "Email or letter"
    MEETING = "meeting", "Meeting or discussion"
    CONTACT = "contact", "Contact with another service"
    OBSERVATION = "observation", "Something seen"
    OTHER = "other", "Other"


class AllocationRole(TextChoices):
    LEAD = "lead", "Lead worker"
    SAM = "sam", "Safeguarding adults manager"
    SECOND = "second", "Second worker"


class RestrictionKind(TextChoices):
    """Why only named people may see it."""

    STAFF = "staff", "The person works for the council"
    RELATIVE = "relative", "A relative of theirs works for the council"
    COUNCILLOR = "councillor", "The person or a relative is a councillor"
    WELL_KNOWN = "well-known", "The person is well known"
    TRUST = "position-of-trust", "It is about somebody in a position of trust"
    OTHER = "other", "Another reason"


class GlassReason(TextChoices):
    """Why somebody opens what they may not see."""

    DANGER = "danger", "Somebody is in danger now"
    OUT_OF_HOURS = "out-of-hours", "Nobody who may see it can be reached"
    POLICE = "police", "The police, a court or a doctor must know now"
    OTHER = "other", "Another reason"


class GlassFinding(TextChoices):
    """What whoever looked at it afterwards found."""

    NEEDED = "needed", "It was needed"
    MISTAKEN = "mistaken", "It was not needed, and was an honest mistake"
    WRONG = "wrong", "It should not have happened: I am taking it further"


class AdvocateKind(TextChoices):
    CARE_ACT = "care-act", "Care Act advocate (section 68)"
    IMCA = "imca", "Independent mental capacity advocate"
    IMHA = "imha", "Independent mental health advocate"
    OTHER = "other", "Another independent advocate"


class FeedbackResult(TextChoices):
    TOLD = "told", "Told"
    NOT_TOLD = "not-told", "Not told, for a reason"
