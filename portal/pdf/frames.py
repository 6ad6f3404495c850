"""How parent and child speak: a length, then that many bytes. An answer is a JSON frame and a data frame."""

LENGTH_BYTES = 4


def frame(content: bytes) -> bytes:
    """The content with its length in front."""
    return len(content).to_bytes(LENGTH_BYTES, "big") + content


def length_of(prefix: bytes) -> int:
    return int.from_bytes(prefix, "big")
