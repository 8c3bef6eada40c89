from typing import TYPE_CHECKING

from django.utils.formats import date_format

from audit import clock

if TYPE_CHECKING:
    from people.models import Person


def birth_of(person: "Person") -> str:
    """When the person was born, as far as it is known, with their age today or when they died."""
    if person.born_on:
        age = person.age_on(clock.today())
        aged = f"died aged {age}" if person.died_on else f"age {age}"
        return f"{date_format(person.born_on, 'j F Y')} ({aged})"
    if person.estimated_age is not None and person.estimated_on:
        return f"about {person.estimated_age} in {date_format(person.estimated_on, 'F Y')}"
    return "Not known"
