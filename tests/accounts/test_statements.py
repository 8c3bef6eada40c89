"""A statement that is kept says for each reader exactly what their own queryset would."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import EmptyResultSet
from django.core.paginator import Paginator
from django.db.models import Count, Q

from accounts import statements
from accounts.models import Membership, User
from accounts.rules import Role, Verb
from accounts.statements import Numbers, Statement
from audit import clock
from enquiries.models import Case, Concern
from outcomes.models import Conversation
from people.models import Person
from tests.cast import make_user
from tests.given import make_concern, make_person

pytestmark = pytest.mark.django_db


@Statement
def cases_of(reader):
    return (
        Case.objects.visible_to(reader, Verb.SEE_THREAD)
        .select_related("person", "team")
        .order_by("opened_at")
    )


@Statement
def these_cases(reader, *, cases):
    return Case.objects.visible_to(reader).filter(pk__in=cases)


@Statement
def opened_before(reader, *, moment):
    return Case.objects.visible_to(reader).filter(opened_at__lt=moment)


@Statement
def people_of(reader):
    return Person.objects.visible_to(reader, Verb.SEE_CASE).order_by("pk")


@Numbers
def numbers_of(reader, *, restricted):
    cases = Case.objects.visible_to(reader)
    return cases, {"cases": Count("pk"), "such": Count("pk", filter=Q(restricted=restricted))}


@pytest.fixture(autouse=True)
def nothing_kept():
    statements._written.cache_clear()
    statements._written_numbers.cache_clear()


@pytest.fixture
def two_teams(north, south):
    """Somebody who is a social worker in one team and a manager in another."""
    return make_user("two@council.example", "Two Teams", (Role.SAM, south), (Role.SOCIAL_WORKER, north))


def fresh(user):
    return User.objects.get(pk=user.pk)


def everybody(cast, two_teams):
    return [fresh(user) for user in (*vars(cast).values(), two_teams)]


def test_each_reader_sees_what_they_would_see_without_it(
    cast, two_teams, instructed_case, front_door_case, restricted_case, south
):
    make_concern(cast.outsider, make_person(cast.outsider, "Bron"), south)
    for _ in range(2):
        for user in everybody(cast, two_teams):
            assert cases_of.rows(user) == list(cases_of.build(user)), user
            assert people_of.rows(user) == list(people_of.build(user)), user
            assert cases_of.listed(user).count() == cases_of.build(user).count(), user
            assert numbers_of.of(user, restricted=True) == {
                "cases": Case.objects.visible_to(user).count(),
                "such": Case.objects.visible_to(user).filter(restricted=True).count(),
            }, user


def test_readers_of_one_role_share_the_words_and_not_the_rows(worker, outsider, open_case):
    before = statements._written.cache_info()
    assert cases_of.rows(fresh(worker)) == [open_case]
    assert cases_of.rows(fresh(outsider)) == []
    after = statements._written.cache_info()
    assert (after.misses - before.misses, after.hits - before.hits) == (1, 1)


def test_what_is_kept_holds_nothing_of_anybody(worker, open_case):
    user = fresh(worker)
    these_cases.rows(user, cases=(open_case.pk,))
    kinds = statements._kinds({"cases": (open_case.pk,)})
    before = statements._written.cache_info()
    _queryset, _compiler, words = statements._written(
        these_cases.build, clock.today(), statements.Shape.of(user), kinds, None
    )
    assert statements._written.cache_info().hits - before.hits == 1
    assert not {user.pk, open_case.team_id, open_case.pk} & set(words.params)


def test_somebody_who_leaves_their_team_sees_no_more(worker, open_case):
    assert cases_of.rows(fresh(worker)) == [open_case]
    open_case.allocations.update(ended_at=clock.now())
    Membership.objects.filter(user=worker).update(ended_at=clock.now())
    assert cases_of.rows(fresh(worker)) == []


def test_somebody_who_may_not_sign_in_sees_nothing(manager, open_case):
    assert cases_of.rows(fresh(manager)) == [open_case]
    User.objects.filter(pk=manager.pk).update(is_active=False)
    assert cases_of.rows(fresh(manager)) == []
    assert numbers_of.of(fresh(manager), restricted=False) == {"cases": 0, "such": 0}


def test_no_door_has_the_moment_in_its_words(cast, two_teams):
    """It would stay open, or shut, until the end of the day: the database tells the time, as for broken glass."""
    for user in everybody(cast, two_teams):
        doors = [model.objects.visible_to(user, verb) for model in (Case, Person) for verb in Verb]
        doors += [Concern.objects.visible_to(user), Conversation.objects.visible_to(user)]
        for rows in doors:
            try:
                _sql, params = rows.query.sql_with_params()
            except EmptyResultSet:
                continue
            assert not any(isinstance(param, datetime) for param in params), (user, rows.model)


def test_values_are_those_of_this_asking(manager, open_case, restricted_case):
    user = fresh(manager)
    assert these_cases.rows(user, cases=(open_case.pk,)) == [open_case]
    assert these_cases.rows(user, cases=(restricted_case.pk,)) == [restricted_case]
    assert these_cases.rows(user, cases=()) == []
    assert opened_before.rows(user, moment=clock.now() - timedelta(days=400)) == []
    assert open_case in opened_before.rows(user, moment=clock.now() + timedelta(days=1))
    assert numbers_of.of(user, restricted=False)["such"] != numbers_of.of(user, restricted=None)["such"]


def test_a_row_brings_what_was_selected_with_it(worker, open_case, django_assert_num_queries):
    user = fresh(worker)
    cases_of.rows(user)
    with django_assert_num_queries(1):
        (found,) = cases_of.rows(user)
        assert (found.person.preferred_name, found.team.name) == ("Olwen", "North")


def test_writing_one_asks_nothing(worker, open_case, django_assert_num_queries):
    user = fresh(worker)
    assert user.running_memberships
    with django_assert_num_queries(2):
        numbers_of.of(user, restricted=True)
        cases_of.rows(user)


def test_pages_of_a_list_are_its_parts(manager, worker, open_case, north):
    for number in range(3):
        make_concern(worker, make_person(worker, f"Person {number}"), north)
    user = fresh(manager)
    pages = Paginator(cases_of.listed(user), 3)
    assert pages.count == 4
    assert [case for page in pages for case in page.object_list] == list(cases_of.build(user))
