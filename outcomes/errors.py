from audit.errors import Refusal


class NotInTheAnswer(Refusal):
    message = (
        "Those words are not in the answer. Copy them from the answer, "
        "or write them as said and leave the passage empty."
    )


class NoLongerWanted(Refusal):
    message = "The person no longer wants this outcome. Record a new outcome if they want something else."


class AdvocatesOwnRecord(Refusal):
    message = "An advocate recorded this on the person's behalf. You can answer it, but not change it."


class NobodyAnswered(Refusal):
    message = "Enter at least one answer, or choose “Nothing yet” or “Would rather not say” for a question you asked."


class AlreadyCorrected(Refusal):
    message = "This answer has been corrected since you opened it. Open it again to see the newest words."
