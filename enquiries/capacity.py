"""Lists of capacity, best interests and advocacy (Mental Capacity Act 2005; Care Act 2014 s68)."""

from django.db.models import TextChoices


class CapacityDecision(TextChoices):
    """The decisions that come up in safeguarding; the exact one is written in words."""

    ENQUIRY = "enquiry", "Whether to have the enquiry, and what happens in it"
    SHARING = "sharing", "Whether information is shared"
    CONTACT = "contact", "Contact with somebody"
    RESIDENCE = "residence", "Where to live, or to leave or go back to a place"
    PLAN = "plan", "A safeguarding plan or a protective step"
    MONEY = "money", "Money and property"
    CARE = "care", "Care and treatment"
    POLICE = "police", "Taking part in what the police do"
    RELATIONS = "relations", "Sexual relations"
    OTHER = "other", "Another decision"


class Capacity(TextChoices):
    PRESUMED = "presumed", "Presumed, never doubted"
    HAS = "has", "Has capacity to make this decision"
    LACKS = "lacks", "Lacks capacity to make this decision"
    NOT_ESTABLISHED = "not-established", "Could not be established yet"


class Ability(TextChoices):
    """The four abilities, of the Mental Capacity Act s3 and of the Care Act s68 alike."""

    UNDERSTAND = "understand", "Understand the information"
    RETAIN = "retain", "Keep it in mind for long enough"
    WEIGH = "weigh", "Use it or weigh it"
    COMMUNICATE = "communicate", "Say what they want, by any means"


class DecidedBy(TextChoices):
    """On what ground somebody decides for the person. A next of kin has none by being one."""

    COUNCIL = "council", "The council"
    HEALTH = "health", "A health professional or an NHS body"
    PROVIDER = "provider", "Whoever gives the care"
    ATTORNEY = "attorney", "An attorney, within what they may decide"
    DEPUTY = "deputy", "A deputy, within what they may decide"
    COURT = "court", "The Court of Protection"


class CheckOutcome(TextChoices):
    """What follows from the s68 check."""

    NO_DIFFICULTY = "no-difficulty", "No advocate is needed: no substantial difficulty"
    INDIVIDUAL = "individual", "No advocate is needed: somebody suitable supports and represents the person"
    REFER = "refer", "An advocate must be arranged"
    IN_PLACE = "in-place", "An advocate is in place"
    DECLINED = "declined", "An advocate was offered, and the person said no"


class ImcaTrigger(TextChoices):
    """When an independent mental capacity advocate is considered in safeguarding. Source: SCIE guide 32."""

    SERIOUS_RISK = "serious-risk", "The person is exposed to a serious risk"
    LIFE_CHANGING = (
        "life-changing",
        "A decision changes their life, and their family cannot be relied on for it",
    )
    CONFLICT = "conflict", "People disagree about the person’s best interests"
    FINANCIAL = "financial", "Serious financial abuse"


class ImcaMoment(TextChoices):
    PLANNING = "planning", "When the enquiry was planned"
    PLAN = "plan", "When the safeguarding plan or the outcome was considered"
