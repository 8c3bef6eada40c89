"""Finding people by what somebody remembers of them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection
from django.db.models import F, Q, Value
from django.db.models.functions import ExtractYear, Greatest

from accounts.models import User
from people.models import Person
from people.names import also_called, date_slips, folded
from people.nhs_numbers import is_nhs_number, tidied
from people.querysets import PersonQuerySet

TYPO = 0.4
"""How alike a word of a name must be to a word typed: one letter wrong in five still is."""
MOST = 20
AGE_LEEWAY = 3
"""Years by which an estimated age may be out and still be the same person's."""


def find_people(user: User, name: str, born_on: date | None = None) -> list[Person]:
    """The people whose identity `user` may see who go by something like `name`, the likeliest first.

    Every word must be found, spelt a little differently or as a nickname. A date of birth that is known narrows it,
    usual slips allowed; an NHS number in place of a name finds its holder.
    """
    people = Person.objects.visible_to(user)
    number = tidied(name)
    words = folded(name).split()[:8]
    if is_nhs_number(number):
        people = people.filter(nhs_number=number)
    elif words or born_on:
        people = called(people, words)
    else:
        return []
    if born_on:
        people = born_about(people, born_on)
    likeliest = people.annotate(likeness=_likeness(words)).order_by("-likeness", "search_name")[:MOST]
    return list(likeliest.with_cases(user))


def called(people: PersonQuerySet, words: Iterable[str]) -> PersonQuerySet:
    """Those of `people` who go by every one of the folded `words`, more or less."""
    with connection.cursor() as cursor:  # the index's threshold, for this transaction
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(TYPO)])
    for word in words:
        people = people.filter(_called(word))
    return people


def _called(word: str) -> Q:
    asked = Q(pk__in=[])
    for way in also_called(word):
        asked |= Q(search_name__startswith=way) | Q(search_name__contains=f" {way}")
    return asked | Q(search_name__trigram_word_similar=word) if len(word) > 2 else asked


def _likeness(words: list[str]) -> Any:
    """How well the names fit the words; a word as typed counts for more than its nicknames."""
    likeness: Any = Value(0.0)
    for word in words:
        ways = [TrigramWordSimilarity(way, "search_name") for way in also_called(word)]
        likeness += (Greatest(*ways) if len(ways) > 1 else ways[0]) + TrigramWordSimilarity(
            word, "search_name"
        )
    return likeness


def born_about(people: PersonQuerySet, day: date) -> PersonQuerySet:
    """Those of `people` who were born on `day`, a slip of the pen from it, or about as long ago."""
    birth_year = ExtractYear("estimated_on") - F("estimated_age")
    fits = Q(born_on__in=date_slips(day)) | Q(
        birth_year__range=(day.year - AGE_LEEWAY, day.year + AGE_LEEWAY)
    )
    return people.alias(birth_year=birth_year).filter(fits)
