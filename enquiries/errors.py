from audit.errors import Refusal


class AlreadyClosed(Refusal):
    message = "This enquiry is closed. Reopen it first, with the reason, if there is more to do."


class NotClosed(Refusal):
    message = "This enquiry is open. There is nothing to reopen."


class NoEnquiryYet(Refusal):
    message = "No enquiry has been decided on yet. Record the decision first."


class ThreeTestsNotMet(Refusal):
    message = (
        "A section 42 enquiry needs all three tests answered yes. "
        "Choose another enquiry or no enquiry, or change an answer with its reasons."
    )


class AlreadyAllocated(Refusal):
    message = "They are already allocated in that role. Choose somebody else, or leave it as it is."


class InstructionEnded(Refusal):
    message = "This instruction has already ended. Instruct the advocate again if they are needed."


class ReceivedInTheFuture(Refusal):
    message = "The concern cannot have been received in the future. Enter the date and time when it arrived."


class HappenedInTheFuture(Refusal):
    message = "This cannot have happened in the future. Enter when it happened."


class NoteCorrectedMeanwhile(Refusal):
    message = "Somebody corrected this entry since you opened it. Open it again to see the newest text."


class NotASam(Refusal):
    message = "Only a safeguarding adults manager can be allocated in that role. Choose another person or another role."


class NotAnAdvocate(Refusal):
    message = "This account is not an advocate's. Choose an advocate, or ask an administrator to give them the role."


class AlreadyNamed(Refusal):
    message = "They are already named on this record."
