"""The pieces that everyday cases are told from, dealt round so that none comes up again before it must."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from oversight.demo.threads import read

HERE = Path(__file__).parent
KINDS: list[dict[str, Any]] = read(HERE / "enquiries.yaml")
CONCERNS: list[list[Any]] = read(HERE / "concerns.yaml")
WORDS: dict[str, Any] = read(HERE / "words.yaml")
PRONOUNS = {
    "female": {"she": "she", "him": "her", "her": "her", "hers": "hers", "herself": "herself"},
    "male": {"she": "he", "him": "him", "her": "his", "hers": "his", "herself": "himself"},
}
"""By the form that tells them apart: English has one word, her, where a man takes his or him."""


@dataclass
class Pieces:
    """Takes the next piece of each pile; a pile begins again, newly shuffled, when it is used up."""

    rng: random.Random
    piles: dict[str, list[Any]] = field(default_factory=dict)

    def next(self, pile: str, pieces: Sequence[Any]) -> Any:
        if not self.piles.get(pile):
            fresh = list(pieces)
            self.rng.shuffle(fresh)
            self.piles[pile] = fresh
        return self.piles[pile].pop()

    def telling(self, kind: dict[str, Any]) -> dict[str, Any]:
        """The next telling of one of the `KINDS`."""
        name = "-".join([*kind["types"], *kind["places"], *kind["sources"]])
        found: dict[str, Any] = self.next(name, kind["tellings"])
        return found

    def words(self, pile: str, person: dict[str, Any]) -> str:
        return filled(self.next(pile, WORDS[pile]), person)


def filled(text: str, person: dict[str, Any], **more: Any) -> str:
    """The text with the person's name and pronouns in it."""
    pronouns = PRONOUNS[person["gender"]]
    capitals = {word.capitalize(): said.capitalize() for word, said in pronouns.items()}
    return text.format(name=person["called"], **pronouns, **capitals, **more)
