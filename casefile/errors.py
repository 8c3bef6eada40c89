from audit.errors import Refusal


class AnswerWhetherAsked(Refusal):
    message = "The person has not been asked yet. Say why, and when they will be asked, before you record the decision."


class DecidedInTheFuture(Refusal):
    message = "The decision cannot be in the future. Enter the date it was made."


class ClosedBeforeBegun(Refusal):
    message = "The closing date must be on or after the day the enquiry began."


class ClosedInTheFuture(Refusal):
    message = "The closing date cannot be in the future. Enter the date the enquiry was closed."


class ReopenedBeforeClosed(Refusal):
    message = "It cannot be reopened before the day it was closed, or in the future. Enter the date it was reopened."


class PersonsViewMissing(Refusal):
    message = "Enter what the person said about closing and who said it, or why there is no view from them."


class PersonHasDied(Refusal):
    message = "The person has died. Choose the report for the file instead."


class ReportOnItsWay(Refusal):
    message = "This report is being made already. It is ready in a moment."


class NotFailed(Refusal):
    message = "This report did not fail. Open it to see how far it is."


class NotGiveable(Refusal):
    message = "Only a finished report for the person can be given to them. Choose one of those."


class AlreadyGiven(Refusal):
    message = "It is already recorded that this report was given. Ask for a new one to give it again."


class GivenOutOfTime(Refusal):
    message = "The date must be between the day the report was made and today. Enter the date it was given."


class AlreadyWithdrawn(Refusal):
    message = "This conversation has been withdrawn already. Go back to see the reason."


class OutcomesToDecide(Refusal):
    message = (
        "Outcomes were made from this conversation that you have not decided on. "
        "Choose for each whether it was a mistake too."
    )


class CouncilActsOnIt(Refusal):
    message = (
        "The council is acting on an outcome made from this conversation. "
        "Keep that outcome, and ask the council to take it back."
    )


class FileIsWhole(Refusal):
    message = "The version for the file leaves nothing out. Choose the version for the person to leave something out."


class NotInTheReport(Refusal):
    message = (
        "What you chose to leave out has changed since you opened this page. Look at it again and choose."
    )


class ReviewNotConsidered(Refusal):
    message = "Say whether a Safeguarding Adults Review was considered, and why that was the answer."


class ChecklistOpen(Refusal):
    message = (
        "Some lines of the checklist are not answered. Say whether each is done, not needed or still to do."
    )


class ChecklistSaysNothing(Refusal):
    message = "Enter why a line is not needed, or who does it and by when."


class WhoWasToldWhat(Refusal):
    message = "Enter who was told, and what they were told."


class ToldInTheFuture(Refusal):
    message = "The day cannot be in the future. Enter the day they were told."
