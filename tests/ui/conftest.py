import re

import pytest
from django.test import Client

from accounts.models import Team, User
from audit.ids import new_id
from ui.models import Draft


@pytest.fixture
def small_site(settings):
    settings.ROOT_URLCONF = "tests.ui.flow_pages"


@pytest.fixture
def writer(db):
    return User.objects.create_user("writer@council.example", "a long enough password", name="Wilma Writer")


@pytest.fixture
def colleague(db):
    return User.objects.create_user("colleague@council.example", "a long enough password", name="Col League")


@pytest.fixture
def team(db):
    return Team.objects.create(name="North")


class Hand:
    """Someone at a form: opens it, types into it, sends it, as a browser without scripts would."""

    def __init__(self, user, *, csrf=False):
        self.client = Client(enforce_csrf_checks=csrf)
        self.client.force_login(user)
        self.user = user
        self.hidden = {}

    def open(self, path):
        response = self.client.get(path)
        self.hidden = dict(
            re.findall(r'name="(form_key|version|csrfmiddlewaretoken)" value="([^"]*)"', response.text)
        )
        return response

    def send(self, path, /, **typed):
        return self.client.post(path, {**self.hidden, **typed})

    def client_copy(self):
        """The same session in a client of its own, for a thread of its own."""
        client = Client()
        client.cookies.update(self.client.cookies)
        return client

    def type(self, path, /, **typed):
        return self.send(path, draft="1", **typed)


@pytest.fixture
def hand(small_site, writer):
    return Hand(writer)


@pytest.fixture
def row(colleague):
    """A row that can be edited: it has a version, and a colleague's hand in it."""
    return Draft.objects.create(
        user=colleague,
        form_key=new_id(),
        form="row",
        title="Old title",
        path="First line\nSecond line",
        version=1,
        posted={"colours": ["r", "g"], "day": "2026-03-03"},
    )
