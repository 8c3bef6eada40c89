"""Whether words are a passage of an answer."""

import unicodedata

from outcomes.errors import NotInTheAnswer


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
