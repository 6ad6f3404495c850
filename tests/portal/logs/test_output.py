"""Where lines go: in one write each, and never so that a page waits or breaks."""

import contextlib
import logging
import os

import pytest

from portal.logs.output import Output


@pytest.fixture
def pipe():
    """(an Output whose other end nobody reads, that end)."""
    end, start = os.pipe()
    output = Output(start)
    output.setFormatter(logging.Formatter('{"event": "%(message)s"}'))
    yield output, end
    for descriptor in (start, end):
        with contextlib.suppress(OSError):
            os.close(descriptor)


def tell(output: Output, message: str) -> None:
    output.handle(logging.LogRecord("portal", logging.INFO, "", 0, message, (), None))


def fill(output: Output) -> None:
    os.set_blocking(output.descriptor, False)
    try:
        while True:
            os.write(output.descriptor, b"x" * 4096)
    except BlockingIOError:
        os.set_blocking(output.descriptor, True)


def test_a_reader_that_has_stopped_is_not_waited_for_and_is_told_later_how_much_was_lost(pipe):
    output, end = pipe
    fill(output)
    tell(output, "borta")
    tell(output, "också borta")
    os.read(end, 1 << 20)
    tell(output, "framme")
    tell(output, "igen")
    assert os.read(end, 1 << 20) == b'{"event": "framme", "lost": 2}\n{"event": "igen"}\n'


def test_a_reader_that_is_gone_breaks_nothing(pipe):
    output, end = pipe
    os.close(end)
    tell(output, "till ingen")
    assert output.lost == 1


def test_an_output_that_is_closed_breaks_nothing(pipe):
    output, _end = pipe
    os.close(output.descriptor)
    tell(output, "till ingen")
    assert output.lost == 1


def test_a_disk_without_room_breaks_nothing():
    output = Output(os.open("/dev/full", os.O_WRONLY))
    output.setFormatter(logging.Formatter("%(message)s"))
    tell(output, "till ingen")
    os.close(output.descriptor)
    assert output.lost == 1


def test_a_full_disk_breaks_nothing_and_half_a_line_stays_alone(pipe, monkeypatch):
    output, end = pipe
    write = os.write
    monkeypatch.setattr("os.write", lambda to, data: write(to, data[:9]))
    tell(output, "halv")
    monkeypatch.setattr("os.write", write)
    tell(output, "hel")
    assert os.read(end, 1 << 20).splitlines() == [b'{"event":', b'{"event": "hel", "lost": 1}']


def test_a_record_that_cannot_be_written_breaks_nothing(pipe):
    output, _end = pipe
    output.handle(logging.LogRecord("portal", logging.INFO, "", 0, "%d", ("inget tal",), None))
    assert output.lost == 1
