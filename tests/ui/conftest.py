import pytest

from audit.ids import new_id
from tests.hand import Hand
from ui.models import Draft


@pytest.fixture
def small_site(settings):
    settings.ROOT_URLCONF = "tests.ui.flow_pages"


@pytest.fixture
def hand(small_site, worker):
    return Hand(worker)


@pytest.fixture
def row(sam):
    """A row that can be edited: it has a version, and a colleague's hand in it."""
    return Draft.objects.create(
        user=sam,
        form_key=new_id(),
        form="row",
        title="Old title",
        path="First line\nSecond line",
        version=1,
        posted={"colours": ["r", "g"], "day": "2026-03-03"},
    )
