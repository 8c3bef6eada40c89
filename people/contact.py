"""May this contact be made? The one place that letters, report delivery and every other contact ask."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from audit import clock
from people.choices import ContactRuleKind
from people.models import Person, SafeContactRule
from people.names import same_name


def rules_broken(
    person: Person, channel: str, *, with_whom: str = "", on: date | None = None
) -> list[SafeContactRule]:
    """The rules, running on the day of the contact, that it would break: who must never be told before all else.

    A rule about a channel is broken whatever hours or place it names: the product cannot read those, a person can,
    and says so when they go ahead all the same.
    """
    running: Any = person.safecontactrules.running_on(on or clock.today())
    return sorted(
        (rule for rule in running if _is_broken(rule, channel, with_whom)),
        key=lambda rule: (rule.kind != ContactRuleKind.NEVER_TELL, rule.recorded_at),
    )


def rule_broken(
    person: Person, channel: str, *, with_whom: str = "", on: date | None = None
) -> SafeContactRule | None:
    """The gravest rule that the contact would break, or None where it may be made."""
    return next(iter(rules_broken(person, channel, with_whom=with_whom, on=on)), None)


def rules_against_telling(person: Person, name: str) -> list[SafeContactRule]:
    """The running rules by which somebody of this name must not be told."""
    return rules_against_telling_any(person, [name])[name]


def rules_against_telling_any(person: Person, names: Iterable[str]) -> dict[str, list[SafeContactRule]]:
    """The same for several names, in one query. "Gareth Parry, her grandson" is the Gareth Parry of a rule."""
    running: Any = person.safecontactrules.running_on(clock.today())
    rules = [rule for rule in running if rule.kind == ContactRuleKind.NEVER_TELL]
    return {name: [rule for rule in rules if _names(rule.who, name)] for name in names}


def _names(who: str, name: str) -> bool:
    return same_name(who, name) or _words(who) <= _words(name)


def _words(name: str) -> set[str]:
    return set(name.casefold().replace(",", " ").split())


def _is_broken(rule: SafeContactRule, channel: str, with_whom: str) -> bool:
    if rule.kind == ContactRuleKind.NEVER_TELL:
        return same_name(rule.who, with_whom)
    return rule.kind == ContactRuleKind.MUST_NOT and rule.channel in {"", channel}
