from audit.errors import Refusal


class NotInTheAnswer(Refusal):
    message = (
        "Those words are not in the answer. Copy them from the answer, "
        "or write them as said and leave the passage empty."
    )


class NoLongerWanted(Refusal):
    message = "The person no longer wants this outcome. Record a new outcome if they want something else."


class AlreadyPassedOn(Refusal):
    message = "This has already been passed on. Nothing more needs to be recorded unless the person changes their mind."


class AdvocatesOwnRecord(Refusal):
    message = "An advocate recorded this on the person's behalf. You can answer it, but not change it."


class VoiceNotTheirs(Refusal):
    message = (
        "As their advocate you can record the person's own words, or your words on their behalf. "
        "Choose whose words these are."
    )


class NobodyAnswered(Refusal):
    message = "Enter at least one answer, or choose “Nothing yet” or “Would rather not say” for a question you asked."


class AskSomebodyElse(Refusal):
    message = (
        "Lacking capacity is not by itself a reason not to ask. "
        "Ask for an advocate, or ask people who know the person what they would want, and record that."
    )


class TryAgainMissing(Refusal):
    message = "Enter the date when somebody will try to ask again. It must be after the day the person was not asked."


class AlreadyCorrected(Refusal):
    message = "This answer has been corrected since you opened it. Open it again to see the newest words."


class NothingChanged(Refusal):
    message = "These are the same words as before. Change the words, or go back."


class RatingUnchanged(Refusal):
    message = "This is the same as before. Choose what they said, or go back."


class NotYetTrue(Refusal):
    message = "This date is in the future. Enter the day when it was said or done."


class NothingJudged(Refusal):
    message = "Record at least one judgement, an overall judgement or how safe the person feels."


class NotTheirJudgement(Refusal):
    message = (
        "Workers record what the person says and their own view. "
        "Advocates record what the person says and a view of their own."
    )


class PersonsViewOnly(Refusal):
    message = (
        "A professional's view is not the person's. "
        "Choose who spoke: the person, or somebody who speaks for them."
    )


class NothingToAnswer(Refusal):
    message = "Only what an advocate recorded can be answered here."
