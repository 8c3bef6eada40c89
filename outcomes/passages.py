"""Whether words are a passage of an answer."""

import unicodedata

from django.db.models import QuerySet

from enquiries.models import Case
from outcomes.errors import NotInTheAnswer
from outcomes.models import Answer


def passage_of(answer_words: str, passage: str) -> str:
    """`passage` as it stands in the answer, without the line ends and spaces that copying picks up around it.

    Letters that are written in two ways (é as one character or two) count as the same. Raises NotInTheAnswer.
    """
    wanted = _lines(passage)
    for candidate in (wanted, wanted.strip()):
        if candidate and _nfc(candidate) in _nfc(_lines(answer_words)):
            return candidate
    raise NotInTheAnswer


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def answer_with(case: Case, passage: str) -> Answer:
    """The newest answer of the case that holds the passage. Raises NotInTheAnswer."""
    answers: QuerySet[Answer] = Answer.objects.standing().filter(conversation__case=case).current()
    answers = answers.order_by("-conversation__happened_at")
    for answer in answers:
        try:
            passage_of(answer.words, passage)
        except NotInTheAnswer:
            continue
        return answer
    raise NotInTheAnswer(
        "Those words are not in anything they told us that is written down here. "
        "Copy them from an answer, or leave the passage empty."
    )
