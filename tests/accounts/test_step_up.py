"""Before an export, a change of who may see or do what, or the like: prove again who you are, and lose no text."""

import ast
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.sessions import PROVED
from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from tests.cast import PASSWORD
from tests.hand import Hand
from tests.test_architecture import PARSED, names_called, where
from ui.models import Draft

ASK = "/accounts/reauthenticate/"


def wait_at_the_desk(client, minutes=16):
    """So many minutes have gone since they signed in."""
    session = client.session
    session[PROVED] = (clock.now() - timedelta(minutes=minutes)).timestamp()
    session.save()


def prove(client, next_address, password=PASSWORD):
    return client.post(ASK, {"password": password, "next": next_address})


@pytest.fixture
def at_the_desk(manager, open_case):
    """A manager with the page open that restricts a case, who has been away for 16 minutes."""
    hand = Hand(manager)
    hand.path = reverse("enquiries:restrict", args=[open_case.pk])
    hand.open(hand.path)
    wait_at_the_desk(hand.client)
    return hand


def test_who_has_just_signed_in_is_not_asked(manager, open_case):
    assert Hand(manager).open(reverse("enquiries:restrict", args=[open_case.pk])).status_code == 200


def test_after_a_quarter_of_an_hour_the_page_asks_first(at_the_desk):
    answer = at_the_desk.client.get(at_the_desk.path)
    assert (answer.status_code, answer.url.split("?")[0]) == (302, ASK)
    assert "Is it still you?" in at_the_desk.client.get(answer.url).text


def test_a_form_that_is_sent_then_does_nothing_and_loses_nothing(at_the_desk, open_case):
    answer = at_the_desk.send(at_the_desk.path, reason="Her niece works here.", kind="relative")
    open_case.refresh_from_db()
    assert (answer.status_code, open_case.restricted) == (302, False)

    back = Draft.objects.get().address
    answer = prove(at_the_desk.client, back)
    assert (answer.status_code, answer.url) == (302, back)
    page = at_the_desk.open(back)
    assert "Her niece works here." in page.text
    at_the_desk.send(at_the_desk.path, reason="Her niece works here.", kind="relative")
    open_case.refresh_from_db()
    assert open_case.restricted
    assert AuditEntry.objects.filter(event=Event.IDENTITY_PROVED, actor=at_the_desk.user).count() == 1


def test_a_wrong_password_opens_nothing_and_is_recorded(at_the_desk, manager):
    assert prove(at_the_desk.client, at_the_desk.path, "wrong").status_code == 200
    assert at_the_desk.client.get(at_the_desk.path).status_code == 302
    assert AuditEntry.objects.filter(event=Event.SIGN_IN_FAILED, actor=manager).count() == 1


def test_what_is_saved_while_typing_is_not_held_up(at_the_desk):
    assert at_the_desk.type(at_the_desk.path, reason="Her").status_code == 204


def test_a_download_is_there_after_the_asking(analyst, client):
    client.force_login(analyst)
    wait_at_the_desk(client)
    path = reverse("oversight:dashboard-csv")
    assert client.get(path).url.startswith(ASK)
    assert client.get(prove(client, path).url).headers["Content-Type"].startswith("text/csv")


def test_nobody_is_led_to_another_site(at_the_desk):
    answer = prove(at_the_desk.client, "https://elsewhere.example/")
    assert answer.url == "/"


def test_every_view_that_lets_others_in_or_takes_records_out_asks_first():
    """Found in the code, so that a new view cannot forget: by the permission it requires, or the event it records."""
    permissions = {
        "can_manage_accounts",
        "can_restrict_case",
        "can_break_glass",
        "can_dispose",
        "can_erase_person",
    }
    forgetful = []
    for path, tree in PARSED.items():
        if path.name != "views.py" and path.parent.name != "views":
            continue
        for view in [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.decorator_list]:
            decorators = {ast.unparse(decorator) for decorator in view.decorator_list}
            source = ast.unparse(view)
            writes = any("POST" in decorator for decorator in decorators)
            matters = writes and (
                any(name in source for name in permissions) or "user_page" in names_called(view)
            )
            if (matters or "Event.EXPORTED" in source) and "step_up_required" not in decorators:
                forgetful.append(where(path, view))
    assert forgetful == []
