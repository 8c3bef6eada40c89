"""What a concern named, put together as risks: nothing that is known is asked again."""

from collections.abc import Iterable
from itertools import product

from enquiries.choices import AbuseType, Place, Source
from enquiries.models import Concern, Risk

Suggested = tuple[AbuseType, Place, Source]


def suggested_from(concern: Concern, known: Iterable[Risk]) -> list[Suggested]:
    """Each type, place and source of the concern together, where no risk holds the three yet."""
    held = {(risk.abuse_type, risk.place, risk.source.counts_as) for risk in known}
    named = product(sorted(concern.types), sorted(concern.places), sorted(concern.sources))
    return [
        (AbuseType(kind), Place(place), Source(source))
        for kind, place, source in named
        if (kind, place, source) not in held
    ]


def is_taken_up(concern: Concern, known: Iterable[Risk]) -> bool:
    """Whether each type, each place and each source of the concern is in some risk; then nothing need be confirmed."""
    rows = list(known)
    return (
        set(concern.types) <= {risk.abuse_type for risk in rows}
        and set(concern.places) <= {risk.place for risk in rows}
        and set(concern.sources) <= {risk.source.counts_as for risk in rows}
    )
