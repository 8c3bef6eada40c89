"""What a load balancer asks; `tests/launcher` asks it of a running product, with and without a broker."""

from tests.access.matrix import EVERYBODY, Row

ROWS = [
    Row(name, lets=EVERYBODY, methods="GET", without_sign_in=True, has_tests_of_its_own=True)
    for name in ("healthz", "readyz")
]
