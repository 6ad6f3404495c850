"""The portal says at once, in Swedish, when it can't answer where it was asked to."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator

import pytest

from portal.local import address
from portal.local.install import PROJECT
from portal.local.terminal import Refusal


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as other_program:
        other_program.bind(("127.0.0.1", 0))
        other_program.listen()
        yield other_program.getsockname()[1]


def test_make_run_refuses_a_taken_port_before_doing_anything_slow(taken_port):
    began = time.monotonic()
    done = subprocess.run(
        ["make", "--no-print-directory", "run"],
        cwd=PROJECT,
        env={**os.environ, "PORT": str(taken_port)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert done.stdout == ""
    assert f"port {taken_port} är upptagen" in done.stderr
    assert f"PORT={taken_port + 1} make run" in done.stderr
    assert "Traceback" not in done.stderr
    assert time.monotonic() - began < 5


def test_a_free_port_is_no_obstacle(taken_port):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]
    address.check_free("127.0.0.1", free)


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1", "80 80"])
def test_a_malformed_port_is_named(port, monkeypatch):
    monkeypatch.setenv("PORT", port)
    with pytest.raises(Refusal, match=f"PORT={port} är inget portnummer"):
        address.wanted()


def test_an_address_of_another_machine_is_named():
    with pytest.raises(Refusal, match=r"HOST=192\.0\.2\.1 är ingen adress på den här datorn"):
        address.check_free("192.0.2.1", 8000)


def test_the_address_is_127_0_0_1_and_8000_when_nothing_is_said(monkeypatch):
    monkeypatch.delenv("HOST", raising=False)
    monkeypatch.setenv("PORT", "")
    assert address.wanted() == ("127.0.0.1", 8000)


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("0.0.0.0", "http://127.0.0.1:8000"),  # noqa: S104 - only shown
        ("::1", "http://[::1]:8000"),
    ],
)
def test_a_person_is_shown_an_address_that_can_be_opened(host, url):
    assert address.shown(host, 8000) == url
