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
    message = "This record is not restricted. Everybody whose work it is sees it."


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


class SourceOfAnother(Refusal):
    message = "This source belongs to another record. Choose one of this record, or describe a new one."


class NothingChosen(Refusal):
    message = "Choose at least one risk to confirm, or go back."


class DoesNotRollUp(Refusal):
    message = "This closer kind does not belong to that type. Choose another, or leave it empty."


class RiskWithdrawn(Refusal):
    message = "This risk was withdrawn. Record a new one if it is there after all."


class NoRiskIdentified(Refusal):
    message = "What became of a risk is asked only where a risk was identified. Assess it first."


class OutcomeStands(Refusal):
    message = (
        "What became of this risk is recorded, and it fits only a risk that was identified. "
        "Choose an assessment in which the risk was identified."
    )


class ChoiceWaits(Refusal):
    message = (
        "A choice about this risk already waits for a manager. Wait until it is signed off or sent back."
    )


class ChoiceDecided(Refusal):
    message = "This choice has already been signed off or sent back."


class SignOffByAnother(Refusal):
    message = "You recorded this choice, so another manager must sign it off."


class SayWhySentBack(Refusal):
    message = "Say why it is sent back, so that the worker knows what to do."


class MarkWithdrawn(Refusal):
    message = "This mark has already been withdrawn."


class StillInTheFuture(Refusal):
    message = "This day is in the future. Enter the day when it happened."


class WordsOfAProfessional(Refusal):
    message = "This is the person's own view. What a professional thinks has its own place."


class PresumedIsNotAssessed(Refusal):
    message = "Capacity that was never doubted is presumed, with no assessment. Record it as presumed."


class ThreeSteps(Refusal):
    message = (
        "To say that they lack capacity, at least one of the four abilities must be answered no, there must be "
        "an impairment of mind or brain, and you must say how the one is because of the other."
    )


class AlreadySuperseded(Refusal):
    message = "A later assessment has already taken the place of this one. Choose the newest."


class OnlyWhereLacking(Refusal):
    message = "A best interests decision is only for a decision that the person lacks capacity to make."


class AttorneyAndRisk(Refusal):
    message = (
        "This attorney or deputy is recorded as a possible source of risk, so the decision cannot rest on them. "
        "Take legal advice, and choose who else decides: the council or the Court of Protection."
    )


class NotVerified(Refusal):
    message = "Their registration has not been verified. Verify it under the person's record first."


class NeedsAnswerOnIndividual(Refusal):
    message = (
        "There is substantial difficulty. "
        "Say whether somebody appropriate supports the person, or arrange an advocate."
    )


class NoDifficultyThere(Refusal):
    message = "None of the four is substantially difficult, so nobody need be found. Choose that no advocate is needed."


class NotAppropriate(Refusal):
    message = (
        "Somebody who is paid to care, who is thought to be part of the risk, who is not willing, or whom the "
        "person does not want, cannot be the one. Choose another outcome."
    )


class OfferFirst(Refusal):
    message = "Say that an advocate was offered, where the person said no to one."


class AllocatedBeforeAsked(Refusal):
    message = "The advocate cannot have been named before one was asked for. Check both dates."


class MetBeforeInstructed(Refusal):
    message = "The first meeting cannot be before the instruction began. Check both dates."


class CloseToThePerson(Refusal):
    message = (
        "They are recorded as close to the person, so they cannot see this record. "
        "Choose somebody else, or ask a manager to lift it with a reason."
    )


class ConflictStands(Refusal):
    message = "This is recorded already. It stands until a manager lifts it."


class ConflictLifted(Refusal):
    message = "This has been lifted already."


class LiftedByAnother(Refusal):
    message = "You cannot lift this for yourself. Ask another manager."


class NothingBehindGlass(Refusal):
    message = (
        "No record that you cannot see already fits this. "
        "Check the reference, or the full name and date of birth."
    )


class GlassEnded(Refusal):
    message = "This has ended already."


class AlreadyJudged(Refusal):
    message = "Somebody has looked at this already. Their finding stands."


class PartnerEnded(Refusal):
    message = "This question has been answered, taken back or is past its last day. Ask again with a new one."


class WrongCode(Refusal):
    message = (
        "That code is not right, or is older than 10 minutes. Check the newest email, or ask for a new code."
    )


class TooManyCodes(Refusal):
    message = (
        "Too many codes have been asked for or tried today. Speak with the council, who can send a new link."
    )


class AnotherMustApprove(Refusal):
    message = "You lead this work yourself, so another manager must approve it first. Ask for approval."


class ApprovalWaits(Refusal):
    message = "This waits for a manager already. Wait for their answer."


class ApprovalAnswered(Refusal):
    message = "This has been answered already. Open it to see what was said."


class ApproveByAnother(Refusal):
    message = "Nobody approves what they prepared or asked for themselves. Ask another manager."


class NoWordsOfThePlan(Refusal):
    message = "Enter what the person says of it and whose words those are, or why there is nothing from them."


class PlanStands(Refusal):
    message = "A plan of this kind stands already. Review that one."


class PlanEnded(Refusal):
    message = "This plan has ended. Write a new one."


class ReviewDayMissing(Refusal):
    message = "Enter a later day for the next review, and who leads it."


class LeadSeesNothing(Refusal):
    message = "Whoever leads must be able to see this person’s record. Choose somebody who works on it."
