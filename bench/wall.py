"""Pages with the second wall and without it: two web servers on one database, asked in turns.

The one without connects as a role that row-level security does not bind, by Django's own backend, which tells nothing.
"""

from functools import partial

from bench.data import Town
from bench.measures import Pair, seconds_of
from bench.pages import Page, Reader, pages_of, start_web
from bench.place import Place
from msp.embedded.postgres import APP, SUPERUSER, without_transaction
from msp.embedded.processes import LauncherError
from msp.embedded.servers import DATABASE
from msp.embedded.up import Product, free_port

UNBOUND = "msp_bench"
AIM = 1.15


def measure(town: Town, place: Place, *, warm_up: int, rounds: int) -> list[Pair]:
    """Each page asked of both in turns; which of them is first changes with every round."""
    without = product_without(place)
    try:
        start_web(place.product)
        start_web(without)
        asked = [pair_of(page, place.product, without) for page in pages_of(town)]
        for number in range(warm_up + rounds):
            for pair, walled, bare in asked:
                turns = [(pair.ours, walled), (pair.bare, bare)]
                for kept, ask in turns if number % 2 else reversed(turns):
                    seconds = seconds_of(ask)
                    if number >= warm_up:
                        kept.append(seconds)
    finally:
        without.stop()
    return [pair for pair, _walled, _bare in asked]


def pair_of(page: Page, product: Product, without: Product) -> tuple[Pair, partial[bytes], partial[bytes]]:
    aim = AIM if page.name == "An enquiry: its overview" else None
    readers = (Reader(page.reader, one.port) for one in (product, without))
    walled, bare = (partial(reader.get, page.path) for reader in readers)
    return Pair(page.name, aim), walled, bare


def product_without(place: Place) -> Product:
    """The same product on another port, past the wall."""
    postgres = place.servers.postgres
    if postgres is None:
        raise LauncherError("The wall is measured on the embedded server, where a second role can be made.")
    with without_transaction(postgres.url(SUPERUSER, "postgres")) as maker:
        maker.execute(f"CREATE ROLE {UNBOUND} LOGIN BYPASSRLS INHERIT IN ROLE {APP}")
    folder = place.product.data / "without-wall"
    folder.mkdir()
    port = free_port(0)
    env = place.env | {"DATABASE_URL": postgres.url(UNBOUND, DATABASE), "BENCH_WITHOUT_WALL": "1"}
    return Product(folder, port, env)
