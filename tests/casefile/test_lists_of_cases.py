import pytest
from django.urls import reverse

from tests.given import make_concern, make_person

pytestmark = pytest.mark.django_db
LIST, SEARCH = "/cases/", "/cases/find/"


def listed(client, user, query=""):
    client.force_login(user)
    return client.get(f"{LIST}{query}").text


def test_it_says_how_many_of_how_many_and_which_filters_are_on(client, worker, north, open_case, closed_case):
    make_concern(worker, make_person(worker, "Gwen"), north)
    text = listed(client, worker)
    assert "Showing 1 of 2, filters on: Open" in text
    assert "Showing 2 of 2" in listed(client, worker, "?state=all")
    assert "Showing 1 of 2, filters on: Closed" in listed(client, worker, "?state=closed")


def test_each_filter_narrows_it(client, worker, north, open_case):
    other = make_concern(worker, make_person(worker, "Gwen"), north).case
    for query, kept, left in [
        ("?worker=me", open_case, other),
        (f"?worker={worker.pk}", open_case, other),
        ("?worker=nobody", other, open_case),
        ("?stage=concern", other, open_case),
        ("?stage=enquiry", open_case, other),
    ]:
        text = listed(client, worker, query)
        assert f'href="{kept.get_absolute_url()}"' in text, query
        assert f'href="{left.get_absolute_url()}"' not in text, query


def test_filters_that_make_no_sense_show_the_list(client, worker, open_case):
    query = "?team=x&worker=%00&stage=%27&sort=down&state=&asked=1&page=zero"
    assert open_case.reference in listed(client, worker, query)


def test_it_holds_only_what_the_reader_may_see(client, outsider, open_case, restricted_case):
    text = listed(client, outsider)
    assert open_case.reference not in text
    assert restricted_case.reference not in text
    assert "Showing 0 of 0" in text


@pytest.mark.parametrize("query", ["{reference}", "OLWEN", "tarra", " {reference} "])
def test_one_that_is_found_is_opened(client, worker, open_case, query):
    client.force_login(worker)
    response = client.post(SEARCH, {"q": query.format(reference=open_case.reference.lower())})
    assert (response.status_code, response["Location"]) == (302, open_case.get_absolute_url())


def test_a_name_is_never_in_an_address(client, worker, open_case):
    client.force_login(worker)
    assert open_case.reference not in client.get(SEARCH, {"q": "Olwen"}).text


def test_another_team_finds_nothing(client, outsider, open_case):
    client.force_login(outsider)
    assert "Nothing found that you may see" in client.post(SEARCH, {"q": open_case.reference}).text


def test_an_empty_search_says_what_to_enter(client, worker):
    client.force_login(worker)
    response = client.post(SEARCH, {"q": " "})
    assert (response.status_code, "Enter a reference or a name" in response.text) == (422, True)


def test_whoever_sees_no_record_has_no_list(client, analyst, advocate, administrator):
    for user in (analyst, advocate, administrator):
        client.force_login(user)
        assert client.get(reverse("casefile:cases")).status_code == 403
