"""Every word that somebody typed into the world of the tests, to be looked for where it must not be."""

from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import unquote_plus

from django.apps import apps
from django.db import models

from tests.access.matrix import EVERYBODY

OF_PEOPLE = ("people", "enquiries", "outcomes", "principles", "casefile")
OURS = {"reference", "sha256", "key", "message_id", "failure", "problem", "question_text", "role"}
"""Fields that hold what the product makes, or what half of its pages are called."""
SHORTEST = 6


def typed_words() -> dict[str, str]:
    """Each word or sentence that people typed, and the field that holds it."""
    cast = {*EVERYBODY}  # called by what they do, as code and pages are too
    return {words: where for where, words in _all_typed() if len(words) >= SHORTEST and words not in cast}


def _all_typed() -> Iterator[tuple[str, str]]:
    for model in apps.get_models():
        if model._meta.app_label in OF_PEOPLE or model._meta.label == "accounts.User":
            for field in filter(is_typed, model._meta.concrete_fields):
                for words in model._default_manager.values_list(field.name, flat=True).distinct():
                    yield f"{model._meta.label}.{field.name}", (words or "").strip()


def is_typed(field: models.Field) -> bool:
    is_text = isinstance(field, models.CharField | models.TextField) and not field.choices
    return is_text and field.name not in OURS | {"password"}


def found_in(text: str, words: Iterable[str]) -> list[str]:
    """The words that are in the text as they are, in an address or in markup."""
    plain = f"{text}\n{unquote_plus(text)}\n{unescape(text)}"
    return [one for one in words if one in plain]
