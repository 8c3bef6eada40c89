"""`docs/access.md`, made from the rule table and from what every address declares; a test says that it is current."""

from collections.abc import Iterable, Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from accounts.rules import TABLE, Relation, Role, Verb
from audit.policy import policy_of

SHORT = {
    Relation.ANY: "any",
    Relation.FRONT_DOOR: "front door",
    Relation.TEAM: "own team",
    Relation.ALLOCATED: "allocated",
    Relation.INSTRUCTED: "instructed",
    Relation.BROKE_GLASS: "broken glass",
}
HEAD = """# Who may do what

Made by `python3 dev.py manage access_table`; do not edit. What is in it is decided in `accounts/rules.py` and declared
by each view; nothing else decides (see [decision 2](decisions/0002-one-rule-table.md)).

A restricted record is shut to everybody who is not named on it, whatever this table says; a name or broken glass opens
it. Who is said to be close to a person has no relation to anything of theirs.
"""


def addresses() -> Iterator[tuple[str, URLPattern]]:
    """Every address by name, in order."""
    return iter(sorted(_named(get_resolver().url_patterns, ""), key=lambda pair: pair[0]))


def _named(patterns: Iterable[URLPattern | URLResolver], namespace: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _named(pattern.url_patterns, inner)
        else:
            yield f"{namespace}{pattern.name or pattern.pattern}", pattern


def table() -> str:
    """The whole document."""
    lines = [HEAD, "## Relations to a record\n"]
    lines += [f"* **{SHORT[relation]}**: {relation.value}" for relation in Relation]
    lines += ["\n## Verbs\n", _row("", *(role.label for role in Role)), _row(*["---"] * (len(Role) + 1))]
    lines += [_row(verb.value, *(_relations(verb, role) for role in Role)) for verb in Verb]
    lines += ["\n## Addresses\n", _row("Address", "Who"), _row("---", "---")]
    for name, pattern in addresses():
        policy = policy_of(pattern.callback)
        lines.append(_row(f"`{name}`", policy.in_words if policy else "Nobody: it declares nothing"))
    return "\n".join(lines) + "\n"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _relations(verb: Verb, role: Role) -> str:
    held = TABLE[verb].get(role, frozenset())
    return ", ".join(SHORT[relation] for relation in Relation if relation in held)
