"""Adding the person, and what is known of them, as the first concern arrives."""

from datetime import date, timedelta
from typing import Any

from accounts.models import User
from audit import clock
from oversight.demo import people as invented
from oversight.demo.doing.play import Play
from people import actions
from people.choices import AddressKind, Channel, ContactRuleKind, RelationshipKind
from people.errors import LikelyDuplicate
from people.models import Person


def add(play: Play, actor: User) -> Person:
    """Add the person with all that the story tells of them; whoever is merely like them has been looked at."""
    told = play.thread.told["person"]
    fields = _fields(play, told)
    try:
        person = actions.add_person(actor=actor, **fields)
    except LikelyDuplicate as likely:
        different = [match.person.pk for match in likely.matches]
        person = actions.add_person(actor=actor, different_from=different, **fields)
    play.person_id = person.pk
    return person


def _fields(play: Play, told: dict[str, Any]) -> Any:
    columns = ("other_names", "gender", "ethnicity", "language", "interpreter_needed", "pronouns")
    fields: dict[str, Any] = {name: told[name] for name in columns if name in told}
    fields |= {
        "preferred_name": told["called"],
        "given_names": told.get("given", told["called"]),
        "family_name": told.get("family", ""),
        "support_reason": told.get("support", "not-known"),
        "what_matters": told.get("matters", ""),
        "health_conditions": told.get("health_conditions", []),
    }
    if told.get("about"):
        fields |= {"estimated_age": told["about"], "estimated_on": clock.today()}
    elif "age" in told:
        fields["born_on"] = _born(play, told["age"])
    if "family" in told and play.rng.random() < 0.7:
        fields["nhs_number"] = invented.nhs_number(play.rng)
    return fields


def _born(play: Play, age: int) -> date:
    day: date = play.thread.day_0 - timedelta(days=age * 365 + age // 4 + play.rng.randint(1, 360))
    return day


def tell_more(play: Play, actor: User) -> None:
    """Where they live, how they are reached, how they communicate, who is in their life, what to be careful of."""
    told, rng, person = play.thread.told["person"], play.rng, play.person
    team = play.thread.told.get("team", "harbour")
    if told.get("address"):
        town = invented.TOWNS[team][0]
        actions.add_address(
            actor=actor,
            person_id=person,
            kind=AddressKind.HOME,
            lines=f"{told['address']}\n{told.get('town', town)}",
            postcode=invented.postcode(rng, team),
        )
    if told.get("phone", rng.random() < 0.6):
        number = invented.landline(rng) if told.get("age", 50) > 70 else invented.mobile(rng)
        note = told["phone"] if isinstance(told.get("phone"), str) else ""
        actions.add_contact_detail(
            actor=actor, person_id=person, channel=Channel.PHONE, value=number, note=note
        )
    for need in told.get("needs", []):
        actions.add_need(actor=actor, person_id=person, need=need["need"], how_met=need.get("met", ""))
    for rule in told.get("contact", []):
        fields = {name: value for name, value in rule.items() if name not in {"kind", "reason"}}
        actions.add_safe_contact(
            actor=actor,
            person_id=person,
            kind=ContactRuleKind(rule["kind"]),
            reason=rule["reason"],
            **fields,
        )
    for relation in told.get("people", []):
        fields = {name: value for name, value in relation.items() if name != "kind"}
        actions.add_relationship(
            actor=actor, person_id=person, kind=RelationshipKind(relation["kind"]), **fields
        )
    if "warning" in told:
        actions.add_warning(
            actor=actor, person_id=person, text=told["warning"], review_on=clock.today() + timedelta(days=365)
        )
