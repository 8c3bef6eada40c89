"""The body map: where each region is drawn, and what is marked on it. Made on the server; the list says the same."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from enquiries.models import BodyMark
from enquiries.risks import Region

BACK_FROM = 220
"""Where the figure seen from behind begins, to the right of the one seen from the front."""

# x, y, width, height, rounding; the front's right arm is on the left of the picture, as one faces the person.
FRONT = {
    Region.HEAD_FRONT: (82, 8, 36, 46, 18),
    Region.NECK_FRONT: (91, 56, 18, 14, 4),
    Region.CHEST: (66, 72, 68, 56, 10),
    Region.BELLY: (68, 130, 64, 50, 8),
    Region.GROIN: (68, 182, 64, 24, 8),
    Region.RIGHT_UPPER_ARM_FRONT: (42, 74, 21, 62, 10),
    Region.LEFT_UPPER_ARM_FRONT: (137, 74, 21, 62, 10),
    Region.RIGHT_FOREARM_FRONT: (36, 138, 19, 60, 9),
    Region.LEFT_FOREARM_FRONT: (145, 138, 19, 60, 9),
    Region.RIGHT_HAND_FRONT: (30, 200, 22, 28, 9),
    Region.LEFT_HAND_FRONT: (148, 200, 22, 28, 9),
    Region.RIGHT_THIGH_FRONT: (66, 208, 32, 84, 12),
    Region.LEFT_THIGH_FRONT: (102, 208, 32, 84, 12),
    Region.RIGHT_SHIN: (68, 294, 28, 86, 12),
    Region.LEFT_SHIN: (104, 294, 28, 86, 12),
    Region.RIGHT_FOOT: (60, 382, 36, 20, 9),
    Region.LEFT_FOOT: (104, 382, 36, 20, 9),
}
MIRRORED = {
    Region.HEAD_BACK: Region.HEAD_FRONT,
    Region.NECK_BACK: Region.NECK_FRONT,
    Region.UPPER_BACK: Region.CHEST,
    Region.LOWER_BACK: Region.BELLY,
    Region.BUTTOCKS: Region.GROIN,
    Region.LEFT_UPPER_ARM_BACK: Region.RIGHT_UPPER_ARM_FRONT,
    Region.RIGHT_UPPER_ARM_BACK: Region.LEFT_UPPER_ARM_FRONT,
    Region.LEFT_FOREARM_BACK: Region.RIGHT_FOREARM_FRONT,
    Region.RIGHT_FOREARM_BACK: Region.LEFT_FOREARM_FRONT,
    Region.LEFT_HAND_BACK: Region.RIGHT_HAND_FRONT,
    Region.RIGHT_HAND_BACK: Region.LEFT_HAND_FRONT,
    Region.LEFT_THIGH_BACK: Region.RIGHT_THIGH_FRONT,
    Region.RIGHT_THIGH_BACK: Region.LEFT_THIGH_FRONT,
    Region.LEFT_CALF: Region.RIGHT_SHIN,
    Region.RIGHT_CALF: Region.LEFT_SHIN,
    Region.LEFT_HEEL: Region.RIGHT_FOOT,
    Region.RIGHT_HEEL: Region.LEFT_FOOT,
}
"""A region seen from behind is drawn where the front's other side is."""


@dataclass(frozen=True)
class Place:
    """One region as it is drawn, with the numbers of the marks on it."""

    region: Region
    x: int
    y: int
    width: int
    height: int
    rounding: int
    numbers: list[int] = field(default_factory=list)

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def baseline(self) -> int:
        return self.y + self.height // 2 + 5

    @property
    def label(self) -> str:
        return ", ".join(map(str, self.numbers))


@dataclass(frozen=True)
class BodyMap:
    places: list[Place]
    marks: list[tuple[int, BodyMark]]
    withdrawn: list[BodyMark]

    @property
    def in_words(self) -> str:
        """The picture as a sentence, for those who do not see it."""
        if not self.marks:
            return "A body seen from the front and from behind, with no mark on it."
        said = "; ".join(f"{number}: {mark}" for number, mark in self.marks)
        return f"A body seen from the front and from behind. {said}."


def body_map(marks: Iterable[BodyMark] = ()) -> BodyMap:
    """The marks numbered in the order in which they were seen; withdrawn ones are not drawn."""
    rows = list(marks)
    standing = [row for row in rows if row.withdrawn_on is None]
    numbered = list(enumerate(standing, start=1))
    on: dict[str, list[int]] = {}
    for number, mark in numbered:
        on.setdefault(mark.region, []).append(number)
    drawn = [Place(region, *shape, on.get(region, [])) for region, shape in FRONT.items()]
    drawn += [_behind(region, on.get(region, [])) for region in MIRRORED]
    return BodyMap(drawn, numbered, [row for row in rows if row.withdrawn_on])


def _behind(region: Region, numbers: list[int]) -> Place:
    x, y, width, height, rounding = FRONT[MIRRORED[region]]
    return Place(region, x + BACK_FROM, y, width, height, rounding, numbers)
