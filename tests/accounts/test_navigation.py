import pytest

from accounts.navigation import items_for, landing_for

MENU = {
    "front_door": ("Find a person",),
    "worker": ("Find a person", "Figures"),
    "sam": ("Find a person", "Figures"),
    "manager": ("Find a person", "Figures"),
    "analyst": ("Figures",),
    "auditor": ("Find a person", "Figures"),
    "administrator": ("People who sign in", "Teams"),
    "advocate": (),
}


@pytest.mark.parametrize("who", MENU)
def test_the_menu_holds_what_somebody_may_open(cast, client, who):
    user = getattr(cast, who)
    words = [text for text, _, _ in items_for(user)]
    assert set(MENU[who]) <= set(words)
    others = {"Find a person", "Figures", "People who sign in", "Teams"} - set(MENU[who])
    assert not others & set(words)
    client.force_login(user)
    for item in client.get("/my-account/").context["nav_items"]:
        assert client.get(item["href"]).status_code in {200, 302}, item


def test_somebody_without_a_role_lands_on_their_own_account(cast):
    for membership in cast.worker.memberships.all():
        membership.delete()
    cast.worker.__dict__.pop("running_memberships", None)
    assert landing_for(cast.worker) == "/my-account/"


def test_an_administrator_lands_among_the_accounts(administrator):
    assert landing_for(administrator) == "/users/"
