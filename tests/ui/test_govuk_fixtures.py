"""Our templates against the oracle of GOV.UK Frontend: the same options make the same HTML."""

import json
from pathlib import Path
from typing import Any

import html5lib
import pytest

from ui import components

ORACLE = json.loads(Path(__file__).with_name("fixtures").joinpath("govuk.json").read_text(encoding="utf-8"))
INLINE = {"a", "b", "code", "em", "i", "span", "strong"}
# Options that the product does not offer, each for a reason; none of their fixtures is a shown one.
NOT_OFFERED: dict[tuple[str, str], str] = {}


def canonical(html: str) -> list[Any]:
    """The parsed HTML: attributes as a mapping, classes as words, white space as a browser shows it."""
    fragment = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)
    return contents(fragment)


def contents(element: Any) -> list[Any]:
    raw: list[Any] = [element.text or ""]
    for child in element:
        raw += [child, child.tail or ""]
    if element.tag in {"textarea", "pre"}:
        return ["".join(part for part in raw if isinstance(part, str))]
    made: list[Any] = []
    for index, piece in enumerate(raw):
        if not isinstance(piece, str):
            made.append(node(piece))
            continue
        before = raw[index - 1] if index else element
        after = raw[index + 1] if index + 1 < len(raw) else element
        text = " ".join(piece.split()) if not piece.isspace() else ""
        lead = " " if piece[:1].isspace() and before.tag in INLINE else ""
        tail = " " if piece[-1:].isspace() and after.tag in INLINE else ""
        if text:
            made.append(lead + text + tail)
    return made


def node(element: Any) -> Any:
    given = dict(element.attrib)
    if "class" in given:
        given["class"] = given["class"].split()
    return (element.tag, given, contents(element))


FIXTURES = [
    pytest.param(component, fixture, id=f"{component}: {fixture['name']}")
    for component, fixtures in ORACLE.items()
    for fixture in fixtures
    if (component, fixture["name"]) not in NOT_OFFERED
]


@pytest.mark.parametrize(("component", "fixture"), FIXTURES)
def test_a_component_is_what_govuk_frontend_makes(component: str, fixture: dict[str, Any]) -> None:
    made = components.render(component, **fixture["options"])
    assert canonical(made) == canonical(fixture["html"])


def test_every_fixture_that_is_shown_is_tried() -> None:
    shown = {
        (component, fixture["name"])
        for component, fixtures in ORACLE.items()
        for fixture in fixtures
        if not fixture["hidden"]
    }
    assert not shown & set(NOT_OFFERED)
    assert len(shown) > 200
