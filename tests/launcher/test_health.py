"""What a watchdog is told, without signing in."""

import pytest
from django.db import ProgrammingError, connection

from msp import health
from tests.infrastructure.database import connected_as, owner_cursor


def test_the_process_answers_without_asking_the_database(client):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok")
    assert "no-store" in answer.headers["Cache-Control"]
    assert not answer.cookies


@pytest.mark.django_db
def test_ready_with_database_migrations_and_broker(client, broker):
    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {"database": "ok", "migrations": "ok", "broker": "ok"}


@pytest.mark.django_db
def test_a_broker_that_is_down_is_told_and_closes_no_door(client, broker):
    broker.kill()

    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {"database": "ok", "migrations": "ok", "broker": "down"}


@pytest.fixture
def one_migration_missing(transactional_db):
    health._all_applied.cache_clear()
    with owner_cursor() as owner:
        owner.execute("DELETE FROM django_migrations WHERE app = 'msp' RETURNING app, name, applied")
        rows = owner.fetchall()
    yield
    with owner_cursor() as owner:
        owner.executemany("INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, %s)", rows)


def test_not_ready_while_a_migration_is_missing(client, broker, one_migration_missing):
    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json() == {"database": "ok", "migrations": "missing", "broker": "ok"}


@pytest.mark.django_db(transaction=True)
def test_not_ready_without_a_database(client, broker):
    with connected_as("postgresql://msp_app@/msp?host=/nowhere"):
        answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json() == {"database": "down", "migrations": "unknown", "broker": "ok"}


@pytest.mark.django_db
def test_the_app_cannot_claim_that_it_has_migrated():
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations")
