"""Who knows what: everybody involved, and every decision to share something or to keep it."""

from dataclasses import dataclass
from datetime import date

from accounts.models import User
from enquiries.models import Case, Participant, SharingDecision
from people.contact import rules_against_telling_any
from people.models import SafeContactRule
from people.names import same_name


@dataclass(frozen=True)
class Knows:
    """Somebody, what they know, and what was decided about telling them."""

    name: str
    role: str
    knows: str
    may_be_told: bool | None
    """None: no such rule is written down for them, something was shared with them once."""
    decisions: list[SharingDecision]
    rules: list[SafeContactRule]
    """Safe contact rules by which they must not be told."""

    @property
    def last_on(self) -> date | None:
        return max((one.decided_on for one in self.decisions), default=None)


@dataclass(frozen=True)
class Sharing:
    table: list[Knows]
    decisions: list[SharingDecision]


def sharing_of(case: Case, user: User) -> Sharing:
    """All that the page of sharing shows, in a number of queries that does not grow with the case."""
    decisions = list(
        SharingDecision.objects.visible_to(user).filter(case=case).order_by("-decided_on", "-recorded_at")
    )
    people = list(Participant.objects.visible_to(user).filter(case=case).current().order_by("recorded_at"))
    names = [person.name for person in people]
    for one in decisions:
        if not any(same_name(name, one.with_whom) for name in names):
            names.append(one.with_whom)
    warned = rules_against_telling_any(case.person, names)
    involved = {person.name: person for person in people}
    return Sharing([_knows(name, involved.get(name), decisions, warned[name]) for name in names], decisions)


def _knows(
    name: str, person: Participant | None, decisions: list[SharingDecision], rules: list[SafeContactRule]
) -> Knows:
    return Knows(
        name=name,
        role=person.role if person else "",
        knows=person.knows if person else "",
        may_be_told=person.may_be_told if person else None,
        decisions=[one for one in decisions if same_name(name, one.with_whom)],
        rules=rules,
    )
