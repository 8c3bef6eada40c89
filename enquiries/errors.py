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


class SayWhatInstead(Refusal):
    message = "Say what happens instead, where no enquiry follows."


class EnquiryIsOpen(Refusal):
    message = (
        "An enquiry is open, so it cannot be decided that there is none. "
        "Close the enquiry with the reason, or choose which kind of enquiry it is."
    )


class DecidedBeforeReceived(Refusal):
    message = "The decision cannot be before the concern was received. Enter the date it was made."


class AlreadyThere(Refusal):
    message = "It is with that team already. Choose another team."


class CannotWorkOnIt(Refusal):
    message = (
        "Only a social worker or a safeguarding adults manager can be allocated. "
        "Choose another person, or ask an administrator to give them the role."
    )


class NameThemFirst(Refusal):
    message = (
        "This record is restricted. A manager must name this person on it first, so that they can see it."
    )


class AllocationEnded(Refusal):
    message = "This allocation has already ended."


class AlreadyRestricted(Refusal):
    message = "This record is restricted already. Name whoever else must see it."


class NotRestricted(Refusal):
    message = "This record is not restricted. Everybody who works with the case sees it."


class KeepSomebodyNamed(Refusal):
    message = "You cannot take your own name off. Ask another named manager to do it."


class NoSuchStage(Refusal):
    message = "An enquiry that has begun cannot go back to being a concern. Choose another stage."


class AlreadyAtStage(Refusal):
    message = "The enquiry is at that stage already. Choose another stage, or leave it as it is."


class MovedInTheFuture(Refusal):
    message = "The enquiry cannot have moved in the future. Enter the date it moved."


class AlreadyAllocated(Refusal):
    message = "They are already allocated in that role. Choose somebody else, or leave it as it is."


class EndsBeforeItBegins(Refusal):
    message = "The last day must be on or after the first day. Check both dates."


class AlreadyInstructed(Refusal):
    message = (
        "This advocate is instructed already in that time. End that instruction first, or choose other dates."
    )


class RequestEnded(Refusal):
    message = "This request for an advocate has already ended."


class InstructionEnded(Refusal):
    message = "This instruction has already ended. Instruct the advocate again if they are needed."


class ReceivedInTheFuture(Refusal):
    message = "The concern cannot have been received in the future. Enter the date and time when it arrived."


class HappenedInTheFuture(Refusal):
    message = "This cannot have happened in the future. Enter when it happened."


class NoteCorrectedMeanwhile(Refusal):
    message = "Somebody corrected this entry since you opened it. Open it again to see the newest text."


class NoteWithdrawn(Refusal):
    message = "This entry has been withdrawn. Write a new entry if there is something to say."


class ParticipantChangedMeanwhile(Refusal):
    message = "Somebody changed this since you opened it. Go back to see what it says now."


class MeetingCancelled(Refusal):
    message = "This meeting has already been called off."


class NothingToCorrect(Refusal):
    message = "Nothing is different from what is recorded. Change what is wrong, then save."


class NotASam(Refusal):
    message = "Only a safeguarding adults manager can be allocated in that role. Choose another person or another role."


class NotAnAdvocate(Refusal):
    message = "This account is not an advocate's. Choose an advocate, or ask an administrator to give them the role."


class AlreadyNamed(Refusal):
    message = "They are already named on this record."
