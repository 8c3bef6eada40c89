from audit.errors import Refusal


class AnswerWhetherAsked(Refusal):
    message = "The person has not been asked yet. Say why, and when they will be asked, before you record the decision."


class DecidedInTheFuture(Refusal):
    message = "The decision cannot be in the future. Enter the date it was made."


class ClosedBeforeBegun(Refusal):
    message = "The closing date must be on or after the day the enquiry began."


class ClosedInTheFuture(Refusal):
    message = "The closing date cannot be in the future. Enter the date the enquiry was closed."


class PersonsViewMissing(Refusal):
    message = "Enter what the person said about closing and who said it, or why there is no view from them."
