"""Demo data is loaded once, has one password, and never shares a database with real people."""

import os

import pytest

from msp.embedded import demo
from msp.embedded.demo import Kind
from msp.embedded.postgres import OWNER
from msp.embedded.processes import LauncherError
from msp.embedded.servers import DATABASE, Servers
from msp.embedded.up import demo_password, environment, prepare, welcome


@pytest.fixture
def servers(launcher, monkeypatch):
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "BROKER_URL"):
        monkeypatch.delenv(name, raising=False)
    running = Servers(launcher.data)
    running.start()
    yield running
    running.stop()


@pytest.mark.parametrize("kind", Kind)
def test_the_database_itself_says_what_it_holds(servers, kind):
    owner = servers.environment["DATABASE_OWNER_URL"]
    assert demo.kind_of(owner) is Kind.NEW

    demo.mark(owner, kind)

    assert demo.kind_of(owner) is kind


def test_demo_people_are_not_taken_for_real_ones(servers):
    env = environment(servers, 8000)
    demo.mark(env["DATABASE_OWNER_URL"], Kind.DEMO)

    with pytest.raises(LauncherError, match="holds demo people: choose another folder with --data"):
        prepare(servers, env, demo=False)


def test_half_loaded_demo_data_can_be_dropped_with_its_database(servers):
    owner = servers.environment["DATABASE_OWNER_URL"]
    demo.mark(owner, Kind.LOADING)

    servers.empty_database()

    assert demo.kind_of(owner) is Kind.NEW
    assert owner == servers.postgres.url(OWNER, DATABASE), "at the same address"


def test_the_password_is_made_once_and_kept_closed(tmp_path, monkeypatch):
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)

    first = demo_password(tmp_path)

    assert len(first) >= 16
    assert demo_password(tmp_path) == first
    assert oct((tmp_path / "demo-password").stat().st_mode & 0o777) == "0o600"
    assert first not in os.environ.values()


def test_the_password_may_be_given_at_the_first_start_only(tmp_path, monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "chosen by the person")
    assert demo_password(tmp_path) == "chosen by the person"

    monkeypatch.setenv("DEMO_PASSWORD", "another one")

    assert demo_password(tmp_path) == "chosen by the person", "the accounts were made with the first"


def test_the_welcome_has_every_sign_in_with_its_role(tmp_path):
    words = "\n".join(welcome(tmp_path, 8000, Kind.DEMO))

    for name in demo.SIGN_INS:
        assert f"  {name}@demo.example " in words
    assert {
        "front.door",
        "social.worker",
        "sam",
        "service.manager",
        "analyst",
        "advocate",
    } <= demo.SIGN_INS.keys()
    assert {"administrator", "auditor", "social.worker2", "sam2", "advocate2"} <= demo.SIGN_INS.keys()
    assert demo_password(tmp_path) in words
    assert "http://127.0.0.1:8000/" in words
