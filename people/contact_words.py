"""Safe contact rules as sentences that somebody reads just before they pick up the telephone."""

from typing import TYPE_CHECKING

from people.choices import Channel, ContactRuleKind

if TYPE_CHECKING:
    from people.models import SafeContactRule

LEADING = frozenset({"her", "his", "their", "the", "my", "any", "anybody", "a", "an", "all", "other"})
NEVER = {
    "": "No contact",
    Channel.LETTER: "No letters",
    Channel.PHONE: "No phone calls",
    Channel.TEXT: "No text messages",
    Channel.EMAIL: "No emails",
    Channel.VISIT: "No visits",
    Channel.VIDEO: "No video calls",
}
GOOD = {
    "": "Any way of getting in touch",
    Channel.LETTER: "Letters",
    Channel.PHONE: "Phone calls",
    Channel.TEXT: "Text messages",
    Channel.EMAIL: "Emails",
    Channel.VISIT: "Visits",
    Channel.VIDEO: "Video calls",
}


def sentence_of(rule: "SafeContactRule") -> str:
    """What the rule says, with its place, hours, people and words, and the reason last."""
    if rule.kind == ContactRuleKind.NEVER_TELL:
        said = f"Never tell {_within_a_sentence(rule.who)}"
        said += f" about {rule.subject}" if rule.subject else ""
    else:
        said = (NEVER if rule.kind == ContactRuleKind.MUST_NOT else GOOD)[rule.channel]
        said += "".join(f", {part}" for part in _details(rule))
    return f"{said}: {rule.reason}".rstrip(".") + "."


def _within_a_sentence(who: str) -> str:
    """ "Her daughter Yvonne" as it stands in the middle of a sentence; names keep their capitals."""
    first, _, rest = who.partition(" ")
    return f"{first.lower()} {rest}" if rest and first.lower() in LEADING else who


def _details(rule: "SafeContactRule") -> list[str]:
    details = [
        (rule.place, "{}"),
        (rule.days_and_hours, "{}"),
        (rule.speak_with, "spoken with by {}"),
        (rule.subject, "about {}"),
        (rule.words_to_use, "saying “{}”"),
    ]
    return [form.format(value) for value, form in details if value]
