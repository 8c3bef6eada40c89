"""What every answer tells the browser: pages, refusals, faults, files, redirects; before any view and after."""

import pytest
from django.test import Client, override_settings

from ui.headers import EVERY_ANSWER

PAGES = {
    "a page": ("GET", "/accounts/login/", 200),
    "a redirect": ("GET", "/", 302),
    "no such page": ("GET", "/nowhere/", 404),
    "no such method": ("DELETE", "/accounts/login/", 405),
    "health": ("GET", "/healthz", 200),
    "a static file": ("GET", "/static/msp/msp.css", 200),
    "no such static file": ("GET", "/static/nothing.css", 404),
}


def policy_of(response):
    return dict(part.strip().partition(" ")[::2] for part in response["Content-Security-Policy"].split(";"))


def check(response):
    for name, value in EVERY_ANSWER.items():
        assert response[name] == value, name
    policy = policy_of(response)
    assert policy["default-src"] == policy["frame-ancestors"] == policy["object-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert "unsafe" not in response["Content-Security-Policy"]
    assert "camera=()" in response["Permissions-Policy"]
    assert "Server" not in response
    assert "X-Powered-By" not in response


@pytest.mark.parametrize("what", PAGES)
def test_every_answer_has_the_headers(what, db):
    method, path, status = PAGES[what]
    response = Client(raise_request_exception=False).generic(method, path)

    assert response.status_code == status
    check(response)
    assert ("no-store" in response["Cache-Control"]) is (what != "a static file")
    response.close()


def test_so_has_an_answer_to_a_host_that_is_not_ours(db):
    response = Client(raise_request_exception=False).get("/", headers={"host": "evil.example"})

    assert response.status_code == 400
    check(response)


@pytest.mark.urls("tests.everywhere.failing")
def test_so_has_a_fault(db):
    response = Client(raise_request_exception=False).post("/fails/a-key/", {"words": "x"})

    assert response.status_code == 500
    check(response)


def test_so_has_a_case_and_nothing_of_it_is_kept(client, worker, open_case):
    client.force_login(worker)
    response = client.get(open_case.get_absolute_url())

    check(response)
    assert "no-store" in response["Cache-Control"]


@override_settings(
    SECURE_HSTS_SECONDS=31536000, SECURE_HSTS_INCLUDE_SUBDOMAINS=True, SECURE_SSL_REDIRECT=True
)
def test_in_production_the_browser_is_told_to_come_back_encrypted(db):
    for response in (Client().get("/accounts/login/"), Client().get("/accounts/login/", secure=True)):
        assert response["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
