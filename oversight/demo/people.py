"""Invented people: names as one meets them, and details that cannot be anybody's.

Telephone numbers are of the ranges that Ofcom keeps free for drama, NHS numbers of the range kept for tests, and
postcodes of an area that does not exist.
"""

import random
from pathlib import Path
from typing import Any

from oversight.demo.threads import read
from people.nhs_numbers import is_nhs_number

HERITAGES = {
    "english": (62, "white-british"),
    "welsh": (9, "white-british"),
    "scottish": (4, "white-british"),
    "irish": (3, "white-irish"),
    "polish": (4, "white-other"),
    "indian": (4, "asian-indian"),
    "pakistani": (3, "asian-pakistani"),
    "caribbean": (4, "black-caribbean"),
    "african": (4, "black-african"),
    "chinese": (1, "asian-chinese"),
    "bengali": (2, "asian-bangladeshi"),
}
NAMES: dict[str, Any] = read(Path(__file__).parent / "names.yaml")
TOWNS = {
    "harbour": ("Ashmere Harbour", "ZA1"),
    "valley": ("Netherwick", "ZA4"),
    "moor": ("High Skelling", "ZA7"),
    "hospital": ("Ashmere", "ZA2"),
}
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"


def invent(rng: random.Random, hints: dict[str, Any], taken: set[str], team: str) -> dict[str, Any]:
    """Somebody nobody is, as a story tells a person: `hints` say what the story needs of them."""
    gender = hints.get("gender") or rng.choices(["female", "male"], [58, 42])[0]
    least, most = hints.get("ages", (66, 94) if rng.random() < 0.62 else (19, 64))
    age = rng.randint(least, most)
    while True:
        heritage = rng.choices(list(HERITAGES), [weight for weight, _ in HERITAGES.values()])[0]
        pool = f"{'older' if age >= 60 else 'younger'}_{'women' if gender == 'female' else 'men'}"
        given = rng.choice(NAMES[heritage][pool].split())
        family = rng.choice(NAMES[heritage]["families"].split())
        if f"{given} {family}" not in taken:
            break
    taken.add(f"{given} {family}")
    ethnicity = HERITAGES[heritage][1]
    if rng.random() < 0.08:
        ethnicity = rng.choice(["refused", "not-known", "not-known"])
    return {
        "called": given,
        "given": given,
        "family": family,
        "age": age,
        "gender": gender,
        "ethnicity": ethnicity,
        "support": hints.get("support") or _support(rng, age),
        "address": hints.get("address") or f"{rng.randint(1, 94)} {rng.choice(NAMES['streets'])}",
        "team": team,
    }


def _support(rng: random.Random, age: int) -> str:
    older = {"physical-personal": 34, "physical-access": 14, "memory": 16, "none": 14, "sensory-hearing": 4}
    younger = {"learning": 28, "mental": 27, "physical-personal": 16, "none": 16, "social-substance": 7}
    shares = (older if age >= 65 else younger) | {"not-known": 5, "social-isolation": 5, "sensory-visual": 3}
    return rng.choices(list(shares), list(shares.values()))[0]


def nhs_number(rng: random.Random) -> str:
    """A valid number of the range 999, which is kept for tests and given to nobody."""
    while True:
        first = f"999{rng.randint(0, 999999):06d}"
        for check in "0123456789":
            if is_nhs_number(first + check):
                return first + check


def mobile(rng: random.Random) -> str:
    return f"07700 900{rng.randint(0, 999):03d}"


def landline(rng: random.Random) -> str:
    return f"01632 960{rng.randint(300, 999):03d}"


def postcode(rng: random.Random, team: str) -> str:
    return f"{TOWNS[team][1]} {rng.randint(1, 9)}{rng.choice(LETTERS)}{rng.choice(LETTERS)}"
