"""Streams with an end that no reader can mistake.

pydyf ends a stream with a line feed. When the data's last byte happens to be a carriage return, as one
compressed stream in 256 has it, the two look like one line ending and the stream seems a byte too short
(PDF/A-2, 6.1.7.1). A carriage return and a line feed are a line ending whatever comes before them.
"""

from weasyprint.pdf import pydyf

_END = b"endstream"


def end_streams_clearly() -> None:
    """Change how pydyf writes every stream of this process. Calling it again changes nothing."""
    pydyf.Stream.data = property(_data)


_written = pydyf.Stream.data.fget


def _data(stream) -> bytes:
    return _written(stream).removesuffix(b"\n" + _END) + b"\r\n" + _END
