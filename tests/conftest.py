"""What the tests of every room share: no network, no download, no trace in the user's folders."""

from __future__ import annotations

import ipaddress
import os
import socket

import pytest
from hypothesis import HealthCheck, settings

# Libraries read these when they are first imported, so they stand before any test module; with the
# thread variables, torch takes one thread wherever it comes to be loaded, subprocesses included.
os.environ.update(HF_HUB_OFFLINE="1", OMP_NUM_THREADS="1", MKL_NUM_THREADS="1")

# The same examples everywhere, and no verdict on how fast this machine is.
settings.register_profile(
    "any machine", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")


class NetworkUsed(RuntimeError):
    """A test reached for another machine."""


def _guard(address: object) -> None:
    """Let a Unix socket's path and a loopback address pass."""
    if not isinstance(address, tuple) or address[0] in {"", "localhost"}:
        return
    try:
        allowed = ipaddress.ip_address(address[0]).is_loopback
    except ValueError:
        allowed = False
    if not allowed:
        raise NetworkUsed(f"a test reached for {address[0]}")


@pytest.fixture(scope="session", autouse=True)
def no_network():
    """Refuse every connection and look-up that leaves this machine."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex
    sendto, getaddrinfo = socket.socket.sendto, socket.getaddrinfo

    def guarded_connect(self, address):
        _guard(address)
        return connect(self, address)

    def guarded_connect_ex(self, address):
        _guard(address)
        return connect_ex(self, address)

    def guarded_sendto(self, data, *rest):
        _guard(rest[-1])
        return sendto(self, data, *rest)

    def guarded_getaddrinfo(host, *rest, **options):
        _guard((host or "localhost",))
        return getaddrinfo(host, *rest, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
        patch.setattr(socket.socket, "sendto", guarded_sendto)
        patch.setattr(socket, "getaddrinfo", guarded_getaddrinfo)
        yield


@pytest.fixture(scope="session", autouse=True)
def session_home(tmp_path_factory):
    """Keep what fixtures of a wider scope write away from the user's folders."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LSG_HOME", str(tmp_path_factory.mktemp("lsg-home")))
        yield


@pytest.fixture(autouse=True)
def lsg_home(session_home, monkeypatch, tmp_path):
    """Give each test an empty home of the application."""
    home = tmp_path / "lsg-home"
    monkeypatch.setenv("LSG_HOME", str(home))
    return home
