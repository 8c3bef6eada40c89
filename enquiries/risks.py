"""Lists of the assessment of risk. Outcomes carry the labels of the Safeguarding Adults Collection 2025-26."""

from django.db.models import IntegerChoices, TextChoices

from enquiries.choices import AbuseType, Source


class RiskSubtype(TextChoices):
    """What councils see more closely; each counts nationally as one of the eleven types (`TYPE_OF`)."""

    RESTRAINT = "restraint", "Restraint without good reason"
    MISUSE_OF_MEDICINE = "misuse-of-medicine", "Medicine given to control somebody"
    FGM = "fgm", "Female genital mutilation"
    COERCIVE_CONTROL = "coercive-control", "Coercive or controlling behaviour in a family or relationship"
    FORCED_MARRIAGE = "forced-marriage", "Forced marriage"
    HONOUR_BASED = "honour-based", "So-called honour-based abuse"
    CARER_HARM = "carer-harm", "Harm by a family member who cares for them"
    THREATS = "threats", "Threats, shouting or humiliation"
    ISOLATION = "isolation", "Being kept from other people"
    RADICALISATION = "radicalisation", "Radicalisation"
    SCAM = "scam", "Scam: doorstep, post, telephone or online"
    THEFT = "theft", "Theft"
    MISUSE_OF_POWERS = "misuse-of-powers", "Misuse of a power of attorney, deputyship or appointeeship"
    CUCKOOING = "cuckooing", "Home taken over by others (cuckooing)"
    HATE_CRIME = "hate-crime", "Hate crime or hate incident"
    MATE_CRIME = "mate-crime", "Mate crime: exploited by people who act as friends"
    ONLINE_SEXUAL = "online-sexual", "Sexual exploitation online"
    CRIMINAL_EXPLOITATION = "criminal-exploitation", "Criminal exploitation, such as county lines"
    FORCED_LABOUR = "forced-labour", "Forced labour or domestic servitude"
    PRESSURE_ULCER = "pressure-ulcer", "Pressure ulcer"
    MISSED_CARE = "missed-care", "Care calls missed, late or cut short"
    MEDICINE_ERROR = "medicine-error", "Medicine not given, or given wrongly"
    FALLS = "falls", "Falls that could have been prevented"
    POOR_PRACTICE = "poor-practice", "Poor practice across a service"
    HOARDING = "hoarding", "Hoarding"
    NO_CARE_OF_SELF = "no-care-of-self", "Not looking after their own health, food or hygiene"

    @property
    def type(self) -> AbuseType:
        """The SG2a row that this rolls up to."""
        return TYPE_OF[self]


SUBTYPES: dict[AbuseType, tuple[RiskSubtype, ...]] = {
    AbuseType.PHYSICAL: (RiskSubtype.RESTRAINT, RiskSubtype.MISUSE_OF_MEDICINE, RiskSubtype.FGM),
    AbuseType.DOMESTIC: (
        RiskSubtype.COERCIVE_CONTROL,
        RiskSubtype.FORCED_MARRIAGE,
        RiskSubtype.HONOUR_BASED,
        RiskSubtype.CARER_HARM,
    ),
    AbuseType.PSYCHOLOGICAL: (RiskSubtype.THREATS, RiskSubtype.ISOLATION, RiskSubtype.RADICALISATION),
    AbuseType.FINANCIAL: (
        RiskSubtype.SCAM,
        RiskSubtype.THEFT,
        RiskSubtype.MISUSE_OF_POWERS,
        RiskSubtype.CUCKOOING,
    ),
    AbuseType.DISCRIMINATORY: (RiskSubtype.HATE_CRIME, RiskSubtype.MATE_CRIME),
    AbuseType.SEXUAL_EXPLOITATION: (RiskSubtype.ONLINE_SEXUAL,),
    AbuseType.MODERN_SLAVERY: (RiskSubtype.CRIMINAL_EXPLOITATION, RiskSubtype.FORCED_LABOUR),
    AbuseType.NEGLECT: (
        RiskSubtype.PRESSURE_ULCER,
        RiskSubtype.MISSED_CARE,
        RiskSubtype.MEDICINE_ERROR,
        RiskSubtype.FALLS,
    ),
    AbuseType.ORGANISATIONAL: (RiskSubtype.POOR_PRACTICE,),
    AbuseType.SELF_NEGLECT: (RiskSubtype.HOARDING, RiskSubtype.NO_CARE_OF_SELF),
}
TYPE_OF = {subtype: kind for kind, subtypes in SUBTYPES.items() for subtype in subtypes}


class SourceKind(TextChoices):
    """Who the risk comes from. Self counts as "Other – Known to Individual" (`counts_as`)."""

    SELF = "self", "The person themselves (self-neglect)"
    PROVIDER = "provider", "Service Provider"
    KNOWN = "known", "Other – Known to Individual"
    UNKNOWN = "unknown", "Other – Unknown to Individual"

    @property
    def counts_as(self) -> Source:
        """The SG2 column that this rolls up to."""
        return Source.KNOWN if self == SourceKind.SELF else Source(self.value)


