"""A choice opens fields; each stands under one choice only, for there is one box of it on the page."""

from collections import Counter
from importlib import import_module

import pytest
from django.apps import apps
from django.utils.module_loading import module_has_submodule

from ui.forms import KitForm

for app in apps.get_app_configs():
    if module_has_submodule(app.module, "urls"):
        import_module(f"{app.name}.urls")


def every_form(form=KitForm):
    for one in form.__subclasses__():
        yield one
        yield from every_form(one)


FORMS = {f"{form.__module__}.{form.__name__}": form for form in every_form()}


@pytest.mark.parametrize("form", [FORMS[name] for name in sorted(FORMS)], ids=sorted(FORMS))
def test_no_field_stands_under_two_choices(form):
    opened = Counter(
        name
        for field in form.base_fields.values()
        for names in getattr(field, "reveals", {}).values()
        for name in names
    )
    assert [name for name, times in opened.items() if times > 1] == []
