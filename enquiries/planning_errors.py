"""Refusals of planning, of enquiries that others make, and of sharing."""

from audit.errors import Refusal


class ReturnBeforeAsking(Refusal):
    message = "The report cannot be due before it was asked for. Check both dates."


class NothingOwed(Refusal):
    message = "No report is owed. It has come already, or the council took the enquiry back."


class NothingToCheck(Refusal):
    message = "There is no report to check. Record the report first."


class NewReturnDate(Refusal):
    message = "Enter a new return date, not before today, where the report goes back with questions."


class CheckedBeforeReceived(Refusal):
    message = "The report cannot have been checked before it came. Check both dates."


class ReceivedBeforeAsked(Refusal):
    message = "The report cannot have come before it was asked for. Check both dates."


class EndedBeforeBegun(Refusal):
    message = "It cannot have ended before it began. Check both dates."


class WhenItEnded(Refusal):
    message = "Enter the day it ended, and only where it has ended."


class SayWhatItIs(Refusal):
    message = "Say what it is, where it is something else than the list names."


class ToldOrWhyNot(Refusal):
    message = "Enter the day they were told, or why they have not been."


class QuestionDone(Refusal):
    message = "This question has been answered or withdrawn already."


class InvitedAlready(Refusal):
    message = "They have been invited to this meeting already."


class MinutesWritten(Refusal):
    message = "The minutes of this meeting are written already. Put what is missing in a note."


class MeetingToCome(Refusal):
    message = "The meeting has not been held yet. Write its minutes afterwards."


class NotThereSaysWhy(Refusal):
    message = "Say why the person was not there."


class MinutesAgreed(Refusal):
    message = "The person has agreed these minutes already."


class SharingNeedsGround(Refusal):
    message = "Without the person’s agreement, choose the ground for sharing and say why it is proportionate."


class SharingNeedsAnswer(Refusal):
    message = "Say whether the person agreed, where they were asked."


class SharingNeedsWay(Refusal):
    message = "Choose how it is shared."


class MustNotLearn(Refusal):
    message = (
        "A safe contact rule says that they must not be told. "
        "Do not share it, or say why it must be shared all the same."
    )


class ToldAlready(Refusal):
    message = "It is recorded already that the person was told."


class ToldBeforeDecided(Refusal):
    message = "They cannot have been told before it was decided. Check both dates."


class WhoseWords(Refusal):
    message = "Choose whose words these are, and leave it empty where there are none."
