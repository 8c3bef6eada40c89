from typing import TYPE_CHECKING

from audit.errors import Refusal

if TYPE_CHECKING:
    from people.duplicates import Match
    from people.models import SafeContactRule


class LikelyDuplicate(Refusal):
    """Somebody who is already here may be the same person. `matches` says who, and why we think so."""

    message = (
        "This may be somebody who is already here. Open their record, or say that this is somebody else."
    )

    def __init__(self, matches: "list[Match]") -> None:
        super().__init__()
        self.matches = matches


class ContactForbidden(Refusal):
    """A running safe contact rule forbids this contact. `rules` are those, the gravest first."""

    def __init__(self, rules: "list[SafeContactRule]") -> None:
        because = " ".join(rule.as_sentence for rule in rules)
        super().__init__(
            f"This would break what was agreed about contact. {because} Choose another way, or say why it must be done."
        )
        self.rules = rules


class NotYetDied(Refusal):
    message = "The date of death cannot be in the future. Enter the date they died."


class NotYetBorn(Refusal):
    message = "The date of birth cannot be in the future. Enter the date they were born."


class WrongNhsNumber(Refusal):
    message = "This is not an NHS number. Check the ten digits, or leave it empty."


class ReviewInThePast(Refusal):
    message = "Enter a day from tomorrow on which somebody looks at this warning again."


class EndsBeforeItBegan(Refusal):
    message = "This cannot end before it began. Enter a later date."


class DiedBeforeBirth(Refusal):
    message = "The date of death is before the date of birth. Check both dates."


class NoPowers(Refusal):
    message = "Only an attorney, deputy or appointee has a registration to verify. Choose no."
