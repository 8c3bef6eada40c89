"""May this contact be made? The one place that letters, report delivery and every other contact ask."""

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


def _is_broken(rule: SafeContactRule, channel: str, with_whom: str) -> bool:
    if rule.kind == ContactRuleKind.NEVER_TELL:
        return same_name(rule.who, with_whom)
    return rule.kind == ContactRuleKind.MUST_NOT and rule.channel in {"", channel}
