from audit.errors import Refusal


class NeitherOutcomeNorDuty(Refusal):
    message = (
        "Choose the outcome that this action mainly serves, "
        "or the safety or legal reason for it where the person has not asked for it."
    )


class NotOfThisCase(Refusal):
    message = "That outcome belongs to another record. Choose one of the outcomes shown."


class OutcomeNoLongerWanted(Refusal):
    message = "The person no longer wants that outcome. Choose another outcome, or a safety or legal reason."


class NeedsAnOwner(Refusal):
    message = "Say who will do this: choose a colleague, or write the name of somebody outside."


class OwnerMayNotSee(Refusal):
    message = "That colleague may not see this record. Choose somebody who may."


class AlreadyDoneForThatDay(Refusal):
    message = "Somebody has already recorded this as done for that day. Look at the action again."


class WithdrawnInTheFuture(Refusal):
    message = "This cannot be withdrawn from a day in the future. Enter today or an earlier day."


class RepeatsUntilWhen(Refusal):
    message = "Say until when it repeats: a day on or after the day it is first due."


class NotOpen(Refusal):
    message = "This action is already finished or withdrawn. Add a new action if there is more to do."


class DoneInTheFuture(Refusal):
    message = "This cannot have been done in the future. Enter the day it was done."
