"""Plain English for the person: "you", no codes, no words of the trade. The file's version keeps the field's labels."""

from enquiries.choices import ADULT_VOICES, NotAskedReason, Voice
from outcomes.choices import SAFETY_ORDER, Judge, Judgement, Overall, SafetyLevel

SAID = {
    Voice.ADULT: "You said",
    Voice.ADULT_SUPPORTED: "You said, with help to say it",
    Voice.ADVOCATE_INSTRUCTED: "Your advocate told us what you said",
    Voice.ADVOCATE_NON_INSTRUCTED: "Your advocate spoke up for you",
    Voice.ATTORNEY: "The person with legal power to decide for you said",
    Voice.FAMILY: "Your family or friend said, speaking for you",
    Voice.LIKELY_WISHES: "People who know you said what you would likely want",
    Voice.PROFESSIONAL: "A worker said",
}
THINKS = {
    Voice.ADULT: "You",
    Voice.ADULT_SUPPORTED: "You, with help to say it",
    Voice.ADVOCATE_INSTRUCTED: "You, through your advocate",
    Voice.ADVOCATE_NON_INSTRUCTED: "Your advocate, speaking up for you",
    Voice.ATTORNEY: "The person with legal power to decide for you",
    Voice.FAMILY: "Your family or friend, speaking for you",
    Voice.LIKELY_WISHES: "People who know you",
    Voice.PROFESSIONAL: "Your worker",
}
JUDGED = {
    Judgement.MET: "Yes, this happened",
    Judgement.PARTLY: "Part of it happened",
    Judgement.NOT_MET: "No, this has not happened",
    Judgement.TOO_EARLY: "It is too early to say",
    Judgement.DOES_NOT_KNOW: "Not sure",
    Judgement.NO_LONGER_WANTED: "It is not wanted any more",
}
OVERALL = {
    Overall.FULLY: "What you wanted happened",
    Overall.PARTIALLY: "Part of what you wanted happened",
    Overall.NOT_ACHIEVED: "What you wanted did not happen",
}
NOT_ASKED = {
    NotAskedReason.NOT_REACHED: "We could not reach you",
    NotAskedReason.TOO_UNWELL: "You were too unwell to talk",
    NotAskedReason.UNSAFE: "Asking you then could have put you at more risk",
    NotAskedReason.POLICE: "The police asked us to wait",
    NotAskedReason.WAITING_ADVOCATE: "We were finding somebody to help you speak up",
    NotAskedReason.WAITING_INTERPRETER: "We were finding an interpreter or other help to talk",
    NotAskedReason.PERSON_ASKED_LATER: "You asked to talk another time",
    NotAskedReason.DIED: "The person has died",
}
ROLES = {
    "lead": "Your worker",
    "sam": "The manager of this work",
    "second": "Also works with you",
    "advocate": "Your advocate: helps you to speak up",
}
FILE_ROLES = {
    "lead": "Lead worker",
    "sam": "Safeguarding adults manager",
    "second": "Second worker",
    "advocate": "Advocate",
}


def who_judged(judge: str, voice: str) -> str:
    """Whose judgement it is, in words to the person."""
    if judge == Judge.ADVOCATE:
        return "Your advocate: their own view"
    return THINKS.get(Voice(voice), "")


def who_judged_for_file(judge: str, voice: str) -> str:
    return Judge(judge).label if judge != Judge.PERSON else f"The person ({Voice(voice).label})"


def safety_change(ratings: list[dict[str, str]]) -> list[str]:
    """Sentences on whether the person feels safer: their own ratings first, other people's apart, never averaged."""
    own = [rating for rating in ratings if rating["voice"] in ADULT_VOICES]
    others = [rating for rating in ratings if rating["voice"] not in ADULT_VOICES]
    sentences = [_change(own, "You feel", "the first time you told us")] if own else []
    if others:
        sentences.append(_change(others, "The people who speak for you think that you feel", "at first"))
    return sentences


def _change(ratings: list[dict[str, str]], who: str, since: str) -> str:
    steps = [SAFETY_ORDER.index(rating["level"]) for rating in ratings if rating["level"] in SAFETY_ORDER]  # type: ignore[arg-type]  # a TextChoices value equals its text
    if not steps:
        return "When we asked how safe you feel, there was no answer that we can show here."
    if len(steps) == 1:
        label = SafetyLevel(SAFETY_ORDER[steps[0]]).label
        return f"{who}: {label[0].lower()}{label[1:]}. This was asked once, so there is nothing to compare it with."
    difference = steps[-1] - steps[0]
    if difference == 0:
        return f"{who} as safe as {since}."
    return f"{who} {'safer' if difference > 0 else 'less safe'} than {since}."
