import pytest

from accounts.models import Team, User
from audit.ids import new_id
from tests.hand import Hand
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
