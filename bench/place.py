"""A place that is thrown away: embedded servers, an empty database, and Django set up against it in this process."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import django

from msp.embedded.postgres import without_transaction
from msp.embedded.servers import Servers
from msp.embedded.up import Product, environment, free_port, run_to_end

NEVER_ANOTHERS = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_PASSWORD", "BROKER_URL", "MSP_DATA", "DEMO")


@dataclass
class Place:
    servers: Servers
    env: dict[str, str]
    product: Product

    def tidy_tables(self) -> None:
        """What the autovacuum of a database that is in use has long done: statistics, and the visibility map."""
        with without_transaction(self.env["DATABASE_OWNER_URL"]) as owner:
            owner.execute("VACUUM ANALYZE")


@contextmanager
def throw_away_place() -> Iterator[Place]:
    """Servers on a folder of their own, whatever the environment names; everything is gone afterwards."""
    for name in NEVER_ANOTHERS:
        os.environ.pop(name, None)
    folder = Path(tempfile.mkdtemp(prefix="msp-bench-"))
    servers = Servers(folder)
    product: Product | None = None
    try:
        servers.start()
        port = free_port(0)
        env = environment(servers, port) | {"DJANGO_SETTINGS_MODULE": "bench.settings"}
        product = Product(folder, port, env)
        run_to_end("migrate", env | {"DATABASE_URL": env["DATABASE_OWNER_URL"]})
        os.environ.update(env | {"DATABASE_STATEMENT_TIMEOUT": "10min"})
        django.setup()
        yield Place(servers, env, product)
    finally:
        if product is not None:
            product.stop()
        servers.stop()
        shutil.rmtree(folder, ignore_errors=True)
