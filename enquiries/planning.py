"""Lists of planning: enquiries caused to others, what else runs beside, and grounds for sharing."""

from django.db.models import TextChoices


class CausedState(TextChoices):
    """Where an enquiry that the council caused another body to make stands."""

    ASKED = "asked", "Waiting for their report"
    RECEIVED = "received", "Report to check"
    ACCEPTED = "accepted", "Report accepted"
    COUNCIL = "council", "The council enquires instead"


class Finding(TextChoices):
    """What the council says to a report it asked for: it stays answerable for the enquiry."""

    ACCEPTED = "accepted", "Accepted: it answers what was asked"
    RETURNED = "returned", "Returned with questions"
    COUNCIL = "council", "Not accepted: the council enquires instead"


class ProcessKind(TextChoices):
    """What may run beside a safeguarding enquiry, each with rules of its own."""

    POLICE = "police", "Police investigation"
    MARAC = "marac", "MARAC (domestic abuse conference) or DASH risk check"
    MAPPA = "mappa", "MAPPA (public protection)"
    PIPOT = "pipot", "Person in a position of trust"
    CQC = "cqc", "Care Quality Commission notification"
    ORGANISATIONAL = "organisational", "Enquiry into a provider or organisation"
    SAR = "sar", "Safeguarding Adults Review referral (section 44)"
    LEDER = "leder", "LeDeR (learning from lives and deaths)"
    CORONER = "coroner", "Coroner"
    OPG = "opg", "Office of the Public Guardian: concern about an attorney or deputy"
    DWP = "dwp", "Department for Work and Pensions: appointee"
    DBS = "dbs", "Disclosure and Barring Service referral"
    REGULATOR = "regulator", "Professional regulator (SWE, NMC, GMC, HCPC)"
    PSIRF = "psirf", "Patient safety incident response"
    COMPLAINT = "complaint", "Complaint"
    DISCIPLINARY = "disciplinary", "Employer’s disciplinary process"
    DEATH_REVIEW = "death-review", "Domestic abuse related death review"
    PREVENT = "prevent", "Prevent or Channel"
    NRM = "nrm", "Modern slavery: National Referral Mechanism"
    CHILDREN = "children", "Children’s safeguarding"
    TRADING = "trading-standards", "Trading standards or scams team"
    FIRE = "fire", "Fire safety"
    QUALITY = "quality", "Contracts or quality team"
    OTHER = "other", "Something else"


class ProcessStatus(TextChoices):
    CONSIDERED = "considered", "Considered, not begun"
    RUNNING = "running", "Running"
    PAUSED = "paused", "Paused"
    ENDED = "ended", "Ended"
    NOT_TAKEN_UP = "not-taken-up", "Not taken up"


class SharingGround(TextChoices):
    """Why something is shared without the person's agreement. Asking is good practice, not the lawful basis."""

    OTHERS = "risk-to-others", "Risk to others"
    CRIME = "serious-crime", "Serious crime"
    VITAL = "vital-interests", "To protect the person’s life or health (vital interests)"
    COERCION = "coercion", "They are under coercion or undue influence"
    BEST_INTERESTS = (
        "best-interests",
        "They lack capacity for this decision, and it is in their best interests",
    )
    PUBLIC = "public-interest", "Public interest"
    DUTY = "statutory-duty", "A statutory duty or a court order"
    ASKING_RISK = "asking-increases-risk", "Asking would increase the risk"


class Agreed(TextChoices):
    YES = "yes", "They agreed"
    NO = "no", "They did not agree"
    UNCLEAR = "unclear", "They did not give a clear answer"


class SharingMethod(TextChoices):
    SECURE_EMAIL = "secure-email", "Secure email"
    PHONE = "phone", "Telephone"
    MEETING = "meeting", "At a meeting"
    IN_PERSON = "in-person", "Face to face"
    LETTER = "letter", "Letter"
    PORTAL = "portal", "Another organisation’s own system"
    OTHER = "other", "Another way"


class Presence(TextChoices):
    """Whether the person was at their meeting."""

    THERE = "there", "They were there"
    PART = "part", "They were there for part of it"
    REPRESENTED = "represented", "They were not there; somebody spoke for them"
    ABSENT = "absent", "They were not there"


class Reply(TextChoices):
    WAITING = "waiting", "No answer yet"
    COMING = "coming", "Coming"
    NOT_COMING = "not-coming", "Not coming"