class SourceDetail(TextChoices):
    """Who, more closely, where the council wants to know."""

    PUBLIC_PROVIDER = "public-provider", "Social care provider: public sector"
    PRIVATE_PROVIDER = "private-provider", "Social care provider: private sector"
    VOLUNTARY_PROVIDER = "voluntary-provider", "Social care provider: voluntary sector"
    RELATIVE = "relative", "Relative or family carer"
    PARTNER = "partner", "Partner or former partner"
    FRIEND = "friend", "Friend, neighbour or acquaintance"
    RESIDENT = "resident", "Another person who uses the service"
    PRIMARY_HEALTH = "primary-health", "Primary health care"
    SECONDARY_HEALTH = "secondary-health", "Hospital"
    COMMUNITY_HEALTH = "community-health", "Community health care"
    SOCIAL_WORK = "social-work", "Council assessment and care management"
    POLICE = "police", "Police"
    OTHER_BODY = "other-body", "Another organisation"
    STRANGER = "stranger", "Stranger"


class Assessment(TextChoices):
    """SG2c rows."""

    IDENTIFIED_ACTION = "identified-action", "Risk identified and action taken"
    IDENTIFIED_NO_ACTION = "identified-no-action", "Risk identified and no action taken"
    INCONCLUSIVE_ACTION = "inconclusive-action", "Risk – Assessment inconclusive and action taken"
    INCONCLUSIVE_NO_ACTION = "inconclusive-no-action", "Risk – Assessment inconclusive and no action taken"
    NONE_ACTION = "none-action", "No risk identified and action taken"
    NONE_NO_ACTION = "none-no-action", "No risk identified and no action taken"
    CEASED = "ceased", "Enquiry ceased at individual’s request and no action taken"


IDENTIFIED = frozenset({Assessment.IDENTIFIED_ACTION, Assessment.IDENTIFIED_NO_ACTION})
"""Only here is it asked what became of the risk (SG2e)."""


class RiskOutcome(TextChoices):
    """SG2e rows. Remained is no failure by itself: the person may have good reasons to live with it."""

    REMAINED = "remained", "Risk Remained"
    REDUCED = "reduced", "Risk Reduced"
    REMOVED = "removed", "Risk Removed"


class Likelihood(IntegerChoices):
    UNLIKELY = 1, "Unlikely"
    POSSIBLE = 2, "It may happen"
    LIKELY = 3, "Likely"
    HAPPENING = 4, "It is happening, or almost certain"


class Impact(IntegerChoices):
    SMALL = 1, "Small: upset or cost that soon passes"
    SOME = 2, "Some: it affects daily life"
    SERIOUS = 3, "Serious: lasting harm or loss"
    GRAVE = 4, "Grave: danger to life, or life is changed for ever"


class ChoiceState(TextChoices):
    WAITING = "waiting", "Waits for a manager"
    SIGNED = "signed", "Signed off"
    RETURNED = "returned", "Sent back"


class MarkKind(TextChoices):
    BRUISE = "bruise", "Bruise"
    CUT = "cut", "Cut or graze"
    BURN = "burn", "Burn or scald"
    PRESSURE = "pressure", "Pressure damage to the skin"
    SWELLING = "swelling", "Swelling"
    PAIN = "pain", "Pain or tenderness, nothing to see"
    OTHER = "other", "Something else"


class Region(TextChoices):
    """Places on the body, from the person's own left and right."""

    HEAD_FRONT = "head-front", "Face"
    NECK_FRONT = "neck-front", "Front of the neck"
    CHEST = "chest", "Chest"
    BELLY = "belly", "Belly"
    GROIN = "groin", "Groin"
    RIGHT_UPPER_ARM_FRONT = "right-upper-arm-front", "Right upper arm, front"
    LEFT_UPPER_ARM_FRONT = "left-upper-arm-front", "Left upper arm, front"
    RIGHT_FOREARM_FRONT = "right-forearm-front", "Right forearm, front"
    LEFT_FOREARM_FRONT = "left-forearm-front", "Left forearm, front"
    RIGHT_HAND_FRONT = "right-hand-front", "Right hand, palm"
    LEFT_HAND_FRONT = "left-hand-front", "Left hand, palm"
    RIGHT_THIGH_FRONT = "right-thigh-front", "Right thigh, front"
    LEFT_THIGH_FRONT = "left-thigh-front", "Left thigh, front"
    RIGHT_SHIN = "right-shin", "Right knee and shin"
    LEFT_SHIN = "left-shin", "Left knee and shin"
    RIGHT_FOOT = "right-foot", "Right foot, top"
    LEFT_FOOT = "left-foot", "Left foot, top"
    HEAD_BACK = "head-back", "Back of the head"
    NECK_BACK = "neck-back", "Back of the neck"
    UPPER_BACK = "upper-back", "Upper back"
    LOWER_BACK = "lower-back", "Lower back"
    BUTTOCKS = "buttocks", "Buttocks and base of the spine"
    LEFT_UPPER_ARM_BACK = "left-upper-arm-back", "Left upper arm, back"
    RIGHT_UPPER_ARM_BACK = "right-upper-arm-back", "Right upper arm, back"
    LEFT_FOREARM_BACK = "left-forearm-back", "Left forearm, back"
    RIGHT_FOREARM_BACK = "right-forearm-back", "Right forearm, back"
    LEFT_HAND_BACK = "left-hand-back", "Left hand, back"
    RIGHT_HAND_BACK = "right-hand-back", "Right hand, back"
    LEFT_THIGH_BACK = "left-thigh-back", "Left thigh, back"
    RIGHT_THIGH_BACK = "right-thigh-back", "Right thigh, back"
    LEFT_CALF = "left-calf", "Left calf"
    RIGHT_CALF = "right-calf", "Right calf"
    LEFT_HEEL = "left-heel", "Left heel"
    RIGHT_HEEL = "right-heel", "Right heel"
