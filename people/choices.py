"""Lists that people choose from, with the national return's label that each rolls up to.

Source of the labels: Safeguarding Adults Collection 2025-26, tables SG1b to SG1e.
"""

from django.db.models import TextChoices


class Gender(TextChoices):
    FEMALE = "female", "Female"
    MALE = "male", "Male"
    OTHER = "other", "Another gender"
    NOT_KNOWN = "not-known", "Not known"


class EthnicGroup(TextChoices):
    """SG1c rows."""

    WHITE = "white", "White"
    MIXED = "mixed", "Mixed / Multiple"
    ASIAN = "asian", "Asian / Asian British"
    BLACK = "black", "Black / African / Caribbean / Black British"
    OTHER = "other", "Other Ethnic Group"
    REFUSED = "refused", "Refused"
    NOT_KNOWN = "not-known", "Undeclared / Not Known"


class Ethnicity(TextChoices):
    WHITE_BRITISH = "white-british", "White: English, Welsh, Scottish, Northern Irish or British"
    WHITE_IRISH = "white-irish", "White: Irish"
    WHITE_TRAVELLER = "white-traveller", "White: Gypsy or Irish Traveller"
    WHITE_ROMA = "white-roma", "White: Roma"
    WHITE_OTHER = "white-other", "White: any other White background"
    MIXED_CARIBBEAN = "mixed-caribbean", "Mixed: White and Black Caribbean"
    MIXED_AFRICAN = "mixed-african", "Mixed: White and Black African"
    MIXED_ASIAN = "mixed-asian", "Mixed: White and Asian"
    MIXED_OTHER = "mixed-other", "Mixed: any other mixed or multiple background"
    ASIAN_INDIAN = "asian-indian", "Asian: Indian"
    ASIAN_PAKISTANI = "asian-pakistani", "Asian: Pakistani"
    ASIAN_BANGLADESHI = "asian-bangladeshi", "Asian: Bangladeshi"
    ASIAN_CHINESE = "asian-chinese", "Asian: Chinese"
    ASIAN_OTHER = "asian-other", "Asian: any other Asian background"
    BLACK_AFRICAN = "black-african", "Black: African"
    BLACK_CARIBBEAN = "black-caribbean", "Black: Caribbean"
    BLACK_OTHER = "black-other", "Black: any other Black background"
    OTHER_ARAB = "other-arab", "Other: Arab"
    OTHER = "other", "Other: any other ethnic group"
    REFUSED = "refused", "Would rather not say"
    NOT_KNOWN = "not-known", "Not known"

    @property
    def group(self) -> EthnicGroup:
        """The SG1c row that this rolls up to."""
        if self in {Ethnicity.REFUSED, Ethnicity.NOT_KNOWN}:
            return EthnicGroup(self.value)
        return EthnicGroup(self.value.split("-")[0])


class SupportReason(TextChoices):
    """SG1d rows (primary support reason)."""

    PHYSICAL = "physical", "Physical Support"
    SENSORY = "sensory", "Sensory Support"
    MEMORY = "memory", "Support with Memory and Cognition"
    LEARNING = "learning", "Learning Disability Support"
    MENTAL = "mental", "Mental Health Support"
    SOCIAL = "social", "Social Support"
    NONE = "none", "No Support Reason"
    NOT_KNOWN = "not", "Not Known"


class SupportReasonDetail(TextChoices):
    PHYSICAL_ACCESS = "physical-access", "Physical support: access and mobility only"
    PHYSICAL_PERSONAL = "physical-personal", "Physical support: personal care"
    SENSORY_VISUAL = "sensory-visual", "Sensory support: visual impairment"
    SENSORY_HEARING = "sensory-hearing", "Sensory support: hearing impairment"
    SENSORY_DUAL = "sensory-dual", "Sensory support: dual impairment"
    MEMORY = "memory", "Support with memory and cognition"
    LEARNING = "learning", "Learning disability support"
    MENTAL = "mental", "Mental health support"
    SOCIAL_SUBSTANCE = "social-substance", "Social support: substance misuse"
    SOCIAL_ASYLUM = "social-asylum", "Social support: asylum seeker"
    SOCIAL_ISOLATION = "social-isolation", "Social support: social isolation or other"
    NONE = "none", "No support reason"
    NOT_KNOWN = "not-known", "Not known"

    @property
    def reason(self) -> SupportReason:
        """The SG1d row that this rolls up to."""
        return SupportReason(self.value.split("-")[0])


class HealthCondition(TextChoices):
    """The two SG1e rows that are published."""

    AUTISM = "autism", "Autism (excluding Asperger's / high functioning autism)"
    ASPERGERS = "aspergers", "Asperger's syndrome / high functioning autism"


class Channel(TextChoices):
    LETTER = "letter", "Letter"
    PHONE = "phone", "Phone call"
    TEXT = "text", "Text message"
    EMAIL = "email", "Email"
    VISIT = "visit", "Visit"
    VIDEO = "video", "Video call"


class ContactRuleKind(TextChoices):
    MAY = "may", "Contact them this way"
    MUST_NOT = "must-not", "Do not contact them this way"
    NEVER_TELL = "never-tell", "This person must not be told"


class AddressKind(TextChoices):
    HOME = "home", "Home"
    STAYING = "staying", "Staying at"
    CORRESPONDENCE = "correspondence", "Letters go to"


class RelationshipKind(TextChoices):
    FAMILY = "family", "Family"
    FRIEND = "friend", "Friend"
    NEIGHBOUR = "neighbour", "Neighbour"
    PARTNER = "partner", "Partner"
    ATTORNEY_HEALTH = "attorney-health", "Attorney: health and welfare"
    ATTORNEY_PROPERTY = "attorney-property", "Attorney: property and affairs"
    DEPUTY = "deputy", "Deputy"
    APPOINTEE = "appointee", "Appointee"
    PAID_CARER = "paid-carer", "Paid carer"
    OTHER = "other", "Someone else"


POWERS = frozenset(
    {
        RelationshipKind.ATTORNEY_HEALTH,
        RelationshipKind.ATTORNEY_PROPERTY,
        RelationshipKind.DEPUTY,
        RelationshipKind.APPOINTEE,
    }
)
"""Those who may decide some things for the person, once their registration was seen."""


class ConflictKind(TextChoices):
    """How a user stands to the person, so that they may not work with them."""

    SAME = "same", "They are the person"
    RELATIVE = "relative", "A relative or partner"
    FRIEND = "friend", "A friend or neighbour"
    MONEY = "money", "They have an interest in the person’s money or home"
    ACCUSED = "accused", "They are said to have caused harm"
    OTHER = "other", "Something else"
