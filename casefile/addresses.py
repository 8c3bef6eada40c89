"""Addresses of pages, in fewer words."""

from django.urls import reverse


def address(name: str, *args: object) -> str:
    """Where the page `name` is."""
    return reverse(name, args=args)
