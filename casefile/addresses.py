"""Addresses of pages that other apps own, so that a case page leads to all of them."""

from django.urls import NoReverseMatch, reverse


def address(name: str, *args: object) -> str:
    """Where the page `name` is; nothing while the product has no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
