"""Asks ClamAV, where a council has one (`CLAMD_ADDRESS`). Where it does not answer, nothing is taken."""

import socket
import struct

from django.conf import settings

from ui.uploads.kinds import Refused

PIECE = 64 * 1024
SECONDS = 30
NOT_CHECKED = (
    "The file could not be checked for viruses just now, and was not kept. Try again in a few minutes"
)
A_VIRUS = "The file holds a virus and was not kept. Tell your IT service desk"


def check_for_viruses(data: bytes) -> None:
    """Raises Refused for a virus and for a checker that does not answer."""
    if not settings.CLAMD_ADDRESS:
        return
    try:
        answer = _ask(settings.CLAMD_ADDRESS, data)
    except OSError as fault:
        raise Refused(NOT_CHECKED) from fault
    if answer.endswith("FOUND"):
        raise Refused(A_VIRUS)
    if not answer.endswith("OK"):  # "INSTREAM size limit exceeded. ERROR" and the like
        raise Refused(NOT_CHECKED)


def _ask(address: str, data: bytes) -> str:
    """clamd's INSTREAM: each piece behind its length, ended by a length of nothing."""
    with _connected(address) as connection:
        connection.sendall(b"zINSTREAM\0")
        for start in range(0, len(data), PIECE):
            piece = data[start : start + PIECE]
            connection.sendall(struct.pack("!I", len(piece)) + piece)
        connection.sendall(struct.pack("!I", 0))
        answer = b""
        while not answer.endswith(b"\0") and (more := connection.recv(4096)):
            answer += more
    return answer.rstrip(b"\0").decode("utf-8", "replace").strip()


def _connected(address: str) -> socket.socket:
    """`/run/clamav/clamd.ctl`, or `host:port`."""
    if address.startswith("/"):
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(SECONDS)
        try:
            connection.connect(address)
        except OSError:
            connection.close()
            raise
        return connection
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=SECONDS)
